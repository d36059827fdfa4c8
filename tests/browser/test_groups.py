"""Groups and stands in the browser: initials before sending, a file, a fresh form for the next."""

from pathlib import Path
from urllib.parse import parse_qs

import pytest
from playwright.sync_api import Page

from campaigns.models import GroupPack
from tests.browser.conftest import LiveSite
from tests.browser.form import (
    INITIALS,
    NAME,
    PLACE,
    read_letter,
    sign_letter,
    step,
    tab_to,
)
from tests.browser.watch import Watch

NEXT = "[data-letter-next]"
NAMES = "[data-pack-names]"


def groups(site: LiveSite, language: str = "de") -> str:
    return f"{site.origin}/{language}/letters/{site.planted.appeal.uuid}/groups/"


def fields(page: Page) -> list[str]:
    """What stands in the fields of the letter form."""
    return [page.input_value(selector) for selector in (NAME, INITIALS, PLACE)]


@pytest.mark.parametrize("language", ["de", "ar"])
def test_names_leave_the_browser_as_initials_and_a_pdf_comes_back(
    page: Page, site: LiveSite, language: str, tmp_path: Path
) -> None:
    page.goto(groups(site, language))
    page.fill(NAMES, "Anna Berger\n\nمحمد علي\nA.-L. M.")
    with (
        page.expect_request(lambda each: each.method == "POST") as sent,
        page.expect_download() as kept,
    ):
        page.click("main button[type=submit]")

    posted = parse_qs(sent.value.post_data or "")["names"][0].split()
    assert " ".join(posted) == "A. B. م. ع. A.-L. M."
    kept.value.save_as(tmp_path / "pack.pdf")
    assert (tmp_path / "pack.pdf").read_bytes()[:5] == b"%PDF-"
    assert list(GroupPack.objects.values_list("size", "kind")) == [(3, "group")]


def test_a_pack_is_made_with_the_keyboard_alone(page: Page, site: LiveSite) -> None:
    page.goto(groups(site))
    tab_to(page, NAMES)
    page.keyboard.type("Anna Berger")
    tab_to(page, "main button[type=submit]")
    with page.expect_download():
        page.keyboard.press("Enter")

    assert page.input_value(NAMES) == "A.\u00a0B."


@pytest.mark.browser_context_args(java_script_enabled=False)
def test_without_script_names_become_initials_on_the_server(
    page: Page, site: LiveSite, watch: Watch
) -> None:
    watch.expect(422)
    page.goto(groups(site))
    page.fill(NAMES, "Anna Berger\n42")
    page.click("main button[type=submit]")

    assert page.input_value(NAMES) == "A.\u00a0B.\n"


@pytest.mark.parametrize("done", ["typed", "read", "signed"])
def test_the_next_person_finds_an_empty_form_and_nothing_by_going_back(
    page: Page, site: LiveSite, done: str
) -> None:
    page.goto(site.url("home", "de"))
    page.goto(site.url("case", "de"))
    page.fill(NAME, "Quentin Xavier")
    page.fill(PLACE, "Ulm")
    if done != "typed":
        read_letter(page, "Q. X.")
    if done == "signed":
        sign_letter(page)

    page.click(NEXT)
    page.wait_for_url(f"**/letters/{site.planted.appeal.uuid}/**")
    page.wait_for_selector(f"{NAME}:focus")

    assert fields(page) == ["", "", ""]
    page.go_back()
    assert page.url == site.url("home", "de")
    page.go_forward()
    step(page, "form")
    assert fields(page) == ["", "", ""]


def test_on_the_form_alone_the_next_person_gets_a_fresh_one(page: Page, site: LiveSite) -> None:
    page.goto(f"{site.origin}/de/letters/{site.planted.appeal.uuid}/")
    for name in ("Anna Berger", "Carla Dorn"):
        page.fill(NAME, name)
        with page.expect_navigation():
            page.click(NEXT)
        page.wait_for_selector(f"{NAME}:focus")
        assert fields(page) == ["", "", ""]


def test_leaving_the_form_takes_what_was_entered_along(page: Page, site: LiveSite) -> None:
    page.goto(site.url("case", "de"))
    page.fill(NAME, "Quentin Xavier")
    page.fill(PLACE, "Ulm")
    page.goto(site.url("home", "de"))
    page.go_back()

    assert fields(page) == ["", "", ""]


@pytest.mark.browser_context_args(java_script_enabled=False)
def test_without_script_the_next_person_follows_a_link(page: Page, site: LiveSite) -> None:
    page.goto(site.url("case", "de"))
    page.fill(INITIALS, "Q. X.")
    page.click(NEXT)

    assert (page.input_value(INITIALS), page.url) == (
        "",
        f"{site.origin}/de/letters/{site.planted.appeal.uuid}/#initials-{site.planted.appeal.uuid}",
    )
