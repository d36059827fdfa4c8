"""What the public is told: true, and never enough to work out a small number."""

import re
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from campaigns.enums import LetterState, PrintKind
from campaigns.models import Appeal
from campaigns.models.public_figures import FEW, Figure, PublicFigures, figure, figures_of, total
from tests.factories.appeals import open_appeal, version
from tests.factories.letters import letters
from tests.factories.packs import GroupPackFactory
from tests.factories.records import AppealFactory
from tests.factories.sites import Tree, case_page


def counted(signed: int, sent: int = 0, printed: int = 0, reported: int = 0) -> Any:
    return SimpleNamespace(signed=signed, sent=sent, printed=printed, reported=reported)


@st.composite
def appeals(draw: Any) -> Any:
    signed = draw(st.integers(0, 40))
    return counted(
        signed, draw(st.integers(0, signed)), *draw(st.tuples(*[st.integers(0, 40)] * 2))
    )


def bounds(told: Figure) -> tuple[float, float]:
    """The least and the most that a reader must reckon with."""
    if told.kind == "fewer_than":
        return 0, told.number - 1
    return told.number, told.number if told.kind == "exact" else float("inf")


@pytest.mark.parametrize(
    ("count", "expected"),
    [(0, FEW), (9, FEW), (10, Figure("exact", 10)), (1234, Figure("exact", 1234))],
)
def test_number_below_ten_is_told_as_few(count: int, expected: Figure) -> None:
    assert figure(count) == expected


@pytest.mark.parametrize(
    ("signed", "sent", "expected"),
    [
        (25, 25, (25, 25)),
        (25, 15, (25, 15)),
        (25, 16, ({"at_least": 16}, 16)),
        (25, 24, ({"at_least": 24}, 24)),
        (25, 9, (25, {"fewer_than": 10})),
        (9, 3, ({"fewer_than": 10}, {"fewer_than": 10})),
    ],
)
def test_few_letters_between_signing_and_dispatch_are_hidden(
    signed: int, sent: int, expected: tuple[Any, Any]
) -> None:
    told = figures_of(counted(signed, sent)).as_json()

    assert (told["signed"], told["dispatched"]) == expected


@given(appeals())
def test_difference_of_two_exact_numbers_is_none_or_not_small(appeal: Any) -> None:
    told = figures_of(appeal)

    if told.signed.kind == told.dispatched.kind == "exact":
        rest = told.signed.number - told.dispatched.number
        assert rest == 0 or rest >= 10


@given(st.lists(appeals()))
def test_totals_are_true(several: list[Any]) -> None:
    told = total(map(figures_of, several))

    for figure_told, name in zip(told, ("signed", "sent", "printed", "reported"), strict=True):
        least, most = bounds(figure_told)
        assert least <= sum(getattr(each, name) for each in several) <= most


@given(st.lists(appeals()), st.integers(0, 9), st.integers(0, 9))
def test_total_is_the_same_whatever_the_hidden_number_is(
    others: list[Any], one: int, other: int
) -> None:
    told = [figures_of(each) for each in others]

    assert total([*told, figures_of(counted(one))]) == total([*told, figures_of(counted(other))])


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ([], {"fewer_than": 10}),
        ([9], {"fewer_than": 10}),
        ([9, 9], {"fewer_than": 19}),
        ([9, 12], {"at_least": 12}),
        ([12, 30], 42),
    ],
)
def test_total_tells_no_more_than_its_parts(parts: list[int], expected: Any) -> None:
    told = total(figures_of(counted(signed)) for signed in parts)

    assert told.signed.as_json() == expected


def test_of_a_single_appeal_the_total_is_what_is_told_of_it() -> None:
    told = figures_of(counted(25, 20, 3, 11))

    assert total([told]) == told


@pytest.mark.parametrize(("printed", "few"), [(9, True), (10, False)])
def test_whether_all_are_few(printed: int, few: bool) -> None:
    assert figures_of(counted(9, 3, printed)).all_few() is few


@pytest.mark.django_db
def test_counts_of_an_appeal_become_figures() -> None:
    appeal = AppealFactory()
    approved = version(appeal)
    letters(appeal, 12, version=approved)
    letters(appeal, 11, version=approved, state=LetterState.SENT)
    letters(appeal, 5, version=approved, state=LetterState.WITHDRAWN, initials="")
    letters(appeal, 5, version=approved, specimen=True)
    appeal.prints.create(language="tr", day=appeal.opens, kind=PrintKind.PDF, n=14)
    GroupPackFactory(appeal=appeal, size=10, reported=10)

    told = figures_of(Appeal.objects.with_counts().get())

    assert told == PublicFigures(*(figure(count) for count in (23, 11, 14, 10)))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("waiting", "sent", "expected"),
    [
        (9, 0, []),
        (1234, 0, ["1,234", "fewer than 10", "fewer than 10"]),
        (3, 12, ["at least 12", "12", "fewer than 10"]),
    ],
)
def test_case_page_tells_the_same(
    client: Client, tree: Tree, waiting: int, sent: int, expected: list[str]
) -> None:
    appeal = open_appeal()
    letters(appeal, waiting)
    letters(appeal, sent, state=LetterState.SENT)

    page = client.get(case_page(tree, appeal.case, "en").url).content.decode()

    assert [each.strip() for each in re.findall(r"<dd[^>]*c-tally[^>]*>([^<]*)", page)] == expected
