"""Help below a segment, at the desk: earlier words go into the field, questions to the editors."""

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page, expect
from wagtail.models import Locale
from wagtail_localize.models import Translation

from campaigns.enums import SegmentState
from campaigns.models import GlossaryEntry, SegmentComment
from tests.browser.conftest import LiveSite
from tests.browser.form import overflow
from tests.browser.planted import EDITOR
from tests.browser.test_accessibility import violations
from tests.browser.test_desk import field, part, pictured, says, speak, stored
from tests.browser.watch import Watch
from tests.factories.appeals import letter_text
from tests.factories.records import AppealFactory, CaseFactory
from tests.factories.translations import put_strings, submit

EARLIER = "details.segment-help__part:has(summary:text('earlier'))"
ASKING = "details.segment-help__part:has(textarea)"


@pytest.fixture
def turkish(site: LiveSite) -> Translation:
    """A letter into Turkish; another one for Anna Berger has been translated before."""
    other = AppealFactory(case=CaseFactory(public_name="Anna Berger"))
    put_strings(submit(letter_text(other, "de", live=False), "tr"))
    source, target = (Locale.objects.get(language_code=code) for code in ("de", "tr"))
    GlossaryEntry.objects.create(
        source=source, target=target, term="Haft", translation="tutukluluk", note="vor dem Urteil"
    )
    return submit(letter_text(AppealFactory(), "de", live=False), "tr")


@pytest.fixture
def desk(page: Page, site: LiveSite, turkish: Translation) -> Page:
    speak("en")
    account = Client()
    account.force_login(get_user_model().objects.get(username=EDITOR))
    session = account.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": site.origin}])
    page.goto(f"{site.origin}{reverse('campaign_translations:desk', args=[turkish.pk])}")
    pictured(page)
    return page


def use_earlier(desk: Page, number: int) -> None:
    earlier = part(desk, number).locator(EARLIER)
    earlier.locator("summary").click()
    earlier.get_by_text("Use this").click()


def test_earlier_words_and_terms_go_into_the_field_and_are_saved(
    desk: Page, turkish: Translation
) -> None:
    use_earlier(desk, 4)
    says(desk, 4, "Saved")
    assert stored(turkish, 4) == ("Saygılarımla,", SegmentState.DONE)

    part(desk, 2).locator(".segment-help__term").click()
    expect(field(desk, 2)).to_have_value("tutukluluk")


def test_gap_of_a_name_is_not_saved_until_it_is_filled(
    desk: Page, turkish: Translation, watch: Watch
) -> None:
    watch.expect(422)
    use_earlier(desk, 2)
    expect(field(desk, 2)).to_have_value("*{name}* mayıs ayından beri tutuklu.")
    expect(part(desk, 2).locator("[data-faults] li")).to_have_text(
        ["The source has no placeholder {name}."]
    )
    assert stored(turkish, 2) == ("", SegmentState.MISSING)

    field(desk, 2).fill("*Zeynep* mayıs ayından beri tutuklu.")
    says(desk, 2, "Saved")
    assert stored(turkish, 2)[1] == SegmentState.DONE


def test_question_is_asked_at_the_segment_and_stands_there(desk: Page) -> None:
    asking = part(desk, 3).locator(ASKING)
    asking.locator("summary").click()
    asking.locator("textarea").fill("Seit welchem Mai?")
    with desk.expect_navigation():
        asking.get_by_role("button", name="Ask").click()

    shown = part(desk, 3).locator(ASKING)
    expect(shown.locator("summary")).to_have_text("1 open question")
    expect(shown.get_by_text("Seit welchem Mai?")).to_be_visible()
    assert SegmentComment.objects.get().text == "Seit welchem Mai?"


@pytest.mark.parametrize("language", ["en", "ar"])
def test_help_is_accessible_and_fits_a_phone_in_either_direction(desk: Page, language: str) -> None:
    speak(language)
    desk.set_viewport_size({"width": 320, "height": 700})
    desk.reload()
    pictured(desk)
    desk.evaluate("document.querySelectorAll('.segment-help details').forEach(d => d.open = true)")

    outside = desk.evaluate(
        "[...document.querySelectorAll('.segment-help *')].map(e => e.getBoundingClientRect())"
        ".filter(r => r.width > 1 && (r.left < 0 || r.right > innerWidth)).length"
    )
    assert (violations(desk, "light"), overflow(desk), outside) == ([], 0, 0)
