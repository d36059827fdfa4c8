"""A test database that several processes work on, and the processes."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from django.test.utils import (
    override_settings,
    setup_databases,
    setup_test_environment,
    teardown_databases,
    teardown_test_environment,
)

from tests.factories.databases import database_in

PATIENCE = 120  # seconds


@contextmanager
def house() -> Iterator[Path]:
    """A migrated database and a room for its files; everything is gone afterwards."""
    setup_test_environment()
    databases = setup_databases(verbosity=0, interactive=False)
    try:
        with tempfile.TemporaryDirectory() as place, database_in(Path(place)):
            yield Path(place)
    finally:
        teardown_databases(databases, verbosity=0)
        teardown_test_environment()


@contextmanager
def private_places(room: Path) -> Iterator[None]:
    """Journal and bundles of this process and its children lie in `room`."""
    campaigns = {
        **settings.CAMPAIGNS,
        "JOURNAL": str(room / "journal.jsonl"),
        "PRIVATE_STORAGE": str(room / "private"),
    }
    with override_settings(CAMPAIGNS=campaigns):
        yield


def environment(room: Path) -> dict[str, str]:
    """For a process that works on the same database and files."""
    return {
        **os.environ,
        "DATABASE_URL": database_url(),
        "JOURNAL": str(room / "journal.jsonl"),
        "PRIVATE_STORAGE": str(room / "private"),
        "DJANGO_SETTINGS_MODULE": "briefe_site.settings.test",
    }


def database_url() -> str:
    at: Any = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{at['NAME']}"
    return f"postgres://{at['USER']}:{at['PASSWORD']}@{at['HOST']}:{at['PORT']}/{at['NAME']}"


class Dispatcher:
    """A process that runs the dispatch when it is told to."""

    def __init__(self, room: Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.torture._dispatcher"],
            env=environment(room),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.hear("ready")

    def say(self, word: str) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(f"{word}\n")
        self.process.stdin.flush()

    def hear(self, expected: str) -> None:
        """Waits for a word; RuntimeError for any other, as from a process that has died."""
        assert self.process.stdout is not None
        if (heard := self.process.stdout.readline().strip()) != expected:
            raise RuntimeError(f"expected {expected!r}, heard {heard!r}")

    def kill(self) -> None:
        """As `kill -9` does."""
        self.process.kill()
        self._gone()

    def end(self) -> None:
        assert self.process.stdin is not None
        self.process.stdin.close()
        self._gone()

    def _gone(self) -> None:
        self.process.wait(PATIENCE)
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe is not None:
                pipe.close()
