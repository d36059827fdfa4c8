"""Ending all at once what has not left: the rest of a dispatch, and letters that were refused."""

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from campaigns.dispatch import ending, journal, running, sending, storage
from campaigns.dispatch.reconciling import differences
from campaigns.dispatch.running import Wanted, run
from campaigns.dispatch.states import MovedMeanwhileError
from campaigns.models import Appeal, CampaignSettings, Dispatch, DispatchItem
from tests.factories.letters import states_of
from tests.factories.mail_servers import Receiver, Trouble


@pytest.fixture
def singles(by_mail: Appeal) -> Appeal:
    CampaignSettings.objects.update(single_mails=True)
    return by_mail


def sent() -> Dispatch:
    run(Wanted())
    return Dispatch.objects.get()


def test_rest_waits_again_and_what_has_left_stays_sent(singles: Appeal) -> None:
    dispatch = sent()
    assert states_of(singles) == {"sent": 20, "claimed": 5}

    assert ending.stop_the_rest(dispatch, reason=" the mailbox is full ") == 5

    assert (dispatch.state, dispatch.count, dispatch.note) == (
        "handed_over",
        20,
        "the mailbox is full",
    )
    assert states_of(singles) == {"sent": 20, "waiting": 5}
    assert differences() == []


def test_rest_of_a_stopped_appeal_is_held(singles: Appeal) -> None:
    dispatch = sent()
    Appeal.objects.update(stopped=True, stopped_reason="x")

    assert ending.stop_the_rest(dispatch, reason="x") == 5
    assert states_of(singles) == {"sent": 20, "held": 5}


def test_bundle_that_has_not_left_is_cancelled(by_mail: Appeal, receiver: Receiver) -> None:
    receiver.answers = ["451 4.3.0 the disk is full"]
    dispatch = sent()

    assert ending.stop_the_rest(dispatch, reason="moved") == 25

    assert (dispatch.state, dispatch.note) == ("cancelled", "moved")
    assert (states_of(by_mail), storage.holds(dispatch.uuid)) == ({"waiting": 25}, False)


def test_mails_in_doubt_stay_so(singles: Appeal, receiver: Receiver) -> None:
    receiver.answers = [Trouble.SILENT_AND_LOST]
    dispatch = sent()

    assert ending.stop_the_rest(dispatch, reason="x") == 5
    assert dispatch.state == "in_doubt"
    assert states_of(singles) == {"sent": 19, "in_doubt": 1, "waiting": 5}


def test_attempt_that_a_crash_cut_off_comes_into_doubt(singles: Appeal) -> None:
    dispatch = sent()
    cut_off = dispatch.items.filter(state="waiting")[:1]
    DispatchItem.objects.filter(pk__in=[each.pk for each in cut_off]).update(state="sending")

    assert ending.stop_the_rest(dispatch, reason="x") == 4
    assert states_of(singles) == {"sent": 20, "in_doubt": 1, "waiting": 4}


def test_bundle_in_the_middle_of_an_attempt_has_no_rest(
    by_mail: Appeal, receiver: Receiver
) -> None:
    receiver.answers = ["451 4.3.0 the disk is full"]
    dispatch = sent()
    dispatch.items.update(state="sending")

    with pytest.raises(MovedMeanwhileError):
        ending.stop_the_rest(dispatch, reason="x")
    assert (Dispatch.objects.get().state, states_of(by_mail)) == ("in_doubt", {"in_doubt": 25})


def test_reason_is_asked_for(singles: Appeal) -> None:
    dispatch = sent()

    with pytest.raises(ValidationError) as refused:
        ending.stop_the_rest(dispatch, reason=" ")
    assert list(refused.value.message_dict) == ["reason"]
    assert states_of(singles) == {"sent": 20, "claimed": 5}


def test_what_is_being_sent_is_stopped_by_nobody_else(singles: Appeal) -> None:
    dispatch = sent()

    with storage.worked_on_alone(dispatch.uuid), pytest.raises(storage.AtWorkError):
        ending.stop_the_rest(dispatch, reason="x")
    assert states_of(singles) == {"sent": 20, "claimed": 5}


@pytest.mark.parametrize("state", ["claimed", "handed_over", "in_doubt", "failed", "cancelled"])
def test_only_what_is_on_its_way_has_a_rest(singles: Appeal, state: str) -> None:
    list(running.claim(Wanted()))
    list(running.prepare(Wanted(), running.unwatched))
    Dispatch.objects.update(state=state)
    dispatch = Dispatch.objects.get()

    with pytest.raises(MovedMeanwhileError):
        ending.stop_the_rest(dispatch, reason="x")
    assert states_of(singles) == {"claimed": 25}


def test_all_refused_letters_wait_again(singles: Appeal, receiver: Receiver) -> None:
    receiver.answers = ["550 5.1.1 no such user"] * 3
    dispatch = sent()

    assert ending.free_refused(dispatch) == 3
    assert states_of(singles) == {"sent": 17, "claimed": 5, "waiting": 3}
    assert ending.free_refused(dispatch) == 0


def test_last_refused_letter_ends_a_dispatch_that_failed(
    singles: Appeal, receiver: Receiver, committed: Callable[[], Any]
) -> None:
    receiver.at_rcpt = "550 5.1.1 no such user"
    dispatch = sent()
    sending.send_due(dispatch, now=timezone.now() + datetime.timedelta(hours=2))
    with committed():
        assert ending.free_refused(dispatch) == 25

    dispatch.refresh_from_db()
    assert (dispatch.state, states_of(singles)) == ("cancelled", {"waiting": 25})
    assert [entry.event for entry in journal.entries()][-1] == "cancelled"
