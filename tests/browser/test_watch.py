"""The watch itself: what it is to prevent would be seen."""

from playwright.sync_api import Page

from tests.browser.conftest import LiveSite
from tests.browser.watch import Watch


def test_a_request_to_another_host_is_seen(page: Page, watch: Watch) -> None:
    page.set_content('<img src="http://elsewhere.invalid/dot.png">')

    assert watch.strangers() == ["http://elsewhere.invalid/dot.png"]
    watch.requests.clear()
    watch.complaints.clear()


def test_a_breach_of_the_content_policy_is_seen(page: Page, site: LiveSite, watch: Watch) -> None:
    page.goto(site.url("case"))
    page.evaluate(
        "document.head.append(Object.assign(document.createElement('style'), {textContent: 'p{}'}))"
    )

    assert ["Content Security Policy" in each for each in watch.complaints] == [True]
    watch.complaints.clear()


def test_a_failing_script_is_seen(page: Page, site: LiveSite, watch: Watch) -> None:
    page.goto(site.url("case"))
    with page.expect_event("pageerror"):
        page.evaluate("setTimeout(() => { throw new Error('broken') })")

    assert watch.complaints == ["broken"]
    watch.complaints.clear()


def test_a_missing_file_is_seen_unless_expected(page: Page, site: LiveSite, watch: Watch) -> None:
    page.goto(f"{site.origin}/de/nothing/")
    seen = len(watch.complaints)
    watch.complaints.clear()
    watch.expect(404)
    page.goto(f"{site.origin}/de/nothing/")

    assert (seen, watch.complaints) == (1, [])
