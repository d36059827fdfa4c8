"""The page of a dispatch that leaves by e-mail: how far it is, and why the rest is still here."""

from typing import Any

import pytest
from django.test import Client
from django.utils import translation
from django.utils.html import strip_tags

from campaigns.dispatch import sending
from campaigns.dispatch.running import Wanted, run
from campaigns.models import Appeal, CampaignSettings, Dispatch
from tests.campaigns.cms.dispatchers import dispatcher, page
from tests.campaigns.dispatch.conftest import appeal, by_mail, empty_memory, own_journal, receiver
from tests.factories.mail_servers import Receiver, Trouble

__all__ = ["appeal", "by_mail", "empty_memory", "own_journal", "receiver"]


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

    assert "Ready to hand over. It leaves by itself, mail by mail." in words
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
    assert words.count("It has not left: the letters wait again") == 1
    sending.decide(dispatch.items.get(state="in_doubt"), left=True)
    assert "20 of 25 have left." in shown(somebody)
