"""The demo's home page and standard pages, around what the plugin loads."""

from django.db import transaction
from wagtail.models import Page, Site

from campaigns.demo import records
from campaigns.demo.bodies import body
from campaigns.demo.covers import load_covers
from campaigns.demo.glossary import load_glossary
from campaigns.demo.pages import load_cases, load_successes, publish
from campaigns.demo.reading import SOURCE_LANGUAGE, Table, read
from campaigns.models import CampaignSettings, Case, Postage
from home.models import HomePage, StandardPage


def load() -> bool:
    """Loads the demo into a site without home page and cases; whether it did.

    All of it or nothing. Any other site is left as it is: it may be the demo, edited since.
    """
    if HomePage.objects.exists() or Case.objects.exists():
        return False
    with transaction.atomic():
        _load()
    return True


def _load() -> None:
    table = read("site")
    home = _home_page(table["home"])
    _settings(table["organisation"])
    load_covers()
    load_cases(home)
    load_successes(home)
    for words in table["pages"]:
        _standard_page(words, home)
    load_glossary()


def _home_page(table: Table) -> HomePage:
    root = Page.get_first_root_node()
    # The "Welcome" page of a new Wagtail, which nobody has made anything of.
    Page.objects.child_of(root).filter(slug="home", content_type__model="page").delete()
    root.refresh_from_db()
    home = publish(
        HomePage(
            title=table["title"][SOURCE_LANGUAGE],
            slug="home",
            lead=table["lead"][SOURCE_LANGUAGE],
            picture=records.image(table["picture"]),
            body=body("home", table),
        ),
        root,
        {**table, "slug": {code: f"home-{code}" for code in table["title"]}},
        ("title", "slug", "lead"),
        key="home",
    )
    site, _created = Site.objects.get_or_create(
        is_default_site=True, defaults={"hostname": "localhost", "root_page": home}
    )
    site.root_page = home
    site.save()
    return home


def _settings(table: Table) -> None:
    site = Site.objects.get(is_default_site=True)
    house, is_new = CampaignSettings.objects.get_or_create(
        site=site,
        defaults={
            "organisation": table["name"],
            "return_address": table["return_address"],
            "neutral_return_address": table["neutral_return_address"],
            "sender_email": table["sender_email"],
            "posting_country": table["posting_country"],
            "posting_language": table["posting_language"],
            "specimen_mark": True,
        },
    )
    if is_new:
        Postage.objects.create(settings=house, **table["postage"])


def _standard_page(table: Table, home: HomePage) -> None:
    slug = table["slug"][SOURCE_LANGUAGE]
    publish(
        StandardPage(
            title=table["title"][SOURCE_LANGUAGE],
            slug=slug,
            summary=table["summary"][SOURCE_LANGUAGE],
            body=body(f"page:{slug}", table),
            show_in_menus=table["key"] == "how-it-works",
        ),
        home,
        table,
        ("title", "slug", "summary"),
        key=f"page:{slug}",
    )
