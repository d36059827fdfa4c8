"""What to do next, for whom."""

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest
from django.utils import timezone
from wagtail_localize.models import Translation

from campaigns.cms.translating.standing import DeskState, Step, standing_of
from campaigns.enums import SegmentState
from campaigns.translating.segments import Segment
from tests.campaigns.cms.translating.visits import segment

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]

DRAFT = SimpleNamespace(live=False, last_published_at=None)


def standing(turkish: Translation, states: list[SegmentState], **fields: Any) -> Any:
    one: Segment = segment(turkish)
    segments = [replace(one, pk=pk, state=state) for pk, state in enumerate(states)]
    return standing_of(segments, DRAFT, turkish, SimpleNamespace(pk=1), False)


def test_progress_counts_what_persons_have_done(turkish: Translation) -> None:
    done, machine, missing = SegmentState.DONE, SegmentState.MACHINE, SegmentState.MISSING
    found = standing(turkish, [done, machine, missing, SegmentState.REFUSED])

    assert (found.done, found.machine, found.total, found.first_open) == (1, 1, 4, 1)
    assert (found.state, found.step) == (DeskState.IN_PROGRESS, Step.NEXT)


def test_first_segment_may_be_the_open_one(turkish: Translation) -> None:
    assert standing(turkish, [SegmentState.MISSING, SegmentState.DONE]).first_open == 0


def test_machine_alone_is_progress_and_nothing_done(turkish: Translation) -> None:
    found = standing(turkish, [SegmentState.MACHINE])

    assert (found.state, found.step, found.done) == (DeskState.IN_PROGRESS, Step.NEXT, 0)


def test_source_that_changed_after_publishing_is_not_published(turkish: Translation) -> None:
    done = replace(segment(turkish), state=SegmentState.DONE)
    live = SimpleNamespace(live=True, last_published_at=timezone.now())
    person = SimpleNamespace(pk=1)
    assert standing_of([done], live, turkish, person, False).state == DeskState.PUBLISHED

    turkish.source.last_updated_at = timezone.now()

    assert standing_of([done], live, turkish, person, False).state == DeskState.COMPLETE
