"""Places that signatories gave: a person looks at them before they leave, and can blank one."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from campaigns.dispatch import channels, states, storage
from campaigns.enums import DispatchState
from campaigns.models import Dispatch


def places(dispatch: Dispatch) -> list[tuple[str, int]]:
    """Each place with its number of letters, by name; nothing says which letters these are."""
    letters = dispatch.letters.exclude(place="").order_by("place")
    return list(letters.values_list("place").annotate(Count("pk")))


def can_blank(dispatch: Dispatch) -> bool:
    """While it is here: a ready bundle of a person is drawn again, a sender's is on its way."""
    if dispatch.state in (DispatchState.CLAIMED, DispatchState.FAILED):
        return True
    channel = channels.get(dispatch.channel)
    return dispatch.state == DispatchState.READY and bool(channel and not channel.sends_itself)


def blank(dispatch: Dispatch, place: str) -> int:
    """Takes a place off its letters, for good; how many. The bundle has to be drawn again.

    Raises ValidationError once it has left, AtWorkError while it is being drawn.
    """
    if not can_blank(dispatch):
        raise ValidationError(_("It has left, or is leaving: the letters cannot be changed."))
    with storage.worked_on_alone(dispatch.uuid), transaction.atomic():
        if dispatch.state != DispatchState.CLAIMED:
            states.begin_anew(dispatch)
        return dispatch.letters.filter(place=place).update(place="")
