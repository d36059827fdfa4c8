"""Yesterday's database and mails: what the journal knows of them, they are marked as."""

from typing import Any

import pytest

from campaigns.dispatch import handover, reconciling, running, sending
from campaigns.dispatch.running import Wanted, run
from campaigns.models import Appeal, CampaignSettings, Dispatch, DispatchItem
from tests.campaigns.dispatch.test_reconciling import Backup
from tests.factories.letters import states_of
from tests.factories.mail_servers import Receiver, Trouble
from tests.factories.records import today


@pytest.fixture
def single(by_mail: Appeal) -> Appeal:
    CampaignSettings.objects.update(single_mails=True)
    return by_mail


def claimed_and_drawn() -> None:
    list(running.claim(Wanted()))
    list(running.prepare(Wanted(), running.unwatched))


def test_bundle_decided_not_to_have_left_after_the_backup_waits_again(
    by_mail: Appeal, receiver: Receiver, committed: Any
) -> None:
    receiver.answers = [Trouble.SILENT_AND_LOST]
    run(Wanted())
    backup = Backup()
    with committed():
        sending.decide(DispatchItem.objects.get(), left=False)
    backup.restore()

    reconciling.reconcile()

    assert (Dispatch.objects.get().state, states_of(by_mail)) == ("cancelled", {"waiting": 25})
    assert reconciling.differences() == []


def test_single_mail_decided_not_to_have_left_after_the_backup_waits_again(
    single: Appeal, receiver: Receiver, committed: Any
) -> None:
    single.letters.filter(pk__in=list(single.letters.values_list("pk", flat=True)[20:])).delete()
    receiver.answers = [Trouble.SILENT_AND_LOST]
    run(Wanted())
    backup = Backup()
    with committed():
        sending.decide(DispatchItem.objects.get(state="in_doubt"), left=False)
    backup.restore()

    reconciling.reconcile()

    dispatch = Dispatch.objects.get()
    assert (dispatch.state, dispatch.count) == ("handed_over", 19)
    assert states_of(single) == {"sent": 19, "waiting": 1}


def test_single_mails_that_were_not_attempted_wait_and_are_not_counted(
    single: Appeal, receiver: Receiver
) -> None:
    claimed_and_drawn()
    backup = Backup()
    run(Wanted())
    backup.restore()

    reconciling.reconcile()

    dispatch = Dispatch.objects.get()
    assert (dispatch.state, dispatch.count) == ("handed_over", 20)
    assert states_of(single) == {"sent": 20, "waiting": 5}


def test_last_decision_after_a_restore_ends_the_dispatch(
    single: Appeal, receiver: Receiver
) -> None:
    claimed_and_drawn()
    backup = Backup()
    receiver.answers = [Trouble.SILENT_AND_TAKEN]
    run(Wanted())
    backup.restore()
    reconciling.reconcile()
    assert Dispatch.objects.get().state == "in_doubt"

    sending.decide(DispatchItem.objects.get(state="in_doubt"), left=True)

    dispatch = Dispatch.objects.get()
    assert (dispatch.state, dispatch.count) == ("handed_over", 20)
    assert states_of(single) == {"sent": 20, "waiting": 5}


def test_hand_over_of_what_was_in_doubt_is_known_after_a_restore(
    single: Appeal, receiver: Receiver
) -> None:
    receiver.answers = [Trouble.SILENT_AND_TAKEN]
    single.letters.filter(pk__in=list(single.letters.values_list("pk", flat=True)[20:])).delete()
    run(Wanted())
    backup = Backup()
    handover.hand_over(Dispatch.objects.get(), by=None, day=today())
    backup.restore()

    reconciling.reconcile()

    assert (Dispatch.objects.get().state, states_of(single)) == ("handed_over", {"sent": 20})
