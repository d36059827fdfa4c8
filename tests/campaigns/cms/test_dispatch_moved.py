"""A mail keeps the address of its claim; the page says when it has changed, and what to do."""

from typing import Any

import pytest
from django.test import Client
from django.utils import translation
from django.utils.html import strip_tags

from campaigns.cms.dispatches.moved import moved_addresses
from campaigns.dispatch import running
from campaigns.dispatch.running import Wanted, run
from campaigns.models import Appeal, Authority, CampaignSettings, Dispatch, DispatchItem
from tests.campaigns.cms.dispatchers import dispatcher, page
from tests.campaigns.dispatch.conftest import (
    appeal,
    by_mail,
    empty_memory,
    own_journal,
    ready,
    receiver,
)
from tests.factories.mail_servers import Receiver

__all__ = ["appeal", "by_mail", "empty_memory", "own_journal", "ready", "receiver"]


@pytest.fixture(autouse=True)
def english() -> Any:
    with translation.override("en"):
        yield


@pytest.fixture
def failed(by_mail: Appeal, receiver: Receiver) -> Dispatch:
    receiver.answers = ["550 5.1.1 no such user"]
    run(Wanted())
    return Dispatch.objects.get()


def found(dispatch: Dispatch) -> list[tuple[str, str, str]]:
    fresh = Dispatch.objects.get(pk=dispatch.pk)
    return [(str(each.label), each.frozen, each.now) for each in moved_addresses(fresh)]


def words(client: Client, dispatch: Dispatch) -> str:
    return " ".join(strip_tags(dispatcher(client).get(page(dispatch)).text).split())


def test_nothing_is_said_while_they_are_the_same(failed: Dispatch) -> None:
    assert found(failed) == []


def test_address_of_the_authority_and_of_the_house(failed: Dispatch) -> None:
    Authority.objects.update(email="new@ministry.example")
    CampaignSettings.objects.update(sender_email="post@haus.example")

    assert found(failed) == [
        ("To", "office@ministry.example", "new@ministry.example"),
        ("From", "briefe@haus.example", "post@haus.example"),
    ]


@pytest.mark.parametrize(
    ("state", "expected"),
    [("claimed", 1), ("ready", 1), ("failed", 1), ("handed_over", 0), ("cancelled", 0)],
)
def test_only_what_may_still_leave_is_told_of(failed: Dispatch, state: str, expected: int) -> None:
    Authority.objects.update(email="new@ministry.example")
    Dispatch.objects.update(state=state)

    assert len(found(failed)) == expected


def test_post_has_no_such_address(ready: Dispatch) -> None:
    Authority.objects.update(email="new@ministry.example")

    assert found(ready) == []


def test_address_that_is_gone_is_a_stop_of_its_own(client: Client, failed: Dispatch) -> None:
    Authority.objects.update(email="")

    assert found(failed) == []
    assert "None of the appeal&#x27;s channels reaches the authority." in words(client, failed)


def test_page_recommends_to_cancel(client: Client, failed: Dispatch) -> None:
    Authority.objects.update(email="new@ministry.example")

    said = words(client, failed)

    assert "To: office@ministry.example (now: new@ministry.example)" in said
    assert "Better cancel it: the letters then wait again and go to the new address." in said


def test_page_recommends_to_stop_the_rest_of_what_is_on_its_way(
    client: Client, by_mail: Appeal
) -> None:
    CampaignSettings.objects.update(single_mails=True)
    list(running.claim(Wanted()))
    list(running.prepare(Wanted(), running.unwatched))
    item = DispatchItem.objects.order_by("pk")[0]
    DispatchItem.objects.filter(pk=item.pk).update(state="sent")
    Authority.objects.update(email="new@ministry.example")

    said = words(client, Dispatch.objects.get())

    assert "Better stop the rest: the letters then wait again and go to the new address." in said
