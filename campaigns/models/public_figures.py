"""How many letters the public is told of: no number that could stand for a few persons.

Below `SMALLEST` a count is told as "fewer than ten". What waits between signing and dispatch is the
difference of two counts, so a small rest is hidden, too: then `signed` is told as at least what was
dispatched. Dispatches are published one by one, so a small one is hidden in `dispatched` as well.
A total is made of what is told of its parts and of nothing else; whoever takes parts from it learns
nothing new.
"""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import Any, Literal

SMALLEST = 10

Kind = Literal["exact", "fewer_than", "at_least"]


@dataclass(frozen=True, slots=True)
class Figure:
    kind: Kind
    number: int

    def as_json(self) -> int | dict[str, int]:
        return self.number if self.kind == "exact" else {self.kind: self.number}


FEW = Figure("fewer_than", SMALLEST)


@dataclass(frozen=True, slots=True)
class PublicFigures:
    """Letters that were signed here, of these dispatched, printed by visitors, sent by groups."""

    signed: Figure
    dispatched: Figure
    taken_along: Figure
    reported_by_groups: Figure

    def __iter__(self) -> Any:
        return (getattr(self, each.name) for each in fields(self))

    def as_json(self) -> dict[str, Any]:
        return {each.name: getattr(self, each.name).as_json() for each in fields(self)}

    def all_few(self) -> bool:
        return all(figure.kind == "fewer_than" for figure in self)


def figure(count: int) -> Figure:
    return FEW if count < SMALLEST else Figure("exact", count)


def figures_of(appeal: Any) -> PublicFigures:
    """Of one appeal, as `AppealQuerySet.with_counts` loads it."""
    dispatched = _dispatched(appeal.sent, appeal.small_dispatches, appeal.sent_in_small_dispatches)
    return PublicFigures(
        signed=_signed(appeal.signed, dispatched),
        dispatched=dispatched,
        taken_along=figure(appeal.printed),
        reported_by_groups=figure(appeal.reported),
    )


def _dispatched(sent: int, small: int, sent_in_small: int) -> Figure:
    """As a total of the `small` dispatches, which are hidden, and of all that else was sent."""
    rest = sent - sent_in_small
    return _total([*[FEW] * small, *([figure(rest)] if rest > 0 or not small else [])])


def _signed(signed: int, dispatched: Figure) -> Figure:
    known = 0 if dispatched.kind == "fewer_than" else dispatched.number
    if known and 0 < signed - known < SMALLEST:
        return Figure("at_least", known)
    return figure(signed)


def total(parts: Iterable[PublicFigures]) -> PublicFigures:
    """Of several appeals, or of none."""
    told = list(parts)
    names = (each.name for each in fields(PublicFigures))
    return PublicFigures(**{name: _total([getattr(one, name) for one in told]) for name in names})


def _total(parts: list[Figure]) -> Figure:
    known = sum(part.number for part in parts if part.kind != "fewer_than")
    if known and all(part.kind == "exact" for part in parts):
        return Figure("exact", known)
    if known:
        return Figure("at_least", known)
    most = sum(part.number - 1 for part in parts)
    return Figure("fewer_than", max(SMALLEST, most + 1))
