"""A database that threads and eyes can reach: the test database of SQLite lives in memory."""

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
