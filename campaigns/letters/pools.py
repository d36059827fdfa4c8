"""Common characters of the large East Asian fonts, cut once, so that a few of them cost little.

To cut two characters out of 65,000 takes 3 ms, out of a pool of 7,000 a tenth of that. A pool is
made when the first such field comes (about 0.1 s), and used whenever it has all the characters:
what a letter embeds does not depend on what the process drew before.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from campaigns.letters import fields, pdf, subsetting
from campaigns.letters.ink import Face
from campaigns.letters.scripts import SCRIPT_FONTS

# Lead bytes of the common part of old national character sets.
_COMMON = {
    SCRIPT_FONTS["Han"]: (("gb2312", range(0xB0, 0xD8)), ("big5", range(0xA4, 0xC7))),
    SCRIPT_FONTS["Hangul"]: (("euc_kr", range(0xB0, 0xC9)),),
}


@dataclass(frozen=True, slots=True)
class _Pool:
    """A smaller hb_face, and the number each glyph has in it."""

    hb_face: Any
    places: dict[int, int]


def subset(face: Face, glyphs: Iterable[int]) -> bytes:
    """pdf.subset(), by way of a pool where there is one; the caller holds pdf.DRAWING."""
    wanted = frozenset(glyphs)
    pool = _pool(face) if face.cff and not face.bold and face.family in _COMMON else None
    if pool is None or not wanted <= pool.places.keys():
        return pdf.subset(face, wanted)
    places = [pool.places[glyph] for glyph in wanted]
    return subsetting.program(pdf.libraries, pool.hb_face, places, cff=True)


@lru_cache(maxsize=8)
def _pool(face: Face) -> _Pool:
    style = pdf.restyled(fields.any_style("en"), (face.family,), 11, "ltr")
    ink = pdf.shape("".join(_characters(face.family)), style).ink
    drawn = (part for part in ink.glyphs if part.face == face)
    glyphs = sorted({0}.union(*(part.ids for part in drawn)))
    smaller = subsetting.cut(pdf.libraries, pdf.hb_face_of(face), glyphs, 0)
    return _Pool(smaller, {glyph: place for place, glyph in enumerate(glyphs)})


def _characters(family: str) -> Iterator[str]:
    for encoding, leads in _COMMON[family]:
        for lead in leads:
            for trail in range(0x40, 0xFF):
                character = bytes((lead, trail)).decode(encoding, "ignore")
                # Half of a pair that is none comes out as ASCII.
                if character > "\u2e80":
                    yield character
