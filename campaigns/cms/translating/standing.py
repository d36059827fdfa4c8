"""How far a translation is, and the one thing to do next."""

import datetime
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail_localize.models import Translation

from campaigns.enums import SegmentState
from campaigns.models import TranslationTask
from campaigns.translating.segments import Segment


class DeskState(TextChoices):
    MISSING = "missing", pgettext_lazy("translation", "Nothing translated yet")
    IN_PROGRESS = "in_progress", pgettext_lazy("translation", "In progress")
    COMPLETE = "complete", pgettext_lazy("translation", "Everything translated")
    IN_REVIEW = "in_review", pgettext_lazy("translation", "In review")
    PUBLISHED = "published", pgettext_lazy("translation", "Published")


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

    state: DeskState
    step: Step
    done: int
    machine: int
    total: int
    first_open: int | None


def standing_of(
    segments: Sequence[Segment], target: Any, translation: Translation, person: Any, publishes: bool
) -> Standing:
    """For `person`, who may publish if `publishes`: of one's own last words another one does."""
    count = Counter(segment.state for segment in segments)
    state = _state(segments, target, translation)
    return Standing(
        state=state,
        step=_step(state, publishes and not _is_last_hand(segments, person)),
        done=count[SegmentState.DONE],
        machine=count[SegmentState.MACHINE],
        total=len(segments),
        first_open=next((s.pk for s in segments if s.state != SegmentState.DONE), None),
    )


def _state(segments: Sequence[Segment], target: Any, translation: Translation) -> DeskState:
    states = {segment.state for segment in segments}
    if states - {SegmentState.DONE}:
        untouched = states == {SegmentState.MISSING}
        return DeskState.MISSING if untouched else DeskState.IN_PROGRESS
    if _is_published(segments, target, translation):
        return DeskState.PUBLISHED
    task = task_of(translation)
    return DeskState.IN_REVIEW if task and task.handed_in_on else DeskState.COMPLETE


def _step(state: DeskState, publishes: bool) -> Step:
    if state in (DeskState.MISSING, DeskState.IN_PROGRESS):
        return Step.NEXT
    if state == DeskState.PUBLISHED:
        return Step.NONE
    if publishes:
        return Step.PUBLISH
    return Step.WAIT if state == DeskState.IN_REVIEW else Step.HAND_IN


def _is_published(segments: Sequence[Segment], target: Any, translation: Translation) -> bool:
    published = target.last_published_at
    if not target.live or published is None:
        return False
    changed = [segment.changed_on for segment in segments if segment.changed_on]
    return max([translation.source.last_updated_at, *changed]) <= published


def _is_last_hand(segments: Sequence[Segment], person: Any) -> bool:
    changed = [segment for segment in segments if segment.changed_on]
    last = max(changed, key=_when, default=None)
    return last is not None and last.changed_by == person.pk


def _when(segment: Segment) -> datetime.datetime:
    return segment.changed_on or datetime.datetime.min.replace(tzinfo=datetime.UTC)


def task_of(translation: Translation) -> TranslationTask | None:
    """The reverse side of a one-to-one raises where there is no row."""
    return getattr(translation, "task", None)
