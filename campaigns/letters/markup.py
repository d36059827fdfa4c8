"""A letter as HTML and CSS: one function for each layer, one style sheet for each language.

Nothing is ever markup but what stands here: every value goes through html.escape(). Lengths are
those of DIN 5008 form B. `data-block` names the block for the faults of a page.
"""

import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from html import escape

import regex

from campaigns.letters.breaking import breakable
from campaigns.letters.content import LetterContent, Run
from campaigns.letters.languages import (
    LATIN_FONT,
    SCRIPT_FONTS,
    Direction,
    LetterLanguage,
)
from campaigns.letters.languages import language as letter_language

LEFT_MM, RIGHT_MM = 25.0, 190.0  # edges of the body
WINDOW_WIDTH_MM = 80.0  # of the text; 85 mm of window less 5 mm of white
WINDOW_TEXT_LEFT_MM = {"left": 25.0, "right": 125.0}
ADDRESS_TOP_MM, ADDRESS_BOTTOM_MM = 62.7, 90.0
ADDRESS_SIZES_PT = (10.5, 10.0, 9.5, 9.0)
FIELD_SIZE_PT, SMALL_SIZE_PT = 11.0, 8.0
FOOT_MM = 24.0
ARABIC_FONT, ARABIC_SCALE = SCRIPT_FONTS["Arabic"], 1.18  # Naskh letters are small for their size
_MARK = {"ltr": "\u200e", "rtl": "\u200f"}
_SCRIPTS = tuple(
    (regex.compile(rf"\p{{Script={script}}}"), family) for script, family in SCRIPT_FONTS.items()
)

CSS = """
@page { size: A4; margin: 0 0 %(foot)smm 0 }
html { font: %(size)spt/%(line)s %(families)s; font-feature-settings: %(features)s; color: #111 }
body { margin: 0; overflow-wrap: anywhere }
h1, p { margin: 0; font-size: 1em }
.return, .address, .date, .copy, .fold, .specimen { position: absolute }
.return, .address { left: 25mm; width: 80mm; white-space: nowrap; text-align: left }
.right-window .return, .right-window .address { left: 125mm }
.return { top: 57.6mm; font-size: 8pt; line-height: 3.6mm }
.return span { border-bottom: 0.2pt solid #777 }
.address { top: 62.7mm; line-height: 4.5mm; font-size: 9pt; font-family: "Noto Serif" }
.address div { height: 4.5mm }
.date { top: 97mm; left: 25mm; width: 165mm; text-align: end; line-height: 1.3 }
.body { padding: 107mm 20mm 0 25mm }
h1 { font-weight: bold; margin-bottom: 1.3em }
p { margin-bottom: 0.7em }
.indented p { text-indent: 2em }
.indented p.salutation, .indented p.on { text-indent: 0 }
.closing { margin: 1.1em 0 0; break-inside: avoid; break-after: avoid }
.on { margin-top: 0 }
.signature { margin-top: 1.2em; break-inside: avoid }
.indented .signature { text-indent: 0 }
.by-hand .signature { margin-top: 18mm }
.below { text-align: end }
.below-date { text-align: end; line-height: 1.3 }
.copy { top: 279mm; left: 25mm; width: 165mm; font-size: 8pt; line-height: 1.35 }
.fold { left: 4mm; width: 5mm; border-top: 0.3pt solid #999 }
.specimen {
  top: 160mm; left: 0; width: 210mm; text-align: center; white-space: nowrap; line-height: 1;
  color: #dedede; font-weight: bold; transform: rotate(-28deg); z-index: -1;
}
"""


def family_list(families: Iterable[str]) -> str:
    return ", ".join(f'"{family}"' for family in families)


@lru_cache(maxsize=128)
def css_of(code: str) -> str:
    """The style sheet of a language's letters; raises UnknownLanguage."""
    entry = letter_language(code)
    return CSS % {
        "foot": FOOT_MM,
        "size": entry.text_size,
        "line": entry.line_height,
        "families": family_list(entry.fonts),
        "features": entry.features,
    }


@lru_cache(maxsize=4096)
def field_fonts(text: str) -> tuple[str, ...]:
    """Families for a text of any script: Latin first, so that dots and spaces come from there."""
    return tuple(dict.fromkeys((LATIN_FONT, *_script_fonts(text))))


def letter_fonts(content: LetterContent) -> tuple[str, ...]:
    """Families of the body: the language's, then those of names it quotes in another script."""
    runs = (content.subject, *content.paragraphs)
    body = "".join(run.text for block in runs for run in block)
    quoted = _script_fonts("".join((body, content.salutation, *content.closing)))
    return tuple(dict.fromkeys((*letter_language(content.language).fonts, *quoted)))


def _script_fonts(text: str) -> list[str]:
    return [family for script, family in _SCRIPTS if script.search(text)]


def direction_of(text: str) -> Direction:
    """That of the first strong character (UAX 9, P2), left to right without one."""
    for character in text:
        bidirectional = unicodedata.bidirectional(character)
        if bidirectional in {"L", "R", "AL"}:
            return "ltr" if bidirectional == "L" else "rtl"
    return "ltr"


