"""The harnesses of `make torture`, short: the same functions, and proof that they can fail."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from campaigns.dispatch import claiming, journal, reconciling
from campaigns.dispatch.journal import Event
from campaigns.models import Dispatch
from tests.browser.planted import restore_what_migrations_made
from tests.factories.databases import database_in
from tests.factories.letters import letters
from tests.factories.sites import plant
from tests.torture import _dispatch, _mailing
from tests.torture._dispatch import Faults, Restored


@pytest.fixture
def room(transactional_db: None, tmp_path: Path) -> Iterator[Path]:
    restore_what_migrations_made()
    plant()
    with database_in(tmp_path):
        yield tmp_path


def test_two_dispatchers_at_once_send_nothing_twice(room: Path) -> None:
    assert _dispatch.race(room, runs=2) == Faults()


def test_dispatcher_killed_while_drawing_leaves_nothing_half(room: Path) -> None:
    assert _dispatch.killed(room, kills=2, number=2_000, seed=1) == Faults()


@pytest.mark.parametrize("oracle", [True, False])
def test_dispatcher_of_mails_killed_at_any_moment_loses_and_doubles_nothing(
    room: Path, oracle: bool
) -> None:
    found = _mailing.mailed(room, kills=3, number=50, seed=1, oracle=oracle)

    assert found.kills > 0
    assert found == _mailing.Faults(kills=found.kills)


@pytest.mark.parametrize(("way", "fault"), [("mark after", "doubled"), ("mark before", "lost")])
def test_ways_that_everybody_writes_first_are_caught(room: Path, way: str, fault: str) -> None:
    found = 0
    for seed in range(5):
        if found := getattr(_mailing.mailed(room, kills=6, number=60, seed=seed, way=way), fault):
            break

    assert found > 0


@pytest.mark.skipif(connection.vendor != "sqlite", reason="a backup is a copy of the file")
@pytest.mark.parametrize("seed", [1, 2])
def test_backup_of_yesterday_sends_nothing_again(room: Path, seed: int) -> None:
    assert _dispatch.restored(room, seed) == Restored()


@pytest.mark.skipif(connection.vendor != "sqlite", reason="a backup is a copy of the file")
def test_restore_without_the_journal_would_be_seen(
    room: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reconciling, "differences", list)

    found = _dispatch.restored(room, seed=1)

    assert (found.resent > 0, found.unnoticed) == (True, 1)


def test_letters_in_two_dispatches_would_be_seen(room: Path, settings: Any) -> None:
    with _dispatch.private_places(room):
        appeal = _dispatch.open_appeal()
        letters(appeal, 25)
        (pile,) = claiming.piles([appeal])
        dispatch = claiming.claim(pile)
        assert isinstance(dispatch, Dispatch)
        uuids = list(dispatch.letters.values_list("uuid", flat=True))
        other = Dispatch.objects.create(appeal=appeal, language="tr", channel="x", envelope={})
        for each in (dispatch, other):
            journal.append(Event.READY, each.uuid, letters=uuids)

        assert _dispatch.counted() == Faults(doubled=25, lost=0, partial=2)
