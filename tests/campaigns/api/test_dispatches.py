"""Dispatches through the API: the proof, and nothing that could tell of a person."""

from typing import Any

import pytest
from django.test import Client

from campaigns.models import Appeal, Case, Dispatch, DispatchReply, Letter
from tests.factories.appeals import open_appeal
from tests.factories.letters import letters
from tests.factories.records import today
from tests.factories.sites import Tree, case_page

pytestmark = pytest.mark.django_db
FEW = {"fewer_than": 10}


@pytest.fixture
def appeal(tree: Tree) -> Appeal:
    appeal = open_appeal()
    case_page(tree, appeal.case)
    return appeal


def handed_over(appeal: Appeal, count: int = 25, **fields: Any) -> Dispatch:
    return Dispatch.objects.create(
        **{
            "appeal": appeal,
            "language": "tr",
            "channel": "postal",
            "state": "handed_over",
            "count": count,
            "envelope": {"lines": ["Secret Street 1"]},
            "sha256": "a" * 64,
            "handed_over_on": today(-1),
            "reference": "RR 12",
            **fields,
        }
    )


def listed(client: Client, question: str = "") -> list[dict[str, Any]]:
    return client.get(f"/api/v2/dispatches/{question}").json()["items"]


def test_dispatch_that_has_left_is_told_with_its_hash(client: Client, appeal: Appeal) -> None:
    dispatch = handed_over(appeal)
    DispatchReply.objects.create(dispatch=dispatch, kind="answered", n=12, date=today())
    DispatchReply.objects.create(dispatch=dispatch, kind="returned", n=3, date=today())

    (found,) = listed(client)

    assert {key: value for key, value in found.items() if key not in ("id", "meta")} == {
        "uuid": str(dispatch.uuid),
        "appeal": str(appeal.uuid),
        "language": "tr",
        "channel": "postal",
        "handed_over_on": today(-1).isoformat(),
        "sha256": "a" * 64,
        "letters_sent": 25,
        "came_back": {"returned": FEW, "refused": FEW, "answered": 12},
    }


@pytest.mark.parametrize(("count", "told"), [(1, FEW), (9, FEW), (10, 10)])
def test_small_numbers_are_not_told(client: Client, appeal: Appeal, count: int, told: Any) -> None:
    handed_over(appeal, count)

    assert [each["letters_sent"] for each in listed(client)] == [told]


@pytest.mark.parametrize(
    "question",
    [
        "?count=3",
        "?letters_sent=3",
        "?order=count",
        "?fields=count",
        "?fields=reference",
        "?seed=1",
    ],
)
def test_nobody_can_ask_for_more(client: Client, appeal: Appeal, question: str) -> None:
    handed_over(appeal, 3)

    assert client.get(f"/api/v2/dispatches/{question}").status_code == 400


@pytest.mark.parametrize("state", ["claimed", "ready", "in_doubt", "failed", "cancelled"])
def test_only_what_has_left_is_told(client: Client, appeal: Appeal, state: str) -> None:
    handed_over(appeal, state=state)

    assert listed(client) == []


def test_dispatch_of_specimens_is_no_proof_of_anything(client: Client, appeal: Appeal) -> None:
    dispatch = handed_over(appeal, 2)
    letters(appeal, 2, specimen=True, state="sent", dispatch=dispatch)
    assert Letter.objects.count() == 2

    assert listed(client) == []


def test_dispatches_of_a_case_that_is_not_public_are_not_told(
    client: Client, appeal: Appeal
) -> None:
    handed_over(appeal)
    Case.objects.update(consent_name=False)

    assert listed(client) == []


@pytest.mark.parametrize("number", [1, 3])
def test_list_asks_as_often_for_many(
    client: Client, appeal: Appeal, number: int, django_assert_num_queries: Any
) -> None:
    for _ in range(number):
        handed_over(appeal)
    listed(client)

    with django_assert_num_queries(5):
        assert len(listed(client)) == number
