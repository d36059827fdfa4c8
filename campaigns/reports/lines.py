"""Everything that is counted as lines of a table, for a spreadsheet: one line per combination."""

import datetime
from collections.abc import Iterator
from typing import Any

from django.db.models import Count, F, OrderBy, Sum
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from campaigns.enums import LetterState, PrintKind
from campaigns.models import Edition
from campaigns.reports.scope import Scope
from campaigns.spreadsheets import Cell

CHUNK = 2000  # rows fetched at a time
OF_APPEAL = (
    "appeal__edition__month",
    "appeal__case__public_name",
    "appeal__authority__name",
    "appeal__opens",
)


def headings() -> list[str]:
    return [
        _("What"),
        _("Edition"),
        _("Case"),
        _("Authority"),
        _("Appeal opens"),
        _("Language"),
        _("Day"),
        _("Channel"),
        _("State"),
        _("Number"),
    ]


def lines(scope: Scope) -> Iterator[list[Cell]]:
    """Lines in a fixed order: letters, specimens, taken along, reported; three queries."""
    yield from _letters(scope)
    yield from _prints(scope)
    yield from _packs(scope)


def _letters(scope: Scope) -> Iterator[list[Cell]]:
    by = (
        "specimen",
        *OF_APPEAL,
        "version__language",
        "signed_on",
        "dispatch__channel",
        "state",
        "appeal",
    )
    rows = scope.letters().values_list(*by).annotate(n=Count("pk")).order_by(*_ordered(by))
    for specimen, *appeal, language, day, channel, state, _appeal, n in _streamed(rows):
        what = _("Specimen") if specimen else pgettext("report", "Letter signed here")
        label = str(LetterState(state).label)
        yield _line(what, appeal, language, day, n, channel=channel or "", state=label)


def _prints(scope: Scope) -> Iterator[list[Cell]]:
    by = ("kind", *OF_APPEAL, "language", "day", "appeal")
    rows = scope.prints().values_list(*by).annotate(total=Sum("n")).order_by(*_ordered(by))
    for kind, *appeal, language, day, _appeal, n in _streamed(rows):
        what = _("Taken along: %(kind)s") % {"kind": PrintKind(kind).label}
        yield _line(what, appeal, language, day, n)


def _packs(scope: Scope) -> Iterator[list[Cell]]:
    by = (*OF_APPEAL, "language", "reported_on", "appeal")
    rows = scope.packs().values_list(*by).annotate(total=Sum("reported")).order_by(*_ordered(by))
    for *appeal, language, day, _appeal, n in _streamed(rows):
        yield _line(_("Posted, as a group reports"), appeal, language, day, n)


def _ordered(names: tuple[str, ...]) -> list[OrderBy]:
    """The same in every database: what is missing comes first."""
    return [F(name).asc(nulls_first=True) for name in names]


def _line(
    what: str,
    appeal: list[Any],
    language: str,
    day: datetime.date,
    n: int,
    *,
    channel: str = "",
    state: str = "",
) -> list[Cell]:
    month, case, authority, opens = appeal
    edition = Edition(month=month).title if month else ""
    return [what, edition, case, authority, opens, language, day, channel, state, n]


def _streamed(rows: Any) -> Iterator[tuple[Any, ...]]:
    return iter(rows.iterator(chunk_size=CHUNK))
