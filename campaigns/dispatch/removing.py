"""Bundles go with the initials in them; see campaigns/retention.py for the contract."""

from collections.abc import Iterator
from typing import Any

from django.utils import timezone

from campaigns.dispatch import storage
from campaigns.dispatch.channels import pace
from campaigns.enums import DispatchState
from campaigns.models import Dispatch


def remove_bundles(terms: Any, *, dry: bool) -> Iterator[tuple[str, int]]:
    """Files of what left before `terms.sent_before`, of what was cancelled, and of what nobody has
    decided when its letters are emptied.

    Names, counts and SHA-256 stay with the dispatch: they name nobody. Somebody who works on one
    of them keeps it until the next run.
    """
    left = Dispatch.objects.filter(
        state=DispatchState.HANDED_OVER, handed_over_on__lt=terms.sent_before
    )
    undecided = Dispatch.objects.filter(
        state__in=(DispatchState.IN_DOUBT, DispatchState.FAILED),
        appeal__closes__lt=terms.unsent_before,
    )
    over = left | undecided | Dispatch.objects.filter(state=DispatchState.CANCELLED)
    found = [uuid for uuid in over.values_list("uuid", flat=True) if storage.holds(uuid)]
    yield "bundles", len(found) if dry else sum(_removed(uuid) for uuid in found)


def remove_pace(terms: Any, *, dry: bool) -> Iterator[tuple[str, int]]:
    """When single mails left: needed for an hour, and kept by their domain, not by letter."""
    yield "hours of mails", pace.forget(timezone.now(), dry=dry)


def _removed(uuid: Any) -> bool:
    try:
        with storage.worked_on_alone(uuid):
            storage.discard(uuid)
    except storage.AtWorkError:
        return False
    return True
