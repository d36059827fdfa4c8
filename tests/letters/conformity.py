"""What of PDF/UA-1 (ISO 14289-1) a letter can break and a machine can see, by clause.

No validator is to be had without Java; these are its rules for pages of text: no pictures, tables,
links, forms. `violations()` reads the file and knows nothing of how it was made.
"""

import io
from collections.abc import Iterator
from typing import Any

import pikepdf
import regex
from fontTools.cffLib import CFFFontSet
from fontTools.pens.basePen import NullPen
from fontTools.ttLib import TTFont

from tests.letters.pages import opened

NOWHERE = {"\0", "\ufeff", "\ufffe"}
KINDS = {"/Document", "/Div", "/P", "/H1", "/Span", "/NonStruct"}
SHOWING = {"Tj", "TJ", "f", "f*", "S", "B", "B*", "Do", "sh"}


def violations(pdf: bytes) -> list[str]:
    """Clauses that the file breaks, each once."""
    document = opened(pdf)
    found = [*_of_document(document), *_of_structure(document)]
    for page in document.pages:
        glyphs, loose = _shown(page)
        found += ["7.1 untagged content"] if loose else []
        found += ["7.18 annotation"] if "/Annots" in page else []
        for name, numbers in glyphs.items():
            found += _of_font(page.Resources.Font[name], numbers)
    return list(dict.fromkeys(found))


def _of_document(document: pikepdf.Pdf) -> Iterator[str]:
    root = document.Root
    with document.open_metadata() as metadata:
        if metadata.get("pdfuaid:part") != "1":
            yield "5 not identified"
        if not metadata.get("dc:title"):
            yield "7.1 no title"
    if not root.get("/MarkInfo", {}).get("/Marked", False):
        yield "6.2 not marked"
    if not root.get("/ViewerPreferences", {}).get("/DisplayDocTitle", False):
        yield "7.1 title not displayed"
    if not regex.fullmatch(r"[a-z]{2,3}(-[A-Z][a-z]{3})?", str(root.get("/Lang", ""))):
        yield "7.2 no language"
    if dict(document.attachments) or "/Names" in root or "/OpenAction" in root:
        yield "7.11 file or action"


def _of_structure(document: pikepdf.Pdf) -> Iterator[str]:
    root = document.Root.StructTreeRoot
    elements = list(_elements(root))
    kinds = [str(element.S) for element in elements]
    if not set(kinds) <= KINDS:
        yield "7.1 unknown element"
    if kinds.count("/H1") != 1:
        yield "7.4 not one heading"
    owners = {key: owner for element in elements for key, owner in _marks_of(element)}
    for page in document.pages:
        parents = _parents(root.ParentTree, int(page.get("/StructParents", -1)))
        for mark in _marks_on(page):
            parent = parents[mark] if mark < len(parents) else None
            owner = owners.get((page.objgen, mark))
            if parent is None or (parent.objgen != owner and not _is_in_a_margin(parent)):
                yield "7.1 content outside the structure"


def _is_in_a_margin(element: Any) -> bool:
    """WeasyPrint leaves page numbers out of the tree, so that nobody hears them."""
    while element.P.S != "/Document":
        element = element.P
    return bool(element.S == "/NonStruct")


def _elements(parent: Any) -> Iterator[Any]:
    for kid in _kids(parent):
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from _elements(kid)


def _kids(element: Any) -> list[Any]:
    kids = element.get("/K", [])
    return list(kids) if isinstance(kids, pikepdf.Array | list) else [kids]


def _marks_of(element: Any) -> Iterator[tuple[tuple[Any, int], Any]]:
    for kid in _kids(element):
        if isinstance(kid, int):
            yield (element.Pg.objgen, kid), element.objgen
        elif "/MCID" in kid:
            yield (kid.get("/Pg", element.get("/Pg")).objgen, int(kid.MCID)), element.objgen


def _parents(tree: Any, number: int) -> list[Any]:
    pairs = list(tree.Nums)
    return next((list(v) for k, v in zip(pairs[::2], pairs[1::2], strict=True) if k == number), [])


