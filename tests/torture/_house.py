"""Processes that dispatch over one database, one journal and one place for bundles."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.test.utils import override_settings

from tests.torture.planted import url_of_connection

PATIENCE = 120  # seconds


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


def environment(room: Path, **more: str) -> dict[str, str]:
    """For a process that works on the same database and files."""
    return {
        **os.environ,
        **more,
        "DATABASE_URL": url_of_connection(),
        "JOURNAL": str(room / "journal.jsonl"),
        "PRIVATE_STORAGE": str(room / "private"),
        "DJANGO_SETTINGS_MODULE": "tests.torture.settings",
    }


class Dispatcher:
    """A process that runs the dispatch when it is told to."""

    module = "_dispatcher"

    def __init__(self, room: Path, **more: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", f"tests.torture.{self.module}"],
            env=environment(room, **more),
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
        if (heard := self.heard()) != expected:
            raise RuntimeError(f"expected {expected!r}, heard {heard!r}")

    def heard(self) -> str:
        assert self.process.stdout is not None
        return self.process.stdout.readline().strip()

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
