"""What the page of a dispatch shows, and which actions it offers whom."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.db.models import Count
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from campaigns.cms.dispatches.access import HAND_OVER, PREPARE
from campaigns.cms.dispatches.around import notes_on
from campaigns.cms.dispatches.forms import CancelForm, HandOverForm, ReplyForm
from campaigns.dispatch import channels, covering, figures, hindrances, storage, weighing
from campaigns.dispatch.places import can_blank, places
from campaigns.enums import DispatchState, Hindrance, ItemState
from campaigns.models import Dispatch

OPEN = (DispatchState.CLAIMED, DispatchState.READY)


@dataclass(frozen=True)
class Part:
    name: str
    bytes: int
    count: int | None
    sha256: str


def parts_of(dispatch: Dispatch) -> list[Part]:
    """The files there are, letters with their number, papers without."""
    known = {part["name"]: part for part in dispatch.parts}
    return [
        Part(
            file.name,
            file.stat().st_size,
            known.get(file.name, {}).get("count"),
            known.get(file.name, {}).get("sha256", ""),
        )
        for file in storage.files(dispatch.uuid)
    ]


@dataclass(frozen=True)
class Mails:
    """How far a channel that sends by itself is. answer: why the rest has not left yet."""

    sent: int
    total: int
    answer: str
    next_try: datetime.datetime | None


def mails_of(dispatch: Dispatch) -> Mails | None:
    """None before there are any."""
    counts = dict(dispatch.items.order_by().values_list("state").annotate(Count("pk")))
    if not counts:
        return None
    waiting = dispatch.items.filter(state=ItemState.WAITING).order_by("-attempts", "pk").first()
    return Mails(
        sent=counts.get(ItemState.SENT, 0),
        total=sum(counts.values()),
        answer=waiting.last_answer if waiting else "",
        next_try=timezone.localtime(waiting.next_try) if waiting and waiting.next_try else None,
    )


def stop_of(dispatch: Dispatch) -> Hindrance | None:
    """What has come in the way of a dispatch that is still here."""
    return hindrances.in_the_way(dispatch) if dispatch.state in OPEN else None


def dispatch_context(dispatch: Dispatch, user: Any) -> dict[str, Any]:
    hands_over, channel = user.has_perm(HAND_OVER), channels.get(dispatch.channel)
    by_person = not (channel and channel.sends_itself)
    state = dispatch.state
    items = dispatch.items.filter(state__in=(ItemState.IN_DOUBT, ItemState.REFUSED))
    return {
        "dispatch": dispatch,
        "channel_label": channel.label if channel else dispatch.channel,
        "parts": parts_of(dispatch),
        **_around(dispatch, user),
        "places": places(dispatch),
        "can_blank": hands_over and can_blank(dispatch),
        "stop": stop_of(dispatch),
        "may_hand_over": hands_over,
        "may_prepare": user.has_perm(PREPARE),
        "hand_over_form": HandOverForm() if hands_over and _can_go(state, by_person) else None,
        "cancel_form": CancelForm() if hands_over and _can_cancel(state) else None,
        "reply_form": ReplyForm(dispatch=dispatch)
        if hands_over and state == DispatchState.HANDED_OVER
        else None,
        "replies": dispatch.replies.select_related("scan"),
        "open_items": items.order_by("pk")[:100] if hands_over else [],
        "state_note": _("It leaves by itself, mail by mail.")
        if state == DispatchState.READY and not by_person
        else STATE_NOTES[DispatchState(state)],
        "mails": None if by_person else mails_of(dispatch),
    }


def _around(dispatch: Dispatch, user: Any) -> dict[str, Any]:
    """What it weighs and costs by post; before it leaves, also what is missing around it."""
    load = weighing.load_of(dispatch)
    is_here = dispatch.state in OPEN
    return {
        "load": figures.described(load) if load else "",
        "notes": notes_on(dispatch, load, user) if is_here else [],
        "notes_on_covers": is_here and bool(covering.missing(dispatch)),
    }


def _can_go(state: str, by_person: bool) -> bool:
    return state == DispatchState.IN_DOUBT or (state == DispatchState.READY and by_person)


def _can_cancel(state: str) -> bool:
    return state not in (DispatchState.HANDED_OVER, DispatchState.CANCELLED)


STATE_NOTES: dict[DispatchState, Any] = {
    DispatchState.CLAIMED: _("The letters are claimed; the bundle still has to be drawn."),
    DispatchState.READY: _("The bundle is ready. Record when it has left the house."),
    DispatchState.HANDED_OVER: _("The letters have left the house."),
    DispatchState.IN_DOUBT: _(
        "Nobody knows whether these letters have left. Find out, then record it or cancel."
    ),
    DispatchState.FAILED: _("Something was wrong. Put it right and try again, or cancel."),
    DispatchState.CANCELLED: _("Nothing of it has left. Its letters wait again, or are held."),
}
