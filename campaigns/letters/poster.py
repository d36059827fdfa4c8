"""The poster: one face or one name, one sentence, one way to help."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache, partial

from campaigns.letters import markup
from campaigns.letters.languages import language as letter_language
from campaigns.letters.sheets import (
    ACCENT,
    Picture,
    Sheet,
    block,
    draw,
    figure,
    fitting,
    main,
    own_way,
    page,
    shown,
)

NAME_SIZES_PT = (54, 46, 38, 31, 25)
PANEL_MM, PLAIN_PANEL_MM = 66, 40  # with a code to scan, and without
BELOW_MM, ABOVE_MM = 18, 4

CSS = """
@page {{ margin: 13mm 14mm 8mm }}
.picture {{ width: 182mm; height: 96mm; margin-bottom: 2mm }}
.credit {{ font-size: 7.5pt; line-height: 1.3; color: #555 }}
.kicker {{ font-size: 17pt; margin-top: {above}mm; line-height: 1.3 }}
h1 {{ font-size: {name}pt; line-height: {leading}; margin: 1mm 0 4mm; font-weight: bold }}
.lead {{ font-size: {lead}pt; line-height: 1.45 }}
.until {{ font-size: 14pt; margin-top: 4mm; font-weight: bold }}
.panel {{ position: fixed; bottom: 10mm; left: 0; right: 0; height: {panel}mm;
  background: {accent}; color: #fff }}
.mono .panel {{ background: #fff; color: #000; border: 1.6pt solid #000; box-sizing: border-box }}
.words {{ position: absolute; top: 7mm; inset-inline-start: 8mm; width: {words}mm }}
.call {{ font-size: 27pt; font-weight: bold; line-height: 1.2; margin-bottom: 3mm }}
.how {{ font-size: 13.5pt; line-height: 1.42 }}
.address {{ font-size: 9pt; margin-top: 3mm; line-height: 1.3; direction: ltr;
  text-align: {start} }}
.qr {{ position: absolute; top: 6mm; inset-inline-end: 6mm; width: 54mm; height: 54mm }}
.house {{ position: fixed; bottom: 1mm; left: 0; right: 0; font-size: 9.5pt;
  text-align: center; color: #555 }}
"""


@dataclass(frozen=True, slots=True)
class Poster:
    """Everything the poster says. Without an address there is no code to scan; mono: for a copier.

    mark: the words of the specimen mark, "" for none. house: who asks, "" where that is not said.
    """

    language: str
    kicker: str
    name: str
    lead: str
    until: str
    call: str
    how: str
    address: str = ""
    code_alt: str = ""
    house: str = ""
    picture: Picture | None = None
    picture_alt: str = ""
    credit: str = ""
    mark: str = ""
    mono: bool = False


@lru_cache(maxsize=64)
def poster(words: Poster) -> Sheet:
    """One page, its name as large as it fits."""
    candidates: list[Callable[[], str]] = [partial(_page, words, size) for size in NAME_SIZES_PT]
    html = fitting(candidates, 297 - BELOW_MM - _panel_height(words) - ABOVE_MM)
    return draw(html, words.language, picture=words.picture, address=words.address, most=1)


def _page(words: Poster, name_size: int) -> str:
    code = words.language
    said = (
        (figure("picture", words.picture_alt) if words.picture else "")
        + (block("p", shown(words.credit), "credit") if words.picture else "")
        + block("p", shown(words.kicker), "kicker")
        + block("h1", own_way(words.name))
        + block("p", shown(words.lead), "lead")
        + block("p", shown(words.until), "until accent")
    )
    body = (
        main(said)
        + _panel(words)
        + block("p", shown(words.house), "house")
        + markup.specimen_layer(words.mark)
    )
    return page(code, words.name, _style(words, name_size), body, size=12, mono=words.mono)


def _panel_height(words: Poster) -> int:
    return PANEL_MM if words.address else PLAIN_PANEL_MM


def _panel(words: Poster) -> str:
    said = block("p", shown(words.call), "call") + block("p", shown(words.how), "how")
    if words.address:
        said += block("p", shown(words.address), "address")
    code = figure("qr", words.code_alt) if words.address else ""
    return f'<div class="panel"><div class="words">{said}</div>{code}</div>'


def _style(words: Poster, name_size: int) -> str:
    rightwards = letter_language(words.language).direction == "rtl"
    lead = 19 if words.picture else 24
    return CSS.format(
        panel=_panel_height(words),
        words=106 if words.address else 164,
        above=5 if words.picture else 22,
        name=name_size,
        leading=1.5 if rightwards else 1.12,
        lead=lead,
        accent=ACCENT,
        start="right" if rightwards else "left",
    )
