"""Address labels for envelopes without a window, on sheets of labels as shops sell them."""

from dataclasses import dataclass
from functools import lru_cache
from html import escape

from campaigns.letters import markup, pdf
from campaigns.letters.gates import boxes_of
from campaigns.letters.sheets import Sheet, draw

A4_MM = (210.0, 297.0)
SIZES_PT = (10.5, 9.5, 8.5, 7.5, 6.5, 5.5)
INSET_MM = 5.0  # printers do not feed to the millimetre

CSS = """
@page {{ size: A4; margin: 0 }}
html {{ font: {size}pt/1.25 "Noto Serif"; color: #000 }}
body {{ margin: 0 }}
.label {{ position: absolute; width: {width}mm; height: {height}mm; overflow: hidden }}
.lines {{ position: absolute; left: {inset}mm; top: {top}mm; white-space: nowrap }}
"""


@dataclass(frozen=True, slots=True)
class LabelSheet:
    """A4 sheets of labels: how many across and down, width and height of one in millimetres.

    The labels stand in the middle of the sheet, without gaps. Raises ValueError for a sheet that
    is none.
    """

    across: int = 3
    down: int = 8
    width: float = 70.0
    height: float = 36.0

    def __post_init__(self) -> None:
        sizes = (self.across * self.width, self.down * self.height)
        if min(self.across, self.down) < 1 or min(self.width, self.height) < 2 * INSET_MM:
            raise ValueError("a sheet has labels, and a label has room for an address")
        if any(size > most for size, most in zip(sizes, A4_MM, strict=True)):
            raise ValueError("the labels do not fit on A4")

    @property
    def count(self) -> int:
        return self.across * self.down

    def corner(self, place: int) -> tuple[float, float]:
        """Left and top of a label, counted line by line from the upper left one."""
        row, column = divmod(place, self.across)
        left = (A4_MM[0] - self.across * self.width) / 2 + column * self.width
        return left, (A4_MM[1] - self.down * self.height) / 2 + row * self.height


def labels(lines: tuple[str, ...], count: int, sheet: LabelSheet) -> list[Sheet]:
    """Pages with `count` labels of one address, in the largest type in which it fits.

    The address is in Latin letters or in those of its country, and reads as the post reads it.
    """
    size = size_of(lines, sheet)
    full, rest = divmod(count, sheet.count)
    counts = [sheet.count] * full + ([rest] if rest else [])
    return [_drawn(lines, count, sheet, size) for count in counts]


@lru_cache(maxsize=128)
def _drawn(lines: tuple[str, ...], count: int, sheet: LabelSheet, size: float) -> Sheet:
    return draw(page_of(lines, count, sheet, size), "en")


@lru_cache(maxsize=128)
def size_of(lines: tuple[str, ...], sheet: LabelSheet) -> float:
    """The largest size (points) in which every line stays on its label, else the smallest."""
    return next((size for size in SIZES_PT if _fits(lines, sheet, size)), SIZES_PT[-1])


def _fits(lines: tuple[str, ...], sheet: LabelSheet, size: float) -> bool:
    with pdf.DRAWING:
        boxes = list(boxes_of(pdf.lay_out(page_of(lines, 1, sheet, size)).pages[0]))
    left, top = sheet.corner(0)
    right, bottom = left + sheet.width - INSET_MM, top + sheet.height - 2
    return all(box.right <= right and box.bottom <= bottom for box in boxes)


def page_of(lines: tuple[str, ...], count: int, sheet: LabelSheet, size: float) -> str:
    """The first `count` labels of a sheet as HTML."""
    rows = "".join(
        f"<div>{markup.field(line, f'envelope.{n}', size)}</div>" for n, line in enumerate(lines)
    )
    height = len(lines) * size * 1.25 / 72 * 25.4
    style = CSS.format(
        size=size,
        width=sheet.width,
        height=sheet.height,
        inset=INSET_MM,
        top=max((sheet.height - height) / 2, 1),
    )
    each = "".join(_label(rows, *sheet.corner(place)) for place in range(count))
    head = f"<head><title>{escape(lines[0])}</title><style>{style}</style></head>"
    return f'<!doctype html><html lang="en">{head}<body>{each}</body></html>'


def _label(rows: str, left: float, top: float) -> str:
    place = f"left: {left:g}mm; top: {top:g}mm"
    return f'<div class="label" style="{place}"><div class="lines">{rows}</div></div>'
