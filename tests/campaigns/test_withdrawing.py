"""Withdrawing while a letter waits, beside a claim, and too late."""

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, connections
from django.test import Client

from campaigns.enums import LetterState
from campaigns.models import Appeal, Letter
from campaigns.signing import withdraw
from tests.factories.appeals import open_appeal
from tests.factories.databases import database_in
from tests.factories.visits import signed

WITHDRAWABLE = ("waiting", "held")


@pytest.mark.parametrize("state", [state for state in LetterState.values if state != "withdrawn"])
def test_withdrawing_says_what_came_of_it_in_every_state(
    visitor: Client, appeal: Appeal, state: str
) -> None:
    _letter, receipt = signed(visitor, appeal)
    Letter.objects.update(state=state)

    answers = [visitor.post(f"{receipt}withdraw/") for _ in range(2)]

    status, after = (200, "withdrawn") if state in WITHDRAWABLE else (409, state)
    assert [answer.status_code for answer in answers] == [status] * 2
    assert [answer.context["letter"].state for answer in answers] == [after] * 2
    assert Letter.objects.get().initials == ("" if after == "withdrawn" else "A.\u00a0B.")


@pytest.fixture
def letter(transactional_db: None, tmp_path: Path, visitor: Client) -> Iterator[Letter]:
    with database_in(tmp_path):
        yield signed(visitor, open_appeal())[0]


def claim(letter: Letter) -> int:
    """As a dispatch does: one UPDATE of what waits."""
    return Letter.objects.filter(pk=letter.pk, state="waiting").update(state="claimed")


def elsewhere(work: Any) -> Any:
    """What `work` returns on a connection of its own."""
    found: list[Any] = []

    def body() -> None:
        try:
            found.append(work())
        finally:
            connections.close_all()

    thread = threading.Thread(target=body)
    thread.start()
    thread.join(timeout=30)
    return found[0]


@pytest.mark.parametrize("first", ["claim", "withdraw"])
def test_claim_and_withdrawal_at_the_same_moment_have_one_winner(
    letter: Letter, first: str
) -> None:
    """The other one commits between the look at the letter and the UPDATE."""
    mine, other = (withdraw, claim) if first == "claim" else (claim, withdraw)
    others: list[Any] = []

    def other_comes_first(execute: Any, sql: str, *rest: Any) -> Any:
        if sql.startswith('UPDATE "campaigns_letter"') and not others:
            others.append(None)
            others.append(elsewhere(lambda: other(Letter.objects.get(pk=letter.pk))))
        return execute(sql, *rest)

    with connection.execute_wrapper(other_comes_first):
        mine_won = bool(mine(letter))

    kept = Letter.objects.get()
    assert (mine_won, bool(others[1])) == (False, True)
    assert (kept.state, kept.initials) == {
        "claim": ("claimed", "A.\u00a0B."),
        "withdraw": ("withdrawn", ""),
    }[first]
