"""What waits: what a click would set going is told before it, and what it did after it."""

import re
from html import unescape
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.utils import translation
from django.utils.html import strip_tags

from campaigns.dispatch import claiming, running
from campaigns.dispatch.running import Wanted
from campaigns.models import Appeal, Dispatch
from tests.campaigns.cms.accounts import address
from tests.campaigns.cms.dispatchers import dispatcher, page, to, told
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
    shown = dispatcher(client).get(to("waiting")).text

    assert "<bdi>office@ministry.example</bdi>" in shown
    assert shown.count("Claim what can go, and send the mails") == 1


def test_post_sends_nothing_and_the_button_does_not_say_so(client: Client, appeal: Appeal) -> None:
    shown = dispatcher(client).get(to("waiting")).text

    assert shown.count("Claim and prepare what can go") == 1
    assert "Leaves at once" not in shown


def test_one_appeal_can_go_alone(client: Client, appeal: Appeal) -> None:
    other = open_appeal()
    letters(other, 25)

    dispatcher(client).post(to("prepare"), {"appeal": str(other.uuid)})

    assert (states_of(appeal), states_of(other)) == ({"waiting": 25}, {"claimed": 25})


@pytest.mark.parametrize("uuid", ["x", str(UUID(int=1))])
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


def test_list_and_title_say_languages_and_channels_in_words(
    client: Client, by_mail: Appeal
) -> None:
    somebody = dispatcher(client)
    somebody.post(to("prepare"))
    dispatch = Dispatch.objects.get()

    listed, title = somebody.get(address(Dispatch, "list")), somebody.get(page(dispatch))

    cells = [" ".join(strip_tags(cell).split()) for cell in _CELL.findall(listed.text)]
    assert [word in cells for word in ("Turkish", "E-mail", "tr", "email")] == [
        *(True, True),
        *(False, False),
    ]
    assert f"{dispatch.appeal} · Turkish · E-mail" in unescape(title.text)


_CELL = re.compile(r"<td[^>]*>(.*?)</td>", re.DOTALL)


def test_papers_say_what_they_are_for(client: Client, appeal: Appeal) -> None:
    somebody = dispatcher(client)
    somebody.post(to("prepare"))

    words = strip_tags(somebody.get(page(Dispatch.objects.get())).text)

    assert [words.count(each) for each in ("stays in the house", "to stick on it")] == [1, 1]
