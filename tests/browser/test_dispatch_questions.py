"""A dispatch that leaves by e-mail, with mails to decide: readable for all, on a telephone too."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page

from campaigns.dispatch import claiming, running
from campaigns.dispatch.running import Wanted
from campaigns.models import Appeal, Authority, CampaignSettings, Dispatch, DispatchItem, Letter
from tests.browser.conftest import LiveSite
from tests.browser.test_dispatches import appeal, desk, faults, page_of
from tests.factories.appeals import open_appeal
from tests.factories.letters import letters

__all__ = ["appeal", "desk"]

LETTER_OF = {"sent": "sent", "in_doubt": "in_doubt", "refused": "failed", "waiting": "claimed"}
# Wagtail's content scrolls inside of the page, so that a button can be cut where the page is not.
CUT = """[...document.querySelectorAll("main .button")]
    .filter(button => button.scrollWidth > button.clientWidth)
    .map(button => button.textContent)"""
ANSWERS = {"in_doubt": "The answer was lost: TimeoutError", "refused": "550 5.1.1 no such user"}


@pytest.fixture
def mailed(site: LiveSite, appeal: Appeal) -> Dispatch:
    """24 single mails, six of each state; the authority has another address by now."""
    house = CampaignSettings.in_force()
    house.organisation, house.sender_email = "Haus am See", "briefe@haus.example"
    house.save()
    by_mail = open_appeal(channels=["email"])
    Authority.objects.filter(pk=by_mail.authority_id).update(email="office@ministry.example")
    letters(by_mail, 24)
    found = Appeal.objects.get(pk=by_mail.pk)
    dispatch = claiming.claim(running.look(Wanted(appeal=found))[0])
    assert isinstance(dispatch, Dispatch)
    for number, letter in enumerate(dispatch.letters.all()):
        _mail(dispatch, letter, list(LETTER_OF)[number % 4], number)
    Authority.objects.filter(pk=by_mail.authority_id).update(email="new@ministry.example")
    Dispatch.objects.filter(pk=dispatch.pk).update(state="ready")
    return dispatch


def _mail(dispatch: Dispatch, letter: Letter, state: str, number: int) -> None:
    DispatchItem.objects.create(
        dispatch=dispatch,
        letter=letter,
        state=state,
        last_answer=ANSWERS.get(state, ""),
        message_id=f"<{dispatch.uuid}.{number:020d}@haus.example>",
    )
    Letter.objects.filter(pk=letter.pk).update(state=LETTER_OF[state])


@pytest.mark.parametrize("width", [1280, 320])
def test_axe_finds_nothing_and_nothing_is_cut(
    desk: Page, site: LiveSite, mailed: Dispatch, width: int
) -> None:
    desk.set_viewport_size({"width": width, "height": 900})
    waiting = f"{site.origin}{reverse('campaign_dispatches:waiting')}"

    for address in (page_of(site, mailed), waiting):
        desk.goto(address)
        assert faults(desk) == []
        assert desk.evaluate("document.documentElement.scrollWidth") <= width
        assert desk.evaluate(CUT) == []
