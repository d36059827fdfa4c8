"""Where bundles lie: a directory of their own, readable by the site alone, served by no server.

<private storage>/<uuid of the dispatch>/            finished; its name appears at once, whole
<private storage>/<uuid of the dispatch>.unfinished/ being written, or what a crash has left
<private storage>/<uuid of the dispatch>.lock        held by who works on it
"""

import fcntl
import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any, Self
from uuid import UUID

from campaigns import conf
from campaigns.dispatch.journal import sync_directory

_BUFFER = 1 << 20


class AtWorkError(Exception):
    """Another process works on this dispatch."""


def room() -> Path:
    place = conf.path("PRIVATE_STORAGE")
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    return place


def finished(dispatch: UUID) -> Path:
    """The directory of the files of a dispatch; it need not exist."""
    return room() / str(dispatch)


def unfinished(dispatch: UUID) -> Path:
    return room() / f"{dispatch}.unfinished"


def begin(dispatch: UUID) -> Path:
    """An empty directory to write to; what a crash has left in it is gone."""
    place = unfinished(dispatch)
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir(mode=0o700)
    return place


def finish(dispatch: UUID) -> None:
    """Gives what was written its name. The files in it have to be on the disk."""
    sync_directory(unfinished(dispatch))
    # Left by a crash before the database knew of it: the same bytes as those that replace it.
    shutil.rmtree(finished(dispatch), ignore_errors=True)
    unfinished(dispatch).rename(finished(dispatch))
    sync_directory(room())


def holds(dispatch: UUID) -> bool:
    """Whether anything of a dispatch is on the disk, finished or not."""
    return finished(dispatch).exists() or unfinished(dispatch).exists()


def discard_files(dispatch: UUID) -> None:
    """Removes every file of a dispatch; for who works on it, or where nobody does."""
    shutil.rmtree(unfinished(dispatch), ignore_errors=True)
    shutil.rmtree(finished(dispatch), ignore_errors=True)


def discard(dispatch: UUID) -> None:
    """Removes every file of a dispatch that nobody works on any more."""
    discard_files(dispatch)
    (room() / f"{dispatch}.lock").unlink(missing_ok=True)


@contextmanager
def worked_on_alone(dispatch: UUID) -> Iterator[None]:
    """Raises AtWorkError; a process that dies lets go by itself."""
    place = room() / f"{dispatch}.lock"
    with place.open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise AtWorkError from None
        yield


def discard_unfinished(dispatch: UUID) -> None:
    shutil.rmtree(unfinished(dispatch), ignore_errors=True)


def files(dispatch: UUID) -> list[Path]:
    """The finished files of a dispatch, by name."""
    place = finished(dispatch)
    return sorted(each for each in place.iterdir() if each.is_file()) if place.is_dir() else []


def sync_file(place: Path) -> None:
    """A file that somebody else wrote is on the disk, for the site's eyes only."""
    place.chmod(0o600)
    descriptor = os.open(place, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


class Hashing(AbstractContextManager["Hashing"]):
    """A new file, on the disk when the block ends without an error. It hashes what is written to
    it, for itself and for the bundle it is a part of."""

    def __init__(self, place: Path, whole: Any) -> None:
        self.place, self.whole, self.own = place, whole, hashlib.sha256()

    def __enter__(self) -> Self:
        descriptor = os.open(self.place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        self.file = os.fdopen(descriptor, "wb", buffering=_BUFFER)
        return self

    def write(self, content: bytes, /) -> int:
        self.own.update(content)
        self.whole.update(content)
        return self.file.write(content)

    def __exit__(self, error: object, *more: object) -> None:
        with self.file:
            if error is None:
                self.file.flush()
                os.fsync(self.file.fileno())
