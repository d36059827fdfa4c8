"""A report as sections: each a chart and the same numbers as a table."""

import datetime
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from babel.dates import format_date, format_skeleton
from babel.numbers import format_decimal
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, get_language_bidi, pgettext
from django.utils.translation import gettext as _

from campaigns.charts import Bar, Frame, columns, rows
from campaigns.dispatch import channels
from campaigns.enums import DispatchState, LetterState, PrintKind
from campaigns.letters.languages import LANGUAGES
from campaigns.reports.counting import Report, regrouped
from campaigns.reports.periods import Step, in_steps

MOST_ROWS = 12


@dataclass(frozen=True, slots=True)
class Section:
    """`lines`: cells of a row, the first one its heading; `wide` takes the whole width."""

    key: str
    title: str
    chart: SafeString
    headings: tuple[str, ...]
    lines: Sequence[tuple[str, ...]]
    wide: bool = False
    note: str = ""


def key_figures(report: Report) -> list[tuple[str, str]]:
    """Label and number, each kept apart from the others."""
    figures = [
        (_("Signed here"), report.signed),
        (_("Of these sent"), report.sent),
        (_("Taken along by visitors"), report.printed),
        (_("Posted, as groups report"), report.reported),
        (_("Specimens, counted nowhere else"), report.specimens),
    ]
    return [(label, shown(number)) for label, number in figures]


def sections(report: Report) -> list[Section]:
    found = [
        _by_day(report),
        _by_case(report),
        _by_appeal(report),
        _by_edition(report),
        _counts("language", _("By language"), _("Language"), _named(report.by_language, autonym)),
        _by_state(report),
        _counts("channel", _("By channel"), _("Channel"), _named(report.by_channel, _channel)),
        _dispatches(report),
        _by_kind(report),
    ]
    return [section for section in found if section.lines]


def _by_day(report: Report) -> Section:
    step, steps = in_steps(report.by_day)
    titles = {
        Step.DAY: (_("By day"), _("Day")),
        Step.WEEK: (_("By week"), _("Week from")),
        Step.MONTH: (_("By month"), _("Month")),
    }
    bars = [Bar(_time(day, step), n, shown(n)) for day, n in steps]
    title, heading = titles[step]
    chart = columns(bars, _frame("day", title, bars))
    lines = [(bar.label, bar.shown) for bar in bars]
    return Section("day", title, _svg(chart), (heading, _signed()), lines, wide=True)


def _by_case(report: Report) -> Section:
    def case_of(counts: Counter[int]) -> Counter[Any]:
        return regrouped(counts, {key: each.case for key, each in report.appeals.items()})

    return _three("case", _("By case"), _("Case"), report, case_of)


def _by_edition(report: Report) -> Section:
    def edition_of(counts: Counter[int]) -> Counter[Any]:
        editions = {key: each.edition for key, each in report.appeals.items()}
        return regrouped(counts, editions)

    return _three("edition", _("By edition"), _("Edition"), report, edition_of)


def _by_appeal(report: Report) -> Section:
    def appeal_of(counts: Counter[int]) -> Counter[Any]:
        return regrouped(counts, report.appeals)

    return _three("appeal", _("By appeal"), _("Appeal"), report, appeal_of)


def _three(
    key: str,
    title: str,
    heading: str,
    report: Report,
    regroup: Callable[[Counter[int]], Counter[Any]],
) -> Section:
    """The chart shows what was signed; the table also what was taken along and reported."""
    signed, printed, reported = (
        regroup(counts)
        for counts in (report.by_appeal, report.prints_by_appeal, report.reported_by_appeal)
    )
    groups = sorted({*signed, *printed, *reported}, key=lambda each: (-signed[each], str(each)))
    bars = [Bar(_label(each), signed[each], shown(signed[each])) for each in groups]
    numbers = [
        tuple(shown(counts[each]) for counts in (signed, printed, reported)) for each in groups
    ]
    lines = [(bar.label, *each) for bar, each in zip(bars, numbers, strict=True)]
    headings = (heading, _signed(), _("Taken along"), _("Reported by groups"))
    chart = rows(_largest(bars), _frame(key, title, bars))
    return Section(key, title, _svg(chart), headings, lines)


