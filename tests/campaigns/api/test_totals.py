"""Public totals: of an appeal, of a case, of all; small numbers stay small numbers."""

from typing import Any

import pytest
from django.test import Client

from campaigns.enums import LetterState, PrintKind
from campaigns.models import Appeal, Case
from tests.factories.appeals import open_appeal
from tests.factories.letters import letters
from tests.factories.records import CaseFactory, today
from tests.factories.sites import Tree, case_page

pytestmark = pytest.mark.django_db

FEW = {"fewer_than": 10}


def get(client: Client, question: str) -> Any:
    return client.get(f"/api/v2/{question}")


def signed_appeal(count: int, **fields: Any) -> Appeal:
    appeal = open_appeal(**fields)
    letters(appeal, count)
    return appeal


def shown(tree: Tree, *counts: int) -> Case:
    """A case with a page, and an appeal with so many letters each."""
    case = CaseFactory()
    for count in counts:
        signed_appeal(count, case=case)
    case_page(tree, case)
    return case


def told(signed: Any) -> dict[str, Any]:
    return {
        "signed": signed,
        "dispatched": FEW,
        "taken_along": FEW,
        "reported_by_groups": FEW,
    }


@pytest.mark.parametrize(("count", "expected"), [(0, FEW), (9, FEW), (10, 10)])
def test_appeal_tells_its_totals(client: Client, tree: Tree, count: int, expected: Any) -> None:
    appeal = shown(tree, count).appeals.get()

    assert get(client, f"appeals/{appeal.pk}/").json()["totals"] == told(expected)


def test_dispatched_and_taken_along_are_told_apart(client: Client, tree: Tree) -> None:
    appeal = shown(tree, 30).appeals.get()
    letters(appeal, 12, state=LetterState.SENT)
    appeal.prints.create(language="tr", day=today(), kind=PrintKind.PDF, n=11)

    assert get(client, f"appeals/{appeal.pk}/").json()["totals"] == {
        "signed": 42,
        "dispatched": 12,
        "taken_along": 11,
        "reported_by_groups": FEW,
    }


def test_case_and_all_give_no_hidden_number_away(client: Client, tree: Tree) -> None:
    case = shown(tree, 20, 3)
    shown(tree, 15)

    assert get(client, f"cases/{case.pk}/").json()["totals"]["signed"] == {"at_least": 20}
    assert get(client, "totals/").json() == {
        "appeals": 3,
        "totals": {
            "signed": {"at_least": 35},
            "dispatched": {"fewer_than": 28},
            "taken_along": {"fewer_than": 28},
            "reported_by_groups": {"fewer_than": 28},
        },
    }


def test_case_counts_only_what_has_begun(client: Client, tree: Tree) -> None:
    case = shown(tree, 20)
    letters(open_appeal(case=case), 30)
    Appeal.objects.filter(pk=case.appeals.last().pk).update(opens=today(1))

    assert get(client, f"cases/{case.pk}/").json()["totals"]["signed"] == 20
    assert get(client, "totals/").json()["appeals"] == 1


def test_what_has_no_public_page_counts_nowhere(client: Client, tree: Tree) -> None:
    shown(tree, 20)
    signed_appeal(50)
    hidden = shown(tree, 50)
    Case.objects.filter(pk=hidden.pk).update(status="withdrawn")

    assert get(client, "totals/").json()["totals"]["signed"] == 20


def test_totals_follow_the_locale(client: Client, tree: Tree) -> None:
    case_page(tree, signed_appeal(20).case, "fr")

    assert get(client, "totals/?locale=fr").json()["totals"]["signed"] == 20
    assert get(client, "totals/?locale=de").json() == {
        "appeals": 0,
        "totals": dict.fromkeys(told(0), FEW),
    }


@pytest.mark.parametrize(
    "question",
    [
        "totals/?locale=tr",
        "totals/?language=tr",
        "appeals/?totals=10",
        "appeals/?order=totals",
        "appeals/?signed=10",
        "appeals/?order=signed",
        "cases/?order=totals",
        "cases/?fields=letters",
    ],
)
def test_no_question_finds_out_a_number(client: Client, tree: Tree, question: str) -> None:
    assert get(client, question).status_code == 400


def test_caches_may_keep_the_totals_and_nobody_changes_them(client: Client, tree: Tree) -> None:
    answer = get(client, "totals/")

    assert (answer["Cache-Control"], answer.cookies) == ("public, max-age=600", {})
    assert client.post("/api/v2/totals/").status_code == 405


@pytest.mark.parametrize("number", [1, 3])
def test_totals_of_any_number_are_two_queries(
    client: Client, tree: Tree, number: int, django_assert_num_queries: Any
) -> None:
    for _case in range(number):
        shown(tree, 2)

    with django_assert_num_queries(2):
        get(client, "totals/")


@pytest.mark.parametrize(("listing", "queries"), [("appeals", 4), ("cases", 5)])
@pytest.mark.parametrize("number", [1, 3])
def test_listing_with_totals_takes_as_many_queries_for_any_number(
    client: Client,
    tree: Tree,
    number: int,
    listing: str,
    queries: int,
    django_assert_num_queries: Any,
) -> None:
    for _case in range(number):
        shown(tree, 2)

    with django_assert_num_queries(queries):
        items = get(client, f"{listing}/?fields=_,totals").json()["items"]

    assert [each["totals"] for each in items] == [told(FEW)] * number
