"""Yesterday's database, today's journal: nothing goes again, and no new letter is kept back."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from campaigns.dispatch import handover, journal, reconciling, sending
from campaigns.dispatch.channels.base import ChannelError, Outcome
from campaigns.dispatch.channels.memory import MemoryChannel
from campaigns.dispatch.reconciling import JournalAheadError, reconcile
from campaigns.dispatch.running import Wanted, run
from campaigns.models import Appeal, Dispatch, DispatchItem, Letter
from tests.factories.appeals import open_appeal
from tests.factories.letters import letters, states_of
from tests.factories.records import today


class Backup:
    """Rows of letters and dispatches as they were; restore() forgets what came later."""

    def __init__(self) -> None:
        self.kept = [list(model.objects.values()) for model in (Dispatch, DispatchItem, Letter)]

    def restore(self) -> None:
        dispatches, items, kept_letters = self.kept
        DispatchItem.objects.all().delete()
        Letter.objects.all().delete()
        Dispatch.objects.all().delete()
        Dispatch.objects.bulk_create(Dispatch(**row) for row in dispatches)
        Letter.objects.bulk_create(Letter(**row) for row in kept_letters)
        DispatchItem.objects.bulk_create(DispatchItem(**row) for row in items)


@pytest.fixture
def backup(appeal: Appeal) -> Backup:
    return Backup()


def left_by_post(committed: Any) -> None:
    run(Wanted())
    handover.hand_over(Dispatch.objects.get(), by=None, day=today())


def by_post_not_handed_over(committed: Any) -> None:
    run(Wanted())


def cancelled(committed: Any) -> None:
    run(Wanted())
    with committed():
        handover.cancel(Dispatch.objects.get(), reason="no paper")


def mailed(*answers: Exception | None, singly: bool = False) -> Callable[[Any], None]:
    def work(committed: Any) -> None:
        MemoryChannel.singly, MemoryChannel.answers = singly, list(answers)
        Appeal.objects.update(channels=["memory"])
        run(Wanted())
        Appeal.objects.update(channels=["postal"])

    return work


CUT = ChannelError(Outcome.UNKNOWN, "cut")
NO = ChannelError(Outcome.REFUSED, "no")


@pytest.mark.parametrize(
    ("work", "state", "expected"),
    [
        (left_by_post, "handed_over", {"sent": 25}),
        (by_post_not_handed_over, "in_doubt", {"in_doubt": 25}),
        (mailed(), "handed_over", {"sent": 25}),
        (mailed(CUT), "in_doubt", {"in_doubt": 25}),
        (mailed(singly=True), "handed_over", {"sent": 25}),
        (mailed(CUT, NO, singly=True), "in_doubt", {"sent": 23, "in_doubt": 1, "waiting": 1}),
    ],
    ids=["posted", "ready", "mailed", "mail cut", "single mails", "single mails cut"],
)
def test_restored_backup_is_told_what_has_left(
    backup: Backup,
    appeal: Appeal,
    committed: Any,
    work: Callable[[Any], None],
    state: str,
    expected: dict[str, int],
) -> None:
    work(committed)
    count, sha256 = Dispatch.objects.values_list("count", "sha256").get()
    backup.restore()
    letters(appeal, 20, place="new")

    with pytest.raises(JournalAheadError):
        run(Wanted())
    assert states_of(appeal) == {"waiting": 45}

    reconcile()
    dispatch = Dispatch.objects.get()
    assert (dispatch.state, dispatch.sha256) == (state, sha256)
    assert dispatch.count in (count, 25)
    assert reconciling.differences() == []
    new = appeal.letters.filter(place="new").values_list("state", flat=True)
    old = Appeal.objects.get().letters.exclude(place="new")
    assert set(new) == {"waiting"}
    assert {each: old.filter(state=each).count() for each in expected} == expected

    run(Wanted())
    assert appeal.letters.filter(place="new", state="claimed").count() == 20


def test_cancelled_dispatch_has_not_left(backup: Backup, appeal: Appeal, committed: Any) -> None:
    cancelled(committed)
    backup.restore()

    run(Wanted())

    assert states_of(appeal) == {"claimed": 25}


def test_backup_made_between_ready_and_handed_over_is_told(appeal: Appeal) -> None:
    run(Wanted())
    backup = Backup()
    handover.hand_over(Dispatch.objects.get(), by=None, day=today())
    backup.restore()
    assert Dispatch.objects.get().state == "ready"

    reconcile()

    assert (Dispatch.objects.get().state, states_of(appeal)) == ("handed_over", {"sent": 25})


def test_dispatch_cancelled_since_frees_letters_that_another_took(
    appeal: Appeal, committed: Any
) -> None:
    run(Wanted())
    backup = Backup()
    with committed():
        handover.cancel(Dispatch.objects.get(), reason="no paper")
    run(Wanted())
    second = Dispatch.objects.latest("pk")
    handover.hand_over(second, by=None, day=today())
    backup.restore()

    reconcile()

    states = dict(Dispatch.objects.values_list("uuid", "state"))
    assert sorted(states.values()) == ["cancelled", "handed_over"]
    assert states_of(appeal) == {"sent": 25}
    assert appeal.letters.filter(dispatch__uuid=second.uuid).count() == 25


def test_letter_withdrawn_in_the_backup_stays_empty(backup: Backup, appeal: Appeal) -> None:
    left_by_post(None)
    backup.restore()
    gone = appeal.letters.first()
    Letter.objects.filter(pk=gone.pk).update(state="withdrawn", initials="", place="")

    reconcile()

    assert states_of(appeal) == {"sent": 24, "withdrawn": 1}


def test_letters_signed_after_the_backup_are_counted_though_they_are_lost(
    backup: Backup, appeal: Appeal
) -> None:
    letters(appeal, 5)
    left_by_post(None)
    backup.restore()

    reconcile()

    assert (Dispatch.objects.get().count, states_of(appeal)) == (30, {"sent": 25})


def test_reconciling_twice_changes_nothing_more(backup: Backup, own_journal: Path) -> None:
    left_by_post(None)
    backup.restore()
    reconcile()
    written = own_journal.read_bytes()

    assert reconcile() == []
    assert own_journal.read_bytes() == written


def test_journal_that_was_lost_is_told_and_adopted_by_a_person(
    ready: Dispatch, own_journal: Path
) -> None:
    handover.hand_over(ready, by=None, day=today())
    own_journal.unlink()

    with pytest.raises(JournalAheadError):
        run(Wanted())
    reconcile()
    assert list(journal.entries()) == []

    reconcile(adopt=True)

    assert [entry.event for entry in journal.entries()] == ["ready", "handed_over"]
    assert reconciling.differences() == []
    run(Wanted())


def test_dispatches_of_an_appeal_that_is_not_here_are_none_of_our_business(
    backup: Backup,
) -> None:
    left_by_post(None)
    backup.restore()
    Letter.objects.all().delete()
    Appeal.objects.all()[0].versions.all().delete()
    Appeal.objects.all().delete()

    assert reconciling.differences() == []


def test_crash_between_journal_and_database_is_healed(
    ready: Dispatch, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal.append(journal.Event.HANDED_OVER, ready.uuid, handed_on=str(today()))

    reconcile()

    ready.refresh_from_db()
    assert (ready.state, states_of(ready.appeal)) == ("handed_over", {"sent": 25})


def test_refused_item_of_a_sender_needs_no_reconciling(appeal: Appeal) -> None:
    mailed(ChannelError(Outcome.REFUSED_FOR_NOW, "later"))(None)

    assert reconciling.differences() == []
    sending.send_due(Dispatch.objects.get())


@pytest.mark.parametrize("outcome", [Outcome.REFUSED, Outcome.REFUSED_FOR_NOW])
def test_kill_between_the_line_of_a_refusal_and_its_row_asks_a_person_and_stops_nothing_else(
    appeal: Appeal, own_journal: Path, outcome: Outcome
) -> None:
    mailed(ChannelError(outcome, "no"))(None)
    assert b'"event":"stayed"' in own_journal.read_bytes().splitlines()[-1]
    DispatchItem.objects.update(state="sending", next_try=None)
    Letter.objects.update(state="claimed")
    Dispatch.objects.update(state="ready")
    letters(appeal, 20, place="new")

    run(Wanted())

    told = Dispatch.objects.order_by("pk").values_list("state", "channel")
    assert list(told) == [("in_doubt", "memory"), ("ready", "postal")]
    assert DispatchItem.objects.get().state == "in_doubt"
    assert states_of(appeal) == {"in_doubt": 25, "claimed": 20}
    assert MemoryChannel.sent == []


def test_other_appeals_are_left_alone(backup: Backup) -> None:
    other = open_appeal()
    left_by_post(None)
    backup.restore()
    letters(other, 20)

    reconcile()
    run(Wanted())

    assert states_of(other) == {"claimed": 20}
