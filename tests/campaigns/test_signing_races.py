"""Two requests with one key at the same moment, each on a connection of its own."""

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, connections

from campaigns.letters.signatory import Signatory
from campaigns.models import Appeal, Letter
from campaigns.signing import Intent, Signed, sign
from tests.factories.appeals import open_appeal
from tests.factories.databases import database_in

RUNNERS = 6


@pytest.fixture
def appeal(transactional_db: None, tmp_path: Path) -> Iterator[Appeal]:
    with database_in(tmp_path):
        yield open_appeal()


def wanted(appeal: Appeal) -> Intent:
    return Intent(appeal.signable_versions()[0], Signatory("A.\u00a0B."), "token:first")


def in_threads(number: int, run: Any) -> list[Any]:
    """What `run` returned or raised, in each of `number` threads."""
    answers: list[Any] = []

    def body() -> None:
        try:
            answers.append(run())
        except Exception as error:
            answers.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=body) for _ in range(number)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    return answers


def test_requests_racing_with_one_key_give_one_row(appeal: Appeal) -> None:
    intent, start = wanted(appeal), threading.Barrier(RUNNERS)

    def run() -> Signed:
        mine = Appeal.objects.get(pk=appeal.pk)
        start.wait(timeout=30)
        return sign(mine, intent)

    answers = in_threads(RUNNERS, run)

    assert [type(answer) for answer in answers] == [Signed] * RUNNERS
    assert sorted(answer.created for answer in answers) == [False] * (RUNNERS - 1) + [True]
    assert len({answer.receipt for answer in answers}) == 1
    assert Letter.objects.count() == 1


def test_loser_whose_insert_fails_is_shown_the_letter_of_the_winner(appeal: Appeal) -> None:
    """The winner commits after the loser has looked for a row and before it writes one."""
    intent = wanted(appeal)
    winners: list[Any] = []

    def winner_comes_first(execute: Any, sql: str, *rest: Any) -> Any:
        # SQLite takes its lock with BEGIN, PostgreSQL waits at the INSERT itself.
        if sql.startswith(("BEGIN", 'INSERT INTO "campaigns_letter"')) and not winners:
            winners.extend(in_threads(1, lambda: sign(Appeal.objects.get(pk=appeal.pk), intent)))
        return execute(sql, *rest)

    with connection.execute_wrapper(winner_comes_first):
        loser = sign(appeal, intent)

    assert [(winner.created, winner.receipt) for winner in winners] == [(True, loser.receipt)]
    assert loser.created is False
    assert Letter.objects.count() == 1
