"""What waits: what a click would set going is told before it, and what it did after it."""

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import translation

from campaigns.dispatch import claiming, running
from campaigns.dispatch.running import Wanted
from campaigns.models import Appeal, Dispatch
from tests.campaigns.cms.dispatchers import dispatcher, to, told
from tests.campaigns.dispatch.conftest import appeal, by_mail, empty_memory, own_journal, receiver
from tests.factories.appeals import open_appeal
from tests.factories.letters import letters, states_of
from tests.factories.mail_servers import Receiver

__all__ = ["appeal", "by_mail", "empty_memory", "own_journal", "receiver"]


@pytest.fixture(autouse=True)
def english() -> Any:
    with translation.override("en"):
        yield


def test_mails_that_a_click_would_send_are_named_before(client: Client, by_mail: Appeal) -> None:
    page = dispatcher(client).get(to("waiting")).text

    assert "<bdi>office@ministry.example</bdi>" in page
    assert page.count("Claim what can go, and send the mails") == 1


def test_post_sends_nothing_and_the_button_does_not_say_so(client: Client, appeal: Appeal) -> None:
    page = dispatcher(client).get(to("waiting")).text

    assert page.count("Claim and prepare what can go") == 1
    assert "Leaves at once" not in page


def test_one_appeal_can_go_alone(client: Client, appeal: Appeal) -> None:
    other = open_appeal()
    letters(other, 25)

    dispatcher(client).post(to("prepare"), {"appeal": str(other.uuid)})

    assert (states_of(appeal), states_of(other)) == ({"waiting": 25}, {"claimed": 25})


@pytest.mark.parametrize("uuid", ["x", str(uuid4())])
def test_unknown_appeal_is_not_found(client: Client, appeal: Appeal, uuid: str) -> None:
    answer = dispatcher(client).post(to("prepare"), {"appeal": uuid})

    assert (answer.status_code, states_of(appeal)) == (404, {"waiting": 25})


def test_click_that_only_goes_on_says_so(client: Client, by_mail: Appeal) -> None:
    list(running.claim(Wanted()))

    answer = dispatcher(client).post(to("prepare"))

    assert told(answer) == ["Nothing new could be claimed. What was claimed before goes on."]
    assert Dispatch.objects.get().state == "handed_over"


def test_bundle_that_waits_for_the_post_does_not_go_on(client: Client, appeal: Appeal) -> None:
    (pile,) = claiming.piles([appeal])
    dispatcher(client).post(to("prepare"))
    assert Dispatch.objects.get().channel == pile.channel == "postal"

    answer = client.post(to("prepare"))

    assert told(answer)[-1] == "Nothing could be claimed; the reasons stand below."


def test_mails_leave_by_the_click(client: Client, by_mail: Appeal, receiver: Receiver) -> None:
    dispatcher(client).post(to("prepare"))

    assert (len(receiver.mails), states_of(by_mail)) == (1, {"sent": 25})
