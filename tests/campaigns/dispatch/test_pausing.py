"""Why a mail that is due stays here: a pause, the hour or the day; and looking changes nothing."""

import datetime

import pytest
from django.utils import timezone

from campaigns.dispatch import running, storage
from campaigns.dispatch.channels import pace
from campaigns.dispatch.pausing import Pause, Why, pause_of
from campaigns.dispatch.running import Wanted, run
from campaigns.models import Appeal, CampaignSettings, Dispatch, DispatchItem
from tests.factories.letters import letters
from tests.factories.mail_servers import Receiver

HOUR, SECOND = datetime.timedelta(hours=1), datetime.timedelta(seconds=1)
ADDRESS, DOMAIN = "office@ministry.example", "ministry.example"


def waiting() -> DispatchItem:
    return DispatchItem.objects.filter(state="waiting").order_by("pk")[0]


@pytest.fixture
def bundle(by_mail: Appeal) -> DispatchItem:
    """A bundle that is about to leave."""
    list(running.claim(Wanted()))
    list(running.prepare(Wanted(), running.unwatched))
    return waiting()


def test_nothing_keeps_the_first_mail(bundle: DispatchItem) -> None:
    assert pause_of(bundle, timezone.now()) is None


def test_pause_of_the_domain_is_told_until_it_ends(bundle: DispatchItem) -> None:
    now = timezone.now()
    pace.pause(DOMAIN, now)

    assert pause_of(bundle, now) == Pause(Why.PAUSE, DOMAIN, now + HOUR)
    assert pause_of(bundle, now + HOUR) is None


def test_second_bundle_of_a_day_waits_for_the_next(by_mail: Appeal) -> None:
    run(Wanted())
    letters(by_mail, 25)
    run(Wanted())
    item, now = waiting(), timezone.now()

    assert pause_of(item, now) == Pause(Why.DAY, ADDRESS)
    assert pause_of(item, now + 24 * HOUR) is None


def test_day_of_a_bundle_is_its_own(bundle: DispatchItem, receiver: Receiver) -> None:
    receiver.answers = ["451 4.3.0 the disk is full"]
    run(Wanted())

    assert pause_of(waiting(), timezone.now()) is None


def test_single_mails_wait_for_the_hour(by_mail: Appeal) -> None:
    CampaignSettings.objects.update(single_mails=True)
    before = timezone.now()
    run(Wanted())
    item, now = waiting(), timezone.now()

    pause = pause_of(item, now)

    assert pause is not None
    assert (pause.why, pause.where) == (Why.RATE, DOMAIN)
    assert pause.until is not None
    assert before + HOUR <= pause.until <= now + HOUR
    assert pause_of(item, pause.until + SECOND) is None


def test_looking_counts_nothing(bundle: DispatchItem) -> None:
    place = storage.room() / "mail-pace.json"
    pace.pause("elsewhere.example", timezone.now())
    before = place.read_bytes()

    assert [pause_of(bundle, timezone.now()) for _ in range(3)] == [None] * 3
    assert place.read_bytes() == before


def test_other_channels_have_no_pace(by_mail: Appeal) -> None:
    dispatch = Dispatch.objects.create(
        appeal=by_mail, language="tr", channel="memory", envelope={}, state="ready"
    )
    item = DispatchItem.objects.create(dispatch=dispatch, message_id="<a@b>")

    assert pause_of(item, timezone.now()) is None
