"""The one place that moves a dispatch, and the letters in it, from state to state."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from campaigns.dispatch import journal
from campaigns.dispatch.journal import Event
from campaigns.enums import DispatchState, ItemState, LetterState
from campaigns.models import Dispatch, Letter

D, L = DispatchState, LetterState
# From, to: which letters of the dispatch are moved, and what they become.
MOVES: dict[tuple[str, str], tuple[tuple[LetterState, ...], LetterState]] = {
    (D.CLAIMED, D.READY): ((), L.CLAIMED),
    (D.CLAIMED, D.FAILED): ((L.CLAIMED,), L.FAILED),
    (D.CLAIMED, D.CANCELLED): ((L.CLAIMED,), L.WAITING),
    (D.READY, D.HANDED_OVER): ((L.CLAIMED,), L.SENT),
    (D.READY, D.IN_DOUBT): ((L.CLAIMED,), L.IN_DOUBT),
    (D.READY, D.FAILED): ((L.CLAIMED,), L.FAILED),
    (D.READY, D.CANCELLED): ((L.CLAIMED, L.FAILED), L.WAITING),
    (D.READY, D.CLAIMED): ((), L.CLAIMED),
    (D.FAILED, D.CLAIMED): ((L.FAILED,), L.CLAIMED),
    (D.FAILED, D.CANCELLED): ((L.FAILED,), L.WAITING),
    (D.IN_DOUBT, D.HANDED_OVER): ((L.IN_DOUBT,), L.SENT),
    (D.IN_DOUBT, D.CANCELLED): ((L.IN_DOUBT, L.FAILED), L.WAITING),
}


class MovedMeanwhileError(Exception):
    """Somebody else has moved the dispatch, or its state allows no such move."""

    def __init__(self) -> None:
        super().__init__(_("The dispatch is in another state by now. Look at it again."))


def move(dispatch: Dispatch, to: DispatchState, **fields: Any) -> None:
    """Moves a dispatch and its letters in one transaction, and tells the journal.

    | from     | to          | its letters | by whom, when                                         |
    |----------|-------------|-------------|-------------------------------------------------------|
    | (none)   | claimed     | claimed     | claiming.claim(): waiting letters, no hindrance       |
    | claimed  | ready       | claimed     | bundling.prepare(): files on the disk                 |
    | claimed  | failed      | failed      | bundling.prepare(): a letter cannot be drawn          |
    | claimed  | cancelled   | waiting     | a person; prepare(), when a stop came meanwhile       |
    | ready    | handed_over | sent        | a person, who says when; sending: nothing is left     |
    | ready    | in_doubt    | in_doubt    | sending: nobody knows whether something left          |
    | ready    | failed      | failed      | sending: everything was refused for good              |
    | ready    | cancelled   | waiting     | a person who knows that it has not left               |
    | ready    | claimed     | claimed     | a person blanked a place: it is drawn again           |
    | failed   | claimed     | claimed     | a person: try again                                   |
    | failed   | cancelled   | waiting     | a person                                              |
    | in_doubt | handed_over | sent        | a person: it has left                                 |
    | in_doubt | cancelled   | waiting     | a person: it has not left                             |

    handed_over and cancelled are final. Where items carry single letters, move_letter() moves each
    from claimed to sent, in_doubt or failed; the dispatch follows once nothing of it is open, and
    a decision about the whole dispatch is one about each of its items. A
    person decides an item in doubt (sent, or waiting in no dispatch) and frees a failed one.
    Outside of a dispatch: waiting <-> held and held -> not_sent (holding.py),
    waiting or held -> withdrawn (signing.py), what nobody sent for long -> not_sent (retention.py).

    The journal errs towards "has left": what lets letters leave is in it before it is in the
    database, what frees all of a dispatch only afterwards. Raises MovedMeanwhileError.
    """
    if (dispatch.state, to) not in MOVES:
        raise MovedMeanwhileError
    moved, becomes = MOVES[dispatch.state, to]
    with transaction.atomic():
        own = Dispatch.objects.filter(pk=dispatch.pk, state=dispatch.state)
        if not own.update(state=to, **fields):
            raise MovedMeanwhileError
        _tell_before(dispatch, to, fields)
        _move_letters(dispatch, moved, becomes)
        _close_items(dispatch, to)
        if to == D.CANCELLED:
            transaction.on_commit(lambda: journal.append(Event.CANCELLED, dispatch.uuid))
    dispatch.refresh_from_db()


def begin_anew(dispatch: Dispatch) -> None:
    """A dispatch is drawn again from its letters. What was refused for good gets new attempts.

    Raises MovedMeanwhileError.
    """
    with transaction.atomic():
        move(dispatch, D.CLAIMED, note="")
        dispatch.items.filter(state=ItemState.REFUSED).delete()


def _move_letters(dispatch: Dispatch, moved: tuple[LetterState, ...], becomes: LetterState) -> None:
    changes: dict[str, Any] = {"state": becomes}
    found = Letter.objects.filter(dispatch=dispatch, state__in=moved)
    if becomes == L.WAITING:
        changes["dispatch"] = None
        give_up_emptied(found)
    if moved:
        found.update(**changes)


def _close_items(dispatch: Dispatch, to: DispatchState) -> None:
    """A decision about all of a dispatch is one about each of its mails."""
    if to == D.HANDED_OVER:
        dispatch.items.filter(state=ItemState.IN_DOUBT).update(state=ItemState.SENT, next_try=None)
        if dispatch.items.filter(letter__isnull=False).exists():
            sent = Letter.objects.filter(dispatch=dispatch, state=L.SENT).count()
            Dispatch.objects.filter(pk=dispatch.pk).update(count=sent)
    elif to == D.CANCELLED:
        rest = dispatch.items.exclude(state=ItemState.SENT)
        rest.update(state=ItemState.REFUSED, next_try=None)


def give_up_emptied(letters: QuerySet[Letter]) -> None:
    """A letter whose initials were removed in the meantime cannot wait again: nobody signs it."""
    letters.filter(initials="").update(state=L.NOT_SENT)


def move_letter(letter_id: int, before: LetterState, after: LetterState) -> None:
    """Moves the letter of an item; one that waits again is in no dispatch. MovedMeanwhileError."""
    changes: dict[str, Any] = {"state": after}
    if after == L.WAITING:
        changes["dispatch"] = None
        if Letter.objects.filter(pk=letter_id, state=before, initials="").exists():
            changes = {"state": L.NOT_SENT}
    if not Letter.objects.filter(pk=letter_id, state=before).update(**changes):
        raise MovedMeanwhileError


def _tell_before(dispatch: Dispatch, to: DispatchState, fields: dict[str, Any]) -> None:
    if to == D.READY:
        announce(dispatch, fields["sha256"], fields["count"])
    elif to == D.HANDED_OVER:
        _tell_of_hand_over(dispatch, str(fields["handed_over_on"]))


def _tell_of_hand_over(dispatch: Dispatch, day: str) -> None:
    """Where each mail has its own line, this one only sums up, and comes after the database."""

    def tell() -> None:
        journal.append(Event.HANDED_OVER, dispatch.uuid, handed_on=day)

    if dispatch.items.exists() and not dispatch.items.filter(state=ItemState.IN_DOUBT).exists():
        transaction.on_commit(tell)
    else:
        tell()


def announce(dispatch: Dispatch, sha256: str, count: int) -> None:
    """The line of the journal after which the letters of a dispatch may leave."""
    journal.append(
        Event.READY,
        dispatch.uuid,
        letters=letter_uuids(dispatch),
        appeal=str(dispatch.appeal.uuid),
        language=dispatch.language,
        channel=dispatch.channel,
        count=count,
        sha256=sha256,
        sends=dispatch.items.exists(),
    )


def letter_uuids(dispatch: Dispatch) -> list[UUID]:
    letters = Letter.objects.filter(dispatch=dispatch).exclude(state=LetterState.NOT_SENT)
    return list(letters.values_list("uuid", flat=True))
