"""What the page of a dispatch by e-mail asks a person, and what its buttons do."""

from typing import Any

import pytest
from django.test import Client
from django.utils import translation
from django.utils.html import strip_tags

from campaigns.cms.dispatches import mails
from campaigns.dispatch import running, undecided
from campaigns.dispatch.running import Wanted, run
from campaigns.models import Appeal, CampaignSettings, Dispatch, DispatchItem, Letter
from tests.campaigns.cms.accounts import editor, speaking
from tests.campaigns.cms.dispatchers import dispatcher, page, to, told
from tests.campaigns.dispatch.conftest import appeal, by_mail, empty_memory, own_journal, receiver
from tests.factories.letters import letters, states_of
from tests.factories.mail_servers import Receiver, Trouble

__all__ = ["appeal", "by_mail", "empty_memory", "own_journal", "receiver"]

FREE_ALL, THIS_ONE = "All refused letters of this dispatch wait again", "This letter waits again"
REST = "Stop the rest: what has not left waits again"


@pytest.fixture(autouse=True)
def english() -> Any:
    with translation.override("en"):
        yield


@pytest.fixture
def singles(by_mail: Appeal) -> Dispatch:
    """25 single mails that are ready to leave."""
    CampaignSettings.objects.update(single_mails=True)
    list(running.claim(Wanted()))
    list(running.prepare(Wanted(), running.unwatched))
    return Dispatch.objects.get()


def become(dispatch: Dispatch, count: int, state: str, letter_state: str, answer: str = "") -> None:
    """The next mails that wait come into a state, and their letters with them."""
    items = list(dispatch.items.filter(state="waiting").order_by("pk")[:count])
    keys = [item.pk for item in items]
    DispatchItem.objects.filter(pk__in=keys).update(state=state, last_answer=answer)
    Letter.objects.filter(items__in=keys).update(state=letter_state)


def sent() -> Dispatch:
    run(Wanted())
    return Dispatch.objects.get()


def words(somebody: Client, dispatch: Dispatch) -> str:
    return " ".join(strip_tags(somebody.get(page(dispatch)).text).split())


def offered(said: str) -> dict[str, bool]:
    """The doors out of a dispatch."""
    names = ("Try again", "Cancel the dispatch", REST, "Record the hand-over")
    return {name: name in said for name in names}


def test_all_mails_in_doubt_are_asked_about_however_many_were_refused(
    client: Client, singles: Dispatch, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mails, "SHOWN", 3)
    become(singles, 10, "refused", "failed")
    become(singles, 8, "in_doubt", "in_doubt")
    somebody = dispatcher(client)

    said = words(somebody, singles)

    assert "8 mails in doubt: have they left?" in said
    assert said.count("It has not left: the letter waits again") == 8
    assert ("10 letters refused for good" in said, said.count(THIS_ONE)) == (True, 3)
    assert "7 more are not shown." in said


def test_refused_letter_is_asked_about_until_it_is_freed(client: Client, singles: Dispatch) -> None:
    become(singles, 1, "refused", "failed", "550 5.1.1 no such user")
    somebody = dispatcher(client)
    assert words(somebody, singles).count(THIS_ONE) == 1

    item = undecided.refused_items(singles).get()
    answer = somebody.post(to("decide_item", item.pk), {"stayed": "1"})

    assert told(answer) == ["Decided: what has not left waits again."]
    assert words(somebody, singles).count(THIS_ONE) == 0


def test_one_button_frees_all_refused_letters(client: Client, singles: Dispatch) -> None:
    become(singles, 3, "refused", "failed")
    somebody = dispatcher(client)
    assert FREE_ALL in words(somebody, singles)

    answer = somebody.post(to("free_refused", singles.uuid))

    assert told(answer) == ["3 letters have not left and wait again."]
    assert states_of(singles.appeal) == {"claimed": 22, "waiting": 3}
    assert FREE_ALL not in words(somebody, singles)


def test_bundle_that_was_refused_is_tried_again_or_cancelled(
    client: Client, by_mail: Appeal, receiver: Receiver
) -> None:
    receiver.answers = ["550 5.1.1 no such user"]
    dispatch = sent()

    said = words(dispatcher(client), dispatch)

    assert "No mail of it was taken. Put right what was wrong and try again, or cancel." in said
    mail = dispatch.items.get().message_id.replace("<", "&lt;").replace(">", "&gt;")
    assert f"Refused for good: {mail} The mail server said: 550 5.1.1 no such user" in said
    assert ("wait again" in said, THIS_ONE in said) == (True, False)
    assert said.count("It has not left: the letters wait again") == 0
    assert offered(said) == {
        "Try again": True,
        "Cancel the dispatch": True,
        REST: False,
        "Record the hand-over": False,
    }


