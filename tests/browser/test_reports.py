"""The report in the admin: charts that can be read by all, in both directions, large and small."""

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse
from playwright.sync_api import Page
from wagtail.users.models import UserProfile

from tests.browser.conftest import LiveSite
from tests.browser.planted import EDITOR, PASSWORD
from tests.browser.test_accessibility import violations
from tests.factories.counted import counted_letters

# Texts of charts that stand out of their frame, and those that another one covers.
CUT = """[...document.querySelectorAll('.report svg text')].filter(each => {
    const [box, frame] = [each, each.ownerSVGElement].map(one => one.getBoundingClientRect());
    return box.left < frame.left - 1 || box.right > frame.right + 1;
}).map(each => each.textContent)"""
COVERED = """[...document.querySelectorAll('.report svg')].flatMap(chart => {
    const texts = [...chart.querySelectorAll('text')].map(each => each.getBoundingClientRect());
    const along = (a, b) => a.left < b.right && b.left < a.right;
    const meet = (a, b) => along(a, b) && a.top < b.bottom && b.top < a.bottom;
    return texts.filter((a, n) => texts.slice(n + 1).some(b => meet(a, b)));
}).map(box => [box.left, box.top])"""


@pytest.fixture
def office(page: Page, site: LiveSite) -> Page:
    """A page on which somebody who may see reports has logged in."""
    counted_letters()
    page.goto(f"{site.origin}{reverse('wagtailadmin_home')}")
    page.fill("#id_username", EDITOR)
    page.fill("#id_password", PASSWORD)
    page.press("#id_password", "Enter")
    page.wait_for_selector("#wagtail-sidebar", state="attached")
    return page


def opened(office: Page, site: LiveSite, language: str) -> Page:
    profile = UserProfile.get_for_user(get_user_model().objects.get(username=EDITOR))
    profile.preferred_language, profile.theme = language, "system"
    profile.save()
    office.goto(f"{site.origin}{reverse('campaign_reports:letters')}")
    for details in office.locator(".report-details summary").all():
        details.click()
    return office


def ours(page: Page, scheme: str) -> list[tuple[str, str]]:
    """What axe finds in the report; Wagtail's own furniture is its affair."""
    return [each for each in violations(page, scheme) if "report" in each[1] or "chart" in each[1]]


@pytest.mark.parametrize("language", ["de", "ar"])
def test_axe_finds_nothing_in_the_report(office: Page, site: LiveSite, language: str) -> None:
    page = opened(office, site, language)

    assert {scheme: ours(page, scheme) for scheme in ("light", "dark")} == {"light": [], "dark": []}


@pytest.mark.parametrize("language", ["de", "ar"])
def test_bars_begin_where_lines_begin(office: Page, site: LiveSite, language: str) -> None:
    chart = opened(office, site, language).locator("#state-heading + svg")
    frame, bar = chart.bounding_box(), chart.locator("rect").first.bounding_box()
    assert frame is not None
    assert bar is not None

    edges = (frame["x"] - bar["x"], frame["x"] + frame["width"] - bar["x"] - bar["width"])
    assert abs(edges[1 if language == "ar" else 0]) < 1


@pytest.mark.parametrize("language", ["de", "ar"])
@pytest.mark.browser_context_args(viewport={"width": 320, "height": 640})
def test_on_a_small_screen_nothing_is_cut(office: Page, site: LiveSite, language: str) -> None:
    page = opened(office, site, language)

    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert (page.evaluate(CUT), page.evaluate(COVERED), wide <= 0) == ([], [], True)