def _label(group: Any) -> str:
    return _("No edition (urgent)") if group is None else str(group)


def _by_state(report: Report) -> Section:
    counts = [(LetterState(state), n) for state, n in report.states.items()]
    bars = [Bar(str(state.label), n, shown(n)) for state, n in sorted(counts, key=_largest_first)]
    return _counts(
        "state",
        _("By state"),
        _("State"),
        bars,
        note=_("Withdrawn letters are told of here alone; they count nowhere else."),
    )


def _by_kind(report: Report) -> Section:
    bars = _named(report.taken_along, lambda kind: str(PrintKind(kind).label))
    return _counts("kind", _("Taken along, by kind"), _("Kind"), bars, number=_("Taken along"))


def _dispatches(report: Report) -> Section:
    title = _("Dispatches of these letters")
    counts = sorted(report.dispatches, key=lambda each: (-each.letters, each.state))
    named = [(str(DispatchState(each.state).label), each) for each in counts]
    bars = [Bar(label, each.letters, shown(each.letters)) for label, each in named]
    lines = [(label, shown(each.dispatches), shown(each.letters)) for label, each in named]
    headings = (_("State"), _("Dispatches"), _("Letters"))
    chart = rows(bars, _frame("dispatches", title, bars))
    return Section("dispatches", title, _svg(chart), headings, lines)


def _counts(
    key: str,
    title: str,
    heading: str,
    bars: Sequence[Bar],
    *,
    number: str = "",
    note: str = "",
) -> Section:
    chart = rows(_largest(bars), _frame(key, title, bars))
    lines = [(bar.label, bar.shown) for bar in bars]
    return Section(key, title, _svg(chart), (heading, number or _signed()), lines, note=note)


def _named(counts: Counter[str], name: Callable[[str], str]) -> list[Bar]:
    """The largest first."""
    return [Bar(name(key), n, shown(n)) for key, n in sorted(counts.items(), key=_largest_first)]


def _channel(name: str) -> str:
    """A channel that the settings no longer have is told by its name."""
    channel = channels.get(name)
    return str(channel.label) if channel else name


def _largest_first(counted: tuple[Any, int]) -> tuple[int, str]:
    return -counted[1], str(counted[0])


def _largest(bars: Sequence[Bar]) -> list[Bar]:
    """As many as a chart can show; the rest is put together."""
    if len(bars) <= MOST_ROWS:
        return list(bars)
    rest = sum(bar.value for bar in bars[MOST_ROWS - 1 :])
    return [*bars[: MOST_ROWS - 1], Bar(_("All others"), rest, shown(rest))]


def _frame(key: str, title: str, bars: Iterable[Bar]) -> Frame:
    """Its description says in words what eyes see first: how many bars, and the highest."""
    known = list(bars)
    if not known:
        return Frame(key, title, "")
    highest = max(known, key=lambda bar: bar.value)
    words = _("%(number)s bars, the longest: %(label)s, %(value)s. The table has all numbers.")
    told = {"number": shown(len(known)), "label": highest.label, "value": highest.shown}
    return Frame(key, title, words % told, rtl=get_language_bidi())


def _svg(chart: str) -> SafeString:
    return mark_safe(chart)  # noqa: S308 - `campaigns.charts` escapes what it is given


def _signed() -> str:
    return pgettext("report", "Letters signed here")


def autonym(code: str) -> str:
    return LANGUAGES[code].autonym if code in LANGUAGES else code


def shown(number: int) -> str:
    return format_decimal(number, locale=_locale())


def _time(day: datetime.date, step: Step) -> str:
    if step is Step.MONTH:
        return format_skeleton("yMMM", day, locale=_locale())
    return format_date(day, format="medium", locale=_locale())


def _locale() -> str:
    code = get_language() or "en"
    entry = LANGUAGES.get(code)
    return entry.locale if entry else code.replace("-", "_")
