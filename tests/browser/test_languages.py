"""The language switcher, the languages of a page, and what stands where there is nothing."""

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import LiveSite
from tests.browser.planted import MISSING
from tests.browser.watch import Watch

PUBLIC = ("de", "en", "fr", "ar")
DIRECTIONS = {"de": "ltr", "en": "ltr", "fr": "ltr", "ar": "rtl"}
SWITCHER = ".c-languages__link"
LACKING = ".c-languages__missing"


def switch(page: Page, language: str) -> str:
    """Follows the switcher; returns the path it leads to."""
    with page.expect_navigation():
        page.click(f"{SWITCHER}[hreflang={language}]")
    return page.evaluate("location.pathname")


def marked(page: Page) -> tuple[str | None, str | None]:
    return page.get_attribute("html", "lang"), page.get_attribute("html", "dir")


@pytest.mark.parametrize("language", PUBLIC)
@pytest.mark.parametrize("kind", ["home", "cases"])
def test_a_page_says_its_language_and_direction(
    page: Page, site: LiveSite, kind: str, language: str
) -> None:
    page.goto(site.url(kind, language))

    assert marked(page) == (language, DIRECTIONS[language])
    current = page.locator(f"{SWITCHER}[aria-current]")
    assert [each.get_attribute("hreflang") for each in current.all()] == [language]


def test_the_switcher_keeps_the_page(page: Page, site: LiveSite) -> None:
    page.goto(site.url("case", "de"))
    paths = {language: switch(page, language) for language in ("ar", "en", "de")}

    assert paths == site.planted.pages["case"]


def test_the_switcher_keeps_the_letter(page: Page, site: LiveSite) -> None:
    address = f"/letters/{site.planted.appeal.uuid}/"
    page.goto(f"{site.origin}/de{address}")

    assert {language: switch(page, language) for language in PUBLIC} == {
        language: f"/{language}{address}" for language in PUBLIC
    }


def test_the_switcher_says_what_is_missing_and_leads_home(page: Page, site: LiveSite) -> None:
    page.goto(site.url("case"))
    lacking = page.locator(f"{LACKING} bdi").evaluate_all("found => found.map(each => each.lang)")

    assert (lacking, switch(page, MISSING)) == ([MISSING], f"/{MISSING}/")


def test_a_page_in_every_language_lacks_none(page: Page, site: LiveSite) -> None:
    page.goto(site.url("cases"))

    assert page.locator(LACKING).count() == 0


def test_search_engines_are_told_of_living_translations_only(page: Page, site: LiveSite) -> None:
    page.goto(site.url("case"))
    told = page.locator("link[rel=alternate]").evaluate_all("all => all.map(each => each.hreflang)")

    assert told == [language for language in PUBLIC if language != MISSING]


@pytest.mark.parametrize(
    "path",
    ["/de/nothing/", "/ar/nothing/", "/tr/", "/de/letters/00000000-0000-4000-8000-000000000000/"],
)
def test_a_page_that_does_not_exist_offers_the_languages(
    page: Page, site: LiveSite, watch: Watch, path: str
) -> None:
    watch.expect(404)
    status = page.goto(site.origin + path).status
    offered = page.locator(".c-tongues__link").evaluate_all("all => all.map(each => each.hreflang)")

    assert (status, offered) == (404, list(PUBLIC))


@pytest.mark.browser_context_args(locale="ar-EG")
def test_a_browser_that_asks_for_arabic_gets_arabic(page: Page, site: LiveSite) -> None:
    page.goto(f"{site.origin}/")

    assert (page.evaluate("location.pathname"), marked(page)) == ("/ar/", ("ar", "rtl"))


@pytest.mark.browser_context_args(locale="tr-TR")
def test_a_browser_that_asks_for_a_letter_language_gets_a_public_one(
    page: Page, site: LiveSite
) -> None:
    page.goto(f"{site.origin}/")

    assert marked(page) == ("de", "ltr")