def test_rest_is_stopped_once_some_has_left(
    client: Client, singles: Dispatch, receiver: Receiver
) -> None:
    become(singles, 2, "sent", "sent")
    somebody = dispatcher(client)
    assert offered(words(somebody, singles)) == {
        "Try again": False,
        "Cancel the dispatch": False,
        REST: True,
        "Record the hand-over": False,
    }

    somebody.post(to("stop_the_rest", singles.uuid), {"reason": " "})
    assert Dispatch.objects.get().state == "ready"
    answer = somebody.post(to("stop_the_rest", singles.uuid), {"reason": "the mailbox is full"})

    assert told(answer)[-1] == "23 letters have not left and wait again."
    assert Dispatch.objects.get().state == "handed_over"
    assert states_of(singles.appeal) == {"sent": 2, "waiting": 23}
    assert "Reason: the mailbox is full" in words(somebody, singles)


def test_what_nothing_has_left_of_is_cancelled_as_a_whole(
    client: Client, singles: Dispatch
) -> None:
    assert offered(words(dispatcher(client), singles)) == {
        "Try again": False,
        "Cancel the dispatch": True,
        REST: False,
        "Record the hand-over": False,
    }


def test_what_is_in_doubt_is_not_cancelled_once_some_has_left(
    client: Client, singles: Dispatch
) -> None:
    become(singles, 23, "sent", "sent")
    become(singles, 2, "in_doubt", "in_doubt")
    Dispatch.objects.update(state="in_doubt")

    said = words(dispatcher(client), Dispatch.objects.get())

    assert "Of some mails nobody knows whether they have left." in said
    assert offered(said) == {
        "Try again": False,
        "Cancel the dispatch": False,
        REST: False,
        "Record the hand-over": True,
    }


def test_work_is_stopped_and_continued_while_mails_leave(client: Client, singles: Dispatch) -> None:
    html = dispatcher(client).get(page(singles)).text

    actions = [to("act", singles.uuid, action) in html for action in ("continue", "stop")]
    assert actions == [True, True]


def test_who_only_prepares_decides_nothing(client: Client, singles: Dispatch) -> None:
    become(singles, 2, "sent", "sent")
    become(singles, 2, "refused", "failed")
    become(singles, 2, "in_doubt", "in_doubt")
    somebody = speaking(editor(client, "prepare_dispatch"), "en", "editor")

    said = words(somebody, singles)
    codes = [
        somebody.post(to(name, singles.uuid), {"reason": "x"}).url
        for name in ("free_refused", "stop_the_rest")
    ]

    assert [each in said for each in (FREE_ALL, THIS_ONE, REST)] == [False] * 3
    assert codes == ["/admin/", "/admin/"]
    assert states_of(singles.appeal) == {"claimed": 19, "sent": 2, "failed": 2, "in_doubt": 2}


@pytest.mark.parametrize("number", [1, 3])
def test_page_asks_as_often_for_many_mails(
    client: Client, singles: Dispatch, number: int, django_assert_num_queries: Any
) -> None:
    become(singles, number, "refused", "failed")
    become(singles, number, "in_doubt", "in_doubt")
    become(singles, number, "sent", "sent")
    somebody = dispatcher(client)
    somebody.get(page(singles))

    with django_assert_num_queries(36):
        somebody.get(page(singles))


def test_mail_that_was_left_without_an_answer_says_what_happened(
    client: Client, by_mail: Appeal, receiver: Receiver
) -> None:
    receiver.answers = [Trouble.SILENT_AND_LOST]
    dispatch = sent()

    said = words(dispatcher(client), dispatch)

    happened = "What happened: The connection was lost before the mail server answered."
    assert f"{happened} SMTPServerDisconnected" in said
    assert said.count("It has not left: the letters wait again") == 1
    assert set(offered(said).values()) == {False}


def test_second_bundle_of_a_day_says_that_it_waits_for_the_next(
    client: Client, by_mail: Appeal
) -> None:
    run(Wanted())
    letters(by_mail, 25)
    run(Wanted())
    second = Dispatch.objects.get(state="ready")

    assert (
        "Another mail has gone to office@ministry.example today, or is about to: this one goes "
        "tomorrow at the earliest." in words(dispatcher(client), second)
    )
