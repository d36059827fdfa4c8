"""What a person decides about mails that nobody knows of, or that were refused."""

import pytest
from django.utils import timezone

from campaigns.dispatch import handover, journal, sending
from campaigns.dispatch.channels.memory import MemoryChannel
from campaigns.dispatch.states import MovedMeanwhileError
from campaigns.models import Dispatch, DispatchItem
from tests.campaigns.dispatch.test_sending import CUT, NEVER, items, send, single, whole
from tests.factories.letters import states_of

__all__ = ["single", "whole"]


@pytest.mark.parametrize(
    ("left", "state", "letters"), [(True, "handed_over", "sent"), (False, "cancelled", "waiting")]
)
def test_person_decides_a_mail_in_doubt(
    whole: Dispatch, left: bool, state: str, letters: str
) -> None:
    MemoryChannel.answers = [CUT]
    send(whole)

    sending.decide(whole.items.get(), left=left)

    whole.refresh_from_db()
    assert (whole.state, states_of(whole.appeal)) == (state, {letters: 25})


def test_single_mail_that_did_not_leave_waits_for_another_dispatch(single: Dispatch) -> None:
    MemoryChannel.answers = [CUT, NEVER]
    send(single)
    assert (single.state, states_of(single.appeal)) == (
        "in_doubt",
        {"in_doubt": 1, "failed": 1, "sent": 23},
    )

    sending.decide(single.items.get(state="in_doubt"), left=False)
    sending.decide(single.items.filter(state="refused", letter__state="failed").get(), left=False)

    single.refresh_from_db()
    assert (single.state, single.count) == ("handed_over", 23)
    assert states_of(single.appeal) == {"waiting": 2, "sent": 23}


def test_of_two_who_decide_at_once_the_first_has(whole: Dispatch) -> None:
    MemoryChannel.answers = [CUT]
    send(whole)
    one, other = whole.items.get(), whole.items.get()

    sending.decide(one, left=False)
    with pytest.raises(MovedMeanwhileError):
        sending.decide(other, left=True)

    whole.refresh_from_db()
    assert (whole.state, states_of(whole.appeal)) == ("cancelled", {"waiting": 25})
    assert [entry.event for entry in journal.entries()].count("left") == 0


def test_refused_bundle_is_tried_again_or_cancelled_as_a_whole(whole: Dispatch) -> None:
    MemoryChannel.answers = [NEVER]
    send(whole)

    with pytest.raises(MovedMeanwhileError):
        sending.decide(whole.items.get(), left=False)

    assert (whole.state, states_of(whole.appeal)) == ("failed", {"failed": 25})


def test_dispatch_whose_refused_letters_were_all_freed_is_over(single: Dispatch) -> None:
    MemoryChannel.answers = [NEVER] * 25
    send(single)
    assert (single.state, states_of(single.appeal)) == ("failed", {"failed": 25})

    for item in single.items.all():
        sending.decide(item, left=False)

    single.refresh_from_db()
    assert (single.state, states_of(single.appeal)) == ("cancelled", {"waiting": 25})


@pytest.mark.parametrize(
    ("left", "state", "item_states"),
    [(True, "handed_over", {"sent": 25}), (False, "cancelled", {"refused": 25})],
)
def test_decision_about_a_whole_dispatch_decides_its_mails(
    single: Dispatch, left: bool, state: str, item_states: dict[str, int]
) -> None:
    MemoryChannel.answers = [CUT] * 25
    send(single)

    if left:
        handover.hand_over(single, by=None, day=timezone.localdate())
    else:
        handover.cancel(single, reason="x")

    assert (single.state, items(single)) == (state, item_states)
    assert set(single.items.values_list("next_try", flat=True)) == {None}


def test_hand_over_counts_the_letters_that_have_left(single: Dispatch) -> None:
    MemoryChannel.answers = [CUT, NEVER, NEVER]
    send(single)

    handover.hand_over(single, by=None, day=timezone.localdate())

    assert (single.count, states_of(single.appeal)) == (23, {"failed": 2, "sent": 23})


@pytest.mark.parametrize("state", ["waiting", "sending", "sent"])
def test_only_what_is_open_can_be_decided(whole: Dispatch, state: str) -> None:
    DispatchItem.objects.update(state=state)

    with pytest.raises(MovedMeanwhileError):
        sending.decide(whole.items.get(), left=True)
