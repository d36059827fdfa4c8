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
from campaigns.models.public_figures import (
    FEW,
    Figure,
    PublicFigures,
    figure,
    figures_of,
    total,
)
from tests.factories.appeals import open_appeal, version
from tests.factories.counted import dispatched
from tests.factories.letters import letters
from tests.factories.packs import GroupPackFactory
from tests.factories.records import AppealFactory
from tests.factories.sites import Tree, case_page


def counted(
    signed: int, sent: int = 0, printed: int = 0, reported: int = 0, small: tuple[int, ...] = ()
) -> Any:
    """An appeal with its counts; `small`: letters of the dispatches with fewer than ten."""
    return SimpleNamespace(
        signed=signed,
        sent=sent,
        printed=printed,
        reported=reported,
        small_dispatches=len(small),
        sent_in_small_dispatches=sum(small),
    )


@st.composite
def appeals(draw: Any) -> Any:
    large = draw(st.sampled_from([0, *range(10, 40)]))
    small = tuple(draw(st.lists(st.integers(1, 9), max_size=3)))
    sent = large + sum(small)
    signed = sent + draw(st.integers(0, 40))
    return counted(signed, sent, *draw(st.tuples(*[st.integers(0, 40)] * 2)), small)


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


@pytest.mark.parametrize(
    ("small", "expected"),
    [
        ((5,), (35, {"at_least": 20})),
        ((3, 9), (35, {"at_least": 20})),
    ],
)
def test_small_dispatch_is_hidden_among_what_was_dispatched(
    small: tuple[int, ...], expected: tuple[Any, Any]
) -> None:
    told = figures_of(counted(35, 20 + sum(small), small=small)).as_json()

    assert (told["signed"], told["dispatched"]) == expected


def test_nothing_but_small_dispatches() -> None:
    assert figures_of(counted(30, 5, small=(5,))).dispatched == FEW
    assert figures_of(counted(30, 18, small=(9, 9))).dispatched == Figure("fewer_than", 19)


@given(appeals())
def test_no_difference_of_exact_numbers_is_small(appeal: Any) -> None:
    """Neither with what is told as dispatched nor with the published dispatches that are large."""
    told = figures_of(appeal)
    large = appeal.sent - appeal.sent_in_small_dispatches

    if told.signed.kind == "exact" and large:
        rest = told.signed.number - large
        assert rest == 0 or rest >= 10
    if told.dispatched.kind == "exact":
        assert told.dispatched.number == large


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
def test_small_dispatches_are_found() -> None:
    appeal = AppealFactory()
    version(appeal)
    for count in (3, 4, 12):
        dispatched(appeal, count)
    dispatched(appeal, 5, state="ready")

    found = Appeal.objects.with_counts().get()

    assert (found.small_dispatches, found.sent_in_small_dispatches) == (2, 7)


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
