"""What the page of a dispatch shows, and which actions it offers whom."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from campaigns.cms.dispatches.access import HAND_OVER, PREPARE
from campaigns.cms.dispatches.around import notes_on
from campaigns.cms.dispatches.forms import (
    CancelForm,
    HandOverForm,
    ReplyForm,
    StopForm,
    kinds_of_reply,
)
from campaigns.cms.dispatches.mails import mails_of, questions_of
from campaigns.cms.dispatches.moved import moved_addresses
from campaigns.cms.dispatches.sayings import Saying, said
from campaigns.dispatch import channels, figures, hindrances, papers, storage, weighing
from campaigns.dispatch.places import can_blank, places
from campaigns.dispatch.undecided import doubtful_items
from campaigns.enums import DispatchState, Hindrance, ItemState
from campaigns.models import Dispatch, DispatchReply

OPEN = (DispatchState.CLAIMED, DispatchState.READY)


@dataclass(frozen=True)
class Part:
    """A file; `about`: what a paper is for."""

    name: str
    bytes: int
    count: int | None
    about: Any = ""


_ABOUT = {
    papers.COVER_SHEETS: _("one for each box; stays in the house"),
    papers.LABELS: _("one for each box, to stick on it"),
    papers.EMBASSIES: _("for the embassies that get a copy"),
    papers.MANIFEST: _("what is in which box"),
}


def parts_of(dispatch: Dispatch) -> list[Part]:
    """The files there are, letters with their number, papers without."""
    counts = {part["name"]: part["count"] for part in dispatch.parts}
    return [
        Part(file.name, file.stat().st_size, counts.get(file.name), _ABOUT.get(file.name, ""))
        for file in storage.files(dispatch.uuid)
    ]


def stop_of(dispatch: Dispatch) -> Hindrance | None:
    """What has come in the way of a dispatch that is still here, or would if it is tried again."""
    is_here = dispatch.state in (*OPEN, DispatchState.FAILED)
    return hindrances.in_the_way(dispatch) if is_here else None


def dispatch_context(dispatch: Dispatch, user: Any) -> dict[str, Any]:
    hands_over = user.has_perm(HAND_OVER)
    by_mail = channels.sends_itself(dispatch.channel)
    return {
        "dispatch": dispatch,
        "by_mail": by_mail,
        "state_label": state_label(dispatch),
        "to": (dispatch.envelope.get("routing") or {}).get("to", "") if by_mail else "",
        "note": said(dispatch.note),
        "parts": parts_of(dispatch),
        **_around(dispatch, user),
        "places": places(dispatch),
        "can_blank": hands_over and can_blank(dispatch),
        "stop": stop_of(dispatch),
        "moved": moved_addresses(dispatch),
        "may_hand_over": hands_over,
        "may_prepare": user.has_perm(PREPARE),
        "replies": replies_of(dispatch, by_mail),
        "questions": questions_of(dispatch) if hands_over else None,
        "state_note": _state_note(dispatch.state, by_mail),
        "mails": mails_of(dispatch) if by_mail else None,
        **(_forms(dispatch, by_mail) if hands_over else {}),
    }


def _forms(dispatch: Dispatch, by_mail: bool) -> dict[str, Any]:
    """Those that can be filled in now; for who may hand over."""
    state, some_left = dispatch.state, _some_may_have_left(dispatch)
    is_on_its_way = by_mail and state == DispatchState.READY
    # Of a single mail in doubt its own buttons say all there is to say.
    as_a_whole = state != DispatchState.IN_DOUBT or doubtful_items(dispatch).count() != 1
    can_cancel = as_a_whole and _can_cancel(state) and not some_left
    return {
        "hand_over_form": HandOverForm() if as_a_whole and _can_go(state, not by_mail) else None,
        "stop_form": StopForm() if is_on_its_way and some_left else None,
        "cancel_form": CancelForm() if can_cancel else None,
        "reply_form": ReplyForm(dispatch=dispatch) if state == DispatchState.HANDED_OVER else None,
    }


def _some_may_have_left(dispatch: Dispatch) -> bool:
    """What handover.cancel() refuses: only the rest of it can be stopped."""
    states = [ItemState.SENT]
    if dispatch.state == DispatchState.READY:
        states += [ItemState.SENDING, ItemState.IN_DOUBT]
    return dispatch.items.filter(state__in=states).exists()


def replies_of(dispatch: Dispatch, by_mail: bool) -> list[tuple[DispatchReply, Any, Saying | None]]:
    """What came back, as colleagues call it, and its note."""
    labels = kinds_of_reply(by_mail)
    return [
        (reply, labels[reply.kind], said(reply.note))
        for reply in dispatch.replies.select_related("scan")
    ]


def state_label(dispatch: Dispatch) -> Any:
    """What is ready to leave by e-mail is handed over by nobody."""
    if dispatch.state == DispatchState.READY and channels.sends_itself(dispatch.channel):
        return ItemState.SENDING.label
    return DispatchState(dispatch.state).label


def _state_note(state: str, by_mail: bool) -> Any:
    if by_mail and state in MAIL_NOTES:
        return MAIL_NOTES[state]
    return STATE_NOTES[DispatchState(state)]


def _around(dispatch: Dispatch, user: Any) -> dict[str, Any]:
    """What it weighs and costs by post; before it leaves, also what is missing around it."""
    load = weighing.load_of(dispatch)
    notes = notes_on(dispatch, load, user) if dispatch.state in OPEN else []
    return {
        "load": figures.described(load) if load else "",
        "notes": notes,
        "notes_on_covers": any(note.is_of_cover for note in notes),
    }


def _can_go(state: str, by_person: bool) -> bool:
    return state == DispatchState.IN_DOUBT or (state == DispatchState.READY and by_person)


def _can_cancel(state: str) -> bool:
    return state not in (DispatchState.HANDED_OVER, DispatchState.CANCELLED)


MAIL_NOTES: dict[str, Any] = {
    DispatchState.READY: _("It leaves by itself, mail by mail."),
    DispatchState.FAILED: _(
        "No mail of it was taken. Put right what was wrong and try again, or cancel."
    ),
    DispatchState.IN_DOUBT: _(
        "Of some mails nobody knows whether they have left. Find out, then decide below."
    ),
}
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
