"""Each harness for a few seconds, over the database of the tests."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from campaigns.models import Letter
from tests.factories.databases import database_in
from tests.torture import faults, sign_kill, sign_load
from tests.torture.planted import is_sound, missing, plant_field, url_of_connection

SECONDS = 3.0


@pytest.fixture
def target(transactional_db: None, tmp_path: Path) -> Iterator[Any]:
    with database_in(tmp_path):
        yield plant_field(url_of_connection())


def test_load_loses_nothing_and_meets_no_fault(target: Any) -> None:
    found = sign_load.measured(target, SECONDS)

    assert (found.accepted.faults, found.baseline.faults) == (0, 0)
    assert len(found.accepted.receipts) > 0
    assert missing(found.accepted.receipts) == 0
    assert len(set(found.accepted.receipts)) == len(found.accepted.receipts)


def test_kills_lose_and_double_nothing(target: Any) -> None:
    outcome = sign_kill.signed_under_kills(target, kills=3, apart=0.5)

    assert missing(outcome.receipts) == 0
    assert Letter.objects.count() == len(set(outcome.receipts)) == len(outcome.receipts) > 0
    assert is_sound()


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="holds the write lock of a file")
def test_locked_database_thanks_nobody_and_signs_once_it_is_free(target: Any) -> None:
    file = Path(connection.settings_dict["NAME"])

    outcome, statuses = faults.pressed_through(target, lambda _server: faults.locked(file), 6.0)

    assert set(statuses) == {303, 503}
    assert statuses.count(303) == faults.CLIENTS == Letter.objects.count()
    assert missing(outcome.receipts) == 0


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="the files are the server's own")
@pytest.mark.skipif(sys.platform != "linux", reason="limits another process")
def test_full_disk_thanks_nobody_and_signs_once_there_is_room(target: Any) -> None:
    outcome, statuses = faults.pressed_through(target, faults.full, 2.0)

    assert set(statuses) == {303, 503}
    assert statuses.count(303) == faults.CLIENTS == Letter.objects.count()
    assert missing(outcome.receipts) == 0


def test_missing_letters_are_noticed(target: Any) -> None:
    """The harness can fail: a receipt of nothing counts as lost."""
    assert missing([f"/de/letters/receipt/{'a' * 26}/"]) == 1
