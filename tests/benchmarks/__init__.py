"""Benchmarks: each module here is a group, and `figures()` in it yields its figures.

Names are `group.figure.statistic`; times are in seconds, sizes in bytes or MiB as the unit says.
Nothing here is collected by pytest: `make bench` runs the groups (`BENCH=group` for one).
"""

from collections.abc import Callable, Iterable
from time import perf_counter
from typing import TypedDict


class Figure(TypedDict):
    """One line of `make bench`. `baseline` names another figure of the same run.

    `ratio`: how many times better (faster, smaller) this figure is than its baseline; both null
    without a baseline.
    """

    name: str
    value: float
    unit: str
    baseline: str | None
    ratio: float | None


def figure(name: str, value: float, unit: str, baseline: Figure | None = None) -> Figure:
    """A figure rounded to four significant digits."""
    return Figure(
        name=name,
        value=significant(value),
        unit=unit,
        baseline=baseline["name"] if baseline else None,
        ratio=significant(baseline["value"] / value) if baseline else None,
    )


def significant(value: float) -> float:
    """Four significant digits: more would be noise."""
    return float(f"{value:.4g}")


def seconds(work: Callable[[], object], times: int, warm_up: int = 1) -> list[float]:
    """Wall-clock seconds of each of `times` calls, after `warm_up` calls that do not count."""
    for _ in range(warm_up):
        work()
    return [_elapsed(work) for _ in range(times)]


def quantile(samples: Iterable[float], share: float) -> float:
    """The smallest sample that at least `share` (0 < share <= 1) of the samples do not exceed."""
    ordered = sorted(samples)
    rank = -int(-share * len(ordered) // 1)
    return ordered[max(rank, 1) - 1]


def _elapsed(work: Callable[[], object]) -> float:
    started = perf_counter()
    work()
    return perf_counter() - started