def field(text: str, block: str, size: float = FIELD_SIZE_PT) -> str:
    """A value that keeps its own direction and fonts in any letter.

    `dir` with a mark at both ends: WeasyPrint ignores <bdi> and `unicode-bidi: isolate`, and
    without the marks the dots of `A. B.` change sides in a right-to-left letter.
    """
    fonts = field_fonts(text)
    points = field_points(fonts, size)
    style = escape(f"font-family: {family_list(fonts)}; font-size: {points:g}pt")
    return (
        f'<span dir="{direction_of(text)}" data-block="{block}" style="{style}">'
        f"{escape(marked(text))}</span>"
    )


def field_points(fonts: tuple[str, ...], size: float = FIELD_SIZE_PT) -> float:
    """The size of a field in these fonts, in points."""
    return float(f"{size * ARABIC_SCALE if ARABIC_FONT in fonts else size:g}")


def marked(text: str) -> str:
    """A field's text between the marks that hold its own direction."""
    mark = _MARK[direction_of(text)]
    return f"{mark}{text}{mark}"


def address_layer(return_line: str, lines: Sequence[str], size: float) -> str:
    """What shows in the window; `size` in points."""
    rows = "".join(
        f"<div>{field(line, f'envelope.{n}', size)}</div>" for n, line in enumerate(lines)
    )
    sender = f'<div class="return">{field(return_line, "return_line", SMALL_SIZE_PT)}</div>'
    return (sender if return_line else "") + f'<div class="address">{rows}</div>'


def dateline(place: str, day: str, entry: LetterLanguage) -> str:
    date = f'<span data-block="date">{escape(day)}</span>'
    if not place:
        return date
    line = escape(entry.dateline).replace("\n", "<br>")
    return line.replace("{place}", field(place, "place")).replace("{day}", date)


def date_layer(place: str, day: str, entry: LetterLanguage) -> str:
    return f'<div class="date" data-block="date">{dateline(place, day, entry)}</div>'


def body_layer(content: LetterContent) -> str:
    """Subject, salutation and paragraphs."""
    paragraphs = "".join(
        f'<p data-block="paragraphs.{n}">{_runs(paragraph, content.language)}</p>'
        for n, paragraph in enumerate(content.paragraphs)
    )
    salutation = _lines(content.salutation, content.language)
    return (
        f'<h1 data-block="subject">{_runs(content.subject, content.language)}</h1>'
        f'<p class="salutation" data-block="salutation">{salutation}</p>' + paragraphs
    )


def closing_layer(content: LetterContent) -> str:
    return "".join(
        f'<p class="closing{" on" if n else ""}" data-block="closing">'
        f"{_lines(line, content.language)}</p>"
        for n, line in enumerate(content.closing)
    )


def initials_layer(initials: str, entry: LetterLanguage) -> str:
    side = " below" if entry.date_below else ""
    shown = field(initials, "initials") if initials else ""
    return f'<p class="signature{side}">{shown}</p>'


def specimen_layer(words: str) -> str:
    """A pale mark behind the text, as large as its words allow."""
    size = min(80.0, 900 / max(len(words), 1))
    return f'<div class="specimen">{field(words, "specimen", size)}</div>' if words else ""


def fold_marks() -> str:
    return "".join(f'<div class="fold" style="top: {top}mm"></div>' for top in (105, 210))


def page_of(content: LetterContent, address_size: float) -> str:
    """The whole letter as one HTML document, layers in reading order."""
    entry = letter_language(content.language)
    date = (content.place, content.day, entry)
    below = (
        f'<p class="below-date" data-block="date">{dateline(*date)}</p>' if entry.date_below else ""
    )
    copy = content.layout.copy_line
    families = f"font-family: {family_list(letter_fonts(content))}"
    return (
        f'<!doctype html><html lang="{bcp47(entry)}" dir="{entry.direction}">'
        f'<head><meta charset="utf-8"><title>{escape(content.title)}</title></head>'
        f'<body class="{_classes(content, entry)}">'
        + address_layer(content.return_line, content.address, address_size)
        + ("" if entry.date_below else date_layer(*date))
        + f'<div class="body" style="{escape(families)}">'
        + body_layer(content)
        + closing_layer(content)
        + f"{initials_layer(content.initials, entry)}{below}</div>"
        + (f'<div class="copy">{field(copy, "copy_line", SMALL_SIZE_PT)}</div>' if copy else "")
        + fold_marks()
        + specimen_layer(content.layout.specimen)
        + "</body></html>"
    )


def bcp47(entry: LetterLanguage) -> str:
    """`zh-Hans`: the tag that fonts, readers and hyphenation understand."""
    return "-".join(part.title() if len(part) == 4 else part for part in entry.code.split("-"))


def _classes(content: LetterContent, entry: LetterLanguage) -> str:
    layout = content.layout
    chosen = {
        "right-window": layout.window == "right",
        "by-hand": layout.by_hand,
        "indented": entry.indented,
    }
    return " ".join(name for name, is_set in chosen.items() if is_set)


def _runs(runs: Iterable[Run], code: str) -> str:
    texts = ((_lines(run.text, code), run.bold) for run in runs)
    return "".join(f"<b>{text}</b>" if bold else text for text, bold in texts)


def _lines(text: str, code: str) -> str:
    return "<br>".join(escape(breakable(line, code)) for line in text.split("\n"))
