"""Items: attempted one by one, never twice by mistake, parked where nobody knows."""

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from campaigns.dispatch import bundling, claiming, handover, journal, sending, storage
from campaigns.dispatch.channels.base import ChannelError, Outcome
from campaigns.dispatch.channels.memory import MemoryChannel
from campaigns.dispatch.progress import StoppedError
from campaigns.dispatch.states import MovedMeanwhileError
from campaigns.enums import Hindrance
from campaigns.models import Appeal, Dispatch, DispatchItem
from tests.factories.letters import states_of

NOW = ChannelError(Outcome.REFUSED_FOR_NOW, "451 later")
NEVER = ChannelError(Outcome.REFUSED, "550 no such box")
CUT = ChannelError(Outcome.UNKNOWN, "connection lost")
AWAY = ChannelError(Outcome.UNREACHED, "nobody there")
RATE = ChannelError(Outcome.REFUSED_FOR_NOW, "450 too fast", pause=True)


def prepared(appeal: Appeal) -> Dispatch:
    Appeal.objects.update(channels=["memory"])
    appeal.refresh_from_db()
    (pile,) = claiming.piles([appeal])
    dispatch = claiming.claim(pile)
    assert isinstance(dispatch, Dispatch)
    bundling.prepare(dispatch)
    return dispatch


@pytest.fixture
def whole(appeal: Appeal) -> Dispatch:
    """One mail with the bundle of 25 letters."""
    return prepared(appeal)


@pytest.fixture
def single(appeal: Appeal) -> Dispatch:
    """25 mails with a letter each."""
    MemoryChannel.singly = True
    return prepared(appeal)


def send(dispatch: Dispatch, after: datetime.timedelta = datetime.timedelta()) -> Dispatch:
    sending.send_due(dispatch, now=timezone.now() + after)
    dispatch.refresh_from_db()
    return dispatch


def items(dispatch: Dispatch) -> dict[str, int]:
    found: dict[str, int] = {}
    for state in dispatch.items.values_list("state", flat=True):
        found[state] = found.get(state, 0) + 1
    return found


def test_bundle_in_one_mail_sends_all_its_letters(whole: Dispatch) -> None:
    send(whole)

    assert MemoryChannel.sent == [f"<{whole.uuid}@memory.invalid>"]
    assert (whole.state, whole.count, states_of(whole.appeal)) == ("handed_over", 25, {"sent": 25})


def test_each_letter_in_its_mail_is_sent_once(single: Dispatch) -> None:
    send(single)
    send(single)

    assert len(MemoryChannel.sent) == len(set(MemoryChannel.sent)) == 25
    assert (single.state, single.count, items(single)) == ("handed_over", 25, {"sent": 25})
    assert states_of(single.appeal) == {"sent": 25}


def test_refused_for_now_is_tried_again_after_a_growing_pause(whole: Dispatch) -> None:
    MemoryChannel.answers = [NOW, NOW]
    minutes = datetime.timedelta(minutes=1)

    send(whole)
    item = whole.items.get()
    assert (item.state, item.attempts, item.last_answer) == ("waiting", 1, "451 later")
    send(whole, 4 * minutes)
    assert whole.items.get().attempts == 1
    send(whole, 6 * minutes)
    send(whole, 15 * minutes)
    assert whole.items.get().attempts == 2
    send(whole, 17 * minutes)

    assert (whole.state, whole.items.get().attempts) == ("handed_over", 3)
    assert whole.items.get().next_try is None
    assert len(MemoryChannel.sent) == 1


def test_refused_too_often_is_parked(whole: Dispatch) -> None:
    MemoryChannel.answers = [NOW] * MemoryChannel.most_attempts

    for number in range(MemoryChannel.most_attempts):
        send(whole, datetime.timedelta(days=number))

    assert (whole.state, items(whole)) == ("failed", {"refused": 1})
    assert states_of(whole.appeal) == {"failed": 25}


def test_refused_for_good_is_parked_at_once(single: Dispatch) -> None:
    MemoryChannel.answers = [NEVER]

    send(single)

    assert items(single) == {"refused": 1, "sent": 24}
    assert (single.state, single.count) == ("handed_over", 24)
    assert states_of(single.appeal) == {"failed": 1, "sent": 24}


@pytest.mark.parametrize("error", [CUT, RuntimeError("A. B.")])
def test_what_nobody_knows_is_in_doubt_and_never_sent_again(
    whole: Dispatch, error: Exception
) -> None:
    MemoryChannel.answers = [error]

    send(whole)
    send(whole, datetime.timedelta(days=1))

    assert MemoryChannel.sent == []
    assert (whole.state, items(whole)) == ("in_doubt", {"in_doubt": 1})
    assert states_of(whole.appeal) == {"in_doubt": 25}
    assert whole.items.get().last_answer == getattr(error, "answer", "RuntimeError")


