"""What a person decides about dispatches in the admin: hand over, cancel, places, what is held."""

import re
from typing import Any

import pytest
from django.contrib.messages.storage.cookie import CookieStorage
from django.test import Client
from django.urls import reverse
from django.utils import translation

from campaigns.cms.dispatches.asking import ask_about_waiting
from campaigns.dispatch import holding
from campaigns.dispatch.running import Wanted, run
from campaigns.models import (
    Appeal,
    Dispatch,
    DispatchItem,
    Letter,
    LetterText,
)
from tests.campaigns.cms.accounts import editor
from tests.campaigns.cms.dispatchers import dispatcher, page, to, told
from tests.campaigns.dispatch.conftest import appeal, empty_memory, own_journal, ready
from tests.factories.appeals import BLOCKS, letter_text, version
from tests.factories.letters import letters, states_of
from tests.factories.records import today

__all__ = ["appeal", "empty_memory", "own_journal", "ready"]


@pytest.fixture(autouse=True)
def english() -> Any:
    with translation.override("en"):
        yield


def test_hand_over_is_recorded_with_who_did_it(client: Client, ready: Dispatch) -> None:
    somebody = dispatcher(client)
    day = today().isoformat()

    answer = somebody.post(to("hand_over", ready.uuid), {"day": day, "reference": "RR 12"})

    ready.refresh_from_db()
    assert told(answer) == ["Recorded: the letters are sent."]
    assert (ready.state, ready.reference) == ("handed_over", "RR 12")
    assert ready.handed_over_by.username == "editor"
    assert states_of(ready.appeal) == {"sent": 25}


@pytest.mark.parametrize("day", ["", "nonsense", "2999-01-01"])
def test_hand_over_without_a_day_that_was_is_refused(
    client: Client, ready: Dispatch, day: str
) -> None:
    answer = dispatcher(client).post(to("hand_over", ready.uuid), {"day": day})

    assert len(told(answer)) == 1
    assert states_of(ready.appeal) == {"claimed": 25}


def test_cancelling_needs_a_reason(client: Client, ready: Dispatch) -> None:
    somebody = dispatcher(client)

    somebody.post(to("cancel", ready.uuid), {"reason": " "})
    assert Dispatch.objects.get().state == "ready"
    somebody.post(to("cancel", ready.uuid), {"reason": "no paper"})

    assert (Dispatch.objects.get().state, states_of(ready.appeal)) == (
        "cancelled",
        {"waiting": 25},
    )


def test_button_pressed_twice_is_told(client: Client, ready: Dispatch) -> None:
    somebody = dispatcher(client)
    somebody.post(to("cancel", ready.uuid), {"reason": "no paper"})

    answer = somebody.post(to("hand_over", ready.uuid), {"day": today().isoformat()})

    assert told(answer)[-1] == "The dispatch is in another state by now. Look at it again."


def test_failed_dispatch_is_tried_again(client: Client, ready: Dispatch) -> None:
    Dispatch.objects.update(state="failed")
    Letter.objects.update(state="failed")

    dispatcher(client).post(to("act", ready.uuid, "try_again"))

    assert (Dispatch.objects.get().state, states_of(ready.appeal)) == ("ready", {"claimed": 25})


def test_stop_is_asked_for(client: Client, ready: Dispatch) -> None:
    dispatcher(client).post(to("act", ready.uuid, "stop"))

    assert Dispatch.objects.get().stop_asked is True


def test_place_is_taken_off_and_the_bundle_drawn_again(client: Client, ready: Dispatch) -> None:
    Letter.objects.filter(pk__in=Letter.objects.values("pk")[:2]).update(place="Ulm")
    Letter.objects.filter(place="").update(place="Berlin")
    somebody = dispatcher(client)
    assert re.findall(r"<bdi>(\w+)</bdi> \((\d+)\)", somebody.get(page(ready)).text) == [
        ("Berlin", "23"),
        ("Ulm", "2"),
    ]

    answer = somebody.post(to("blank_place", ready.uuid), {"place": "Ulm"})

    before, ready.sha256 = ready.sha256, Dispatch.objects.get().sha256
    assert told(answer) == ["The place is off 2 letters. The bundle is drawn again."]
    assert Letter.objects.filter(place="").count() == 2
    assert (Dispatch.objects.get().state, ready.sha256 != before) == ("ready", True)


