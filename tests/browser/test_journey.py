"""From the case page to the receipt: by keyboard, without script, in Arabic, on a small screen."""

from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import LiveSite
from tests.browser.form import (
    HEADING,
    INITIALS,
    MINE,
    NAME,
    PLACE,
    PRINT,
    RECEIPT_CODE,
    SUBMIT,
    THEIRS,
    focus_is_on,
    overflow,
    read_letter,
    sign_letter,
    step,
    tab_to,
)
from tests.browser.stored import printed, row, rows

RECEIPT_LENGTH = 26
without_script = pytest.mark.browser_context_args(java_script_enabled=False)
small_screen = pytest.mark.browser_context_args(viewport={"width": 320, "height": 640})


def test_the_keyboard_leads_from_the_case_to_the_receipt(page: Page, site: LiveSite) -> None:
    page.goto(site.url("case"))
    tab_to(page, NAME)
    page.keyboard.type("Anna Berger")
    tab_to(page, INITIALS)
    assert page.input_value(INITIALS) == "A.\u00a0B."
    tab_to(page, PLACE)
    page.keyboard.type("Ulm")
    tab_to(page, SUBMIT)
    page.keyboard.press("Enter")
    step(page, "read")
    assert focus_is_on(page, HEADING)
    tab_to(page, SUBMIT)
    page.keyboard.press("Enter")
    step(page, "receipt")
    assert focus_is_on(page, HEADING)
    tab_to(page, "[data-letter-step=receipt] a")

    assert rows() == [row(site, "A.\u00a0B.", "Ulm")]


@without_script
def test_without_script_a_full_name_becomes_initials(page: Page, site: LiveSite) -> None:
    page.goto(site.url("case"))
    assert page.locator(NAME).is_visible() is False
    page.fill(INITIALS, "Rosalind Zephyrine")
    page.click(SUBMIT)
    reading = page.content()
    shown = page.inner_text(".c-signature__initials")
    sign_letter(page)
    receipt = page.content()

    assert (shown, rows()) == ("R.\u00a0Z.", [row(site, "R.\u00a0Z.")])
    assert [name in reading + receipt for name in ("Rosalind", "Zephyrine")] == [False, False]


@without_script
def test_without_script_the_receipt_has_an_address_and_can_be_looked_up(
    page: Page, site: LiveSite
) -> None:
    page.goto(site.url("case"))
    read_letter(page, "A. B.")
    code = sign_letter(page)
    receipt = page.url
    page.goto(f"{site.origin}/de/letters/receipt/")
    page.fill("#code", page_of_paper(code))
    page.click("main button[type=submit]")

    assert (len(code), page.url) == (RECEIPT_LENGTH, receipt)


def page_of_paper(code: str) -> str:
    """A code as somebody types it from paper."""
    return " ".join((code[:13], code[13:])).upper()


def test_a_letter_is_withdrawn_by_its_receipt(page: Page, site: LiveSite) -> None:
    page.goto(site.url("case"))
    read_letter(page, "A. B.")
    code = sign_letter(page)
    page.click(f"a[href$='/{code}/withdraw/']")
    page.click("main button[type=submit]")
    page.wait_for_selector("[data-letter-step=receipt]")

    assert [each[2:4] + each[5:] for each in rows()] == [("", "", "withdrawn")]


def test_an_arabic_reader_signs_a_letter_in_turkish(page: Page, site: LiveSite) -> None:
    page.goto(site.url("case", "ar"))
    page.fill(NAME, "محمد علي")
    page.click(SUBMIT)
    reading = step(page, "read")
    theirs, mine = reading.locator(THEIRS), reading.locator(MINE)
    written = [
        [sheet.locator(".c-sheet").get_attribute(name) for name in ("lang", "dir")]
        for sheet in (theirs, mine)
    ]
    assert written == [["tr", "ltr"], ["ar", "rtl"]]
    assert "Sayın Bakan," in theirs.inner_text()
    assert "معالي الوزير،" in mine.inner_text()
    code = sign_letter(page)

    assert (len(code), rows()) == (RECEIPT_LENGTH, [row(site, "م.\u00a0ع.")])
    page.goto(f"{site.origin}/ar/letters/receipt/{code}/")
    shown = page.get_attribute("html", "dir"), page.inner_text(RECEIPT_CODE).replace(" ", "")
    assert shown == ("rtl", code)


@pytest.mark.parametrize("language", ["de", "ar"])
def test_the_page_runs_in_the_direction_of_the_reader(
    page: Page, site: LiveSite, language: str
) -> None:
    page.goto(site.url("case", language))
    brand, languages = box(page, ".s-brand"), box(page, ".c-languages")
    read_letter(page, "A. B.")
    mine, theirs = box(page, MINE), box(page, THEIRS)

    assert mine["y"] == theirs["y"], "the letters do not stand side by side"
    begins_right = language == "ar"
    assert (brand["x"] > languages["x"], theirs["x"] > mine["x"]) == (begins_right, begins_right)


def box(page: Page, selector: str) -> Any:
    """Place and size of an element in the window."""
    return page.locator(selector).first.bounding_box()


@small_screen
@pytest.mark.parametrize("language", ["de", "ar"])
def test_on_a_small_screen_the_own_language_comes_first_and_nothing_is_cut(
    page: Page, site: LiveSite, language: str
) -> None:
    wider = {}
    page.goto(site.url("case", language))
    wider["form"] = overflow(page)
    read_letter(page, "A. B.")
    wider["read"] = overflow(page)
    mine, theirs = box(page, MINE), box(page, THEIRS)
    sign_letter(page)
    wider["receipt"] = overflow(page)

    assert (wider, mine["y"] + mine["height"] <= theirs["y"]) == (dict.fromkeys(wider, 0), True)


@pytest.mark.parametrize("script", [pytest.param(True), pytest.param(False, marks=without_script)])
def test_the_print_button_gives_a_page_and_counts_once(
    page: Page, site: LiveSite, script: bool
) -> None:
    page.goto(site.url("case"))
    read_letter(page, "A. B.")
    with page.expect_download() as saved:
        page.click(PRINT)
    begin = saved.value.path().read_bytes()[:5]

    assert (begin, saved.value.suggested_filename) == (b"%PDF-", "anna-berger-tr.pdf")
    assert (printed(), rows()) == ([("tr", 1)], [])


def test_who_has_printed_the_letter_can_still_sign_it(page: Page, site: LiveSite) -> None:
    page.goto(site.url("case"))
    read_letter(page, "A. B.")
    with page.expect_download():
        page.click(PRINT)
    sign_letter(page)

    assert (printed(), rows()) == ([("tr", 1)], [row(site, "A.\u00a0B.")])


def test_the_receipt_belongs_to_the_letter_and_looking_at_it_signs_nothing(
    page: Page, site: LiveSite
) -> None:
    page.goto(site.url("case"))
    read_letter(page, "A. B.")
    code = sign_letter(page)
    for _visit in range(2):
        page.goto(f"{site.origin}/de/letters/receipt/{code}/")
        step(page, "receipt")

    assert rows() == [row(site, "A.\u00a0B.")]
