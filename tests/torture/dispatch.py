"""The dispatch under torture: `TORTURE=dispatch make torture`."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from django.db import connection

from tests.benchmarks import Figure, figure
from tests.torture import _dispatch
from tests.torture._house import house

FAMILIES = ("dispatch", "restore")
RUNS, KILLS, LETTERS, RESTORES = 50, 20, 10_000, 20
SEED = 7


def figures() -> Iterator[Figure]:
    """dispatch.race: two dispatchers as processes, 50 runs. dispatch.drawing_killed: `kill -9`
    while a bundle is drawn. restore (SQLite only): a backup of yesterday, 20 different days.
    """
    end = _name_of_database()
    faults = _in_a_house(partial(_dispatch.race, runs=RUNS))
    yield from _told("dispatch.race", faults, end)
    faults = _in_a_house(partial(_dispatch.killed, kills=KILLS, number=LETTERS, seed=SEED))
    yield from _told("dispatch.drawing_killed", faults, end)
    if not end:
        yield from _restores()


def _in_a_house(work: partial[_dispatch.Faults]) -> _dispatch.Faults:
    with house() as room:
        return work(room)


def _told(name: str, faults: _dispatch.Faults, end: str) -> Iterator[Figure]:
    yield figure(f"{name}.doubled{end}", faults.doubled, "faults")
    yield figure(f"{name}.lost{end}", faults.lost, "faults")
    yield figure(f"{name}.partial_files{end}", faults.partial, "faults")


def _restores() -> Iterator[Figure]:
    total = _dispatch.Restored()
    with house() as room:
        for number in range(RESTORES):
            place: Path = room / str(number)
            place.mkdir()
            found = _dispatch.restored(place, SEED + number)
            total.resent += found.resent
            total.skipped += found.skipped
            total.unnoticed += found.unnoticed
            _dispatch.forget()
    yield figure("restore.resent", total.resent, "faults")
    yield figure("restore.skipped", total.skipped, "faults")
    yield figure("restore.unnoticed", total.unnoticed, "faults")


def _name_of_database() -> str:
    return "" if connection.vendor == "sqlite" else f".{connection.vendor}"
