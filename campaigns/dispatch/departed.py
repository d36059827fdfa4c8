"""What has left of an appeal, or may have: asked about when something stops it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count

from campaigns.enums import LetterState
from campaigns.models import Appeal, Dispatch, Letter


@dataclass(frozen=True)
class Departure:
    """One dispatch: how many of its letters have left, and of how many nobody knows."""

    dispatch: Dispatch
    sent: int = 0
    doubtful: int = 0


def departures(appeals: Iterable[Appeal]) -> dict[int, list[Departure]]:
    """By appeal, the oldest first; also of dispatches that are still being sent. Two queries."""
    letters = Letter.objects.filter(
        appeal__in=list(appeals),
        state__in=(LetterState.SENT, LetterState.IN_DOUBT),
        dispatch__isnull=False,
    )
    counts: dict[int, dict[str, int]] = {}
    counted = letters.order_by().values_list("dispatch", "state").annotate(Count("pk"))
    for dispatch, state, number in counted:
        counts.setdefault(dispatch, {})[state] = number
    found: dict[int, list[Departure]] = {}
    for each in Dispatch.objects.filter(pk__in=counts).order_by("pk"):
        of_it = counts[each.pk]
        departure = Departure(
            each, of_it.get(LetterState.SENT, 0), of_it.get(LetterState.IN_DOUBT, 0)
        )
        found.setdefault(each.appeal_id, []).append(departure)
    return found
