"""Page trees in the public languages, and case pages in them."""

from dataclasses import dataclass
from typing import Any

from django.utils.text import slugify
from wagtail.models import Locale, Page, Site

from campaigns import conf
from campaigns.models import (
    Appeal,
    Case,
    CaseIndexPage,
    CasePage,
    SuccessIndexPage,
    SuccessStoryPage,
)
from home.models import HomePage, StandardPage
from tests.factories.records import CaseFactory


@dataclass
class Tree:
    """A site's pages by language code."""

    homes: dict[str, HomePage]
    cases: dict[str, CaseIndexPage]
    successes: dict[str, SuccessIndexPage]


def plant() -> Tree:
    """Home, list of cases and review of a year in each public language, linked as translations."""
    root = Page.get_first_root_node()
    # Wagtail's welcome page lives at the slug of the home page.
    Page.objects.filter(depth=2).delete()
    root = Page.objects.get(pk=root.pk)
    tree = Tree({}, {}, {})
    first: dict[str, Page] = {}
    for code in conf.public_languages():
        locale = Locale.objects.get_or_create(language_code=code)[0]

        def added(parent: Page, page: Any, name: str, locale: Locale = locale) -> Any:
            page.locale = locale
            if name in first:
                page.translation_key = first[name].translation_key
            first.setdefault(name, page)
            return parent.add_child(instance=page)

        home = added(root, HomePage(title=f"Home {code}", slug=f"home-{code}"), "home")
        tree.homes[code] = home
        tree.cases[code] = added(home, CaseIndexPage(title="Cases", slug="cases"), "cases")
        review = SuccessIndexPage(title="2025", slug="2025", year=2025)
        tree.successes[code] = added(home, review, "review")
    Site.objects.update_or_create(
        is_default_site=True,
        defaults={"hostname": "localhost", "root_page": tree.homes["de"], "site_name": "Test"},
    )
    Site.clear_site_root_paths_cache()
    return tree


def form_block(appeal: Appeal | None = None) -> tuple[str, dict[str, Any]]:
    return (
        "letter_form",
        {"heading": "Schreib mit", "intro": "Lies zuerst.", "button": "Lesen", "appeal": appeal},
    )


def case_page(tree: Tree, case: Case | None = None, language: str = "de", **fields: Any) -> Any:
    """A live page of the case with a text and the letter form."""
    case = case or CaseFactory()
    page = CasePage(
        **{
            "title": case.public_name,
            "slug": slugify(case.public_name),
            "case": case,
            "summary": "Seit Mai in Haft.",
            "body": [("text", "<p>Am Morgen.</p>"), form_block()],
            "locale": tree.homes[language].locale,
            **fields,
        }
    )
    return tree.cases[language].add_child(instance=page)


def success_page(tree: Tree, case: Case, language: str = "de", **fields: Any) -> Any:
    page = SuccessStoryPage(
        **{
            "title": f"{case.public_name} ist frei",
            "slug": slugify(f"{case.public_name} frei"),
            "case": case,
            "summary": "Endlich.",
            "body": [("text", "<p>Frei.</p>")],
            "locale": tree.homes[language].locale,
            **fields,
        }
    )
    return tree.successes[language].add_child(instance=page)


def standard_page(tree: Tree, language: str = "de", **fields: Any) -> Any:
    page = StandardPage(
        **{
            "title": "Über uns",
            "slug": "ueber-uns",
            "locale": tree.homes[language].locale,
            **fields,
        }
    )
    return tree.homes[language].add_child(instance=page)
