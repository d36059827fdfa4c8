"""The page: draws a letter and refuses what would not reach its reader. Only here is WeasyPrint.

Nothing is ever fetched: no network, no file, no data URL. Equal contents give equal bytes.
Below render() stand the parts kits are made of: laid out pages, painted pages, shaped texts,
subsets of fonts. Their callers hold DRAWING. WeasyPrint's insides are used; its version is pinned.
"""

import copy
import hashlib
import struct
import threading
from collections.abc import Iterable
from functools import lru_cache
from types import SimpleNamespace
from typing import Any

import pydyf
import weasyprint
from weasyprint import CSS, HTML, Document
from weasyprint.css.units import LENGTHS_TO_PIXELS
from weasyprint.draw import draw_inline_level
from weasyprint.draw.text import draw_first_line
from weasyprint.matrix import Matrix
from weasyprint.pdf.fonts import Font
from weasyprint.pdf.stream import Stream
from weasyprint.text import ffi as libraries
from weasyprint.text.ffi import FROM_UNITS, pango
from weasyprint.text.fonts import FontConfiguration, get_pango_font_key
from weasyprint.text.line_break import Layout, line_size
from weasyprint.text.line_break import strut as _strut
from weasyprint.urls import URLFetcher

from campaigns.letters import markup, subsetting
from campaigns.letters.content import Fault, LetterContent
from campaigns.letters.faults import envelope_faults, undrawable
from campaigns.letters.gates import (
    TOLERANCE_MM,
    LetterRefused,
    boxes_of,
    clipped,
    families,
    glyph_faults,
    second_page,
    texts_of,
)
from campaigns.letters.ink import Face, Glyphs, Ink, Painted, Shaped
from campaigns.letters.pdf_objects import let_speak, without_zeros

__all__ = ["FETCHER", "LetterRefused", "drawn", "field_faults"]
__all__ += ["libraries", "page_faults", "render"]

FETCHER = URLFetcher(allowed_protocols=(), allow_redirects=False)
FONTS = FontConfiguration()
# Pango and fontconfig are shared by all threads of a process and not made for it.
DRAWING = threading.RLock()
POINTS = LENGTHS_TO_PIXELS["pt"]


def render(content: LetterContent) -> bytes:
    """The letter as PDF/UA-1, one A4 page; raises LetterRefused."""
    pdf, faults = drawn(content)
    if faults:
        raise LetterRefused(faults)
    return pdf


def page_faults(content: LetterContent) -> list[Fault]:
    """What render() would refuse the letter for; empty if it fits."""
    return drawn(content)[1]


@lru_cache(maxsize=4096)
def field_faults(text: str, block: str) -> tuple[Fault, ...]:
    """missing_glyphs or foreign_font of initials or a place, asked before they are accepted."""
    if faults := undrawable({block: text}):
        return tuple(faults)
    page = f'<html lang="en"><title>.</title><body>{markup.field(text, block)}</body></html>'
    with DRAWING:
        fonts = paint(lay_out(page, "en").pages[0]).fonts
        return tuple(glyph_faults(fonts, {block: text}, set(markup.field_fonts(text))))


def drawn(content: LetterContent) -> tuple[bytes, list[Fault]]:
    """The letter with its faults, for whoever works on it; no bytes where nothing can be drawn."""
    blocks = texts_of(content)
    if faults := undrawable(blocks):
        return b"", faults
    with DRAWING:
        document = lay_out(page_of(content), content.language)
        return _written(document), layout_faults(document, content, document.fonts.values())


def sheet(page: str, content: LetterContent, most_pages: int) -> bytes:
    """Another page of a letter's content, with its own style sheet, as PDF/UA-1.

    The gates of render() without those of its places; second_page is said of the page after
    `most_pages`. Raises LetterRefused.
    """
    blocks = texts_of(content)
    if faults := undrawable(blocks):
        raise LetterRefused(faults)
    with DRAWING:
        document = lay_out(page)
        pdf = _written(document)
        fonts = document.fonts.values()
        faults = [
            *envelope_faults(content.address),
            *second_page(document.pages[most_pages - 1 :]),
            *glyph_faults(fonts, blocks, families(content, blocks)),
        ]
    if faults:
        raise LetterRefused(faults)
    return pdf


