"""Dispatches that ask a person, and those that do not; with numbers of mails and letters."""

from typing import Any

import pytest

from campaigns.dispatch import sending, undecided
from campaigns.dispatch.running import Wanted, run
from campaigns.dispatch.undecided import Undecided
from campaigns.models import Appeal, CampaignSettings, Dispatch, DispatchItem, Letter
from tests.factories.mail_servers import Receiver, Trouble


def a_dispatch(appeal: Appeal, state: str) -> Dispatch:
    return Dispatch.objects.create(
        appeal=appeal, language="tr", channel="email", envelope={}, state=state
    )


@pytest.mark.parametrize(
    ("state", "asks"),
    [
        ("claimed", False),
        ("ready", False),
        ("handed_over", False),
        ("in_doubt", True),
        ("failed", True),
        ("cancelled", False),
    ],
)
def test_what_is_in_doubt_or_failed_asks(appeal: Appeal, state: str, asks: bool) -> None:
    dispatch = a_dispatch(appeal, state)

    assert undecided.undecided() == ([Undecided(dispatch)] if asks else [])
    assert undecided.count() == int(asks)
    assert undecided.marked(Dispatch.objects.all()).get().needs_decision is asks


def test_mails_and_letters_of_others_ask_too(appeal: Appeal) -> None:
    on_its_way, over = a_dispatch(appeal, "ready"), a_dispatch(appeal, "handed_over")
    DispatchItem.objects.create(dispatch=on_its_way, message_id="<a@b>", state="in_doubt")
    some = Letter.objects.values("pk")[:2]
    Letter.objects.filter(pk__in=list(some.values_list("pk", flat=True))).update(
        state="failed", dispatch=over
    )

    assert undecided.undecided() == [Undecided(on_its_way, doubtful=1), Undecided(over, failed=2)]


def test_letter_that_failed_in_a_dispatch_that_left_asks_until_it_is_freed(
    by_mail: Appeal, receiver: Receiver
) -> None:
    CampaignSettings.objects.update(single_mails=True)
    receiver.answers = ["550 5.1.1 no such user", Trouble.SILENT_AND_LOST]
    run(Wanted())
    dispatch = Dispatch.objects.get()
    assert undecided.undecided() == [Undecided(dispatch, doubtful=1, failed=1)]

    sending.decide(undecided.refused_items(dispatch).get(), left=False)
    assert undecided.undecided() == [Undecided(dispatch, doubtful=1)]
    assert list(undecided.refused_items(dispatch)) == []

    sending.decide(undecided.doubtful_items(dispatch).get(), left=True)
    assert undecided.undecided() == []


def test_bundle_that_was_refused_is_no_mail_to_decide(by_mail: Appeal, receiver: Receiver) -> None:
    receiver.answers = ["550 5.1.1 no such user"]
    run(Wanted())
    dispatch = Dispatch.objects.get()

    assert (dispatch.state, list(undecided.refused_items(dispatch))) == ("failed", [])
    assert undecided.undecided() == [Undecided(dispatch, failed=25)]


@pytest.mark.parametrize("number", [1, 3])
def test_asks_as_often_for_many(
    appeal: Appeal, number: int, django_assert_num_queries: Any
) -> None:
    for _ in range(number):
        a_dispatch(appeal, "in_doubt")

    with django_assert_num_queries(3):
        assert [str(each.dispatch.appeal) for each in undecided.undecided()] == [
            str(appeal)
        ] * number
