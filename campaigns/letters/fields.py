"""The fields of a letter: date, place and initials, shaped once and placed on any page.

Their boxes follow WeasyPrint's inline layout: each text is shaped alone, pieces of a line stand
side by side (from the right in a right-to-left letter), and the tallest of them and of the line's
strut sets the baseline. Lengths are CSS pixels from the top left corner of the page.
"""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from types import MappingProxyType
from typing import Any

import regex

from campaigns.letters import markup, pdf
from campaigns.letters.content import LetterContent, Run
from campaigns.letters.faults import undrawable
from campaigns.letters.gates import LetterRefused, block_of, glyph_faults, of_class, tree
from campaigns.letters.ink import Face, Glyphs, Ink, number
from campaigns.letters.languages import language as letter_language

_PIECE = regex.compile(r"\{place\}|\{day\}|[^{}]+")


@dataclass(frozen=True, slots=True)
class Piece:
    """A shaped text: its operators without a place, and its box around the baseline."""

    operators: bytes
    glyphs: tuple[Glyphs, ...]
    width: float
    rise: float
    drop: float


@dataclass(frozen=True, slots=True)
class Line:
    """Where a line of fields stands: its top, and the edge it is set against."""

    top: float
    edge: float
    to_the_right: bool

    def left_of(self, width: float) -> float:
        return self.edge - width if self.to_the_right else self.edge


@dataclass(frozen=True, slots=True)
class Row:
    """Pieces of one line, from left to right, with the box they make together with the strut.

    backwards: they are read from the right.
    """

    pieces: tuple[Piece, ...]
    rise: float
    drop: float
    backwards: bool = False

    @property
    def height(self) -> float:
        return self.rise + self.drop

    @property
    def width(self) -> float:
        return sum(piece.width for piece in self.pieces)

    def placed(self, line: Line) -> Ink:
        lefts = accumulate((piece.width for piece in self.pieces), initial=line.left_of(self.width))
        baseline = line.top + self.rise
        pieces = list(zip(self.pieces, lefts, strict=False))
        read = reversed(pieces) if self.backwards else pieces
        return joined(ink_at(piece, x, baseline) for piece, x in read if piece.operators)


def ink_at(piece: Piece, x: float, baseline: float) -> Ink:
    start = b"BT\n1 0 0 -1 %s %s Tm\n" % (number(x), number(baseline))
    return Ink(start + piece.operators + b"\nET", piece.glyphs)


def joined(inks: Iterable[Ink]) -> Ink:
    inks = list(inks)
    glyphs = tuple(part for ink in inks for part in ink.glyphs)
    return Ink(b"\n".join(ink.operators for ink in inks), glyphs)


def signature(language: str, initials: str) -> Row:
    """The line of the initials; raises LetterRefused."""
    return _row([field(language, "initials", initials)], _styles(language)["signature"], False)


def dateline(language: str, place: str, day: str) -> tuple[Row, ...]:
    """One row, or two where place and day stand below each other; raises LetterRefused."""
    entry = letter_language(language)
    pattern = entry.dateline if place else "{day}"
    strut, backwards = _styles(language)["dateline"], entry.direction == "rtl"
    lines = ([_piece(language, part, place, day) for part in _parts(row)] for row in rows(pattern))
    return tuple(_row(line, strut, backwards) for line in lines)


def dated(language: str, place: str, day: str) -> str:
    """What a dateline says, its lines parted by a line break."""
    pattern = letter_language(language).dateline if place else "{day}"
    said = {"{place}": place, "{day}": day}
    return "\n".join("".join(said.get(part, part) for part in _parts(row)) for row in rows(pattern))


def rows(pattern: str) -> list[str]:
    return pattern.split("\n")


def _parts(pattern: str) -> list[str]:
    return list(_PIECE.findall(pattern))


def _piece(language: str, part: str, place: str, day: str) -> Piece:
    if part == "{place}":
        return field(language, "place", place)
    return date(language, day) if part == "{day}" else _literal(language, part)


def _row(pieces: Sequence[Piece], strut: tuple[float, float], backwards: bool) -> Row:
    tall, above = strut
    rise = max((above, *(piece.rise for piece in pieces)))
    drop = max((tall - above, *(piece.drop for piece in pieces)))
    return Row(tuple(reversed(pieces) if backwards else pieces), rise, drop, backwards)


@lru_cache(maxsize=65536)  # at 1.1 KB; ready.py fills 4,000 for each language in use
def field(language: str, block: str, text: str) -> Piece:
    """Initials or a place (`block` says which) in their own direction and fonts.

    Raises LetterRefused for what render() would refuse of them.
    """
    text = unicodedata.normalize("NFC", text)
    if faults := undrawable({block: text}):
        raise LetterRefused(faults)
    fonts = markup.field_fonts(text)
    style = _field_style(language, block, fonts, markup.direction_of(text))
    allowed = {*fonts, *letter_language(language).fonts}
    return _shaped(markup.marked(text), style, {block: text}, allowed)


@lru_cache(maxsize=4096)
def date(language: str, day: str) -> Piece:
    """The date, in the fonts of the letter; raises LetterRefused."""
    allowed = set(letter_language(language).fonts)
    return _shaped(day, _styles(language)["date"], {"date": day}, allowed)


@lru_cache(maxsize=1024)
def _literal(language: str, text: str) -> Piece:
    allowed = set(letter_language(language).fonts)
    return _shaped(text, _styles(language)["literal"], {"date": text}, allowed)


def _shaped(text: str, style: Any, blocks: Mapping[str, str], allowed: set[str]) -> Piece:
    with pdf.DRAWING:
        shaped = pdf.shape(text, style)
    if faults := list(glyph_faults(shaped.fonts, blocks, allowed)):
        raise LetterRefused(faults)
    ink = shaped.ink
    return Piece(ink.operators, ink.glyphs, shaped.width, shaped.rise, shaped.drop)


@lru_cache(maxsize=4096)
def _field_style(language: str, block: str, fonts: tuple[str, ...], direction: str) -> Any:
    style = _styles(language)["initials" if block == "initials" else "date"]
    return pdf.restyled(style, fonts, markup.field_points(fonts), direction)


@lru_cache(maxsize=128)
def _styles(language: str) -> Mapping[str, Any]:
    """Computed styles of the fields of a language, and the struts of their lines."""
    entry = letter_language(language)
    runs = (Run("A", False),)
    content = LetterContent(
        entry.code, entry.direction, "", ("A",), "A", "1", runs, "A", (runs,), ("A",), "A"
    )
    with pdf.DRAWING:
        page = pdf.lay_out(pdf.page_of(content), language).pages[0]
        styles = {
            block_of(owner): box.style for box, owner in tree(page) if getattr(box, "text", "")
        }
        line = of_class(page, "below-date" if entry.date_below else "date").style
        return MappingProxyType(
            {
                "initials": styles["initials"],
                "date": styles["date"],
                "literal": line,
                "dateline": pdf.strut(line),
                "signature": pdf.strut(of_class(page, "signature").style),
            }
        )


def any_style(language: str) -> Any:
    """A computed style of the language, to look up faces with."""
    return _styles(language)["date"]


def known(face: Face) -> Face:
    """The same face, ready to be cut, in a process that may not have drawn with it yet.

    Raises LookupError when this machine draws the family from another file.
    """
    if (found := pdf.face_of(face.family, face.bold, any_style("en"))) != face:
        raise LookupError(face.family)
    return found
