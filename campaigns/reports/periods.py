"""Days put together, so that a chart of any period can be read: days, weeks or months."""

import datetime
from collections import Counter
from collections.abc import Callable
from enum import StrEnum

MOST_BARS = 62
DAYS_OF_A_WEEK = 7


class Step(StrEnum):
    DAY = "day"
    WEEK = "week"
    MONTH = "month"


def step_for(first: datetime.date, last: datetime.date) -> Step:
    """The finest step that makes no more than MOST_BARS bars; months for all that is longer."""
    days = (last - first).days + 1
    if days <= MOST_BARS:
        return Step.DAY
    return Step.WEEK if days <= MOST_BARS * DAYS_OF_A_WEEK else Step.MONTH


def in_steps(
    by_day: Counter[datetime.date],
) -> tuple[Step, list[tuple[datetime.date, int]]]:
    """The first day of each step, gaps included, with its number; a week begins on Monday."""
    if not by_day:
        return Step.DAY, []
    first, last = min(by_day), max(by_day)
    step = step_for(first, last)
    begin, following = BEGIN[step], FOLLOWING[step]
    found: Counter[datetime.date] = Counter()
    for day, n in by_day.items():
        found[begin(day)] += n
    steps = [begin(first)]
    while following(steps[-1]) <= last:
        steps.append(following(steps[-1]))
    return step, [(each, found[each]) for each in steps]


def _same(day: datetime.date) -> datetime.date:
    return day


def _monday(day: datetime.date) -> datetime.date:
    return day - datetime.timedelta(days=day.weekday())


def _first_of_month(day: datetime.date) -> datetime.date:
    return day.replace(day=1)


def _after(days: int) -> Callable[[datetime.date], datetime.date]:
    return lambda day: day + datetime.timedelta(days=days)


def _next_month(day: datetime.date) -> datetime.date:
    return (day.replace(day=1) + datetime.timedelta(days=31)).replace(day=1)


BEGIN: dict[Step, Callable[[datetime.date], datetime.date]] = {
    Step.DAY: _same,
    Step.WEEK: _monday,
    Step.MONTH: _first_of_month,
}
FOLLOWING: dict[Step, Callable[[datetime.date], datetime.date]] = {
    Step.DAY: _after(1),
    Step.WEEK: _after(DAYS_OF_A_WEEK),
    Step.MONTH: _next_month,
}
