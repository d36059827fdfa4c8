"""From the translator's last word to the letter that is served, button by button."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page, expect
from wagtail.users.models import UserProfile
from wagtail_localize.models import Translation

from campaigns.models import LetterVersion, TranslationTask
from campaigns.roles import REVIEWER, TRANSLATOR
from tests.browser.conftest import LiveSite
from tests.browser.form import overflow
from tests.factories.appeals import letter_text
from tests.factories.people import person
from tests.factories.translating import write
from tests.factories.translations import submit


@pytest.fixture
def french(site: LiveSite) -> Translation:
    """The letter of the open appeal, submitted into French."""
    return submit(letter_text(site.planted.appeal, "de"), "fr")


def at_desk(page: Page, site: LiveSite, translation: Translation, account: Any) -> Page:
    profile = UserProfile.get_for_user(account)
    profile.preferred_language = "en"
    profile.save()
    client = Client()
    client.force_login(account)
    session = client.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": site.origin}])
    page.goto(f"{site.origin}{reverse('campaign_translations:desk', args=[translation.pk])}")
    return page


def test_translator_hands_in_reviewer_sends_back_and_publishes(
    page: Page, site: LiveSite, french: Translation
) -> None:
    translator = person(TRANSLATOR, languages=["fr"])
    reviewer = person(REVIEWER)
    write(french, translator)

    desk = at_desk(page, site, french, translator)
    expect(desk.get_by_role("button", name="Publish")).to_have_count(0)
    desk.get_by_role("button", name="Hand in for review").click()
    expect(desk.get_by_text("Handed in. A reviewer will look at it.")).to_be_visible()

    desk = at_desk(page, site, french, reviewer)
    desk.get_by_text("Send back").first.click()
    desk.get_by_label("What should be changed?").fill("Plus court, s’il te plaît.")
    desk.get_by_role("button", name="Send back").click()
    expect(desk.get_by_text("Sent back. Your reason stands at the first segment.")).to_be_visible()
    assert TranslationTask.objects.get(translation=french).handed_in_on is None

    desk.get_by_role("button", name="Publish").click()
    expect(desk.get_by_text("Published:")).to_be_visible()
    desk.set_viewport_size({"width": 320, "height": 800})
    assert overflow(desk) == 0
    versions = LetterVersion.objects.filter(language="fr", appeal=site.planted.appeal)
    assert [each.approved_by for each in versions if each.approved_by] == [reviewer]
