"""What the log of the mail server says about mails that nobody knows of.

Postfix writes, for each mail it is given, the queue id with the message id, and, only once it has
taken the mail for good, the queue id with its sender:

    Feb 23 09:00:01 mail postfix/cleanup[17]: 3F1A2B: message-id=<...>
    Feb 23 09:00:02 mail postfix/qmgr[12]: 3F1A2B: from=<...>, size=4711, nrcpt=1 (queue active)

The first line alone is a mail whose sender went away before its end: it was never taken. Times are
read as syslog writes them, or as ISO 8601.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field

import regex
from django.utils import timezone

from campaigns.dispatch import sending
from campaigns.dispatch.states import MovedMeanwhileError
from campaigns.enums import ItemState
from campaigns.models import DispatchItem

_GIVEN = regex.compile(r"\bpostfix\S*/cleanup\[\d+\]: (\w+): message-id=(<[^>\s]*>)")
_TAKEN = regex.compile(r"\bpostfix\S*/qmgr\[\d+\]: (\w+): from=<[^>]*>, size=\d+")
_SYSLOG = regex.compile(r"[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d(?= )")
_ISO = regex.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\S*(?= )")
_DAY = datetime.timedelta(days=1)


class IncompleteLogError(Exception):
    """A log that is called complete, and is not. Says what is missing."""


@dataclass
class Decided:
    """Message ids. undecided: in doubt still, for the log does not tell. contradicted: the server
    has taken what was decided not to have left; its letters may have gone a second time."""

    left: list[str] = field(default_factory=list)
    stayed: list[str] = field(default_factory=list)
    undecided: list[str] = field(default_factory=list)
    contradicted: list[str] = field(default_factory=list)


@dataclass
class Log:
    """The ids that the server took, and the moments of the first and the last line."""

    taken: set[str] = field(default_factory=set)
    first: datetime.datetime | None = None
    last: datetime.datetime | None = None


def read(lines: Iterable[str], now: datetime.datetime) -> Log:
    """The lines of one server, the oldest first."""
    log, queue = Log(), dict[str, str]()
    for line in lines:
        when = moment(line, now)
        log.first, log.last = log.first or when, when or log.last
        if (given := _GIVEN.search(line)) is not None:
            queue[given[1]] = given[2]
        elif (accepted := _TAKEN.search(line)) is not None and accepted[1] in queue:
            log.taken.add(queue[accepted[1]])
    return log


def moment(line: str, now: datetime.datetime) -> datetime.datetime | None:
    """When a line was written; None if it does not say. Syslog leaves out the year: the latest
    that is not to come."""
    if found := _ISO.match(line):
        return _parsed(found[0])
    if found := _SYSLOG.match(line):
        years = (now.year + 1, now.year, now.year - 1)
        moments = (_of_year(found[0], year) for year in years)
        return next((when for when in moments if when and when <= now + _DAY), None)
    return None


def _parsed(text: str) -> datetime.datetime | None:
    try:
        return _in_zone(datetime.datetime.fromisoformat(text))
    except ValueError:
        return None


def _of_year(text: str, year: int) -> datetime.datetime | None:
    """None where there is no such day, as 29 February in most years."""
    try:
        return _in_zone(datetime.datetime.strptime(f"{year} {text}", "%Y %b %d %H:%M:%S"))  # noqa: DTZ007 - the zone follows
    except ValueError:
        return None


def _in_zone(when: datetime.datetime) -> datetime.datetime:
    return timezone.make_aware(when) if timezone.is_naive(when) else when


def decide(lines: Iterable[str], *, complete: bool, dry: bool = False) -> Decided:
    """Decides every mail in doubt that the log can tell of, as sending.decide() does.

    complete: the log covers all the time from the claims until now, and every server that may have
    got a mail, so that what is not in it was not taken. Without it, those stay in doubt, and so
    does what came into doubt so lately that a busy server may still take it. `dry` changes nothing.

    Raises IncompleteLogError where a log called complete cannot be.
    """
    now = timezone.now()
    # Asked before the log is read: what comes into doubt meanwhile may be missing in it.
    doubted, refused = _of_state(ItemState.IN_DOUBT), _of_state(ItemState.REFUSED)
    log, decided = read(lines, now), Decided()
    if complete and doubted:
        _refuse_gaps(log, min(item.dispatch.claimed_on for item in doubted), now)
    for item in doubted:
        left = item.message_id in log.taken
        known = left or (complete and (item.next_try is None or item.next_try <= now))
        if not known:
            decided.undecided.append(item.message_id)
        elif dry or _settled(item, left):
            (decided.left if left else decided.stayed).append(item.message_id)
    decided.contradicted = [each.message_id for each in refused if each.message_id in log.taken]
    return decided


def _of_state(state: ItemState) -> list[DispatchItem]:
    items = DispatchItem.objects.filter(state=state).order_by("pk")
    return list(items.select_related("dispatch__appeal"))


def _refuse_gaps(log: Log, claimed_on: datetime.date, now: datetime.datetime) -> None:
    if log.first is None or log.last is None:
        raise IncompleteLogError("No line of the log says when it was written.")
    if timezone.localdate(log.first) > claimed_on:
        raise IncompleteLogError(
            f"The log begins on {timezone.localdate(log.first)}, and letters in doubt were claimed "
            f"on {claimed_on}. Give the older files first."
        )
    if log.last < now - _DAY:
        raise IncompleteLogError(f"The log ends on {timezone.localdate(log.last)}, not now.")


def _settled(item: DispatchItem, left: bool) -> bool:
    """False where somebody else was faster."""
    try:
        sending.decide(item, left=left)
    except MovedMeanwhileError:
        return False
    return True
