"""What is drawn, as values: operators of a PDF content stream and the glyphs they show."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Face:
    """One face of a font file, as a PDF describes it.

    `name` is what content streams call it, the same in every kit; ascent and descent are in
    1/1000 em; `cff`: its outlines are CFF keyed by CID, else TrueType.
    """

    name: str
    base_font: str
    family: str
    bold: bool
    cff: bool
    flags: int
    ascent: int
    descent: int


@dataclass(frozen=True, slots=True)
class Glyphs:
    """Glyphs of one face: triples of id, width (1/1000 em) and text, by id."""

    face: Face
    shown: tuple[tuple[int, int, str], ...]

    @property
    def ids(self) -> frozenset[int]:
        return frozenset(glyph for glyph, _, _ in self.shown)


@dataclass(frozen=True, slots=True)
class Ink:
    """Operators that draw something, and the glyphs they need; no state is left behind."""

    operators: bytes
    glyphs: tuple[Glyphs, ...] = ()


@dataclass(frozen=True, slots=True)
class Painted:
    """Ink of a page; `marks` gives the number of its marked content for each text box.

    `fonts` are WeasyPrint's, to be asked for what is missing.
    """

    ink: Ink
    marks: dict[Any, int]
    fonts: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Shaped:
    """A text on one line, its origin at the start of the baseline; lengths in CSS pixels.

    rise and drop: how far its line box reaches above and below the baseline. `fonts` are
    WeasyPrint's, to be asked for what is missing.
    """

    ink: Ink
    width: float
    rise: float
    drop: float
    fonts: tuple[Any, ...]


def united(parts: Iterable[Glyphs]) -> tuple[Glyphs, ...]:
    """One entry for each face, by name; the first text a glyph stood for is kept."""
    faces: dict[str, Face] = {}
    shown: dict[str, dict[int, tuple[int, int, str]]] = {}
    for part in parts:
        faces.setdefault(part.face.name, part.face)
        known = shown.setdefault(part.face.name, {})
        for glyph in part.shown:
            known.setdefault(glyph[0], glyph)
    return tuple(
        Glyphs(faces[name], tuple(glyph for _, glyph in sorted(shown[name].items())))
        for name in sorted(faces)
    )


def number(value: float) -> bytes:
    """At most six decimals, as WeasyPrint writes them."""
    return (f"{value:.6f}".rstrip("0").rstrip(".") or "0").encode()
