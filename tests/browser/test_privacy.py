"""What a visitor leaves behind: nothing in the browser, no name on the way, no trace elsewhere."""

from typing import Any
from urllib.parse import unquote_plus, urldefrag

import pytest
from playwright.sync_api import BrowserContext, Page, Request

from tests.browser.conftest import LiveSite
from tests.browser.form import INITIALS, NAME, PRINT, SUBMIT, sign_letter, step
from tests.browser.watch import Watch

NAMES = ("Rosalind", "Zephyrine")
NO_TRACE = {"cookies": [], "local": 0, "session": 0, "databases": [], "workers": 0}
STORED = """async () => ({
  local: localStorage.length,
  session: sessionStorage.length,
  databases: await indexedDB.databases(),
  workers: (await navigator.serviceWorker.getRegistrations()).length,
})"""
LINKS = "[...document.querySelectorAll('a[href]')].map(link => link.href)"


def traces(page: Page) -> dict[str, Any]:
    """All that a site can leave in a browser."""
    return {"cookies": page.context.cookies(), **page.evaluate(STORED)}


def sent(requests: list[Request]) -> str:
    """Addresses, headers and bodies, with and without their percent signs."""
    parts = [
        f"{request.method} {request.url}\n{request.all_headers()}\n{request.post_data or ''}"
        for request in requests
    ]
    raw = "\n".join(parts)
    return f"{raw}\n{unquote_plus(raw)}"


def walk(page: Page, site: LiveSite, names: tuple[str, ...]) -> None:
    """From the home page to the receipt by way of the printed letter."""
    page.goto(site.url("home"))
    page.goto(site.url("case"))
    page.locator(NAME).press_sequentially(" ".join(names))
    page.click(SUBMIT)
    step(page, "read")
    with page.expect_download():
        page.click(PRINT)
    sign_letter(page)
    page.click("[data-letter-step=receipt] a[href*='/receipt/']")


def test_no_request_of_the_whole_journey_holds_the_name(
    page: Page, site: LiveSite, watch: Watch
) -> None:
    walk(page, site, NAMES)
    wire = sent(watch.requests)

    assert {name: name.lower() in wire.lower() for name in NAMES} == dict.fromkeys(NAMES, False)
    assert "initials=R.\u00a0Z." in wire, "the canary looks in the wrong place"


def test_a_name_typed_where_initials_are_asked_would_be_seen(
    page: Page, site: LiveSite, watch: Watch
) -> None:
    page.goto(site.url("case"))
    page.fill(INITIALS, " ".join(NAMES))
    page.click(SUBMIT)
    step(page, "read")

    assert [name in sent(watch.requests) for name in NAMES] == [True, True]


def test_the_journey_leaves_nothing_in_the_browser(page: Page, site: LiveSite) -> None:
    walk(page, site, NAMES)

    assert traces(page) == NO_TRACE


def test_a_trace_would_be_seen(page: Page, site: LiveSite) -> None:
    page.goto(site.url("home"))
    page.evaluate("document.cookie = 'seen=1'; localStorage.seen = sessionStorage.seen = 1")

    assert [bool(each) for each in traces(page).values()] == [True, True, True, False, False]


@pytest.mark.parametrize("language", ["de", "en", "fr", "ar"])
def test_no_page_leaves_a_trace_or_asks_a_stranger(
    page: Page, site: LiveSite, watch: Watch, language: str
) -> None:
    start = f"{site.origin}/{language}/"
    waiting, seen = [start], set()
    while waiting:
        address = waiting.pop()
        seen.add(address)
        answer = page.goto(address)
        assert (answer.status, answer.headers.get("set-cookie")) == (200, None), address
        found = {urldefrag(link).url for link in page.evaluate(LINKS)}
        waiting += {link for link in found if link.startswith(start)} - seen - set(waiting)

    assert len(seen) >= len({"home", "cases", "review", "letters", "receipt"})
    assert (traces(page), watch.strangers()) == (NO_TRACE, [])


def test_the_name_field_takes_part_in_no_form(page: Page, site: LiveSite) -> None:
    page.goto(site.url("case"))
    page.fill(NAME, "Anna Berger")
    fields = page.evaluate(
        "[...new FormData(document.querySelector('[data-letter-step] form')).keys()]"
    )

    assert fields == ["initials", "place", "language"]


def test_no_page_can_be_read_by_a_frame_of_another_site(
    context: BrowserContext, page: Page, site: LiveSite
) -> None:
    answer = page.goto(site.url("case"))
    policy = answer.headers["content-security-policy"]

    assert ("frame-ancestors 'none'" in policy, "'unsafe-inline'" in policy) == (True, False)
