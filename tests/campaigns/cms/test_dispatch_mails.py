"""The page of a dispatch that leaves by e-mail: how far it is, and why the rest is still here."""

import datetime
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone, translation
from django.utils.html import strip_tags

from campaigns.dispatch import bounces, handover, sending
from campaigns.dispatch.running import Wanted, run
from campaigns.models import Appeal, CampaignSettings, Dispatch
from tests.campaigns.cms.dispatchers import dispatcher, page
from tests.campaigns.dispatch.conftest import (
    appeal,
    by_mail,
    empty_memory,
    own_journal,
    ready,
    receiver,
)
from tests.factories.mail_servers import Receiver, Trouble, report
from tests.factories.records import today

__all__ = ["appeal", "by_mail", "empty_memory", "own_journal", "ready", "receiver"]


@pytest.fixture(autouse=True)
def english() -> Any:
    with translation.override("en"):
        yield


def shown(somebody: Client) -> str:
    """The words of the page, each space one."""
    answer = somebody.get(page(Dispatch.objects.get()))
    return " ".join(strip_tags(answer.text).split())


def test_bundle_that_was_refused_for_now_says_what_the_server_said(
    client: Client, by_mail: Appeal, receiver: Receiver
) -> None:
    receiver.answers = ["451 4.3.0 the disk is full"]
    run(Wanted())

    words = shown(dispatcher(client))

    assert "Being sent. It leaves by itself, mail by mail." in words
    assert "0 of 1 have left." in words
    assert "The mail server said: 451 4.3.0 the disk is full" in words
    assert words.count("Next attempt, at the earliest: ") == 1
    assert "It has left the house" not in words


def test_single_mails_are_counted_and_those_in_doubt_asked_about(
    client: Client, by_mail: Appeal, receiver: Receiver
) -> None:
    CampaignSettings.objects.update(single_mails=True)
    receiver.answers = [Trouble.SILENT_AND_LOST]
    run(Wanted())
    dispatch, somebody = Dispatch.objects.get(), dispatcher(client)

    words = shown(somebody)

    assert "19 of 25 have left." in words
    assert words.count("1 mail in doubt: has it left?") == 1
    assert words.count("It has not left: the letter waits again") == 1
    sending.decide(dispatch.items.get(state="in_doubt"), left=True)
    assert "20 of 25 have left." in shown(somebody)


def test_mails_that_came_back_are_counted_by_day_and_status(
    client: Client, by_mail: Appeal, receiver: Receiver
) -> None:
    CampaignSettings.objects.update(single_mails=True)
    receiver.answers = ["550 no"] * 5
    run(Wanted())
    later = timezone.now() + datetime.timedelta(hours=2)
    sending.send_due(Dispatch.objects.get(), now=later)
    day = datetime.date(2026, 7, 3)
    ids = receiver.ids[:3]
    codes = ("5.1.1", "5.1.1", "5.2.2")
    read = [
        bounces.read(report(name, status=code), day) for name, code in zip(ids, codes, strict=True)
    ]

    words = shown(dispatcher(client))

    assert read == [bounces.Read.RECORDED] * 3
    assert "2 mails came back on 3 July 2026. Status: 5.1.1" in words
    assert "1 mail came back on 3 July 2026. Status: 5.2.2" in words


def test_what_came_back_by_mail_is_called_so(
    client: Client, by_mail: Appeal, receiver: Receiver
) -> None:
    run(Wanted())
    bounces.read(report(receiver.ids[0]), today())

    words = shown(dispatcher(client))

    status = "The mail server that sent it back gave this status: 5.1.1"
    assert f": Came back by e-mail, 25 – {status}" in words
    assert "Came back by e-mail Refused by the authority Answered" in words
    assert "Returned by the post" not in words


def test_what_came_back_by_post_is_called_so(client: Client, ready: Dispatch) -> None:
    handover.hand_over(ready, by=None, day=today())

    words = shown(dispatcher(client))

    assert "Returned by the post Refused by the authority Answered" in words
    assert "Came back by e-mail" not in words
