"""Tags of the public templates: what they hand to a page, language by language."""

import datetime
from typing import Any

import pytest
from django.test import RequestFactory
from django.utils import translation

from campaigns.letters.compose import Run
from campaigns.models import Appeal
from campaigns.models.public_figures import Figure
from campaigns.templatetags import campaigns_tags as tags
from tests.factories.appeals import open_appeal
from tests.factories.records import CaseFactory, today
from tests.factories.sites import Tree, case_page, standard_page


def context(path: str = "/de/", page: Any = None) -> dict[str, Any]:
    return {"request": RequestFactory().get(path), "page": page}


def summary(links: list[tags.LanguageLink]) -> list[tuple[str, str, bool, bool]]:
    return [(link.language.code, link.url, link.current, link.missing) for link in links]


def test_switcher_keeps_the_page_and_says_what_is_missing(tree: Tree) -> None:
    case = CaseFactory(public_name="Anna Berger")
    german = case_page(tree, case, "de")
    case_page(tree, case, "ar", translation_key=german.translation_key)

    links = tags.language_links(context(), german)

    assert summary(links) == [
        ("de", "/de/cases/anna-berger/", True, False),
        ("en", "/en/", False, True),
        ("fr", "/fr/", False, True),
        ("ar", "/ar/cases/anna-berger/", False, False),
    ]
    assert [link.language.code for link in tags.missing(links)] == ["en", "fr"]
    assert [link.language.code for link in tags.alternates(links)] == ["de", "ar"]


def test_alias_is_no_translation(tree: Tree) -> None:
    german = standard_page(tree)
    german.copy_for_translation(tree.homes["fr"].locale, alias=True)

    links = tags.language_links(context(), german)

    assert [link.language.code for link in links if not link.missing] == ["de"]
    assert tags.alternates(links) == []


@pytest.mark.django_db
def test_switcher_keeps_a_page_of_signing(tree: Tree) -> None:
    appeal = open_appeal()

    links = tags.language_links(context(f"/de/letters/{appeal.uuid}/"))

    assert [link.url for link in links] == [
        f"/{code}/letters/{appeal.uuid}/" for code in ("de", "en", "fr", "ar")
    ]


@pytest.mark.django_db
def test_address_of_nothing_leads_home_and_complains_of_nothing(tree: Tree) -> None:
    links = tags.language_links(context("/de/nothing/at/all"))

    assert [link.url for link in links] == ["/de/", "/en/", "/fr/", "/ar/"]
    assert tags.missing(links) == []


def test_menu_shows_chosen_pages_and_the_rest_apart(tree: Tree) -> None:
    home = tree.homes["de"]
    shown = standard_page(tree, title="Wie es wirkt", slug="wirkt", show_in_menus=True)
    below = shown.add_child(instance=type(shown)(title="Mehr", slug="mehr", locale=home.locale))
    standard_page(tree, title="Entwurf", slug="entwurf", live=False, show_in_menus=True)

    here = context(page=below)

    assert [(e.title, e.current) for e in tags.menu_entries(here, home)] == [
        ("Wie es wirkt", "true")
    ]
    assert [e.title for e in tags.menu_entries(here, home, in_menu=False)] == ["Cases", "2025"]
    assert tags.menu_entries(here, None) == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("fields", "counts", "expected"),
    [
        ({}, (0, 0), "open"),
        ({"opens": today(1), "closes": today(9)}, (0, 0), ""),
        ({"opens": today(-9), "closes": today(-1)}, (0, 0), "closed"),
        ({"stopped": True, "stopped_reason": "x"}, (0, 0), "closed"),
        ({"case": lambda: CaseFactory(status="closed")}, (0, 0), "closed"),
        ({"case": lambda: CaseFactory(status="paused")}, (0, 0), ""),
        ({"case": lambda: CaseFactory(status="paused")}, (3, 0), "resting"),
        ({"case": lambda: CaseFactory(status="paused")}, (0, 1), "resting"),
    ],
)
def test_standing_of_an_appeal(
    fields: dict[str, Any], counts: tuple[int, int], expected: str
) -> None:
    made = {name: value() if callable(value) else value for name, value in fields.items()}
    appeal = Appeal.objects.with_counts().get(pk=open_appeal(**made).pk)
    appeal.signed, appeal.printed = counts

    assert tags.standing(appeal, list(Appeal.objects.open())) == expected


def test_bold_runs_are_strong_and_markup_is_text() -> None:
    runs = (Run("<b>&", bold=False), Run("Anna", bold=True))

    assert tags.runs_html(runs) == "&lt;b&gt;&amp;<strong>Anna</strong>"


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("de", "5. März 2026"),
        ("en", "5 March 2026"),
        ("fr", "5 mars 2026"),
        ("ar", "5 مارس 2026"),
    ],
)
def test_day_is_written_as_people_write_it(language: str, expected: str) -> None:
    with translation.override(language):
        assert tags.day(datetime.date(2026, 3, 5)) == expected


def test_receipt_code_is_grouped_and_nothing_lost() -> None:
    code = "abcdefghijklmnopqrstuvwxyz"

    assert tags.grouped(code) == "abcd efgh ijkl mnop qrst uvwx yz"


@pytest.mark.parametrize(("code", "tag"), [("zh-hans", "zh-Hans"), ("ar", "ar")])
def test_tag_of_a_language_is_the_one_fonts_know(code: str, tag: str) -> None:
    assert tags.bcp47(code) == tag


@pytest.mark.parametrize(
    ("language", "kind", "number", "expected"),
    [
        ("en", "exact", 1234, "1,234"),
        ("en", "fewer_than", 10, "fewer than 10"),
        ("en", "at_least", 1200, "at least 1,200"),
    ],
)
def test_public_figure_is_told_in_words(
    language: str, kind: Any, number: int, expected: str
) -> None:
    with translation.override(language):
        assert tags.told(Figure(kind, number)) == expected
