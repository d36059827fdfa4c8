"""PO files as values: written from entries and read back, without any database.

Nothing in a file names a person. A comment of each entry keeps a digest of what stood when the
file was written; so a later import sees what has changed here meanwhile.
"""

import hashlib
import re
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import polib
import regex
from django.utils.translation import gettext as _

LARGEST = 2 * 1024 * 1024  # bytes; a long page takes 100 KB
STANDING = "standing: "
_CONTROLS = regex.compile(r"[\p{Cc}--[\n\t]]|\p{Cs}", flags=regex.VERSION1)
_CHARSET = re.compile(rb"charset=([A-Za-z0-9._-]+)", re.IGNORECASE)
_WHOLE_LINE = re.compile(
    r"(?:#.*|(?:(?:msgctxt|msgid|msgid_plural|msgstr(?:\[\d+\])?)\s*)?\"(?:[^\"\\]|\\.)*\")?",
    re.DOTALL,
)
_LINE = re.compile(r"\(line (\d+)\)(?::\s*(.*))?$", re.DOTALL)


class BrokenFileError(ValueError):
    """The file cannot be read; the message says why, for the person who sent it."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One string of a file. standing: digest of the translation at export, None if unknown."""

    path: str
    source: str
    target: str = ""
    fuzzy: bool = False
    notes: tuple[str, ...] = ()
    standing: str | None = None
    line: int = 0


@dataclass(frozen=True, slots=True)
class Catalogue:
    headers: Mapping[str, str]
    entries: tuple[Entry, ...]


def digest(text: str) -> str:
    """Short name of a text, the same whatever its line breaks; of an empty one it is "none"."""
    plain = comparable(text)
    return hashlib.sha256(plain.encode()).hexdigest()[:16] if plain else "none"


def comparable(text: str) -> str:
    """Without what tools change on the way: kind of line breaks, line breaks at either end.

    gettext asks that both sides of an entry begin and end with the same ones.
    """
    return _one_kind_of_break(text).strip("\n")


def _one_kind_of_break(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def written(headers: Mapping[str, str], entries: Iterable[Entry]) -> str:
    """A PO file that gettext's own tools accept."""
    file = polib.POFile(wrapwidth=0)
    file.metadata = {
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        **headers,
    }
    for entry in entries:
        file.append(_as_polib(entry))
    return str(file)


def _as_polib(entry: Entry) -> polib.POEntry:
    notes = [line for note in entry.notes for line in note.splitlines()]
    if entry.standing is not None:
        notes.append(STANDING + entry.standing)
    return polib.POEntry(
        msgctxt=entry.path,
        msgid=comparable(entry.source),
        msgstr=comparable(entry.target),
        comment="\n".join(notes),
        flags=["fuzzy"] if entry.fuzzy else [],
    )


def read(content: str | bytes) -> Catalogue:
    """What a file says; BrokenFileError with the line where it can be told."""
    if len(content) > LARGEST:
        raise BrokenFileError(_("The file is larger than 2 MB. Send one translation at a time."))
    text = content if isinstance(content, str) else _decoded(content)
    file = _parsed(text)
    entries = tuple(_entry(each) for each in file if not each.obsolete)
    return Catalogue(dict(file.metadata), entries)


def _decoded(content: bytes) -> str:
    declared = _CHARSET.search(content)
    for encoding in ("utf-8-sig", declared.group(1).decode() if declared else "utf-8"):
        try:
            return content.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    raise BrokenFileError(_("The file is not in UTF-8. Save it with this encoding and try again."))


def _parsed(text: str) -> polib.POFile:
    """polib takes a name or a text for one another, and breaks texts at U+2028: so, by a file."""
    if "msgid" not in text:
        raise BrokenFileError(_("This is no PO file."))
    text = _one_kind_of_break(text.removeprefix("\ufeff"))
    _check_lines(text)
    with tempfile.TemporaryDirectory() as room:
        path = Path(room, "read.po")
        try:
            path.write_text(text, encoding="utf-8")
            return polib.pofile(str(path), encoding="utf-8")
        except (OSError, UnicodeError) as error:
            raise BrokenFileError(_said_by(error)) from None


def _check_lines(text: str) -> None:
    """polib cuts off what it does not understand, the end of a sentence, too."""
    for number, line in enumerate(text.split("\n"), 1):
        if not _WHOLE_LINE.fullmatch(line.strip(" \t")):
            raise BrokenFileError(_broken_in(number))


def _broken_in(line: int | str) -> str:
    return _("The file is broken in line %(line)s.") % {"line": line}


def _said_by(error: Exception) -> str:
    found = _LINE.search(str(error))
    return _broken_in(found.group(1)) if found else _("This is no PO file.")


def _entry(entry: polib.POEntry) -> Entry:
    notes = entry.comment.split("\n") if entry.comment else []
    marks = [note.removeprefix(STANDING) for note in notes if note.startswith(STANDING)]
    return Entry(
        path=entry.msgctxt or "",
        source=entry.msgid,
        target=entry.msgstr,
        fuzzy=entry.fuzzy,
        notes=tuple(note for note in notes if not note.startswith(STANDING)),
        standing=marks[0].strip() if marks else None,
        line=entry.linenum or 0,
    )


def has_controls(text: str) -> bool:
    """Characters that no text has and that a database or a printer trips over."""
    return bool(_CONTROLS.search(text))
