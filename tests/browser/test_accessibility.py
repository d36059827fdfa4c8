"""What a machine can check of WCAG 2.2 AA, on every page and step, by day and by night."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from campaigns.letters.signatory import Signatory
from campaigns.signing import Intent, sign
from tests.browser.conftest import LiveSite
from tests.browser.form import ERRORS, NAME, NAME_ERROR, SUBMIT, overflow, read_letter
from tests.browser.watch import Watch

ALL_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# By night only colours are different.
RULES = {"light": ALL_RULES, "dark": {"type": "rule", "values": ["color-contrast"]}}
LANGUAGES = pytest.mark.parametrize("language", ["de", "ar"])
Way = Callable[[Page, LiveSite, str], None]
SMALL = ["home", "case", "form with errors", "reading step", "receipt", "groups with errors"]


def planted(kind: str) -> Way:
    def way(page: Page, site: LiveSite, language: str) -> None:
        page.goto(site.url(kind, language))

    return way


def path(tail: str) -> Way:
    def way(page: Page, site: LiveSite, language: str) -> None:
        page.goto(f"{site.origin}/{language}/{tail}")

    return way


def form_alone(page: Page, site: LiveSite, language: str) -> None:
    page.goto(f"{site.origin}/{language}/letters/{site.planted.appeal.uuid}/")


def form_with_errors(page: Page, site: LiveSite, language: str) -> None:
    """What the server says, and what the browser says of a name."""
    page.goto(site.url("case", language))
    page.click(SUBMIT)
    page.wait_for_selector(ERRORS)
    page.fill(NAME, "42")
    page.press(NAME, "Enter")
    page.wait_for_selector(NAME_ERROR)


def reading_step(page: Page, site: LiveSite, language: str) -> None:
    page.goto(site.url("case", language))
    read_letter(page, "A. B.")


def reading_page(page: Page, site: LiveSite, language: str) -> None:
    """The same step as a page of its own, the way it goes without JavaScript."""
    form_alone(page, site, language)
    page.fill("[data-letter-initials]", "A. B.")
    with page.expect_navigation():
        page.evaluate("document.querySelector('[data-letter-step] form').submit()")


def own_mail(page: Page, site: LiveSite, language: str) -> None:
    """The letter for the visitor's own mailbox."""
    authority = site.planted.appeal.authority
    type(authority).objects.filter(pk=authority.pk).update(email="office@example.invalid")
    reading_step(page, site, language)
    page.click("button[value=mail]")
    page.wait_for_selector("#mail-body")


def receipt(page: Page, site: LiveSite, language: str) -> None:
    page.goto(f"{site.origin}/{language}/letters/receipt/{signed(site)}/")


def withdrawal(page: Page, site: LiveSite, language: str) -> None:
    page.goto(f"{site.origin}/{language}/letters/receipt/{signed(site)}/withdraw/")


def signed(site: LiveSite) -> str:
    """The receipt code of a letter that was signed behind the browser's back."""
    version = site.planted.appeal.signable_versions()[0]
    intent = Intent(version, Signatory("A.\u00a0B."), "token:first")
    return sign(site.planted.appeal, intent).receipt


def closed(page: Page, site: LiveSite, language: str) -> None:
    page.goto(f"{site.origin}/{language}/letters/{site.planted.ended.uuid}/")


def unknown_receipt(page: Page, site: LiveSite, language: str) -> None:
    page.goto(f"{site.origin}/{language}/letters/receipt/")
    page.fill("#code", "nobody's")
    page.click("main button[type=submit]")
    page.wait_for_selector("#code-error")


def group_form(page: Page, site: LiveSite, language: str) -> None:
    page.goto(f"{site.origin}/{language}/letters/{site.planted.appeal.uuid}/groups/")


def group_form_with_errors(page: Page, site: LiveSite, language: str) -> None:
    group_form(page, site, language)
    page.fill("[data-pack-names]", "Anna Berger\n42")
    page.click("main button[type=submit]")
    page.wait_for_selector("#pack-names-error")


def class_form(page: Page, site: LiveSite, language: str) -> None:
    page.goto(f"{site.origin}/{language}/letters/{site.planted.appeal.uuid}/groups/class/")


def mistyped_pack(page: Page, site: LiveSite, language: str) -> None:
    page.goto(f"{site.origin}/{language}/letters/packs/")
    page.fill("#pack-code", "abcd")
    page.click("main button[type=submit]")
    page.wait_for_selector("#pack-code-error")


WAYS: dict[str, Way] = {
    "groups": group_form,
    "groups with errors": group_form_with_errors,
    "class": class_form,
    "mistyped pack": mistyped_pack,
    "home": planted("home"),
    "cases": planted("cases"),
    "case": planted("case"),
    "closed case": planted("ended"),
    "review": planted("successes"),
    "story": planted("story"),
    "standard page": planted("standard"),
    "open letters": path("letters/"),
    "form alone": form_alone,
    "form with errors": form_with_errors,
    "reading step": reading_step,
    "reading page": reading_page,
    "own mail": own_mail,
    "receipt": receipt,
    "withdrawal": withdrawal,
    "closed": closed,
    "find receipt": path("letters/receipt/"),
    "unknown receipt": unknown_receipt,
    "404": path("nothing/"),
}

SMALL = ("home", "case", "form with errors", "reading step", "own mail", "receipt")


@LANGUAGES
@pytest.mark.parametrize("name", WAYS)
def test_axe_finds_nothing(
    page: Page, site: LiveSite, watch: Watch, name: str, language: str
) -> None:
    watch.expect(404, 422)
    WAYS[name](page, site, language)

    assert {scheme: violations(page, scheme) for scheme in ("light", "dark")} == {
        "light": [],
        "dark": [],
    }


@LANGUAGES
@pytest.mark.parametrize("name", SMALL)
@pytest.mark.browser_context_args(viewport={"width": 320, "height": 640}, has_touch=True)
def test_on_a_small_screen_axe_finds_nothing_and_nothing_is_cut(
    page: Page, site: LiveSite, watch: Watch, name: str, language: str
) -> None:
    watch.expect(422)
    WAYS[name](page, site, language)

    assert (violations(page, "light"), overflow(page)) == ([], 0)


def test_axe_would_find_something(page: Page) -> None:
    page.set_content("<html lang='de'><title>x</title><main><h1>x</h1><img src='data:,'></main>")

    assert violations(page, "light") == [("image-alt", "img")]


def violations(page: Page, scheme: str) -> list[tuple[str, str]]:
    """Rules that are broken, each with the element, in the light or the dark colours."""
    page.emulate_media(color_scheme=scheme)
    found = Axe().run(page, options={"runOnly": RULES[scheme]}).response["violations"]
    return [(each["id"], str(node["target"][0])) for each in found for node in each["nodes"]]
