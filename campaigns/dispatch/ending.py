"""What a person ends of a dispatch that sends by itself, all at once instead of mail by mail."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from campaigns.dispatch import sending, storage, undecided
from campaigns.dispatch.states import MovedMeanwhileError
from campaigns.enums import DispatchState, ItemState
from campaigns.models import Dispatch, DispatchItem


def stop_the_rest(dispatch: Dispatch, *, reason: str) -> int:
    """What has not left of a ready dispatch waits again, or is held; how many letters.

    What has left stays sent, and what nobody knows of stays in doubt: an attempt that a crash has
    cut off, too. Raises ValidationError, AtWorkError, MovedMeanwhileError.
    """
    if not (note := reason.strip()[:300]):
        raise ValidationError({"reason": _("Say why the rest is stopped.")})
    with storage.worked_on_alone(dispatch.uuid):
        dispatch.refresh_from_db()
        _refuse_without_a_rest(dispatch)
        before = dispatch.letters.count()
        sending.leave_out_the_rest(dispatch, note)
        Dispatch.objects.filter(pk=dispatch.pk).update(note=note)
    dispatch.refresh_from_db()
    return before - dispatch.letters.count()


def _refuse_without_a_rest(dispatch: Dispatch) -> None:
    if dispatch.state != DispatchState.READY:
        raise MovedMeanwhileError
    sending.doubt_what_a_crash_left(dispatch)
    if not dispatch.items.filter(state=ItemState.WAITING).exists():
        sending.settle(dispatch)
        raise MovedMeanwhileError


def free_refused(dispatch: Dispatch) -> int:
    """Lets every letter wait again that was refused for good; how many. One that somebody else
    decides meanwhile is not counted."""
    keys = list(undecided.refused_items(dispatch).values_list("pk", flat=True))
    return sum(_is_freed(pk) for pk in keys)


def _is_freed(pk: int) -> bool:
    item = DispatchItem.objects.select_related("dispatch__appeal").get(pk=pk)
    try:
        sending.decide(item, left=False)
    except MovedMeanwhileError:
        return False
    return True