def _written(document: Document) -> bytes:
    pdf: bytes = document.write_pdf(finisher=let_speak, pdf_variant="pdf/ua-1", pdf_tags=True)
    return pdf


def layout_faults(document: Document, content: LetterContent, fonts: Iterable[Any]) -> list[Fault]:
    """Every fault of a laid out letter; `fonts` are those it was drawn with."""
    blocks = texts_of(content)
    return [
        *envelope_faults(content.address),
        *second_page(document.pages),
        *glyph_faults(fonts, blocks, families(content, blocks)),
        *clipped(document.pages[0], content),
    ]


def page_of(content: LetterContent) -> str:
    """HTML of the letter, its address as large as fits the window."""
    return markup.page_of(content, _address_size(content.return_line, content.address))


def lay_out(page: str, language: str = "") -> Document:
    """Pages of boxes, with the style sheet of a letter language or nothing but their own."""
    styles = [_style_sheet(language)] if language else []
    return HTML(string=page, url_fetcher=FETCHER).render(font_config=FONTS, stylesheets=styles)


@lru_cache(maxsize=128)
def _style_sheet(language: str) -> CSS:
    return CSS(string=markup.css_of(language), font_config=FONTS, url_fetcher=FETCHER)


@lru_cache(maxsize=1024)
def _address_size(return_line: str, lines: tuple[str, ...]) -> float:
    """The largest size (points) at which every line fits the window, else the smallest."""
    edge = markup.WINDOW_TEXT_LEFT_MM["left"] + markup.WINDOW_WIDTH_MM + TOLERANCE_MM
    for size in markup.ADDRESS_SIZES_PT:
        page = f"<html><body>{markup.address_layer(return_line, lines, size)}</body></html>"
        with DRAWING:
            boxes = list(boxes_of(lay_out(page, "en").pages[0]))
        if all(box.right <= edge for box in boxes if box.block.startswith("envelope.")):
            break
    return size


_FONTS: dict[int, Font] = {}
_FACES: dict[str, tuple[Face, Font]] = {}
_CHECKSUMS: dict[str, str] = {}


class _Canvas(Stream):
    """A content stream that shares the faces of the process, and notes its own glyphs."""

    def __init__(self) -> None:
        super().__init__({}, (0, 0, 1, 1), {"ExtGState": {}}, {}, {}, {}, None)

    def add_font(self, pango_font: Any) -> tuple[Font, float]:
        key, description, size = get_pango_font_key(pango_font)
        if key not in self._fonts:
            if key not in _FONTS:
                _FONTS[key] = _registered(Font(pango_font, description, size))
            font = self._fonts[key] = copy.copy(_FONTS[key])
            font.widths, font.to_unicode, font.missing = {}, {}, {}
        return self._fonts[key], size

    def ink(self) -> Ink:
        fonts = [font for font in self._fonts.values() if font.widths]
        operators = b"\n".join(map(pydyf._to_bytes, self.stream))
        return Ink(without_zeros(operators), tuple(map(_glyphs, fonts)))

    def used(self) -> tuple[Any, ...]:
        return tuple(self._fonts.values())


def _glyphs(font: Font) -> Glyphs:
    face = _FACES[font.hash][0]
    shown = ((glyph, font.widths[glyph], font.to_unicode.get(glyph, "")) for glyph in font.widths)
    return Glyphs(face, tuple(sorted(shown)))


