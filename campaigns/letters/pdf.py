"""The page: draws a letter and refuses what would not reach its reader. Only here is WeasyPrint.

Nothing is ever fetched: no network, no file, no data URL. Equal contents give equal bytes.
"""

import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import regex
from weasyprint import CSS, HTML, Document
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher

from campaigns.letters import markup
from campaigns.letters.content import Fault, LetterContent
from campaigns.letters.faults import envelope_faults, undrawable

FETCHER = URLFetcher(allowed_protocols=(), allow_redirects=False)
FONTS = FontConfiguration()
MM = 96 / 25.4  # WeasyPrint measures in CSS pixels
TOLERANCE_MM = 0.3
# Pango and fontconfig are shared by all threads of a process and not made for it.
_DRAWING = threading.Lock()
# Drawn from whatever family is at hand without harm: spaces and invisible marks.
_UNSEEN = regex.compile(r"[\s\p{Cf}\u00A0]")


class LetterRefused(Exception):  # noqa: N818 - says what happened, in the words of the field
    """A letter that must not be printed; `faults` says why, at least one."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__("; ".join(f"{fault.code} in {fault.block}" for fault in faults))
        self.faults = tuple(faults)


def render(content: LetterContent) -> bytes:
    """The letter as PDF/UA-1, one A4 page; raises LetterRefused."""
    pdf, faults = _drawn(content)
    if faults:
        raise LetterRefused(faults)
    return pdf


def page_faults(content: LetterContent) -> list[Fault]:
    """What render() would refuse the letter for; empty if it fits."""
    return _drawn(content)[1]


@lru_cache(maxsize=4096)
def field_faults(text: str, block: str) -> tuple[Fault, ...]:
    """missing_glyphs or foreign_font of initials or a place, asked before they are accepted."""
    if faults := undrawable({block: text}):
        return tuple(faults)
    page = f'<html lang="en"><title>.</title><body>{markup.field(text, block)}</body></html>'
    with _DRAWING:
        document, _ = _document(page, "en")
    return tuple(_glyph_faults(document, {block: text}, set(markup.field_fonts(text))))


def _drawn(content: LetterContent) -> tuple[bytes, list[Fault]]:
    blocks = texts_of(content)
    if faults := undrawable(blocks):
        return b"", faults
    size = _address_size(content.return_line, content.address)
    with _DRAWING:
        document, pdf = _document(markup.page_of(content, size), content.language)
    return pdf, [
        *envelope_faults(content.address),
        *_second_page(document),
        *_glyph_faults(document, blocks, _families(content, blocks)),
        *_clipped(document, content),
    ]


def _document(page: str, language: str) -> tuple[Document, bytes]:
    document = HTML(string=page, url_fetcher=FETCHER).render(
        font_config=FONTS, stylesheets=[_style_sheet(language)]
    )
    return document, document.write_pdf(pdf_variant="pdf/ua-1", pdf_tags=True)


@lru_cache(maxsize=128)
def _style_sheet(language: str) -> CSS:
    return CSS(string=markup.css_of(language), font_config=FONTS, url_fetcher=FETCHER)


def texts_of(content: LetterContent) -> dict[str, str]:
    """Block name to the text it shows."""
    blocks = {
        "return_line": content.return_line,
        **{f"envelope.{n}": line for n, line in enumerate(content.address)},
        "date": content.day,
        "place": content.place,
        "subject": content.title,
        "salutation": content.salutation,
    }
    for number, paragraph in enumerate(content.paragraphs):
        blocks[f"paragraphs.{number}"] = "".join(run.text for run in paragraph)
    return blocks | {
        "closing": "\n".join(content.closing),
        "initials": content.initials,
        "copy_line": content.layout.copy_line,
        "specimen": content.layout.specimen,
    }


FIELDS = ("return_line", "envelope", "place", "initials", "copy_line", "specimen")


def _families(content: LetterContent, blocks: Mapping[str, str]) -> set[str]:
    """The families this letter may use; any other came in silently, by fallback."""
    families = set(markup.letter_fonts(content))
    for block, text in blocks.items():
        if block.partition(".")[0] in FIELDS:
            families.update(markup.field_fonts(text))
    return families


def _second_page(document: Document) -> Iterator[Fault]:
    if len(document.pages) > 1:
        drawn = list(_boxes(document.pages[1]))
        yield Fault("second_page", drawn[0].block if drawn else "closing")


def _glyph_faults(
    document: Document, blocks: Mapping[str, str], families: set[str]
) -> Iterator[Fault]:
    fonts: Iterable[Any] = document.fonts.values()
    missing = {chr(point) for font in fonts for point in font.missing}
    yield from _in_blocks("missing_glyphs", missing, blocks)
    for family in sorted({font.family for font in fonts} - families):
        shown = {
            character
            for font in fonts
            if font.family == family
            for text in font.to_unicode.values()
            for character in text
        }
        strange = {character for character in shown - missing if not _UNSEEN.match(character)}
        yield from _in_blocks("foreign_font", strange, blocks, family)


def _in_blocks(
    code: str, characters: set[str], blocks: Mapping[str, str], detail: str = ""
) -> Iterator[Fault]:
    for block, text in blocks.items():
        if found := [character for character in dict.fromkeys(text) if character in characters]:
            yield Fault(code, block, characters="".join(found), detail=detail)


@dataclass(frozen=True, slots=True)
class _Box:
    """Ink of one block on the page, in millimetres from its top left corner."""

    block: str
    left: float
    right: float
    bottom: float


def _boxes(page: Any) -> Iterator[_Box]:
    """Text boxes of a page with the block they belong to."""
    stack = [(page._page_box, "")]  # not public; the version is pinned
    while stack:
        box, block = stack.pop()
        if box.element is not None and hasattr(box.element, "get"):
            block = box.element.get("data-block") or block
        stack.extend((child, block) for child in reversed(list(getattr(box, "children", ()))))
        if getattr(box, "text", ""):
            left, top = box.position_x / MM, box.position_y / MM
            yield _Box(block, left, left + box.width / MM, top + box.height / MM)


def _clipped(document: Document, content: LetterContent) -> Iterator[Fault]:
    """Blocks that leave their place: the window, the body, the foot; each named once."""
    outside = [box.block for box in _boxes(document.pages[0]) if _leaves(box, content)]
    for block in dict.fromkeys(outside):
        yield Fault("clipped", block)


def _leaves(box: _Box, content: LetterContent) -> bool:
    left, right, bottom = _place_of(box.block, content)
    return (
        box.left < left - TOLERANCE_MM
        or box.right > right + TOLERANCE_MM
        or box.bottom > bottom + TOLERANCE_MM
    )


def _place_of(block: str, content: LetterContent) -> tuple[float, float, float]:
    """Left, right and lowest edge a block may reach, in millimetres."""
    if block == "return_line" or block.startswith("envelope."):
        left = markup.WINDOW_TEXT_LEFT_MM[content.layout.window]
        return left, left + markup.WINDOW_WIDTH_MM, markup.ADDRESS_BOTTOM_MM + 2
    if block == "specimen":
        return 0, 210, 297
    if block == "copy_line":
        return markup.LEFT_MM, markup.RIGHT_MM, 292
    return markup.LEFT_MM, markup.RIGHT_MM, 297


@lru_cache(maxsize=1024)
def _address_size(return_line: str, lines: tuple[str, ...]) -> float:
    """The largest size (points) at which every line fits the window, else the smallest."""
    for size in markup.ADDRESS_SIZES_PT:
        page = f"<html><body>{markup.address_layer(return_line, lines, size)}</body></html>"
        with _DRAWING:
            document = HTML(string=page, url_fetcher=FETCHER).render(
                font_config=FONTS, stylesheets=[_style_sheet("en")]
            )
        edge = markup.WINDOW_TEXT_LEFT_MM["left"] + markup.WINDOW_WIDTH_MM + TOLERANCE_MM
        if all(
            box.right <= edge
            for box in _boxes(document.pages[0])
            if box.block.startswith("envelope.")
        ):
            break
    return size
