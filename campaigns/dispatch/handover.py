"""What a person says about a dispatch: it has left, it will not leave, try again."""

import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from campaigns.dispatch import channels, holding, sending, states, storage
from campaigns.enums import DispatchState, ItemState
from campaigns.models import Dispatch


def hand_over(dispatch: Dispatch, *, by: Any, day: datetime.date, reference: str = "") -> None:
    """Records that all of a ready dispatch has left on `day`: its letters are sent.

    Never refused because of a stop: what has left has left, and must not be sent again. Also the
    decision that what was in doubt did leave. Raises ValidationError, MovedMeanwhileError.
    """
    if day > timezone.localdate():
        raise ValidationError({"day": _("This day is still to come.")})
    if day < dispatch.claimed_on:
        raise ValidationError({"day": _("The letters were claimed after this day.")})
    if dispatch.state == DispatchState.READY and channels.sends_itself(dispatch.channel):
        raise ValidationError(_("This channel sends by itself and records when it has."))
    states.move(
        dispatch,
        DispatchState.HANDED_OVER,
        handed_over_by=by,
        handed_over_on=day,
        reference=reference,
    )


def cancel(dispatch: Dispatch, *, reason: str) -> None:
    """Nothing of it has left and nothing will: its letters wait again, its files are gone.

    Also the decision that what was in doubt did not leave. An attempt that a crash has cut off may
    have left: that has to be decided first. Raises ValidationError, AtWorkError,
    MovedMeanwhileError.
    """
    if not reason.strip():
        raise ValidationError({"reason": _("Say why the dispatch is cancelled.")})
    seen = dispatch.state
    with storage.worked_on_alone(dispatch.uuid):
        dispatch.refresh_from_db()
        sending.doubt_what_a_crash_left(dispatch)
        sending.settle(dispatch)
        if dispatch.state != seen:
            raise states.MovedMeanwhileError
        _refuse_if_some_has_left(dispatch)
        states.move(dispatch, DispatchState.CANCELLED, note=reason.strip()[:300])
    storage.discard(dispatch.uuid)
    holding.hold(dispatch.appeal)


def _refuse_if_some_has_left(dispatch: Dispatch) -> None:
    left = dispatch.items.filter(state=ItemState.SENT)
    doubted = dispatch.items.filter(state=ItemState.IN_DOUBT)
    if left.exists() or (dispatch.state == DispatchState.READY and doubted.exists()):
        raise ValidationError(
            _("Some of it has left, or may have left. Stop what has not left instead.")
        )


def try_again(dispatch: Dispatch) -> None:
    """A dispatch that failed is prepared anew, once what was wrong has been put right.

    All its items were refused for good; preparing makes them anew. Raises MovedMeanwhileError.
    """
    states.begin_anew(dispatch)


def ask_to_stop(dispatch: Dispatch) -> None:
    """The work on it stops at its next step; prepare() and send_due() continue it."""
    Dispatch.objects.filter(pk=dispatch.pk).update(stop_asked=True)
