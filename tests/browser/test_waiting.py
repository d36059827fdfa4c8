"""The page that asks to wait, in place and alone: one more press, and the letter is signed once."""

from collections.abc import Callable

import pytest
from django.http import QueryDict
from django.test import RequestFactory
from django.utils import translation
from playwright.sync_api import Page, Route

from campaigns.waiting import OUT_OF_ORDER, wait_page
from tests.browser.conftest import LiveSite
from tests.browser.form import HEADING, INITIALS, SUBMIT, focus_is_on, overflow, read_letter, step
from tests.browser.stored import row, rows
from tests.browser.test_accessibility import violations
from tests.browser.watch import Watch

PHONE = {"width": 320, "height": 640}


def out_of_order_once(language: str) -> Callable[[Route], None]:
    """The first request is answered as while the database is locked; the others pass."""
    asked: list[str] = []

    def answer(route: Route) -> None:
        asked.append(route.request.url)
        if len(asked) > 1:
            route.continue_()
            return
        path = "/" + route.request.url.split("/", 3)[3]
        request = RequestFactory().post(path, QueryDict(route.request.post_data).dict())
        with translation.override(language):
            page = wait_page(request, OUT_OF_ORDER)
        route.fulfill(status=503, content_type="text/html; charset=utf-8", body=page.text)

    return answer


@pytest.mark.parametrize("language", ["de", "ar"])
@pytest.mark.browser_context_args(viewport=PHONE)
def test_second_press_signs_in_place(
    page: Page, site: LiveSite, watch: Watch, language: str
) -> None:
    watch.expect(503)
    page.route("**/sign/", out_of_order_once(language))
    page.goto(site.url("case", language))
    read_letter(page, "A. B.")
    page.click(SUBMIT)
    step(page, "wait")

    assert (focus_is_on(page, HEADING), rows()) == (True, [])
    assert (violations(page, "light"), overflow(page)) == ([], 0)
    page.click(SUBMIT)
    step(page, "receipt")
    assert rows() == [row(site, "A.\u00a0B.")]


@pytest.mark.browser_context_args(viewport=PHONE, java_script_enabled=False)
def test_second_press_signs_without_a_script(page: Page, site: LiveSite, watch: Watch) -> None:
    watch.expect(503)
    page.route("**/sign/", out_of_order_once("de"))
    page.goto(f"{site.origin}/de/letters/{site.planted.appeal.uuid}/")
    page.fill(INITIALS, "A. B.")
    page.click(SUBMIT)
    page.click(SUBMIT)

    assert (step(page, "wait").locator("strong bdi").inner_text(), rows()) == ("A.\u00a0B.", [])
    page.click(SUBMIT)
    step(page, "receipt")
    assert rows() == [row(site, "A.\u00a0B.")]


def test_axe_finds_nothing_on_the_page_alone(page: Page, site: LiveSite, watch: Watch) -> None:
    watch.expect(503)
    page.route("**/letters/**", out_of_order_once("de"))
    page.goto(f"{site.origin}/de/letters/receipt/")
    step(page, "wait")

    assert {scheme: violations(page, scheme) for scheme in ("light", "dark")} == {
        "light": [],
        "dark": [],
    }
