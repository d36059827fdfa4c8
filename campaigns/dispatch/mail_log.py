"""What the log of the mail server says about mails that nobody knows of.

Postfix writes, for each mail it is given, the queue id with the message id, and, only once it has
taken the mail for good, the queue id with its sender:

    postfix/cleanup[17]: 3F1A2B: message-id=<...>
    postfix/qmgr[12]: 3F1A2B: from=<...>, size=4711, nrcpt=1 (queue active)

The first line alone is a mail whose sender went away before its end: it was never taken.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

import regex

from campaigns.dispatch import sending
from campaigns.dispatch.states import MovedMeanwhileError
from campaigns.enums import ItemState
from campaigns.models import DispatchItem

_GIVEN = regex.compile(r"\bpostfix\S*/cleanup\[\d+\]: (\w+): message-id=(<[^>\s]*>)")
_TAKEN = regex.compile(r"\bpostfix\S*/qmgr\[\d+\]: (\w+): from=<[^>]*>, size=\d+")


@dataclass
class Decided:
    """Message ids of what was in doubt. undecided: the log is not complete, and lacks them."""

    left: list[str] = field(default_factory=list)
    stayed: list[str] = field(default_factory=list)
    undecided: list[str] = field(default_factory=list)


def taken(lines: Iterable[str]) -> set[str]:
    """The message ids of all mails that the server has taken."""
    ids: dict[str, str] = {}
    found: set[str] = set()
    for line in lines:
        if (given := _GIVEN.search(line)) is not None:
            ids[given[1]] = given[2]
        elif (accepted := _TAKEN.search(line)) is not None and accepted[1] in ids:
            found.add(ids[accepted[1]])
    return found


def decide(lines: Iterable[str], *, complete: bool, dry: bool = False) -> Decided:
    """Decides every mail in doubt that the log can tell of, as sending.decide() does.

    complete: the log covers all the time since the attempts, of every server that may have got
    them, so that what is not in it was not taken. Without it, those stay in doubt. `dry` changes
    nothing.
    """
    known, decided = taken(lines), Decided()
    items = DispatchItem.objects.filter(state=ItemState.IN_DOUBT).order_by("pk")
    for item in items.select_related("dispatch__appeal"):
        left = item.message_id in known
        told = decided.left if left else decided.stayed if complete else decided.undecided
        if (left or complete) and not dry and not _settled(item, left):
            continue
        told.append(item.message_id)
    return decided


def _settled(item: DispatchItem, left: bool) -> bool:
    """False where somebody else was faster."""
    try:
        sending.decide(item, left=left)
    except MovedMeanwhileError:
        return False
    return True
