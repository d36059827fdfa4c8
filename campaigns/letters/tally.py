"""The sheet a group keeps: boxes to tick, how to report, and the code to report with."""

from dataclasses import dataclass

from campaigns.letters import markup
from campaigns.letters.sheets import Sheet, block, draw, page, shown

A_ROW = 10

CSS = """
h1 { font-size: 1.9em; line-height: 1.25; margin: 1mm 0 4mm; font-weight: bold }
h2 { font-size: 1.15em; margin: 6mm 0 2mm; break-after: avoid }
.step { margin-bottom: 1.2mm }
table { border-collapse: separate; border-spacing: 1.6mm; margin: 2mm -1.6mm }
td { width: 13.6mm; height: 11mm; border: 0.8pt solid #555; text-align: center;
  vertical-align: middle; color: #888; font-size: 9pt }
.code { border: 1.4pt solid; padding: 3mm 6mm; margin: 2mm 0 3mm; font: bold 25pt/1.3 "Noto Serif";
  letter-spacing: 0.06em; direction: ltr; text-align: center }
.small { font-size: 0.88em }
.address { direction: ltr; font-size: 0.95em; margin: 1mm 0 }
[dir=rtl] .address { text-align: right }
"""


@dataclass(frozen=True, slots=True)
class Tally:
    """What the sheet says. `code` is printed as it is given; `address` is where it is reported."""

    language: str
    kicker: str
    title: str
    steps_heading: str
    steps: tuple[str, ...]
    boxes_heading: str
    boxes: int
    code_heading: str
    code: str
    how: str
    address: str
    note: str
    mark: str = ""
    mono: bool = False


def tally(words: Tally) -> Sheet:
    """One page for up to fifty letters."""
    steps = (
        block("p", f"{number}.\u00a0 {shown(step)}", "step")
        for number, step in enumerate(words.steps, 1)
    )
    body = (
        block("p", shown(words.kicker), "kicker")
        + block("h1", shown(words.title))
        + block("h2", shown(words.steps_heading))
        + "".join(steps)
        + block("h2", shown(words.boxes_heading))
        + _boxes(words.boxes)
        + block("h2", shown(words.code_heading))
        + block("p", shown(words.code), "code")
        + block("p", shown(words.how), "small")
        + block("p", shown(words.address), "address")
        + block("p", shown(words.note), "small soft")
        + markup.specimen_layer(words.mark)
    )
    html = page(words.language, words.title, CSS, body, size=11.5, mono=words.mono)
    return draw(html, words.language, most=1)


def _boxes(count: int) -> str:
    rows = (range(first, min(first + A_ROW, count + 1)) for first in range(1, count + 1, A_ROW))
    cells = ("".join(f'<td data-block="box">{n}</td>' for n in row) for row in rows)
    return f"<table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table>"