def test_place_of_a_letter_that_has_left_stays(client: Client, ready: Dispatch) -> None:
    Letter.objects.update(place="Ulm")
    somebody = dispatcher(client)
    somebody.post(to("hand_over", ready.uuid), {"day": today().isoformat()})

    somebody.post(to("blank_place", ready.uuid), {"place": "Ulm"})

    assert Letter.objects.filter(place="Ulm").count() == 25


@pytest.mark.parametrize(("button", "expected"), [("go", "waiting"), ("never", "not_sent")])
def test_held_letters_are_decided(
    client: Client, appeal: Appeal, button: str, expected: str
) -> None:
    version(appeal, "tr", BLOCKS["en"])
    holding.hold(appeal)
    somebody = dispatcher(client)
    assert "A corrected version has been published." in somebody.get(to("waiting")).text

    somebody.post(to("decide_held", appeal.letters.first().version_id), {button: "1"})

    assert states_of(appeal) == {expected: 25}


def test_held_letters_cannot_go_while_the_stop_lasts(client: Client, appeal: Appeal) -> None:
    Appeal.objects.update(stopped=True)
    run(Wanted())

    answer = dispatcher(client).post(
        to("decide_held", appeal.letters.first().version_id), {"go": "1"}
    )

    assert told(answer) == ["These letters cannot go yet: The appeal is stopped."]
    assert states_of(appeal) == {"held": 25}


def test_mail_in_doubt_is_decided(client: Client, ready: Dispatch) -> None:
    item = DispatchItem.objects.create(
        dispatch=ready, message_id="<x@example.org>", state="in_doubt"
    )
    Dispatch.objects.update(state="in_doubt")
    Letter.objects.update(state="in_doubt")
    somebody = dispatcher(client)
    assert "&lt;x@example.org&gt;" in somebody.get(page(ready)).text

    somebody.post(to("decide_item", item.pk), {"left": "1"})

    assert (Dispatch.objects.get().state, states_of(ready.appeal)) == ("handed_over", {"sent": 25})


@pytest.fixture
def corrected(appeal: Appeal) -> LetterText:
    """A published Turkish text of the appeal, whose words are about to change."""
    letters(appeal, 5)
    text = letter_text(appeal, "tr")
    text.subject = "Yeni konu"
    return text


def test_publishing_a_corrected_text_asks_what_becomes_of_waiting_letters(
    client: Client, appeal: Appeal, corrected: LetterText, rf: Any
) -> None:
    corrected.save_revision().publish()
    request = rf.post("/")
    request._messages = CookieStorage(request)

    ask_about_waiting(request, corrected)

    (message,) = request._messages
    assert str(message).startswith("30 letters signed with an earlier version are held")
    assert to("waiting") in str(message)


def test_question_stands_on_the_first_page_of_who_decides(
    client: Client, appeal: Appeal, corrected: LetterText
) -> None:
    home = reverse("wagtailadmin_home")
    somebody = dispatcher(client)
    assert to("waiting") not in somebody.get(home).text

    corrected.save_revision().publish()

    assert "30 letters are held until somebody decides" in somebody.get(home).text


def test_question_is_not_for_others(client: Client, corrected: LetterText) -> None:
    corrected.save_revision().publish()
    somebody = editor(client, "view_dispatch")

    assert to("waiting") not in somebody.get(reverse("wagtailadmin_home")).text


def test_letters_go_once_that_is_decided_and_new_ones_are_none_of_it(
    client: Client, appeal: Appeal, corrected: LetterText
) -> None:
    old = appeal.letters.first().version
    corrected.save_revision().publish()
    new = letters(appeal, 20)
    assert {letter.version.pk for letter in new} != {old.pk}

    dispatcher(client).post(to("decide_held", old.pk), {"go": "1"})
    run(Wanted())

    assert (states_of(appeal), holding.held()) == ({"claimed": 50}, [])
