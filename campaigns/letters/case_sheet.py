"""The case on one page, to be read at a stand or in a class, and the way to the form."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import accumulate

from campaigns.letters import markup
from campaigns.letters.languages import language as letter_language
from campaigns.letters.sheets import (
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

SIZES_PT = (15.5, 14.5, 13.5, 12.5, 11.5, 10.5)
PANEL_MM = 62
_ROOM = 480_000  # characters times points squared; a page of Latin letters holds about 380,000

CSS = """
@page {{ margin: 15mm 17mm 8mm }}
.picture {{ float: {end}; width: 62mm; height: 46.5mm; margin: 1mm; margin-{end}: 0;
  margin-{start}: 7mm }}
.kicker {{ font-size: 1em; line-height: 1.3 }}
h1 {{ font-size: 2.1em; line-height: {leading}; margin-bottom: 3mm; font-weight: bold }}
.lead {{ font-weight: bold; margin-bottom: 3mm }}
.story {{ margin-bottom: 2.2mm }}
h2 {{ font-size: 1.1em; margin: 3.5mm 0 1.5mm; clear: both; break-after: avoid }}
.demand {{ padding-{start}: 5mm; text-indent: -5mm; margin-bottom: 0.8mm }}
.note {{ border: 0.8pt solid #777; padding: 2mm 4mm; margin-bottom: 4mm; font-size: 0.9em }}
.facts {{ margin: 3mm 0 1mm; font-size: 0.92em; line-height: 1.4 }}
.panel {{ position: fixed; bottom: 0; left: 0; right: 0; height: {panel}mm;
  border-top: 1.6pt solid; }}
.words {{ position: absolute; top: 7mm; inset-inline-start: 0; width: 112mm }}
.call {{ font-size: 22pt; font-weight: bold; line-height: 1.25; margin-bottom: 2mm }}
.how {{ font-size: 13pt; line-height: 1.42 }}
.address {{ font-size: 9pt; margin-top: 2.5mm; line-height: 1.3; direction: ltr;
  text-align: {start} }}
.qr {{ position: absolute; top: 3mm; inset-inline-end: -4mm; width: 62mm; height: 62mm }}
"""


@dataclass(frozen=True, slots=True)
class CaseSheet:
    """What the sheet tells. `facts` are pairs of label and value, values in their own direction.

    Without an address there is no panel with a code. `more` stands in for what of the story does
    not fit. `note` warns of what is told. mark, mono: as on the poster.
    """

    language: str
    kicker: str
    title: str
    lead: str
    story: tuple[str, ...]
    demands_heading: str
    demands: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]
    more: str
    note: str = ""
    call: str = ""
    how: str = ""
    address: str = ""
    code_alt: str = ""
    picture: Picture | None = None
    picture_alt: str = ""
    mark: str = ""
    mono: bool = False


@lru_cache(maxsize=64)
def case_sheet(words: CaseSheet) -> Sheet:
    """One page: in the largest type in which all of it fits, else with a shorter story."""
    lowest = 297 - 8 - (PANEL_MM + 3 if words.address else 4)
    html = fitting(_candidates(words), lowest)
    return draw(html, words.language, picture=words.picture, address=words.address, most=1)


def _candidates(words: CaseSheet) -> Iterator[Callable[[], str]]:
    length = sum(map(len, words.story))
    likely = [size for size in SIZES_PT if _may_fit(length, size)]
    for size in likely:
        yield partial(_page, words, words.story, size)
    lengths = accumulate(map(len, words.story))
    longest = sum(_may_fit(each, SIZES_PT[-1]) for each in lengths)
    for count in _fewer(longest + 1):
        yield partial(_page, words, (*words.story[:count], words.more), SIZES_PT[-1])


def _may_fit(length: int, size: float) -> bool:
    """Whether so many characters are worth laying out: what surely is too long costs seconds."""
    return length * size * size < _ROOM


def _fewer(length: int) -> Iterator[int]:
    """Ever shorter, a fifth less each time: a long story is not laid out for each paragraph."""
    while length:
        length = length * 4 // 5
        yield length


def _page(words: CaseSheet, story: tuple[str, ...], size: float) -> str:
    demands = "".join(block("p", "–\u00a0 " + shown(each), "demand") for each in words.demands)
    said = (
        block("p", shown(words.note), "note")
        + (figure("picture", words.picture_alt) if words.picture else "")
        + block("p", shown(words.kicker), "kicker")
        + block("h1", shown(words.title))
        + block("p", shown(words.lead), "lead")
        + "".join(block("p", shown(each), "story") for each in story)
        + (block("h2", shown(words.demands_heading)) + demands if demands else "")
        + block("p", "<br>".join(_fact(*each) for each in words.facts), "facts")
    )
    body = main(said) + (_panel(words) if words.address else "") + markup.specimen_layer(words.mark)
    return page(words.language, words.title, _style(words), body, size=size, mono=words.mono)


def _fact(label: str, value: str) -> str:
    return (f"<b>{shown(label)}</b> " if label else "") + own_way(value)


def _panel(words: CaseSheet) -> str:
    said = (
        block("p", shown(words.call), "call accent")
        + block("p", shown(words.how), "how")
        + block("p", shown(words.address), "address soft")
    )
    return f'<div class="panel"><div class="words">{said}</div>{figure("qr", words.code_alt)}</div>'


def _style(words: CaseSheet) -> str:
    rightwards = letter_language(words.language).direction == "rtl"
    return CSS.format(
        panel=PANEL_MM,
        start="right" if rightwards else "left",
        end="left" if rightwards else "right",
        leading=1.5 if rightwards else 1.15,
    )
