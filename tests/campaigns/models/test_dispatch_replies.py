"""What came back: never more than left, and returned post unverifies the address."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from campaigns.enums import ReplyKind
from campaigns.models import Appeal, Authority, Dispatch, DispatchReply
from tests.factories.appeals import open_appeal
from tests.factories.records import today

pytestmark = pytest.mark.django_db


@pytest.fixture
def dispatch() -> Dispatch:
    """Of 25 letters that have left; the address was checked last week."""
    appeal = open_appeal()
    Authority.objects.update(verified_on=today(-7))
    return Dispatch.objects.create(
        appeal=appeal,
        language="tr",
        channel="postal",
        state="handed_over",
        count=25,
        envelope={},
        handed_over_on=today(-5),
    )


def reply(dispatch: Dispatch, kind: str, **fields: Any) -> DispatchReply:
    found = DispatchReply(**{"dispatch": dispatch, "kind": kind, "date": today(), **fields})
    found.full_clean()
    found.save()
    return found


def verified(dispatch: Dispatch) -> bool:
    return Authority.objects.get(pk=dispatch.appeal.authority_id).verified_on is not None


@pytest.mark.parametrize(
    ("kind", "stays"), [("returned", False), ("refused", True), ("answered", True)]
)
def test_returned_post_marks_the_address_as_unverified(
    dispatch: Dispatch, kind: str, stays: bool
) -> None:
    reply(dispatch, kind, n=3)

    assert verified(dispatch) is stays
    assert bool(Appeal.objects.get().address_warning()) is not stays


def test_address_checked_since_stays_verified(dispatch: Dispatch) -> None:
    Authority.objects.update(verified_on=today())

    reply(dispatch, "returned", date=today(-1))

    assert verified(dispatch) is True


def test_appeal_that_is_over_warns_of_nothing(dispatch: Dispatch) -> None:
    reply(dispatch, "returned")
    Appeal.objects.update(opens=today(-40), closes=today(-1))

    assert Appeal.objects.get().address_warning() == ""


def test_no_more_comes_back_than_left(dispatch: Dispatch) -> None:
    reply(dispatch, "returned", n=20)

    with pytest.raises(ValidationError) as refused:
        reply(dispatch, "refused", n=6)
    assert list(refused.value.message_dict) == ["n"]
    reply(dispatch, "refused", n=5)

    assert dispatch.replies.totals() == {"returned": 20, "refused": 5}


@pytest.mark.parametrize(
    ("fields", "named"), [({"n": 0}, "n"), ({"date": today(1)}, "date"), ({"kind": "lost"}, "kind")]
)
def test_what_cannot_be_is_refused_at_its_field(
    dispatch: Dispatch, fields: dict[str, Any], named: str
) -> None:
    with pytest.raises(ValidationError) as refused:
        reply(dispatch, **{"kind": "answered", **fields})

    assert list(refused.value.message_dict) == [named]


@pytest.mark.parametrize("state", ["claimed", "ready", "in_doubt", "failed", "cancelled"])
def test_nothing_comes_back_that_has_not_left(dispatch: Dispatch, state: str) -> None:
    dispatch.state = state

    with pytest.raises(ValidationError):
        reply(dispatch, "answered")


def test_signatory_reads_of_it_without_numbers(dispatch: Dispatch) -> None:
    reply(dispatch, "answered", n=1)
    reply(dispatch, "returned", n=2)

    with translation.override("en"):
        told = [str(sentence) for sentence in dispatch.reply_sentences()]
    assert told == ["Some of them came back undelivered.", "The authority has answered."]
    assert set(ReplyKind.values) == {"returned", "refused", "answered"}
