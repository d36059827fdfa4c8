"""States of a translation, as the table of the module says."""

import datetime

import pytest

from campaigns.enums import TranslationState
from campaigns.translating.progress import Served, Strings, state_of

BEFORE, AFTER = (datetime.datetime(2026, 11, day, tzinfo=datetime.UTC) for day in (1, 20))
SERVED = datetime.datetime(2026, 11, 10, tzinfo=datetime.UTC)
NOW, OLD = Served(SERVED, up_to_date=True), Served(SERVED, up_to_date=False)


@pytest.mark.parametrize(
    ("strings", "served", "handed_in", "state"),
    [
        (Strings(5), None, False, "in_progress"),
        (Strings(5, 2, 1, BEFORE), None, False, "in_progress"),
        (Strings(5, 2, 3, BEFORE), None, False, "machine"),
        (Strings(5, 0, 5, BEFORE), None, True, "machine"),
        (Strings(5, 5, 0, BEFORE), None, False, "complete"),
        (Strings(5, 5, 0, BEFORE), None, True, "in_review"),
        (Strings(5, 5, 0, BEFORE), NOW, False, "approved"),
        (Strings(5, 5, 0, BEFORE), NOW, True, "approved"),
        (Strings(5, 5, 0, BEFORE), OLD, False, "behind"),
        (Strings(5, 4, 0, BEFORE), NOW, False, "behind"),
        (Strings(5, 4, 1, BEFORE), NOW, False, "behind"),
        (Strings(5, 5, 0, AFTER), NOW, False, "complete"),
        (Strings(5, 5, 0, AFTER), NOW, True, "in_review"),
        (Strings(5, 5, 0, AFTER), OLD, True, "in_review"),
        (Strings(), NOW, False, "approved"),
        (Strings(), OLD, False, "behind"),
        (Strings(), None, True, "in_progress"),
    ],
)
def test_state_follows_strings_and_what_is_served(
    strings: Strings, served: Served | None, handed_in: bool, state: str
) -> None:
    assert state_of(strings, served, handed_in=handed_in) == TranslationState(state)
