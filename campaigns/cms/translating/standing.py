"""The one thing to do next at a desk."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from campaigns.enums import SegmentState, TranslationState
from campaigns.translating.progress import Cell
from campaigns.translating.segments import Segment


class Step(TextChoices):
    """The one clear action for this person now."""

    NEXT = "next", _("Next open segment")
    HAND_IN = "hand_in", _("Hand in for review")
    PUBLISH = "publish", _("Publish")
    WAIT = "wait", _("A reviewer will look at it.")
    NONE = "none", _("Nothing is left to do.")


@dataclass(frozen=True, slots=True)
class Standing:
    """`first_open`: pk of the first segment that no person has translated, or None."""

    state: TranslationState
    step: Step
    done: int
    machine: int
    total: int
    first_open: int | None


def standing_of(cell: Cell, segments: Sequence[Segment], person: Any, publishes: bool) -> Standing:
    """For `person`, who may publish if `publishes`: of one's own last words another one does."""
    opened = [segment.pk for segment in segments if segment.state != SegmentState.DONE]
    first_open = opened[0] if opened else None
    publishes = publishes and not _is_last_hand(segments, person)
    return Standing(
        state=cell.state,
        step=Step.NEXT if opened else _step(cell.state, publishes),
        done=cell.strings.done,
        machine=cell.strings.machine,
        total=len(segments),
        first_open=first_open,
    )


def _step(state: TranslationState, publishes: bool) -> Step:
    if state == TranslationState.APPROVED:
        return Step.NONE
    if publishes:
        return Step.PUBLISH
    return Step.WAIT if state == TranslationState.IN_REVIEW else Step.HAND_IN


def _is_last_hand(segments: Sequence[Segment], person: Any) -> bool:
    changed = [segment for segment in segments if segment.changed_on]
    last = max(changed, key=_when, default=None)
    return last is not None and last.changed_by == person.pk


def _when(segment: Segment) -> datetime.datetime:
    return segment.changed_on or datetime.datetime.min.replace(tzinfo=datetime.UTC)
