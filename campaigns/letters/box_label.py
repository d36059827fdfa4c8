"""Labels for the boxes of a dispatch: the address to read from afar, two on a sheet of A4.

What stands on a parcel is read by everybody on its way: the address, who sends it, which box it
is, what it weighs. Whom the letters are for does not stand there.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from campaigns.letters import markup, pdf
from campaigns.letters.gates import boxes_of
from campaigns.letters.sheets import Sheet, draw

SIZES_PT = (28.0, 26.0, 24.0, 22.0, 20.0, 18.0, 16.0, 14.0, 12.0)
A_SHEET = 2
HEIGHT_MM, EDGE_MM, FOOT_MM = 148.5, 16.0, 32.0
SMALL_PT, LEAST_SMALL_PT, NUMBER_PT = 11.0, 7.0, 34.0
_RIGHT_MM = 210.0 - EDGE_MM

CSS = """
@page {{ size: A4; margin: 0 }}
html {{ font: {size}pt/1.32 "Noto Serif"; color: #000 }}
body {{ margin: 0 }}
.label {{ position: absolute; left: 0; width: 210mm; height: 148.5mm }}
.label > div {{ position: absolute; left: 16mm; white-space: nowrap }}
.label > .from {{ top: 14mm; font-size: {small}pt }}
.from span {{ border-bottom: 0.3pt solid #777 }}
.label > .lines {{ top: 27mm }}
.label > .foot {{ top: 116mm; width: 178mm; border-top: 0.8pt solid #000 }}
.label > .load {{ top: 125mm; font-size: 14pt; line-height: 1.3 }}
.label > .number {{ top: 118.5mm; left: auto; right: 16mm; font-size: 34pt; line-height: 1.3;
  font-weight: bold }}
.cut {{ position: absolute; top: 148.5mm; left: 0; width: 210mm; border-top: 0.4pt dashed #999 }}
"""


@dataclass(frozen=True, slots=True)
class BoxLabel:
    """`number` of `boxes`; `load`: letters and weight, in words. The return line may be empty."""

    lines: tuple[str, ...]
    return_line: str
    number: int
    boxes: int
    load: str


def box_labels(labels: Sequence[BoxLabel]) -> Iterator[Sheet]:
    """Sheets with two labels each, in the largest type in which all their addresses fit."""
    for first in range(0, len(labels), A_SHEET):
        pair = labels[first : first + A_SHEET]
        yield draw(page_of(pair, *_sizes(tuple(pair))), "en")


def _sizes(labels: tuple[BoxLabel, ...]) -> tuple[float, float]:
    """Points of the address and of the return line: the largest that fit, else the smallest."""
    small = next((each for each in _smaller() if _fits(labels, 1.0, each)), LEAST_SMALL_PT)
    size = next((each for each in SIZES_PT if _fits(labels, each, small)), SIZES_PT[-1])
    return size, small


def _smaller() -> Iterator[float]:
    size = SMALL_PT
    while size > LEAST_SMALL_PT:
        yield size
        size -= 0.5


def _fits(labels: tuple[BoxLabel, ...], size: float, small: float) -> bool:
    with pdf.DRAWING:
        page = pdf.lay_out(page_of(labels, size, small)).pages[0]
        lines = [box for box in boxes_of(page) if box.block.startswith(("envelope.", "return"))]
    floors = (place * HEIGHT_MM + HEIGHT_MM - FOOT_MM - 2 for place in range(A_SHEET))
    lowest = max(floors) if len(labels) == A_SHEET else HEIGHT_MM - FOOT_MM - 2
    return all(box.right <= _RIGHT_MM and box.bottom <= lowest for box in lines)


def page_of(labels: Sequence[BoxLabel], size: float, small: float) -> str:
    """One or two labels as HTML; sizes in points."""
    each = "".join(_label(label, place, size, small) for place, label in enumerate(labels))
    style = CSS.format(size=size, small=small)
    head = f"<head><title>{escape(labels[0].lines[0])}</title><style>{style}</style></head>"
    cut = '<div class="cut"></div>'
    return f'<!doctype html><html lang="en">{head}<body>{each}{cut}</body></html>'


def _label(label: BoxLabel, place: int, size: float, small: float) -> str:
    rows = "".join(
        f"<div>{markup.field(line, f'envelope.{n}', size)}</div>"
        for n, line in enumerate(label.lines)
    )
    sender = markup.field(label.return_line, "return_line", small) if label.return_line else ""
    number = f"{label.number} / {label.boxes}"
    return (
        f'<div class="label" style="top: {place * HEIGHT_MM:g}mm">'
        f'<div class="from">{sender}</div><div class="lines">{rows}</div><div class="foot"></div>'
        f'<div class="load">{markup.field(label.load, "load", 14)}</div>'
        f'<div class="number">{markup.field(number, "number", NUMBER_PT)}</div></div>'
    )
