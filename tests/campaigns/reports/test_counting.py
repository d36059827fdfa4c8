"""Counts for reports: each letter in one place of each grouping, in a fixed number of queries."""

import datetime
from typing import Any

import pytest

from campaigns.enums import PrintKind
from campaigns.models import Appeal, Case, Edition
from campaigns.reports.counting import DispatchCount, regrouped, report
from campaigns.reports.scope import Scope
from tests.factories.counted import FIRST, Counted, counted_letters, dispatched
from tests.factories.letters import letters

pytestmark = pytest.mark.django_db


def day(number: int) -> datetime.date:
    return FIRST + datetime.timedelta(days=number)


@pytest.fixture
def counted(db: None) -> Counted:
    return counted_letters()


def test_letters_are_counted_by_everything(counted: Counted) -> None:
    found = report(Scope())

    assert found.by_appeal == {counted.anna.pk: 8, counted.bahar.pk: 3}
    assert found.by_language == {"tr": 9, "en": 2}
    assert found.by_day == {day(0): 5, day(2): 4, day(3): 2}
    assert found.by_channel == {"postal": 2}
    assert (found.signed, found.sent, found.specimens) == (11, 2, 2)


def test_withdrawn_letters_and_specimens_stand_apart(counted: Counted) -> None:
    letters(counted.bahar, 1, specimen=True, state="withdrawn", initials="", signed_on=FIRST)

    found = report(Scope())

    assert found.states == {"waiting": 6, "sent": 2, "held": 3, "withdrawn": 1}
    assert found.specimens == 2


def test_dispatches_are_counted_with_the_letters_of_the_scope(counted: Counted) -> None:
    dispatched(counted.bahar, 5)
    dispatched(counted.bahar, 3, state="ready")

    everything, of_bahar = report(Scope()), report(Scope(appeal=counted.bahar))

    assert sorted(everything.dispatches, key=lambda each: each.state) == [
        DispatchCount("handed_over", dispatches=2, letters=7),
        DispatchCount("ready", dispatches=1, letters=3),
    ]
    assert {each.state: each.letters for each in of_bahar.dispatches} == {
        "handed_over": 5,
        "ready": 3,
    }


def test_what_was_taken_along_and_reported_is_counted_apart(counted: Counted) -> None:
    found = report(Scope())

    assert found.taken_along == {PrintKind.PDF: 2, PrintKind.MAIL: 1}
    assert found.prints_by_appeal == {counted.anna.pk: 3}
    assert found.reported_by_appeal == {counted.bahar.pk: 7}
    assert (found.printed, found.reported) == (3, 7)


@pytest.mark.parametrize(
    ("scope", "signed", "printed", "reported"),
    [
        ({"since": day(1)}, 6, 0, 0),
        ({"until": day(0)}, 5, 3, 7),
        ({"since": day(0), "until": day(2)}, 9, 3, 7),
        ({"since": day(9)}, 0, 0, 0),
        ({"language": "en"}, 2, 0, 0),
        ({"language": "tr"}, 9, 3, 7),
        ({"edition": "edition"}, 8, 3, 0),
        ({"case": "case"}, 8, 3, 0),
        ({"appeal": "appeal"}, 8, 3, 0),
        ({"appeal": "appeal", "language": "en", "since": day(3)}, 2, 0, 0),
    ],
)
def test_scope_narrows_every_count(
    counted: Counted, scope: dict[str, Any], signed: int, printed: int, reported: int
) -> None:
    rows = {"edition": counted.anna.edition, "case": counted.anna.case, "appeal": counted.anna}
    chosen = {key: rows.get(value, value) for key, value in scope.items()}

    found = report(Scope(**chosen))

    assert (found.signed, found.printed, found.reported) == (signed, printed, reported)
    assert found.by_language.total() == found.by_day.total() == signed


def test_counts_by_appeal_become_counts_by_case(counted: Counted) -> None:
    second = Appeal.objects.create(
        case=counted.anna.case,
        authority=counted.anna.authority,
        opens=day(0),
        closes=day(9),
    )

    letters(second, 5, version=counted.anna.versions.first())

    found = report(Scope())
    by_case = regrouped(found.by_appeal, {key: each.case for key, each in found.appeals.items()})

    assert by_case == {counted.anna.case: 13, counted.bahar.case: 3}


def test_nothing_signed_is_nothing_counted() -> None:
    found = report(Scope())

    assert (found.signed, found.sent, found.printed, found.reported) == (0, 0, 0, 0)
    assert (found.by_day, found.states, found.dispatches, found.appeals) == ({}, {}, [], {})


@pytest.mark.parametrize("number", [1, 3])
def test_report_takes_eight_queries_for_any_number(
    number: int, django_assert_num_queries: Any
) -> None:
    for month in range(1, 1 + number):
        counted_letters(datetime.date(2026, month, 1))

    with django_assert_num_queries(8):
        found = report(Scope())
        names = [str(each) for each in found.appeals.values()]

    assert (found.signed, len(names)) == (11 * number, 2 * number)
    assert (Case.objects.count(), Edition.objects.count()) == (2 * number, number)
