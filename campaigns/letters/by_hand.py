"""A sheet in large type for a visitor who writes the letter by hand, in letters not their own.

First the address in a frame, as it goes on the envelope; then the letter from its date to its
initials, to copy. No return line: the sender's own goes there, or none.
"""

from functools import lru_cache
from html import escape

from campaigns.letters import markup, pdf
from campaigns.letters.content import LetterContent
from campaigns.letters.languages import LATIN_FONT, LetterLanguage, language

MOST_PAGES = 2
SCALE = 16 / 11  # to the printed letter: 16 points where that has 11, more where it has more
FIELD_SIZE_PT = 16.0
LINE_HEIGHT = 1.6  # for a language whose printed letters need no more

CSS = """
@page {
  size: A4; margin: 18mm 22mm 20mm;
  @bottom-center {
    content: counter(page) " / " counter(pages); font: 9pt "%(latin)s"; color: #777; direction: ltr;
  }
}
html { font: %(size)spt/%(line)s %(families)s; font-feature-settings: %(features)s; color: #111 }
body { margin: 0; overflow-wrap: anywhere }
h1, p { margin: 0 0 0.6em; font-size: 1em }
h1 { font-weight: bold; break-after: avoid }
.envelope {
  border: 0.6pt solid #777; padding: 4mm 6mm; margin: 0 36mm 8mm 0;
  font: %(field)spt/1.4 "%(latin)s"; text-align: left;
}
.date { text-align: end }
.indented p { text-indent: 2em }
.indented p.salutation, .indented p.on, .indented p.signature, .indented p.date { text-indent: 0 }
.closing { margin: 0.9em 0 0; break-inside: avoid; break-after: avoid }
.on { margin-top: 0 }
.signature { margin: 0.9em 0 0; break-inside: avoid }
.below { text-align: end }
.specimen {
  position: fixed; top: 120mm; left: -22mm; width: 210mm; text-align: center; line-height: 1;
  white-space: nowrap; color: #dedede; font-weight: bold; transform: rotate(-28deg); z-index: -1;
}
"""


def by_hand_sheet(content: LetterContent) -> bytes:
    """The sheet as PDF/UA-1, A4, one page or two; raises LetterRefused.

    A letter that fits its one page fits these two. Equal contents give equal bytes.
    """
    return pdf.sheet(page_of(content), content, MOST_PAGES)


def page_of(content: LetterContent) -> str:
    """The sheet as one HTML document, in the order one writes."""
    entry = language(content.language)
    families = escape(f"font-family: {markup.family_list(markup.letter_fonts(content))}")
    date = f'<p class="date">{_dateline(content, entry)}</p>'
    initials = _field(content.initials, "initials") if content.initials else ""
    side = " below" if entry.date_below else ""
    return (
        f'<!doctype html><html lang="{markup.bcp47(entry)}" dir="{entry.direction}">'
        f'<head><meta charset="utf-8"><title>{escape(content.title)}</title>'
        f"<style>{_style(entry)}</style></head>"
        f'<body class="{"indented" if entry.indented else ""}" style="{families}">'
        f'<div class="envelope" dir="ltr">{_address(content)}</div>'
        + ("" if entry.date_below else date)
        + markup.body_layer(content)
        + markup.closing_layer(content)
        + (f'<p class="signature{side}">{initials}</p>' if initials else "")
        + (date if entry.date_below else "")
        + markup.specimen_layer(content.layout.specimen)
        + "</body></html>"
    )


@lru_cache(maxsize=128)
def _style(entry: LetterLanguage) -> str:
    return CSS % {
        "latin": LATIN_FONT,
        "size": f"{entry.text_size * SCALE:g}",
        "line": max(LINE_HEIGHT, entry.line_height),
        "field": f"{FIELD_SIZE_PT:g}",
        "families": markup.family_list(entry.fonts),
        "features": entry.features,
    }


def _field(text: str, block: str) -> str:
    return markup.field(text, block, FIELD_SIZE_PT)


def _address(content: LetterContent) -> str:
    lines = (_field(line, f"envelope.{n}") for n, line in enumerate(content.address))
    return "".join(f"<div>{line}</div>" for line in lines)


def _dateline(content: LetterContent, entry: LetterLanguage) -> str:
    day = f'<span data-block="date">{escape(content.day)}</span>'
    if not content.place:
        return day
    before, _, after = escape(entry.dateline).replace("\n", "<br>").partition("{place}")
    return before + _field(content.place, "place") + after.replace("{day}", day)
