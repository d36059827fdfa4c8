"""A translator at the desk: typing in Persian, losing the connection, watching the letter grow."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Locator, Page, expect
from wagtail.users.models import UserProfile
from wagtail_localize.models import Translation

from campaigns.enums import EditKind, SegmentState
from campaigns.translating.segments import Segment, segments_of
from campaigns.translating.strings import save_string
from tests.browser.conftest import LiveSite
from tests.browser.form import overflow
from tests.browser.planted import EDITOR, PASSWORD
from tests.browser.test_accessibility import RULES
from tests.browser.watch import Watch
from tests.factories.appeals import letter_text
from tests.factories.translations import submit

OFFLINE = "ERR_INTERNET_DISCONNECTED"
JOINED = "می\u200cخواهم"
BOLD = "*آنا* در زندان است."


@pytest.fixture
def persian(site: LiveSite) -> Translation:
    """The letter of the open appeal, submitted into Persian."""
    return submit(letter_text(site.planted.appeal, "de"), "fa")


@pytest.fixture
def desk(page: Page, site: LiveSite, persian: Translation) -> Page:
    """The desk, open, with the first picture of the letter."""
    speak("en")
    account = Client()
    account.force_login(get_user_model().objects.get(username=EDITOR))
    session = account.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": site.origin}])
    page.goto(f"{site.origin}{reverse('campaign_translations:desk', args=[persian.pk])}")
    pictured(page)
    return page


def speak(language: str, theme: str = "light") -> None:
    """The language and the colours of the admin."""
    profile = UserProfile.get_for_user(get_user_model().objects.get(username=EDITOR))
    profile.preferred_language, profile.theme = language, theme
    profile.save()


def pictured(desk: Page) -> str:
    """The name of the frame that shows the letter, once no other is on its way."""
    expect(desk.locator("[data-frame] iframe[data-coming]")).to_have_count(0)
    expect(desk.locator("[data-frame] iframe")).to_have_count(1)
    return desk.locator("[data-frame] iframe").get_attribute("name") or ""


def part(desk: Page, number: int) -> Locator:
    return desk.locator("[data-segment]").nth(number)


def field(desk: Page, number: int) -> Locator:
    return part(desk, number).locator("textarea[name=text]")


def says(desk: Page, number: int, words: str) -> None:
    expect(part(desk, number).locator("[data-status]")).to_have_text(words)


def stored(translation: Translation, number: int) -> tuple[str, SegmentState]:
    segment: Segment = segments_of(translation)[number]
    return segment.target, segment.state


def test_typed_words_are_saved_whole_and_the_letter_follows(
    desk: Page, persian: Translation
) -> None:
    before, history = pictured(desk), desk.evaluate("history.length")
    field(desk, 4).click()
    desk.keyboard.insert_text(JOINED)
    says(desk, 4, "Saved")

    assert stored(persian, 4) == (JOINED, SegmentState.DONE)
    expect(desk.locator("[data-head]")).to_contain_text("1 of 5")
    expect(part(desk, 4).locator(".desk-pill")).to_have_text("Translated")
    expect(desk.locator(f"[data-frame] iframe[name={before}]")).to_have_count(0)
    assert (pictured(desk) != before, desk.evaluate("history.length")) == (True, history)


def test_faults_are_told_at_the_segment_and_above_the_letter(desk: Page, watch: Watch) -> None:
    watch.expect(422)
    sentence = "A * has no partner. Bold is marked with one * before and one after."
    field(desk, 2).fill("*آنا در زندان است.")
    expect(part(desk, 2).locator("[data-faults] li")).to_have_text([sentence])
    expect(desk.locator("[data-all-faults] li")).to_have_text([sentence])
    expect(field(desk, 2)).to_have_attribute("aria-invalid", "true")

    field(desk, 2).fill(BOLD)
    says(desk, 2, "Saved")
    expect(desk.locator("[data-all-faults] li")).to_have_count(0)
    expect(field(desk, 2)).not_to_have_attribute("aria-invalid", "true")


def test_words_outlive_a_lost_connection_and_a_reload(
    desk: Page, persian: Translation, watch: Watch
) -> None:
    watch.expect(OFFLINE)
    desk.context.set_offline(True)
    field(desk, 1).fill("جناب وزیر،")
    field(desk, 1).blur()
    expect(part(desk, 1).locator("[data-status]")).to_contain_text("No connection.")
    assert stored(persian, 1) == ("", SegmentState.MISSING)

    desk.context.set_offline(False)
    says(desk, 1, "Saved")
    assert stored(persian, 1) == ("جناب وزیر،", SegmentState.DONE)
    assert desk.evaluate("Object.keys(sessionStorage)") == []


def test_unsaved_words_ask_before_one_leaves_and_come_back(
    desk: Page, persian: Translation, watch: Watch
) -> None:
    watch.expect(OFFLINE)
    asked: list[str] = []
    desk.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    desk.context.set_offline(True)
    field(desk, 1).click()
    desk.keyboard.insert_text("جناب وزیر،")
    field(desk, 1).blur()
    expect(part(desk, 1).locator("[data-status]")).to_contain_text("No connection.")
    desk.route("**/segments/**", lambda route: route.abort("internetdisconnected"))
    desk.context.set_offline(False)
    desk.reload()
    desk.unroute("**/segments/**")

    expect(field(desk, 1)).to_have_value("جناب وزیر،")
    says(desk, 1, "Saved")
    assert (asked, stored(persian, 1)[0]) == (["beforeunload"], "جناب وزیر،")


def test_words_wait_for_the_person_to_log_in_again(
    desk: Page, site: LiveSite, persian: Translation
) -> None:
    desk.context.clear_cookies(name="sessionid")
    field(desk, 1).fill("جناب وزیر،")
    field(desk, 1).blur()
    expect(part(desk, 1).locator("[data-status]")).to_contain_text("You are logged out.")

    log_in(desk.context.new_page(), site)
    says(desk, 1, "Saved")
    assert stored(persian, 1)[0] == "جناب وزیر،"


def log_in(page: Page, site: LiveSite) -> None:
    page.goto(f"{site.origin}{reverse('wagtailadmin_login')}")
    page.fill("#id_username", EDITOR)
    page.fill("#id_password", PASSWORD)
    page.press("#id_password", "Enter")
    page.wait_for_selector("#wagtail-sidebar", state="attached")
    page.close()


def test_keys_save_confirm_and_lead_on(desk: Page, persian: Translation) -> None:
    first = segments_of(persian)[0]
    save_string(persian, first, "برای آزادی آنا", person=None, kind=EditKind.MACHINE, tool="x")
    desk.reload()
    field(desk, 0).focus()
    desk.keyboard.press("Control+Enter")
    expect(field(desk, 1)).to_be_focused()
    assert stored(persian, 0) == ("برای آزادی آنا", SegmentState.DONE)
    expect(part(desk, 0).locator("[data-confirm]")).to_have_count(0)

    desk.keyboard.press("Alt+ArrowDown")
    expect(field(desk, 2)).to_be_focused()
    desk.keyboard.press("Alt+ArrowUp")
    desk.keyboard.insert_text("جناب وزیر،")
    desk.keyboard.press("Control+Enter")
    expect(field(desk, 2)).to_be_focused()
    assert stored(persian, 1)[1] == SegmentState.DONE


def test_somebody_else_s_words_are_shown_beside_one_s_own(
    desk: Page, persian: Translation, watch: Watch
) -> None:
    watch.expect(409)
    save_string(persian, segments_of(persian)[1], "جناب آقای وزیر،", person=None)
    field(desk, 1).fill("جناب وزیر،")
    field(desk, 1).blur()
    theirs = part(desk, 1).locator("[data-theirs]")
    expect(theirs).to_have_text("جناب آقای وزیر،")
    assert stored(persian, 1)[0] == "جناب آقای وزیر،"

    part(desk, 1).locator("[data-keep-mine]").click()
    says(desk, 1, "Saved")
    expect(theirs).to_have_count(0)
    assert stored(persian, 1)[0] == "جناب وزیر،"


def test_bold_is_put_around_the_selected_words(
    desk: Page, persian: Translation, watch: Watch
) -> None:
    watch.expect(422)
    field(desk, 2).fill("آنا در زندان است.")
    field(desk, 2).evaluate("field => field.setSelectionRange(0, 3)")
    part(desk, 2).locator("[data-before='*']").click()

    expect(field(desk, 2)).to_have_value(BOLD)
    says(desk, 2, "Saved")


def test_telephone_without_a_pdf_viewer_sees_the_letter_as_text(
    desk: Page, persian: Translation
) -> None:
    no_viewer = "Object.defineProperty(navigator, 'pdfViewerEnabled', {get: () => false})"
    desk.add_init_script(no_viewer)
    desk.reload()
    field(desk, 1).fill("جناب وزیر،")
    sheet = desk.frame_locator("[data-frame] iframe:not([data-coming])").locator(".c-sheet")
    expect(sheet).to_contain_text("جناب وزیر،")

    assert (sheet.get_attribute("lang"), sheet.get_attribute("dir")) == ("fa", "rtl")


def test_nothing_typed_stays_behind_for_the_next_person(
    desk: Page, site: LiveSite, watch: Watch
) -> None:
    watch.expect(OFFLINE)
    desk.on("dialog", lambda dialog: dialog.accept())
    desk.evaluate("sessionStorage.setItem('desk:999:1:subject', '{}')")
    desk.reload()
    assert desk.evaluate("Object.keys(sessionStorage)") == []

    desk.route("**/segments/**", lambda route: route.abort("internetdisconnected"))
    field(desk, 1).fill("جناب وزیر،")
    assert len(desk.evaluate("Object.keys(sessionStorage)")) == 1
    desk.locator("#wagtail-sidebar .sidebar-footer button").first.click()
    desk.locator("form[action*=logout] button").click()
    desk.wait_for_url("**/login/**")
    assert desk.evaluate("Object.keys(sessionStorage)") == []


@pytest.mark.parametrize(("language", "theme"), [("en", "light"), ("ar", "dark")])
def test_desk_is_accessible_and_fits_a_telephone(
    desk: Page, watch: Watch, language: str, theme: str
) -> None:
    watch.expect(422)
    speak(language, theme=theme)
    desk.reload()
    field(desk, 2).fill("*آنا")
    expect(part(desk, 2).locator("[data-faults] li")).to_have_count(1)
    pictured(desk)
    found = {size: at_size(desk, *size) for size in ((1280, 800), (320, 640))}

    assert found == {(1280, 800): ([], 0), (320, 640): ([], 0)}


def at_size(desk: Page, width: int, height: int) -> tuple[list[Any], int]:
    """What axe finds on the desk itself; the rest of the screen is Wagtail's."""
    desk.set_viewport_size({"width": width, "height": height})
    rules = {"runOnly": RULES["light"]}
    found = Axe().run(desk, context=".desk", options=rules).response["violations"]
    nodes = [(each["id"], str(node["target"][0])) for each in found for node in each["nodes"]]
    return nodes, overflow(desk)