def _registered(font: Font) -> Font:
    _CHECKSUMS[font.hash] = hashlib.sha256(font.file_content).hexdigest() + f"#{font.index}"
    # WeasyPrint's own figures depend on the size a face was first drawn in.
    ascent, descent = struct.unpack_from(
        ">hh", subsetting.table(libraries, font.hb_face, b"hhea"), 4
    )
    face = Face(
        name=font.hash,
        base_font=font.name.decode().lstrip("/").partition("+")[2],
        family=font.family,
        bold=int(font.weight) >= 600,
        cff="CFF " in font.tables,
        flags=font.flags,
        ascent=round(ascent * 1000 / font.upem),
        descent=round(descent * 1000 / font.upem),
    )
    font.file_content = b""  # up to 25 MB; subsets are cut from the mapped file
    _FACES[font.hash] = (face, font)
    return font


def paint(page: Any) -> Painted:
    """The ink of a laid out page, tagged, in points from the lower left corner."""
    canvas = _Canvas()
    canvas.transform(d=-1, f=page.height * 0.75)
    page.paint(canvas, 0.75)
    marks = {box: int(mark["mcid"]) for box, mark in canvas._tags.items()}
    return Painted(canvas.ink(), marks, canvas.used())


def paint_line(line: Any) -> Ink:
    """The ink of one line box, untagged, in CSS pixels from the upper left corner."""
    canvas = _Canvas()
    canvas._tags = None
    draw_inline_level(canvas, None, line)
    return canvas.ink()


def shape(text: str, style: Any) -> Shaped:
    """One text as WeasyPrint draws it in a text box of that style."""
    layout = Layout(style)
    layout.set_text(text)
    line, _ = layout.get_first_line()
    width, height = line_size(line, style)
    baseline = pango.pango_layout_get_baseline(layout.layout) * FROM_UNITS
    canvas = _Canvas()
    box = SimpleNamespace(text=text, pango_layout=layout, style=style)
    draw_first_line(canvas, box, "clip", "none", Matrix(d=-1))
    del canvas.stream[:1]  # the text matrix: where it stands is not decided here
    tall, above = strut(style)
    rises = (above, baseline + (tall - height) / 2)
    return Shaped(canvas.ink(), width, max(rises), tall - min(rises), canvas.used())


def strut(style: Any) -> tuple[float, float]:
    """Line height of a style, and its baseline from the top; in CSS pixels."""
    tall, above = _strut(style)
    return float(tall), float(above)


def restyled(style: Any, families: tuple[str, ...], points: float, direction: str) -> Any:
    """A copy of a computed style in other fonts."""
    changed = style.copy()
    changed["font_family"], changed["direction"] = families, direction
    changed["font_size"] = points * POINTS
    return changed


def checksum(family: str, bold: bool, style: Any) -> str:
    """SHA-256 of the font file a family is drawn from, and the number of the face in it."""
    return _CHECKSUMS[face_of(family, bold, style).name]


def face_of(family: str, bold: bool, style: Any) -> Face:
    """The face of a family; `style` is any computed one. Raises LookupError if it is missing."""
    wanted = restyled(style, (family,), 11, "ltr")
    wanted["font_weight"] = 700 if bold else 400
    layout = Layout(wanted)
    layout.set_text(" ")
    line, _ = layout.get_first_line()
    font, _ = _Canvas().add_font(line.runs[0].data.item.analysis.font)
    if font.family != family:
        raise LookupError(family)
    return _FACES[font.hash][0]


def versions() -> tuple[str, ...]:
    """Of all that shapes a page and is not ours."""
    return (weasyprint.__version__, str(pango.pango_version()), subsetting.version(libraries))


def subset(face: Face, glyphs: Iterable[int]) -> bytes:
    """subsetting.program() of a face known to this process, see face_of()."""
    return subsetting.program(libraries, hb_face_of(face), glyphs, cff=face.cff)


def hb_face_of(face: Face) -> Any:
    """HarfBuzz's handle of a face known to this process."""
    return _FACES[face.name][1].hb_face
