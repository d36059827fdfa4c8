"""How far the mails of a dispatch are, which came back, and which ask a person to decide."""

import datetime
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count
from django.utils import timezone

from campaigns.cms.dispatches.sayings import Saying, said
from campaigns.dispatch import undecided
from campaigns.dispatch.pausing import Pause, pause_of
from campaigns.enums import DispatchState, ItemState
from campaigns.models import Dispatch, DispatchItem

SHOWN = 50
"""Refused mails on one page; the others follow as these are decided."""


@dataclass(frozen=True)
class CameBack:
    """Mails that came back on a day, with the status that their servers gave."""

    day: datetime.date
    status: str
    count: int


@dataclass(frozen=True)
class Mails:
    """saying, next_try, pause: why the rest has not left yet. refused_bundle: one mail with all
    letters that no server took; it is tried again or cancelled with its dispatch."""

    sent: int
    total: int
    came_back: list[CameBack]
    saying: Saying | None = None
    next_try: datetime.datetime | None = None
    pause: Pause | None = None
    refused_bundle: str = ""


def mails_of(dispatch: Dispatch) -> Mails | None:
    """None before there are any."""
    counts = dict(dispatch.items.order_by().values_list("state").annotate(Count("pk")))
    if not counts:
        return None
    return Mails(
        sent=counts.get(ItemState.SENT, 0),
        total=sum(counts.values()),
        came_back=_came_back(dispatch),
        **_about_the_rest(dispatch),
    )


def _came_back(dispatch: Dispatch) -> list[CameBack]:
    back = dispatch.items.filter(bounced_on__isnull=False).order_by("bounced_on", "last_answer")
    rows = back.values_list("bounced_on", "last_answer").annotate(Count("pk"))
    return [CameBack(*row) for row in rows]


def _about_the_rest(dispatch: Dispatch) -> dict[str, Any]:
    if dispatch.state == DispatchState.READY:
        waiting = dispatch.items.filter(state=ItemState.WAITING).order_by("-attempts", "pk")
        item = waiting.first()
        return _about_waiting(dispatch, item) if item else {}
    # Once a dispatch is over, the note of its mail is that of its end, which the page tells.
    if dispatch.state in (DispatchState.FAILED, DispatchState.IN_DOUBT):
        item = dispatch.items.filter(state=ItemState.REFUSED, letter=None).first()
        return {"refused_bundle": item.message_id, "saying": said(item.last_answer)} if item else {}
    return {}


def _about_waiting(dispatch: Dispatch, item: DispatchItem) -> dict[str, Any]:
    item.dispatch = dispatch
    pause = pause_of(item, timezone.now())
    next_try = timezone.localtime(item.next_try) if item.next_try else None
    # The later of the two is what it waits for.
    if pause and next_try and (pause.until is None or next_try <= pause.until):
        next_try = None
    return {"saying": said(item.last_answer), "next_try": next_try, "pause": pause}


@dataclass(frozen=True)
class Question:
    """One mail to decide about; `single` if it carries one letter."""

    item: DispatchItem
    saying: Saying | None

    @property
    def single(self) -> bool:
        return self.item.letter_id is not None


@dataclass(frozen=True)
class Questions:
    """doubtful: all of them. refused: the first ones of `refused_total`."""

    doubtful: list[Question] = field(default_factory=list)
    refused: list[Question] = field(default_factory=list)
    refused_total: int = 0

    @property
    def refused_more(self) -> int:
        return self.refused_total - len(self.refused)


def questions_of(dispatch: Dispatch) -> Questions:
    refused = undecided.refused_items(dispatch)
    return Questions(
        doubtful=_asked(undecided.doubtful_items(dispatch)),
        refused=_asked(refused[:SHOWN]),
        refused_total=refused.count(),
    )


def _asked(items: Any) -> list[Question]:
    return [Question(item, said(item.last_answer)) for item in items]
