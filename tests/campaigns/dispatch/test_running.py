"""A run, and what it must not go on with."""

import datetime
import logging
from collections.abc import Callable
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from campaigns.dispatch import claiming, handover, places, reconciling, running, sending
from campaigns.dispatch.reconciling import JournalAheadError
from campaigns.dispatch.running import Wanted, run
from campaigns.models import Appeal, Dispatch, DispatchItem
from campaigns.tasks import work_on_dispatches
from tests.campaigns.dispatch.test_reconciling import Backup
from tests.factories.appeals import open_appeal
from tests.factories.letters import letters, states_of
from tests.factories.mail_servers import Receiver, Trouble
from tests.factories.records import today


def go_on() -> None:
    call_command("dispatch", "--continue")


def by_button() -> None:
    work_on_dispatches.enqueue()


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reconciling, "_A_MOMENT", 0)


def drawn() -> None:
    list(running.claim(Wanted()))
    list(running.prepare(Wanted(), running.unwatched))


@pytest.mark.parametrize(("way", "refusal"), [(go_on, CommandError), (by_button, None)])
def test_mail_that_a_restored_database_forgot_is_not_sent_again_by_going_on(
    by_mail: Appeal, receiver: Receiver, way: Callable[[], None], refusal: Any
) -> None:
    drawn()
    backup = Backup()
    run(Wanted())
    backup.restore()

    if refusal:
        with pytest.raises(refusal, match="reconcile_journal"):
            way()
    else:
        way()

    assert len(receiver.mails) == 1
    reconciling.reconcile()
    go_on()
    assert (len(receiver.mails), states_of(by_mail)) == (1, {"sent": 25})


def test_bundle_that_left_before_a_restore_is_not_drawn_again(appeal: Appeal) -> None:
    list(running.claim(Wanted()))
    backup = Backup()
    run(Wanted())
    handover.hand_over(Dispatch.objects.get(), by=None, day=today())
    backup.restore()

    with pytest.raises(JournalAheadError):
        list(running.prepare(Wanted(), running.unwatched))

    assert Dispatch.objects.get().state == "claimed"


def test_dispatch_that_was_cancelled_before_a_restore_does_not_leave_beside_the_next(
    by_mail: Appeal, receiver: Receiver, committed: Callable[[], Any]
) -> None:
    list(running.claim(Wanted()))
    backup = Backup()
    list(running.prepare(Wanted(), running.unwatched))
    with committed():
        handover.cancel(Dispatch.objects.get(), reason="x")
    run(Wanted())
    backup.restore()

    with pytest.raises(JournalAheadError):
        list(running.prepare(Wanted(), running.unwatched))

    reconciling.reconcile()
    run(Wanted())
    assert (len(receiver.mails), states_of(by_mail)) == (1, {"sent": 25})


def test_dispatch_that_cannot_be_worked_on_stops_no_other(
    appeal: Appeal, caplog: pytest.LogCaptureFixture
) -> None:
    list(running.claim(Wanted()))
    broken = Dispatch.objects.get()
    Dispatch.objects.update(envelope={})
    letters(open_appeal(), 25)

    with caplog.at_level(logging.ERROR):
        run(Wanted())

    broken.refresh_from_db()
    other = Dispatch.objects.exclude(pk=broken.pk).get()
    assert (broken.state, broken.note, other.state) == ("claimed", "KeyError", "ready")
    assert f"Dispatch {broken.uuid} could not be worked on." in caplog.text


def test_place_taken_off_a_refused_mail_lets_it_go_again(
    by_mail: Appeal, receiver: Receiver
) -> None:
    by_mail.letters.update(place="Bielefeld")
    receiver.answers = ["550 5.1.1 no such box"]
    run(Wanted())
    dispatch = Dispatch.objects.get()
    assert dispatch.state == "failed"

    places.blank(dispatch, "Bielefeld")
    run(Wanted())

    dispatch.refresh_from_db()
    assert (dispatch.state, len(receiver.mails)) == ("handed_over", 1)


def test_decision_whose_process_died_is_finished_by_the_next_run(
    by_mail: Appeal, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    receiver.answers = [Trouble.SILENT_AND_TAKEN]
    run(Wanted())

    def die(*_: Any) -> None:
        raise KeyboardInterrupt

    item = DispatchItem.objects.get()
    with monkeypatch.context() as patched:
        patched.setattr(sending, "settle", die)
        with pytest.raises(KeyboardInterrupt):
            sending.decide(item, left=True)
    assert Dispatch.objects.get().state == "in_doubt"

    run(Wanted())

    assert Dispatch.objects.get().state == "handed_over"
    assert states_of(by_mail) == {"sent": 25}


def test_mail_server_that_is_away_for_days_refuses_nothing(
    by_mail: Appeal, receiver: Receiver, settings: Any
) -> None:
    here, now = settings.CAMPAIGNS, timezone.now()
    settings.CAMPAIGNS = {**here, "SMTP": {"host": "127.0.0.1", "port": 1, "timeout": 1}}
    drawn()
    dispatch = Dispatch.objects.get()
    for hours in range(0, 72, 6):
        sending.send_due(dispatch, now=now + datetime.timedelta(hours=hours))
    item = dispatch.items.get()
    assert (item.state, item.attempts) == ("waiting", 0)
    settings.CAMPAIGNS = here

    sending.send_due(dispatch, now=now + datetime.timedelta(hours=80))

    dispatch.refresh_from_db()
    assert (dispatch.state, len(receiver.mails)) == ("handed_over", 1)


def test_claim_of_nothing_is_empty(db: None) -> None:
    assert (claiming.piles([]), run(Wanted())) == ([], [])
