"""What stands on the site the browser visits: cases in every state, in three languages of four."""

import io
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.contrib.auth import get_user_model
from django.core.files.images import ImageFile
from PIL import Image
from wagtail.models import Collection, Locale, Page

from campaigns.apps import add_locales
from campaigns.models import Appeal, Case, CasePicture
from home.models import CampaignImage
from tests.factories.appeals import BLOCKS, open_appeal
from tests.factories.records import (
    AppealFactory,
    CaseFactory,
    FormOfAddressFactory,
    OfficeHolderFactory,
    OutcomeFactory,
    today,
)
from tests.factories.sites import Tree, case_page, plant, standard_page, success_page

EDITOR, PASSWORD = "editor", "a password of the tests"
LETTER_LANGUAGES = ("tr", "en", "de", "fr", "ar")
MISSING = "fr"  # no page but home and the lists is translated into it
WORDS = {
    "de": ("Anna Berger", "Seit Mai in Haft.", "<p>Am Morgen kamen sie.</p>", "Schreib mit"),
    "en": ("Anna Berger", "In prison since May.", "<p>They came at dawn.</p>", "Write with us"),
    "ar": ("آنا برغر", "في السجن منذ مايو.", "<p>جاؤوا عند الفجر.</p>", "اكتب معنا"),
}

Paths = dict[str, str]


@dataclass(frozen=True)
class Planted:
    """Rows and addresses; `pages` maps a kind of page, then a language, to a path on the site."""

    appeal: Appeal  # open; letters in Turkish or English, and a town may be given
    ended: Appeal
    unwritten: Appeal
    pages: dict[str, Paths]


def planted() -> Planted:
    """Plants the whole site into the active database."""
    restore_what_migrations_made()
    tree = plant()
    appeal, ended = open_case(), ended_case()
    pages = {
        "home": greeted(tree),
        "cases": {code: page.url for code, page in tree.cases.items()},
        "case": in_languages(case_page, tree, appeal.case, demands="Freilassen\nJetzt"),
        "ended": in_languages(case_page, tree, ended.case),
        "successes": {code: page.url for code, page in tree.successes.items()},
        "story": in_languages(success_page, tree, ended.case, picture=picture()),
        "standard": in_languages(standard_page, tree, appeal=appeal, show_in_menus=True),
    }
    get_user_model().objects.create_superuser(EDITOR, "editor@example.org", PASSWORD)
    unwritten = AppealFactory(case=CaseFactory(public_name="Emil Falk"))
    return Planted(appeal=appeal, ended=ended, unwritten=unwritten, pages=pages)


def restore_what_migrations_made() -> None:
    """A test before these that flushed the database took the roots of all trees with it."""
    add_locales(apps.get_app_config("campaigns"))
    if not Page.objects.filter(depth=1).exists():
        Page.add_root(title="Root", slug="root", locale=Locale.objects.get(language_code="de"))
    if not Collection.objects.filter(depth=1).exists():
        Collection.add_root(name="Root")


def open_case() -> Appeal:
    case = CaseFactory(public_name="Anna Berger", native_name="آنا برغر", may_show_place=True)
    CasePicture.objects.create(case=case, image=picture(), credit="Foto: privat", consent=True)
    appeal = open_appeal(LETTER_LANGUAGES, case=case, goal=1000)
    holder = OfficeHolderFactory(authority=appeal.authority)
    for language in ("tr", "en"):
        salutation = BLOCKS[language].salutation
        FormOfAddressFactory(holder=holder, language=language, salutation=salutation)
    return appeal


def ended_case() -> Appeal:
    case = CaseFactory(public_name="Carla Dorn", status="closed")
    OutcomeFactory(case=case)
    return open_appeal(("tr", "de"), case=case, opens=today(-60), closes=today(-40))


def picture() -> CampaignImage:
    drawn = io.BytesIO()
    Image.new("RGB", (96, 72), "steelblue").save(drawn, "PNG")
    return CampaignImage.objects.create(title="Blau", file=ImageFile(drawn, name="blau.png"))


def greeted(tree: Tree) -> Paths:
    """The home pages, with a lead and a form of their own."""
    for code, (_title, summary, text, _button) in WORDS.items():
        tree.homes[code].lead, tree.homes[code].body = summary, [("text", text)]
        tree.homes[code].save()
    return {code: page.url for code, page in tree.homes.items()}


def in_languages(
    make: Callable[..., Any],
    tree: Tree,
    case: Case | None = None,
    appeal: Appeal | None = None,
    **fields: Any,
) -> Paths:
    """One page and its translations, with a quotation, a picture and the letter form."""
    paths: Paths = {}
    for code, (title, summary, text, button) in WORDS.items():
        words = {"title": title, "summary": summary, "body": body(text, button, appeal)}
        subject = (tree,) if case is None else (tree, case)
        page = make(*subject, language=code, **words, **fields)
        fields["translation_key"] = page.translation_key
        paths[code] = page.url
    return paths


def body(text: str, button: str, appeal: Appeal | None) -> list[tuple[str, Any]]:
    form = ("letter_form", {"heading": button, "intro": "", "button": button, "appeal": appeal})
    figure = {"image": picture(), "alt": text[3:-4], "caption": text[3:-4]}
    quotation = {"text": text[3:-4], "source": "2026"}
    return [("heading", button), ("text", text), ("quote", quotation), ("picture", figure), form]
