"""Sheets beside the letters: pages of their own design, in the language of those who use them.

A sheet is HTML with its own style. A text block names itself by `data-block`; a box with
`data-figure` ("picture" or "qr", and `data-alt` for those who listen) is left white and filled
here. Sheets are no letters: what an editor wrote is drawn as well as the fonts allow, not refused.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

import regex

from campaigns.letters import markup, pdf
from campaigns.letters.gates import MM, of_class, tree
from campaigns.letters.ink import Ink, number
from campaigns.letters.languages import language as letter_language
from campaigns.letters.qr import qr_code

A4_HEIGHT_PT = 841.889764
INK, ACCENT, OCHRE, SOFT = "#1d2430", "#1d3f73", "#8a5200", "#555a66"
_UNDRAWABLE = regex.compile(r"(?=[\p{Cc}\p{Cs}\p{Cn}\p{Co}\u202A-\u202E\uFFF9-\uFFFD])[^\t\n\r]")
# What the structure of the file calls an element.
_KINDS = {"h1": "H1", "h2": "H2"}


@dataclass(frozen=True, slots=True)
class Picture:
    """A JPEG, as large as it is in pixels; grey has one channel."""

    jpeg: bytes
    width: int
    height: int
    grey: bool = False

    @property
    def name(self) -> str:
        """What content streams call it."""
        return "P" + hashlib.sha256(self.jpeg).hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class Element:
    """A block of a page as the structure tells it: its kind and its marked contents.

    alt: words for a figure. said: the text, where glyphs alone cannot say it.
    """

    kind: str
    marks: tuple[int, ...]
    alt: str = ""
    said: str = ""


@dataclass(frozen=True, slots=True)
class Drawn:
    """One page: its tagged ink, its elements in reading order, and the picture if it shows it."""

    ink: Ink
    elements: tuple[Element, ...]
    picture: Picture | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """One or more pages in one language."""

    language: str
    pages: tuple[Drawn, ...]


def shown(text: str) -> str:
    """A text of somebody's as markup: escaped, lines kept, without what no font can draw."""
    return "<br>".join(escape(_UNDRAWABLE.sub("", line)) for line in text.strip().split("\n"))


def own_way(text: str) -> str:
    """A text that keeps its own direction and fonts on a page of the other direction."""
    text = _UNDRAWABLE.sub("", text)
    families = escape(f"font-family: {markup.family_list(markup.field_fonts(text))}")
    way = markup.direction_of(text)
    return f'<span dir="{way}" style="{families}">{escape(markup.marked(text))}</span>'


def block(tag: str, inner: str, name: str = "") -> str:
    """A text block by its HTML element and, for its style, class; nothing for an empty text."""
    called = f' class="{name}"' if name else ""
    return f'<{tag}{called} data-block="{name or tag}">{inner}</{tag}>' if inner else ""


def figure(kind: str, alt: str) -> str:
    return f'<div class="{kind}" data-figure="{kind}" data-alt="{escape(alt)}"></div>'


def page(code: str, title: str, style: str, body: str, *, size: float, mono: bool = False) -> str:
    """The HTML of a sheet; `size` is its text in points, for Latin letters.

    mono: black on white, for a copier.
    """
    entry = letter_language(code)
    families = tuple(dict.fromkeys((*entry.fonts, *markup.field_fonts(title + body))))
    points = size * entry.text_size / 11
    return (
        f'<!doctype html><html lang="{markup.bcp47(entry)}" dir="{entry.direction}">'
        f'<head><meta charset="utf-8"><title>{escape(title)}</title><style>'
        f"{_common(families, entry.features, points, mono)}{style}</style></head>"
        f'<body class="{"mono" if mono else "colour"}">{body}</body></html>'
    )


def _common(families: Sequence[str], features: str, points: float, mono: bool) -> str:
    accent, ochre, soft = ("#000", "#000", "#333") if mono else (ACCENT, OCHRE, SOFT)
    return f"""
@page {{ size: A4; margin: 16mm 17mm }}
html {{ font: {points:g}pt/1.45 {markup.family_list(families)};
  font-feature-settings: {features}; color: {"#000" if mono else INK} }}
body {{ margin: 0; overflow-wrap: anywhere }}
h1, h2, p {{ margin: 0; font-size: 1em }}
.kicker {{ color: {ochre}; font-weight: bold }}
.accent, h2 {{ color: {accent} }}
.soft {{ color: {soft} }}
.specimen {{ position: fixed; top: 120mm; left: -17mm; width: 210mm; text-align: center;
  line-height: 1; white-space: nowrap; color: #dedede; font-weight: bold;
  transform: rotate(-28deg); z-index: -1 }}
"""


def draw(
    html: str, code: str, *, picture: Picture | None = None, address: str = "", most: int = 99
) -> Sheet:
    """The pages of a sheet, `most` at most; what goes on after them is not drawn."""
    with pdf.DRAWING:
        pages = pdf.lay_out(html).pages[:most]
        return Sheet(code, tuple(_drawn(each, picture, address) for each in pages))


def fitting(candidates: Iterable[Callable[[], str]], lowest_mm: float = 297) -> str:
    """The first HTML of `candidates` that is one page, else the last one.

    What is inside of `class="main"` ends above `lowest_mm`, where something else may stand.
    """
    html = ""
    for candidate in candidates:
        html = candidate()
        with pdf.DRAWING:
            pages = pdf.lay_out(html).pages
            main = of_class(pages[0], "main")
            if len(pages) == 1 and (main.position_y + main.margin_height()) / MM <= lowest_mm:
                break
    return html


def main(inner: str) -> str:
    """The part of a page that fitting() watches."""
    return f'<div class="main">{inner}</div>'


def _drawn(laid: Any, picture: Picture | None, address: str) -> Drawn:
    painted = pdf.paint(laid)
    # Paint leaves its scale behind; figures are placed on the bare page.
    operators, shows = [b"q\n%s\nQ" % painted.ink.operators], False
    free = 1 + max(painted.marks.values(), default=-1)
    owned: dict[Any, list[int]] = {}
    for box, owner in tree(laid):
        if box in painted.marks:
            owned.setdefault(owner, []).append(painted.marks[box])
        element = box.element
        if element is None or not element.get("data-figure") or element in owned:
            continue
        owned[element] = [free]
        filled = _filled(box, element.get("data-figure"), picture, address)
        operators.append(b"/Figure <</MCID %d>> BDC\n%s\nEMC" % (free, filled))
        shows, free = shows or element.get("data-figure") == "picture", free + 1
    ink = Ink(b"\n".join(operators), painted.ink.glyphs)
    return Drawn(ink, tuple(_elements(owned)), picture if shows else None)


def _elements(owned: dict[Any, list[int]]) -> Iterator[Element]:
    for owner, marks in owned.items():
        if owner is not None and owner.get("data-figure"):
            yield Element("Figure", tuple(marks), owner.get("data-alt"))
        else:
            tag = "" if owner is None else owner.tag
            yield Element(_KINDS.get(tag, "P"), tuple(marks))


def _filled(box: Any, kind: str, picture: Picture | None, address: str) -> bytes:
    """The picture, or the code of an address, in the place of a box."""
    left, top = box.content_box_x() * 0.75, A4_HEIGHT_PT - box.content_box_y() * 0.75
    width, height = box.width * 0.75, box.height * 0.75
    if kind == "qr":
        return qr_code(address, left, top, width)
    if picture is None:
        raise ValueError("a sheet with a place for a picture needs one")
    place = b" ".join(map(number, (width, 0, 0, height, left, top - height)))
    return b"q %s cm /%s Do Q" % (place, picture.name.encode())