def _marks_on(page: pikepdf.Page) -> Iterator[int]:
    for operands, operator in pikepdf.parse_content_stream(page):
        if str(operator) == "BDC" and "/MCID" in operands[1]:
            yield int(operands[1].MCID)


def _shown(page: pikepdf.Page) -> tuple[dict[str, set[int]], bool]:
    """Glyphs by font, and whether anything is shown outside marked content."""
    glyphs: dict[str, set[int]] = {}
    font, depth, loose = "", 0, False
    for operands, operator in pikepdf.parse_content_stream(page):
        name = str(operator)
        depth += {"BDC": 1, "BMC": 1, "EMC": -1}.get(name, 0)
        loose |= name in SHOWING and depth != 1
        if name == "Tf":
            font = str(operands[0])
        elif name in ("Tj", "TJ"):
            parts = operands[0] if name == "TJ" else [operands[0]]
            for text in (bytes(part) for part in parts if isinstance(part, pikepdf.String)):
                numbers = (int.from_bytes(text[n : n + 2]) for n in range(0, len(text), 2))
                glyphs.setdefault(font, set()).update(numbers)
    return glyphs, loose


def _of_font(font: Any, glyphs: set[int]) -> Iterator[str]:
    inner = font.DescendantFonts[0]
    if 0 in glyphs:
        yield "7.21.8 glyph of nothing"
    said = _said(font.ToUnicode.read_bytes().decode())
    if not all(said.get(glyph) for glyph in glyphs):
        yield "7.21.7 glyph without text"
    if any(NOWHERE & set(said.get(glyph, "")) for glyph in glyphs):
        yield "7.21.7 glyph with the text of nothing"
    if inner.Subtype == "/CIDFontType2" and inner.get("/CIDToGIDMap") != "/Identity":
        yield "7.21.3.2 no map of glyphs"
    advances = _advances(inner.FontDescriptor, glyphs)
    if advances.keys() != glyphs:
        yield "7.21.4.1 glyph not embedded"
    widths = _widths(list(inner.W))
    if any(abs(advances[glyph] - widths.get(glyph, 1000)) > 1 for glyph in advances):
        yield "7.21.5 another width"


def _said(mapping: str) -> dict[int, str]:
    pairs = regex.findall(r"^<([0-9a-f]{4})> <([0-9a-f]*)>$", mapping, regex.M)
    return {int(glyph, 16): bytes.fromhex(text).decode("utf-16-be") for glyph, text in pairs}


def _widths(entries: list[Any]) -> dict[int, float]:
    """Of `[first [width ...] ...]`, as both writers have it."""
    return {
        int(first) + n: float(width)
        for first, row in zip(entries[::2], entries[1::2], strict=True)
        for n, width in enumerate(row)
    }


def _advances(descriptor: Any, glyphs: set[int]) -> dict[int, float]:
    """Widths by the font file itself, in thousandths, of those glyphs it has."""
    if "/FontFile2" in descriptor:
        font = TTFont(io.BytesIO(descriptor.FontFile2.read_bytes()), lazy=True)
        names, advances = font.getGlyphOrder(), font["hmtx"].metrics
        scale = 1000 / font["head"].unitsPerEm
        return {glyph: advances[names[glyph]][0] * scale for glyph in glyphs if glyph < len(names)}
    program = descriptor.FontFile3.read_bytes() if "/FontFile3" in descriptor else b""
    return _cff_advances(program, glyphs) if program else {}


def _cff_advances(program: bytes, glyphs: set[int]) -> dict[int, float]:
    fonts = CFFFontSet()
    if program.startswith(b"OTTO"):
        fonts = TTFont(io.BytesIO(program))["CFF "].cff
    else:
        fonts.decompile(io.BytesIO(program), None)
    strings = fonts.topDictIndex[0].CharStrings
    found = {}
    for glyph in glyphs:
        if (name := f"cid{glyph:05}") in strings.charStrings:
            strings[name].draw(NullPen())
            found[glyph] = strings[name].width
    return found
