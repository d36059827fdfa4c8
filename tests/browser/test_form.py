"""The form in its place: errors, corrections, second thoughts, and a connection that breaks."""

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import LiveSite
from tests.browser.form import (
    BACK,
    ERRORS,
    HEADING,
    INITIALS,
    LANGUAGE,
    NAME,
    NAME_ERROR,
    PLACE,
    SUBMIT,
    focus_is_on,
    read_letter,
    sign_letter,
    step,
    tab_to,
)
from tests.browser.stored import row, rows
from tests.browser.watch import Watch

without_script = pytest.mark.browser_context_args(java_script_enabled=False)


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
