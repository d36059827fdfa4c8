"""What has left, or may have left, written down outside the database.

A restored backup forgets what was sent after it was made; the journal does not. The file is
`CAMPAIGNS["JOURNAL"]`: one JSON object a line, UTF-8, only ever added to, mode 0600:

    {"event": "ready", "dispatch": "<uuid>", "day": "2026-02-23", "prev": "<hex>", ...}

prev: SHA-256 of the line before, without its newline, so that a changed or missing line shows; ""
in the first line. letters: uuids of letters, 16 bytes each, sorted, in base 64. A line counts once
its newline is on the disk: what a crash leaves of a last line never counted and is cut off.

ready        the bundle exists and may leave from now on. appeal, language, channel, count, sha256,
             letters; sends: whether items leave one by one, each after a line of its own
leaving      an attempt to send an item begins. item; letters, if not all of the dispatch
stayed       the receiver refused the item. item
left         the receiver took the item. item
handed_over  all of the dispatch has left. handed_on: the day
cancelled    what had not left yet never will: its letters wait again

There are no primary keys, which a restored database gives anew, and no initials.
"""

import base64
import fcntl
import hashlib
import json
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any, BinaryIO
from uuid import UUID

from django.utils import timezone

from campaigns import conf

UUID_BYTES = 16
_BLOCK = 64 * 1024


class Event(StrEnum):
    READY = "ready"
    LEAVING = "leaving"
    STAYED = "stayed"
    LEFT = "left"
    HANDED_OVER = "handed_over"
    CANCELLED = "cancelled"


class JournalDamagedError(Exception):
    """A line is missing, changed or no line of a journal. Says which."""


@dataclass(frozen=True, slots=True)
class Entry:
    event: Event
    dispatch: UUID
    letters: bytes = b""
    about: dict[str, Any] = field(default_factory=dict)

    def letter_uuids(self) -> Iterator[UUID]:
        for start in range(0, len(self.letters), UUID_BYTES):
            yield UUID(bytes=self.letters[start : start + UUID_BYTES])


def append(event: Event, dispatch: UUID, *, letters: Iterable[UUID] = (), **about: Any) -> None:
    """Adds a line; when this returns, it is on the disk. Raises OSError if it could not be."""
    packed = b"".join(sorted(letter.bytes for letter in letters))
    line = {"event": event, "dispatch": str(dispatch), "day": str(timezone.localdate()), **about}
    if packed:
        line["letters"] = base64.b64encode(packed).decode()
    with _opened_alone(conf.path("JOURNAL")) as file:
        line["prev"] = _hash_of_last_line(file)
        _add(file, json.dumps(line, ensure_ascii=False, separators=(",", ":")).encode() + b"\n")


def entries() -> Iterator[Entry]:
    """All lines, the oldest first; raises JournalDamagedError where the chain is broken."""
    place = conf.path("JOURNAL")
    if not place.exists():
        return
    before = ""
    with place.open("rb") as file:
        for number, line in enumerate(file, start=1):
            if not line.endswith(b"\n"):
                return
            entry, told = _read(line, number)
            if told != before:
                raise JournalDamagedError(
                    f"Line {number} of {place} does not follow the line before it."
                )
            before = hashlib.sha256(line[:-1]).hexdigest()
            yield entry


def _read(line: bytes, number: int) -> tuple[Entry, str]:
    """An entry, and the hash it tells of the line before."""
    try:
        about = json.loads(line)
        entry = Entry(
            event=Event(about.pop("event")),
            dispatch=UUID(about.pop("dispatch")),
            letters=base64.b64decode(about.pop("letters", ""), validate=True),
            about=about,
        )
        return entry, about.pop("prev")
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise JournalDamagedError(f"Line {number} of the journal cannot be read.") from error


@contextmanager
def _opened_alone(place: Path) -> Iterator[BinaryIO]:
    """The file, for one writer at a time; made, with its directory, at the first line."""
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    is_new = not place.exists()
    descriptor = os.open(place, os.O_RDWR | os.O_CREAT, 0o600)
    with os.fdopen(descriptor, "r+b", buffering=0) as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield file
    if is_new:
        sync_directory(place.parent)


def _hash_of_last_line(file: Any) -> str:
    """Also cuts off what a crash has left behind the last newline, and goes to the end."""
    end = _after_last_newline(file, file.seek(0, os.SEEK_END))
    file.truncate(end)
    if end == 0:
        return ""
    start = _after_last_newline(file, end - 1)
    file.seek(start)
    last = _read_exactly(file, end - 1 - start)
    file.seek(end)
    return hashlib.sha256(last).hexdigest()


def _after_last_newline(file: Any, end: int) -> int:
    """Position behind the last newline before `end`, 0 without one."""
    while end > 0:
        start = max(0, end - _BLOCK)
        file.seek(start)
        found = _read_exactly(file, end - start).rfind(b"\n")
        if found >= 0:
            return start + found + 1
        end = start
    return 0


def _read_exactly(file: Any, size: int) -> bytes:
    """Unbuffered files may give less than was asked for."""
    read = bytearray()
    while len(read) < size and (more := file.read(size - len(read))):
        read += more
    return bytes(read)


def _add(file: Any, line: bytes) -> None:
    rest = memoryview(line)
    while rest:
        rest = rest[file.write(rest) :]
    os.fsync(file.fileno())


def sync_directory(place: Path) -> None:
    """Names of files are on the disk, too."""
    descriptor = os.open(place, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
