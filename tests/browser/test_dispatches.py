"""A dispatcher at work: what waits is claimed and drawn, fetched, handed over, and comes back."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import Page

from campaigns.dispatch.running import Wanted, run
from campaigns.models import Appeal, Dispatch
from tests.browser.conftest import LiveSite
from tests.browser.planted import EDITOR, PASSWORD
from tests.factories.appeals import open_appeal
from tests.factories.letters import letters, states_of

MAIN = "main"


@pytest.fixture
def appeal(site: LiveSite, settings: Any, tmp_path: Path) -> Appeal:
    """25 letters wait, some with a place; two of another appeal are held."""
    settings.CAMPAIGNS = {
        **settings.CAMPAIGNS,
        "JOURNAL": str(tmp_path / "journal.jsonl"),
        "PRIVATE_STORAGE": str(tmp_path / "private"),
    }
    stopped = open_appeal(stopped=True, stopped_reason="x")
    letters(stopped, 2, version=stopped.versions.get(language="tr"), state="held")
    appeal = open_appeal()
    letters(appeal, 22)
    letters(appeal, 3, place="Ulm")
    return appeal


@pytest.fixture
def desk(page: Page, site: LiveSite, appeal: Appeal) -> Iterator[Page]:
    page.goto(f"{site.origin}{reverse('wagtailadmin_home')}")
    page.fill("#id_username", EDITOR)
    page.fill("#id_password", PASSWORD)
    page.press("#id_password", "Enter")
    page.wait_for_selector("#wagtail-sidebar", state="attached")
    yield page
    page.goto("about:blank")


def page_of(site: LiveSite, dispatch: Dispatch) -> str:
    path = reverse(Dispatch.snippet_viewset.get_url_name("inspect"), args=[dispatch.pk])
    return f"{site.origin}{path}"


def submit(desk: Page, form: str, button: str = "button[type=submit]") -> None:
    with desk.expect_navigation():
        desk.click(f"form[action$='{form}'] {button}")


def test_letters_wait_are_drawn_handed_over_and_come_back(
    desk: Page, site: LiveSite, appeal: Appeal
) -> None:
    desk.goto(f"{site.origin}{reverse('campaign_dispatches:waiting')}")
    submit(desk, "/prepare/")
    dispatch = Dispatch.objects.get()
    assert (dispatch.state, dispatch.count) == ("ready", 25)

    desk.goto(page_of(site, dispatch))
    with desk.expect_download() as fetched:
        desk.click("a[href$='letters-001.pdf']")
    assert Path(fetched.value.path()).read_bytes().startswith(b"%PDF")

    desk.fill("#id_reference", "RR 12")
    submit(desk, "/hand-over/")
    assert states_of(appeal) == {"sent": 25}

    desk.select_option("#id_kind", "returned")
    desk.fill("#id_n", "2")
    desk.fill("#id_date", dispatch.claimed_on.isoformat())
    desk.keyboard.press("Tab")  # the calendar closes
    submit(desk, "/replies/")
    assert dispatch.replies.totals() == {"returned": 2}


def faults(page: Page) -> list[tuple[str, list[str]]]:
    """What axe finds in the content; the frame around it is Wagtail's."""
    found = Axe().run(page, context={"include": [MAIN]})
    return [
        (each["id"], [node["html"] for node in each["nodes"]])
        for each in found.response["violations"]
    ]


@pytest.mark.parametrize("width", [1280, 320])
def test_axe_finds_nothing_and_nothing_is_cut(
    desk: Page, site: LiveSite, appeal: Appeal, width: int
) -> None:
    run(Wanted(appeal=appeal))
    desk.set_viewport_size({"width": width, "height": 900})
    addresses = (
        f"{site.origin}{reverse('campaign_dispatches:waiting')}",
        page_of(site, Dispatch.objects.get()),
    )

    for address in addresses:
        desk.goto(address)
        assert faults(desk) == []
        assert desk.evaluate("document.documentElement.scrollWidth") <= width
