"""Lines for a spreadsheet: every letter in one of them, and nothing of a person."""

import datetime
from typing import Any

import pytest
from django.utils import translation

from campaigns.models import Letter
from campaigns.reports.lines import headings, lines
from campaigns.reports.scope import Scope
from tests.factories.counted import FIRST, counted_letters

pytestmark = pytest.mark.django_db

EDITION = datetime.date(2026, 11, 1)


def told(scope: Scope | None = None) -> list[dict[str, Any]]:
    with translation.override("en"):
        return [dict(zip(headings(), line, strict=True)) for line in lines(scope or Scope())]


def test_first_line_says_everything_of_its_letters() -> None:
    counted = counted_letters(EDITION)

    found = told(Scope(appeal=counted.anna, until=FIRST))[0]

    assert found == {
        "What": "Letter signed here",
        "Edition": "November 2026",
        "Case": "Anna Berger",
        "Authority": counted.anna.authority.name,
        "Appeal opens": counted.anna.opens,
        "Language": "tr",
        "Day": FIRST,
        "Channel": "postal",
        "State": "Sent",
        "Number": 2,
    }


def test_every_count_is_in_one_line() -> None:
    counted_letters(EDITION)

    found: dict[str, int] = {}
    for line in told():
        found[line["What"]] = found.get(line["What"], 0) + line["Number"]

    assert found == {
        "Letter signed here": 12,  # one of them withdrawn
        "Specimen": 2,
        "Taken along: PDF to print": 2,
        "Taken along: E-mail from the visitor's own mailbox": 1,
        "Posted, as a group reports": 7,
    }


def test_withdrawn_letters_say_so() -> None:
    counted_letters(EDITION)

    states = {line["State"]: line["Number"] for line in told() if line["Case"] == "Bahar Demir"}

    assert states["Withdrawn"] == 1


def test_lines_hold_nothing_of_a_person() -> None:
    counted_letters(EDITION)
    Letter.objects.exclude(state="withdrawn").update(initials="Q.\u00a0X.", place="Quedlinburg")

    text = str(told())

    assert [leak for leak in ("Q.", "Quedlinburg") if leak in text] == []


@pytest.mark.parametrize("number", [1, 3])
def test_lines_take_three_queries_for_any_number(
    number: int, django_assert_num_queries: Any
) -> None:
    for month in range(1, 1 + number):
        counted_letters(datetime.date(2026, month, 1))

    with django_assert_num_queries(3):
        found = told()

    assert len(found) == 9 * number


def test_order_is_fixed_urgent_appeals_first() -> None:
    counted_letters(datetime.date(2026, 2, 1))
    counted_letters(datetime.date(2026, 1, 1))

    editions = [line["Edition"] for line in told() if line["What"] == "Letter signed here"]

    assert editions == [""] * 4 + ["January 2026"] * 3 + ["February 2026"] * 3
    assert told() == told()
