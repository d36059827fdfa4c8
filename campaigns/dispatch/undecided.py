"""Dispatches that wait for a person: in doubt, failed, or with mails or letters that are."""

from dataclasses import dataclass

from django.db.models import Count, Exists, ExpressionWrapper, OuterRef, Q, QuerySet
from django.db.models.fields import BooleanField

from campaigns.enums import DispatchState, ItemState, LetterState
from campaigns.models import Dispatch, DispatchItem, Letter

_ASKING = (DispatchState.IN_DOUBT, DispatchState.FAILED)


@dataclass(frozen=True)
class Undecided:
    """doubtful: mails that nobody knows of; failed: letters that were refused, or not drawn."""

    dispatch: Dispatch
    doubtful: int = 0
    failed: int = 0


def marked(dispatches: QuerySet[Dispatch]) -> QuerySet[Dispatch]:
    """Each with `needs_decision`; no further query."""
    return dispatches.annotate(needs_decision=ExpressionWrapper(_asks(), BooleanField()))


def _asks() -> Q:
    doubtful = _doubtful().filter(dispatch=OuterRef("pk"))
    failed = _failed().filter(dispatch=OuterRef("pk"))
    return Q(state__in=_ASKING) | Q(Exists(doubtful)) | Q(Exists(failed))


def count() -> int:
    return Dispatch.objects.filter(_asks()).count()


def undecided() -> list[Undecided]:
    """The oldest first; three queries."""
    found = Dispatch.objects.filter(_asks()).order_by("pk")
    doubtful, failed = _counted(_doubtful()), _counted(_failed())
    return [
        Undecided(each, doubtful.get(each.pk, 0), failed.get(each.pk, 0))
        for each in found.select_related("appeal__case", "appeal__authority")
    ]


def refused_items(dispatch: Dispatch) -> QuerySet[DispatchItem]:
    """Those whose letter still waits for somebody to free it; see sending.decide()."""
    return dispatch.items.filter(
        state=ItemState.REFUSED, letter__state=LetterState.FAILED, letter__dispatch=dispatch
    ).order_by("pk")


def doubtful_items(dispatch: Dispatch) -> QuerySet[DispatchItem]:
    return dispatch.items.filter(state=ItemState.IN_DOUBT).order_by("pk")


def _doubtful() -> QuerySet[DispatchItem]:
    return DispatchItem.objects.filter(state=ItemState.IN_DOUBT)


def _failed() -> QuerySet[Letter]:
    return Letter.objects.filter(state=LetterState.FAILED, dispatch__isnull=False)


def _counted(rows: QuerySet[DispatchItem] | QuerySet[Letter]) -> dict[int, int]:
    """Numbers by dispatch."""
    return dict(rows.order_by().values_list("dispatch").annotate(Count("pk")))
