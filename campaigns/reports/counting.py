"""Letters counted for colleagues: by case, appeal, edition, language, day, channel and state.

Each count is one grouped query, however many letters there are. Nothing of a person comes along:
no initials, no place, no single letter; a day is the finest time. Specimens stand apart, withdrawn
letters are told of under the states and count nowhere else.
"""

import datetime
from collections import Counter
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Sum

from campaigns.enums import LetterState
from campaigns.models import Appeal
from campaigns.reports.scope import Scope


@dataclass(frozen=True, slots=True)
class DispatchCount:
    """Dispatches in one state, and how many letters of the scope they hold."""

    state: str
    dispatches: int
    letters: int


@dataclass(frozen=True, slots=True)
class Report:
    """Numbers by key; keys of appeals are their primary keys, of editions and cases, too.

    An edition's key is None for urgent appeals. `states` alone has withdrawn letters.
    """

    signed: int
    specimens: int
    appeals: dict[int, Appeal]
    by_appeal: Counter[int]
    by_language: Counter[str]
    by_day: Counter[datetime.date]
    by_channel: Counter[str]
    states: Counter[str]
    dispatches: list[DispatchCount]
    taken_along: Counter[str]
    prints_by_appeal: Counter[int]
    reported_by_appeal: Counter[int]

    @property
    def sent(self) -> int:
        return self.states[LetterState.SENT]

    @property
    def printed(self) -> int:
        return self.taken_along.total()

    @property
    def reported(self) -> int:
        """Posted by groups, as they say."""
        return self.reported_by_appeal.total()


def report(scope: Scope) -> Report:
    letters = scope.letters().filter(specimen=False)
    counted = letters.exclude(state=LetterState.WITHDRAWN)
    states = _states(scope)
    by_appeal = _grouped(counted, "appeal")
    by_channel, dispatches = _dispatched(counted)
    taken_along, prints = _taken_along(scope)
    reported = _summed(scope.packs(), "appeal", "reported")
    told = {*by_appeal, *prints, *reported}
    return Report(
        signed=by_appeal.total(),
        specimens=sum(n for (_state, specimen), n in states.items() if specimen),
        appeals=Appeal.objects.select_related("case", "authority", "edition").in_bulk(told),
        by_appeal=by_appeal,
        by_language=_grouped(counted, "version__language"),
        by_day=_grouped(counted, "signed_on"),
        by_channel=by_channel,
        states=Counter({state: n for (state, specimen), n in states.items() if not specimen}),
        dispatches=dispatches,
        taken_along=taken_along,
        prints_by_appeal=prints,
        reported_by_appeal=reported,
    )


def _states(scope: Scope) -> Counter[tuple[str, bool]]:
    """By state and whether it is a specimen, withdrawn specimens left out; over an index."""
    rows = scope.letters().values_list("state", "specimen").annotate(n=Count("pk"))
    found = {(state, specimen): n for state, specimen, n in rows}
    found.pop((LetterState.WITHDRAWN, True), None)
    return Counter(found)


def _dispatched(counted: Any) -> tuple[Counter[str], list[DispatchCount]]:
    """Letters by the channel they left or leave by, and by the state of their dispatch."""
    rows = (
        counted.filter(dispatch__isnull=False)
        .values_list("dispatch__channel", "dispatch__state")
        .annotate(letters=Count("pk"), dispatches=Count("dispatch", distinct=True))
    )
    channels: Counter[str] = Counter()
    letters: Counter[str] = Counter()
    dispatches: Counter[str] = Counter()
    for channel, state, letter_count, dispatch_count in rows:
        channels[channel] += letter_count
        letters[state] += letter_count
        dispatches[state] += dispatch_count
    return channels, [DispatchCount(each, dispatches[each], letters[each]) for each in dispatches]


def _taken_along(scope: Scope) -> tuple[Counter[str], Counter[int]]:
    """By kind and by appeal."""
    kinds: Counter[str] = Counter()
    appeals: Counter[int] = Counter()
    for kind, appeal, n in scope.prints().values_list("kind", "appeal").annotate(total=Sum("n")):
        kinds[kind] += n
        appeals[appeal] += n
    return kinds, appeals


def _grouped(rows: Any, key: str) -> Counter[Any]:
    return Counter(dict(rows.values_list(key).annotate(n=Count("pk"))))


def _summed(rows: Any, key: str, number: str) -> Counter[Any]:
    return Counter(dict(rows.values_list(key).annotate(total=Sum(number))))


def regrouped(counts: Counter[int], keys: Mapping[int, Hashable]) -> Counter[Any]:
    """Counts by appeal as counts by what `keys` says of it: its case, its edition."""
    found: Counter[Any] = Counter()
    for appeal, n in counts.items():
        found[keys[appeal]] += n
    return found
