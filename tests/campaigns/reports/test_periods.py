"""Days of a chart: nothing lost, no gap, never too many bars to read."""

import datetime
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns.reports.periods import FOLLOWING, MOST_BARS, Step, in_steps, step_for

DAY = datetime.date(2026, 1, 1)
DAYS = st.dates(datetime.date(2020, 1, 1), datetime.date(2030, 12, 31))


def after(days: int) -> datetime.date:
    return DAY + datetime.timedelta(days=days)


@pytest.mark.parametrize(
    ("days", "expected"),
    [(1, Step.DAY), (62, Step.DAY), (63, Step.WEEK), (434, Step.WEEK), (435, Step.MONTH)],
)
def test_longer_periods_have_longer_steps(days: int, expected: Step) -> None:
    assert step_for(DAY, after(days - 1)) == expected


@given(st.dictionaries(DAYS, st.integers(1, 99), min_size=1))
def test_no_letter_is_lost_and_no_step_left_out(by_day: dict[datetime.date, int]) -> None:
    step, steps = in_steps(Counter(by_day))

    days = [day for day, _n in steps]
    assert sum(n for _day, n in steps) == sum(by_day.values())
    assert days == [days[0], *(FOLLOWING[step](day) for day in days[:-1])]
    assert days[0] <= min(by_day)
    assert max(by_day) < FOLLOWING[step](days[-1])
    assert step is Step.MONTH or len(steps) <= MOST_BARS + 1


def test_days_without_a_letter_are_zero() -> None:
    assert in_steps(Counter({after(0): 2, after(2): 1})) == (
        Step.DAY,
        [(after(0), 2), (after(1), 0), (after(2), 1)],
    )


def test_week_begins_on_monday_and_month_on_its_first() -> None:
    weeks = in_steps(Counter({after(0): 2, after(4): 3, after(70): 1}))[1]
    months = in_steps(Counter({after(0): 2, after(30): 3, after(500): 1}))[1]

    assert weeks[:3] == [(datetime.date(2025, 12, 29), 2), (after(4), 3), (after(11), 0)]
    assert months[0] == (DAY, 5)


def test_no_days_no_steps() -> None:
    assert in_steps(Counter()) == (Step.DAY, [])
