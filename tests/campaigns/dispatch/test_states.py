"""The table of states: what is in it can be done, nothing else, and the journal knows first."""

from typing import Any

import pytest

from campaigns.dispatch import journal, states
from campaigns.dispatch.states import MOVES, MovedMeanwhileError, move
from campaigns.enums import DispatchState, LetterState
from campaigns.models import Appeal, Dispatch, Letter
from tests.factories.letters import states_of
from tests.factories.records import today

NEEDED: dict[str, dict[str, Any]] = {
    "ready": {"sha256": "0" * 64, "count": 25, "parts": []},
    "handed_over": {"handed_over_on": today()},
}


def in_state(appeal: Appeal, state: DispatchState, letters: LetterState) -> Dispatch:
    dispatch = Dispatch.objects.create(
        appeal=appeal, language="tr", channel="postal", envelope={}, state=state
    )
    Letter.objects.filter(appeal=appeal).update(dispatch=dispatch, state=letters)
    return dispatch


@pytest.mark.parametrize(("before", "after"), MOVES)
def test_each_move_of_the_table_moves_its_letters(appeal: Appeal, before: str, after: str) -> None:
    moved, becomes = MOVES[before, after]
    dispatch = in_state(appeal, DispatchState(before), (moved or (LetterState.CLAIMED,))[0])

    move(dispatch, DispatchState(after), **NEEDED.get(after, {}))

    assert (dispatch.state, states_of(appeal)) == (after, {becomes: 25})
    assert dispatch.letters.count() == (0 if becomes == LetterState.WAITING else 25)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (before, after)
        for before in DispatchState
        for after in DispatchState
        if (before, after) not in MOVES
    ],
)
def test_every_other_move_is_refused(appeal: Appeal, before: str, after: str) -> None:
    dispatch = in_state(appeal, DispatchState(before), LetterState.CLAIMED)

    with pytest.raises(MovedMeanwhileError):
        move(dispatch, DispatchState(after), **NEEDED.get(after, {}))

    assert states_of(appeal) == {"claimed": 25}
    assert list(journal.entries()) == []


def test_letters_that_have_left_stay_sent_whatever_becomes_of_the_rest(appeal: Appeal) -> None:
    dispatch = in_state(appeal, DispatchState.READY, LetterState.CLAIMED)
    states.move_letter(dispatch.letters.first().pk, LetterState.CLAIMED, LetterState.SENT)

    move(dispatch, DispatchState.CANCELLED)

    assert states_of(appeal) == {"sent": 1, "waiting": 24}


def test_who_comes_second_changes_nothing(ready: Dispatch) -> None:
    stale = Dispatch.objects.get(pk=ready.pk)
    move(ready, DispatchState.CANCELLED)

    with pytest.raises(MovedMeanwhileError):
        move(stale, DispatchState.HANDED_OVER, handed_over_on=today())

    assert states_of(ready.appeal) == {"waiting": 25}


def test_journal_that_cannot_be_written_keeps_the_letters_where_they_are(
    ready: Dispatch, settings: Any, tmp_path: Any
) -> None:
    settings.CAMPAIGNS = {**settings.CAMPAIGNS, "JOURNAL": str(tmp_path)}

    with pytest.raises(IsADirectoryError):
        move(ready, DispatchState.HANDED_OVER, handed_over_on=today())

    assert Dispatch.objects.get().state == "ready"
    assert states_of(ready.appeal) == {"claimed": 25}


def test_journal_hears_of_letters_that_are_free_again(ready: Dispatch, committed: Any) -> None:
    with committed():
        move(ready, DispatchState.CANCELLED)
        assert [entry.event for entry in journal.entries()] == ["ready"]

    assert [entry.event for entry in journal.entries()] == ["ready", "cancelled"]
