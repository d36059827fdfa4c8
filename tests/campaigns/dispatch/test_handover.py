"""What a person records: it has left, it will not, try again."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError

from campaigns.dispatch import handover, journal, storage
from campaigns.dispatch.running import Wanted, run
from campaigns.dispatch.states import MovedMeanwhileError
from campaigns.models import Appeal, Dispatch, Letter
from tests.factories.letters import letters, states_of
from tests.factories.records import today


def test_handed_over_letters_are_sent_on_that_day(ready: Dispatch, admin_user: Any) -> None:
    Dispatch.objects.update(claimed_on=today(-3))
    ready.refresh_from_db()

    handover.hand_over(ready, by=admin_user, day=today(-1), reference="RR 12")

    assert states_of(ready.appeal) == {"sent": 25}
    assert (ready.state, ready.handed_over_on, ready.reference, ready.handed_over_by) == (
        "handed_over",
        today(-1),
        "RR 12",
        admin_user,
    )
    assert [entry.event for entry in journal.entries()] == ["ready", "handed_over"]


@pytest.mark.parametrize("days", [1, -1])
def test_day_lies_between_claim_and_today(ready: Dispatch, days: int) -> None:
    with pytest.raises(ValidationError) as refused:
        handover.hand_over(ready, by=None, day=today(days))

    assert list(refused.value.message_dict) == ["day"]
    assert states_of(ready.appeal) == {"claimed": 25}


def test_what_has_left_is_recorded_although_a_stop_has_come(ready: Dispatch) -> None:
    Appeal.objects.update(stopped=True)

    handover.hand_over(ready, by=None, day=today())

    assert states_of(ready.appeal) == {"sent": 25}


def test_handed_over_once_is_enough(ready: Dispatch) -> None:
    handover.hand_over(ready, by=None, day=today())

    with pytest.raises(MovedMeanwhileError):
        handover.hand_over(ready, by=None, day=today())
    with pytest.raises(MovedMeanwhileError):
        handover.cancel(ready, reason="too late")

    assert states_of(ready.appeal) == {"sent": 25}


def test_cancelled_letters_wait_again_and_the_files_are_gone(ready: Dispatch) -> None:
    handover.cancel(ready, reason=" Printer broken ")

    assert (ready.state, ready.note) == ("cancelled", "Printer broken")
    assert storage.files(ready.uuid) == []
    assert states_of(ready.appeal) == {"waiting": 25}
    run(Wanted())
    assert states_of(ready.appeal) == {"claimed": 25}
    assert Letter.objects.exclude(dispatch=ready).count() == 25


def test_cancelling_says_why(ready: Dispatch) -> None:
    with pytest.raises(ValidationError) as refused:
        handover.cancel(ready, reason=" ")

    assert list(refused.value.message_dict) == ["reason"]
    assert ready.state == "ready"


def test_letters_of_a_stopped_appeal_are_held_when_their_dispatch_is_cancelled(
    ready: Dispatch,
) -> None:
    Appeal.objects.update(stopped=True)
    ready.refresh_from_db()

    handover.cancel(ready, reason="stopped")

    assert states_of(ready.appeal) == {"held": 25}


def test_letters_signed_meanwhile_are_none_of_its_business(ready: Dispatch) -> None:
    letters(ready.appeal, 3)

    handover.hand_over(ready, by=None, day=today())

    assert states_of(ready.appeal) == {"sent": 25, "waiting": 3}


def test_failed_dispatch_is_tried_again(ready: Dispatch) -> None:
    Dispatch.objects.update(state="failed", note="place: missing_glyphs")
    Letter.objects.update(state="failed")
    ready.refresh_from_db()

    handover.try_again(ready)
    assert (ready.state, ready.note, states_of(ready.appeal)) == ("claimed", "", {"claimed": 25})
    run(Wanted())

    ready.refresh_from_db()
    assert ready.state == "ready"


@pytest.mark.parametrize(("left", "expected"), [(True, "sent"), (False, "waiting")])
def test_person_decides_a_dispatch_in_doubt(ready: Dispatch, left: bool, expected: str) -> None:
    Dispatch.objects.update(state="in_doubt")
    Letter.objects.update(state="in_doubt")
    ready.refresh_from_db()

    if left:
        handover.hand_over(ready, by=None, day=today())
    else:
        handover.cancel(ready, reason="The parcel came back unopened.")

    assert states_of(ready.appeal) == {expected: 25}


def test_nobody_hands_over_what_a_channel_sends(appeal: Appeal) -> None:
    dispatch = Dispatch.objects.create(
        appeal=appeal, language="tr", channel="memory", state="ready", envelope={}
    )

    with pytest.raises(ValidationError):
        handover.hand_over(dispatch, by=None, day=today())
