"""A database that threads and eyes can reach: the test database of SQLite lives in memory."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection, connections


@contextmanager
def database_in(place: Path) -> Iterator[Path | None]:
    """Moves the test database into a file in `place` and back; None where it is no SQLite.

    What is written in between stays in the file. Settings of the site, WAL among them, hold.
    """
    if connection.vendor != "sqlite":
        yield None
        return
    in_memory = connections["default"]
    in_memory.ensure_connection()
    file = place / "database.sqlite3"
    with sqlite3.connect(file) as copy:
        in_memory.connection.backup(copy)
    copy.close()
    name = in_memory.settings_dict["NAME"]
    del connections["default"]
    connections.settings["default"]["NAME"] = str(file)
    try:
        yield file
    finally:
        connections["default"].close()
        connections.settings["default"]["NAME"] = name
        connections["default"] = in_memory


@contextmanager
def held_by_another() -> Iterator[None]:
    """Somebody else is writing letters meanwhile, on a connection of their own.

    Ours gives up after a tenth of a second.
    """
    another = connection.get_new_connection(connection.get_connection_params())
    hold, patience = HOLD[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(patience)
    another.cursor().execute(hold)
    try:
        yield
    finally:
        another.rollback()
        another.close()


HOLD = {
    "sqlite": ("BEGIN IMMEDIATE", "PRAGMA busy_timeout = 100"),
    "postgresql": ("LOCK TABLE campaigns_letter IN EXCLUSIVE MODE", "SET lock_timeout = '100ms'"),
}


@contextmanager
def without_its_file(place: Path) -> Iterator[None]:
    """The folder of an SQLite database is away for a while, as an unmounted disk is."""
    away = place.with_name(f"{place.name} away")
    connection.close()
    shutil.move(place, away)
    try:
        yield
    finally:
        connection.close()
        shutil.move(away, place)
