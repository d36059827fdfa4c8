"""The values a letter is made of."""

import hashlib
import json
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal, Self

from campaigns.letters.languages import Direction

MAX_ENVELOPE_LINES = 6


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one weight."""

    text: str
    bold: bool


@dataclass(frozen=True, slots=True)
class LetterBlocks:
    """The text of a letter; `*...*` in subject and paragraphs marks bold, "\\n" breaks a line."""

    subject: str
    salutation: str
    paragraphs: tuple[str, ...]
    closing: str

    def as_json(self) -> dict[str, Any]:
        """What a JSON field stores; from_json() takes it back unchanged."""
        return {
            "subject": self.subject,
            "salutation": self.salutation,
            "paragraphs": list(self.paragraphs),
            "closing": self.closing,
        }

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        """The blocks of as_json(); raises KeyError for a missing block, TypeError for no text."""
        paragraphs = stored["paragraphs"]
        texts = [stored["subject"], stored["salutation"], stored["closing"], *paragraphs]
        if isinstance(paragraphs, str) or not all(isinstance(text, str) for text in texts):
            raise TypeError("blocks of a letter are texts, its paragraphs a list of texts")
        return cls(texts[0], texts[1], tuple(paragraphs), texts[2])

    def digest(self) -> str:
        """SHA-256 (hex) of the canonical JSON, in NFC: equal texts, equal digests."""
        canonical = json.dumps(
            self.as_json(), ensure_ascii=False, sort_keys=True, separators=(",", ":")
        )
        canonical = unicodedata.normalize("NFC", canonical)
        return hashlib.sha256(canonical.encode(errors="surrogatepass")).hexdigest()

    def named(self) -> Iterator[tuple[str, str]]:
        """Pairs of block name and text, in reading order: ("paragraphs.0", "...")."""
        yield "subject", self.subject
        yield "salutation", self.salutation
        for number, paragraph in enumerate(self.paragraphs):
            yield f"paragraphs.{number}", paragraph
        yield "closing", self.closing


@dataclass(frozen=True, slots=True)
class Envelope:
    """The address field: at most MAX_ENVELOPE_LINES lines, and the sender's line above them."""

    lines: tuple[str, ...]
    return_line: str = ""


@dataclass(frozen=True, slots=True)
class Layout:
    """How the house prints; none of it is part of the text.

    specimen: the mark's words, "" for none. copy_line: names the embassy that gets a copy.
    by_hand: the visitor posts the letter: no return line, room for a signature.
    """

    window: Literal["left", "right"] = "left"
    month_only: bool = False
    specimen: str = ""
    copy_line: str = ""
    by_hand: bool = False


@dataclass(frozen=True, slots=True)
class Fault:
    """One reason to refuse a text or a page; `block` says where ("paragraphs.0", "envelope.3").

    Codes: empty, placeholder, wrong_script, unbalanced_bold, invalid_characters, second_page,
    missing_glyphs, foreign_font, clipped, too_many_lines. `characters` are the offending ones.
    """

    code: str
    block: str
    characters: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class LetterContent:
    """Everything a letter shows, NFC, ready to be drawn; equal contents give equal bytes."""

    language: str
    direction: Direction
    return_line: str
    address: tuple[str, ...]
    place: str
    day: str
    subject: tuple[Run, ...]
    salutation: str
    paragraphs: tuple[tuple[Run, ...], ...]
    closing: tuple[str, ...]
    initials: str
    layout: Layout = Layout()

    @property
    def title(self) -> str:
        return "".join(run.text for run in self.subject)
