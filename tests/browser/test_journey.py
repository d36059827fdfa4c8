"""From the case page to the receipt: by keyboard, without script, in Arabic, on a small screen."""

from typing import Any

import pytest
from playwright.sync_api import Page

from campaigns.models import Letter, PrintCount
from tests.browser.conftest import LiveSite
from tests.browser.form import (
    BACK,
    ERRORS,
    HEADING,
    INITIALS,
    LANGUAGE,
    MINE,
    NAME,
    NAME_ERROR,
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
from tests.browser.watch import Watch
from tests.factories.records import today

RECEIPT_LENGTH = 26
without_script = pytest.mark.browser_context_args(java_script_enabled=False)
small_screen = pytest.mark.browser_context_args(viewport={"width": 320, "height": 640})


def rows() -> list[tuple[Any, ...]]:
    """Every letter there is: appeal, language, initials, place, day, state."""
    wanted = ("appeal__uuid", "version__language", "initials", "place", "signed_on", "state")
    return list(Letter.objects.order_by("pk").values_list(*wanted))


def row(site: LiveSite, initials: str, place: str = "", language: str = "tr") -> tuple[Any, ...]:
    return (site.planted.appeal.uuid, language, initials, place, today(), "waiting")


def printed() -> list[tuple[str, int]]:
    return list(PrintCount.objects.values_list("language", "n"))


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


def test_enter_in_the_name_field_leads_to_the_letter(page: Page, site: LiveSite) -> None:
    page.goto(site.url("case"))
    page.focus(NAME)
    page.keyboard.type("Anna Berger")
    page.keyboard.press("Enter")

    assert step(page, "read").locator(".c-signature__initials").inner_text() == "A.\u00a0B."


def test_the_way_back_keeps_what_was_typed(page: Page, site: LiveSite) -> None:
    page.goto(site.url("case"))
    page.fill(NAME, "Anna Berger")
    page.click(SUBMIT)
    step(page, "read")
    page.focus(BACK)
    page.keyboard.press("Enter")
    step(page, "form")

    assert (focus_is_on(page, INITIALS), page.input_value(NAME)) == (True, "Anna Berger")
    page.click(SUBMIT)
    step(page, "read")
    sign_letter(page)
    assert rows() == [row(site, "A.\u00a0B.")]


def test_a_form_with_errors_comes_back_with_the_focus_on_them(
    page: Page, site: LiveSite, watch: Watch
) -> None:
    watch.expect(422)
    page.goto(site.url("case"))
    page.fill(INITIALS, "42")
    page.focus(SUBMIT)
    page.keyboard.press("Enter")
    page.wait_for_selector(ERRORS)
    assert focus_is_on(page, ERRORS)
    tab_to(page, f"{ERRORS} a")
    page.keyboard.press("Enter")

    assert focus_is_on(page, f"{INITIALS}[aria-invalid=true]")
    read_letter(page, "A. B.")
    sign_letter(page)
    assert rows() == [row(site, "A.\u00a0B.")]


def test_a_name_without_initials_is_told_of_at_its_field(page: Page, site: LiveSite) -> None:
    page.goto(site.url("case"))
    page.fill(NAME, "42")
    page.focus(SUBMIT)
    page.keyboard.press("Enter")

    assert (page.locator(NAME_ERROR).is_visible(), focus_is_on(page, NAME)) == (True, True)
    page.fill(NAME, "Anna")
    assert (page.locator(NAME_ERROR).is_visible(), page.input_value(INITIALS)) == (False, "A.")


def test_initials_a_visitor_has_corrected_stay(page: Page, site: LiveSite) -> None:
    page.goto(site.url("case"))
    page.fill(NAME, "Anna Berger")
    page.fill(INITIALS, "X.")
    page.fill(NAME, "Anna Berger Conrad")

    assert page.input_value(INITIALS) == "X."


def test_a_double_click_signs_once(page: Page, site: LiveSite) -> None:
    page.goto(site.url("case"))
    read_letter(page, "A. B.")
    page.dblclick(SUBMIT)
    step(page, "receipt")

    assert rows() == [row(site, "A.\u00a0B.")]


def test_a_broken_connection_loses_nothing(page: Page, site: LiveSite, watch: Watch) -> None:
    watch.expect("net::ERR_FAILED")
    page.goto(site.url("case"))
    page.fill(NAME, "Anna Berger")
    page.route("**/letters/**", lambda route: route.abort(), times=1)
    page.click(SUBMIT)
    page.wait_for_selector(".c-failure")
    assert page.input_value(INITIALS) == "A.\u00a0B."
    page.click(SUBMIT)
    step(page, "read")
    sign_letter(page)

    assert rows() == [row(site, "A.\u00a0B.")]


def test_an_appeal_that_closes_in_between_is_told_in_place(
    page: Page, site: LiveSite, watch: Watch
) -> None:
    watch.expect(409)
    page.goto(site.url("case"))
    read_letter(page, "A. B.")
    appeal = site.planted.appeal
    type(appeal).objects.filter(pk=appeal.pk).update(stopped=True, stopped_reason="x")
    page.click(SUBMIT)
    step(page, "closed")

    assert (rows(), focus_is_on(page, HEADING)) == ([], True)


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


@without_script
def test_without_script_errors_keep_the_other_entries(
    page: Page, site: LiveSite, watch: Watch
) -> None:
    watch.expect(422)
    page.goto(site.url("case"))
    page.fill(PLACE, "Ulm")
    page.select_option(LANGUAGE, "en")
    page.click(SUBMIT)
    page.wait_for_selector(ERRORS)

    assert (page.input_value(PLACE), page.input_value(LANGUAGE)) == ("Ulm", "en")
    read_letter(page, "A. B.")
    sign_letter(page)
    assert rows() == [row(site, "A.\u00a0B.", "Ulm", "en")]


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
