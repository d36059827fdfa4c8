"""Pools: cutting from one draws the same, and what is not in it comes from the font."""

import io

import pytest
from fontTools.cffLib import CFFFontSet

from campaigns.letters import fields, pdf, pools
from campaigns.letters.ink import Glyphs


def drawn(text: str) -> Glyphs:
    return next(part for part in fields.field("en", "initials", text).glyphs if part.face.cff)


def outlines(program: bytes) -> dict[str, list[object]]:
    """Charstrings of a bare CFF table by CID."""
    fonts = CFFFontSet()
    fonts.decompile(io.BytesIO(program), None)
    strings = fonts[0].CharStrings
    found = {}
    for name in strings.keys():  # noqa: SIM118 - not a dict
        strings[name].decompile()
        found[name] = strings[name].program
    return found


@pytest.mark.parametrize("text", ["王\u00a0小", "陳\u00a0偉", "김\u00a0민", "李明王"])
def test_a_pool_has_the_outlines_of_the_font(text: str) -> None:
    glyphs = drawn(text)
    pooled = outlines(pools.subset(glyphs.face, glyphs.ids))
    assert pooled == outlines(pdf.subset(glyphs.face, glyphs.ids))
    assert {int(name.removeprefix("cid")) for name in pooled if name != ".notdef"} == glyphs.ids


@pytest.mark.parametrize("text", ["\u3400", "王\u00a0㐀"])
def test_a_rare_character_comes_from_the_font(text: str) -> None:
    glyphs = drawn(text)
    assert pools.subset(glyphs.face, glyphs.ids) == pdf.subset(glyphs.face, glyphs.ids)