def test_attempt_that_a_crash_cut_off_is_in_doubt(single: Dispatch) -> None:
    cut = single.items.first()
    DispatchItem.objects.filter(pk=cut.pk).update(state="sending", attempts=1)

    send(single)

    assert cut.message_id not in MemoryChannel.sent
    assert (single.state, items(single)) == ("in_doubt", {"in_doubt": 1, "sent": 24})


def test_refusal_about_rate_pauses_the_run(single: Dispatch) -> None:
    MemoryChannel.answers = [None, RATE]

    send(single)

    assert items(single) == {"sent": 1, "waiting": 24}
    assert single.state == "ready"


def test_limit_of_a_channel_is_kept(single: Dispatch, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        MemoryChannel, "may_send", lambda self, item, now: len(MemoryChannel.sent) < 20
    )

    send(single)

    assert items(single) == {"sent": 20, "waiting": 5}


def test_stop_is_seen_before_each_mail(single: Dispatch, monkeypatch: pytest.MonkeyPatch) -> None:
    keep = MemoryChannel.send

    def stopped_after_three(self: MemoryChannel, *, item: DispatchItem, files: object) -> str:
        if len(MemoryChannel.sent) == 2:
            Appeal.objects.update(stopped=True)
        return keep(self, item=item, files=[])

    monkeypatch.setattr(MemoryChannel, "send", stopped_after_three)

    assert sending.send_due(single) is Hindrance.STOPPED

    single.refresh_from_db()
    assert len(MemoryChannel.sent) == 3
    assert states_of(single.appeal) == {"sent": 3, "held": 22}
    assert (single.state, single.count) == ("handed_over", 3)


def test_stop_before_the_first_mail_cancels(whole: Dispatch) -> None:
    Appeal.objects.update(stopped=True)

    assert sending.send_due(whole) is Hindrance.STOPPED

    whole.refresh_from_db()
    assert (whole.state, whole.note) == ("cancelled", "stopped")
    assert storage.files(whole.uuid) == []
    assert states_of(whole.appeal) == {"held": 25}


def test_sending_can_be_stopped_and_continued(single: Dispatch) -> None:
    with pytest.raises(StoppedError):
        sending.send_due(single, lambda done, total: True)
    assert (items(single), single.state) == ({"waiting": 25}, "ready")

    assert send(single).state == "handed_over"


def test_journal_knows_of_an_attempt_before_the_receiver_does(
    whole: Dispatch, monkeypatch: pytest.MonkeyPatch, committed: Callable[[], Any]
) -> None:
    told: list[list[str]] = []

    def listening(self: MemoryChannel, *, item: DispatchItem, files: object) -> str:
        told.append([entry.event for entry in journal.entries()])
        assert DispatchItem.objects.get().state == "sending"
        return "kept"

    monkeypatch.setattr(MemoryChannel, "send", listening)
    with committed():
        send(whole)

    assert told == [["ready", "leaving"]]
    assert [entry.event for entry in journal.entries()] == [
        "ready",
        "leaving",
        "left",
        "handed_over",
    ]


def test_all_refused_for_good_is_prepared_and_sent_again(whole: Dispatch) -> None:
    MemoryChannel.answers = [NEVER]
    send(whole)
    assert whole.state == "failed"

    handover.try_again(whole)
    bundling.prepare(whole)
    send(whole)

    assert (whole.state, items(whole)) == ("handed_over", {"sent": 1})
    assert states_of(whole.appeal) == {"sent": 25}


def test_whole_mail_that_a_crash_cut_off_is_not_cancelled_unseen(whole: Dispatch) -> None:
    DispatchItem.objects.update(state="sending", attempts=1)

    with pytest.raises(MovedMeanwhileError):
        handover.cancel(whole, reason="The machine went down.")

    whole.refresh_from_db()
    assert (whole.state, states_of(whole.appeal)) == ("in_doubt", {"in_doubt": 25})


@pytest.mark.parametrize("state", ["sending", "in_doubt", "sent"])
def test_dispatch_of_which_some_may_have_left_is_not_cancelled(
    single: Dispatch, state: str
) -> None:
    DispatchItem.objects.filter(pk=single.items.first().pk).update(state=state)

    with pytest.raises(ValidationError):
        handover.cancel(single, reason="The machine went down.")

    single.refresh_from_db()
    assert (single.state, states_of(single.appeal).get("waiting")) == ("ready", None)


def test_receiver_that_was_not_reached_ends_the_run_and_counts_as_no_attempt(
    single: Dispatch,
) -> None:
    MemoryChannel.answers = [None, AWAY]

    send(single)

    assert items(single) == {"sent": 1, "waiting": 24}
    assert set(single.items.filter(state="waiting").values_list("attempts", flat=True)) == {0}
    assert send(single, datetime.timedelta(minutes=6)).state == "handed_over"
