"""A name that exists nowhere else, every place it could end up in, and who looks for it there."""

import base64
import io
import logging
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import unquote_to_bytes

import pikepdf
import pypdf
from django.conf import settings
from django.core import mail
from django.core.cache import caches
from django.db import connection
from django.utils.log import AdminEmailHandler

WORDS = ("Zyprexine", "Quombatt", "Vlonfretski")
NAME = "Zyprexine-Quombatt Vlonfretski"
INITIALS = "Z.-Q.\u00a0V."
ADDRESS = "203.0.113.77"
BROWSER = "CanaryBrowser"
CANARIES = (*WORDS, ADDRESS, BROWSER)

_BASE64 = re.compile(rb"[A-Za-z0-9+/_-]{16,}")


def traces(
    places: Mapping[str, bytes], canaries: Sequence[str] = CANARIES
) -> list[tuple[str, str]]:
    """(place, canary) of each one found, in any letter case and usual disguise."""
    return [
        (place, canary)
        for place, content in places.items()
        for canary in _found(b"\n".join(_readings(content)).lower(), canaries)
    ]


def _found(content: bytes, canaries: Sequence[str]) -> list[str]:
    codes = ("utf-8", "utf-16-le", "utf-16-be")
    return [
        canary
        for canary in canaries
        if any(canary.casefold().encode(code) in content for code in codes)
    ]


def _readings(content: bytes) -> Iterator[bytes]:
    """The content as it is, and with percent signs, entities and base 64 taken back."""
    yield content
    yield unquote_to_bytes(content)
    yield unescape(content.decode("utf-8", "replace")).encode()
    for text in _BASE64.findall(content):
        plain = text.translate(bytes.maketrans(b"+/", b"-_"))
        yield base64.urlsafe_b64decode(plain[: len(plain) // 4 * 4])


class Written(logging.Handler):
    """Keeps every record of every level as a line and as a whole, traceback and all.

    It stands behind the site's own handler, whose filter has seen the record before.
    """

    def __init__(self) -> None:
        super().__init__(logging.NOTSET)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))
        self.lines.append(repr({**record.__dict__, "exc_info": None}))


@dataclass
class Places:
    """Where a name could be left behind while the site works."""

    database: Path | None
    log: Written = field(default_factory=Written)
    answers: list[Any] = field(default_factory=list)

    def contents(self) -> dict[str, bytes]:
        """What is in each place now."""
        return {
            "rows": "\n".join(rows()).encode(),
            "log": "\n".join(self.log.lines).encode(),
            "mail": b"\n".join(each.message().as_bytes() for each in mail.outbox) + _mail_texts(),
            "cache": "\n".join(_cached()).encode(),
            **{f"file {path.name}": path.read_bytes() for path in self._files()},
            **{f"answer {n}": seen(answer) for n, answer in enumerate(self.answers)},
        }

    def _files(self) -> list[Path]:
        database = [self.database.parent] if self.database else []
        roots = [Path(settings.MEDIA_ROOT), *database]
        return [path for root in roots for path in sorted(root.rglob("*")) if path.is_file()]


def rows() -> Iterator[str]:
    """Every row of every table."""
    with connection.cursor() as cursor:
        for table in sorted(connection.introspection.table_names(cursor)):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608 - the database's own names
            yield from (f"{table}: {row!r}" for row in cursor.fetchall())


def _mail_texts() -> bytes:
    """Bodies before they are encoded for the way."""
    parts = (
        [each.subject, each.body, *(part.content for part in getattr(each, "alternatives", []))]
        for each in mail.outbox
    )
    return "\n".join(str(text) for texts in parts for text in texts).encode()


def _cached() -> Iterator[str]:
    for alias in settings.CACHES:
        yield from (f"{key}: {value!r}" for key, value in caches[alias]._cache.items())


def seen(answer: Any) -> bytes:
    """Headers and body of an answer; of a PDF its text and all its streams, unpacked."""
    headers = repr(sorted(answer.headers.items())).encode()
    body = answer.content
    return headers + body + (unpacked(body) if body.startswith(b"%PDF") else b"")


def unpacked(pdf: bytes) -> bytes:
    """Text, metadata and every decoded stream of a PDF."""
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    text = "\n".join([*(page.extract_text() for page in reader.pages), repr(reader.metadata)])
    with pikepdf.open(io.BytesIO(pdf)) as document:
        streams = [
            each.read_bytes() for each in document.objects if isinstance(each, pikepdf.Stream)
        ]
    return b"\n".join([text.encode(), *streams])


@contextmanager
def watched(places: Places) -> Iterator[None]:
    """Everything is logged at every level, SQL too; an error is mailed, with its page."""
    mails = AdminEmailHandler(include_html=True)
    mails.setLevel(logging.ERROR)
    loggers = [logging.getLogger(name) for name in ("", "django", "django.server")]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.DEBUG)
        logger.addHandler(places.log)
    # Before the site's own handler, whose filter would take the request out of the record.
    loggers[1].handlers.insert(0, mails)
    connection.force_debug_cursor = True
    try:
        yield
    finally:
        connection.force_debug_cursor = False
        loggers[1].removeHandler(mails)
        for logger, level in zip(loggers, levels, strict=True):
            logger.removeHandler(places.log)
            logger.setLevel(level)
