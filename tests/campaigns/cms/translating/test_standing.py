"""What to do next, for whom."""

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest
from wagtail_localize.models import Translation

from campaigns.cms.translating.standing import Step, standing_of
from campaigns.enums import SegmentState, TranslationState
from campaigns.translating.progress import Cell
from tests.campaigns.cms.translating.visits import segment

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]

ME, SOMEBODY = SimpleNamespace(pk=1), 2
DONE, MISSING = SegmentState.DONE, SegmentState.MISSING


def step(
    turkish: Translation,
    state: str,
    *states: SegmentState,
    publishes: bool = False,
    last: int | None = SOMEBODY,
) -> Any:
    one = segment(turkish)
    when = turkish.created_at
    segments = [
        replace(one, pk=pk, state=each, changed_by=last, changed_on=when)
        for pk, each in enumerate(states)
    ]
    return standing_of(Cell(TranslationState(state), "tr"), segments, ME, publishes)


def test_an_open_segment_comes_before_all_else(turkish: Translation) -> None:
    found = step(turkish, "behind", DONE, SegmentState.MACHINE, MISSING, publishes=True)

    assert (found.step, found.first_open, found.total) == (Step.NEXT, 1, 3)


def test_first_segment_may_be_the_open_one(turkish: Translation) -> None:
    assert step(turkish, "in_progress", MISSING, DONE).first_open == 0


@pytest.mark.parametrize(
    ("state", "publishes", "last", "expected"),
    [
        ("complete", False, SOMEBODY, Step.HAND_IN),
        ("complete", True, SOMEBODY, Step.PUBLISH),
        ("complete", True, ME.pk, Step.HAND_IN),
        ("behind", False, SOMEBODY, Step.HAND_IN),
        ("in_review", False, SOMEBODY, Step.WAIT),
        ("in_review", True, SOMEBODY, Step.PUBLISH),
        ("in_review", True, ME.pk, Step.WAIT),
        ("approved", True, SOMEBODY, Step.NONE),
    ],
)
def test_finished_work_goes_on_to_another_person(
    turkish: Translation, state: str, publishes: bool, last: int, expected: Step
) -> None:
    assert step(turkish, state, DONE, publishes=publishes, last=last).step == expected
