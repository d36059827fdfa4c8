"""Charts as SVG without a script: bars in the text's colour, sized in percent of what is there.

Nothing is scaled, so letters keep their size on a telephone. With `rtl` the axis runs the other
way. A chart says its title and description to screen readers; the numbers stand in a table beside
it. What is passed in is text and is escaped here.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

COLUMN_HEIGHT = 180  # pixels, of the highest column
ROW_HEIGHT = 40
TEXT_HEIGHT = 20
LONGEST_LABEL = 30
FIRST_STRONG, END_OF_ISOLATE = "\u2068", "\u2069"  # a Latin name stays whole in Arabic
GAP = 0.25  # of a column's share


@dataclass(frozen=True, slots=True)
class Bar:
    """`value` is at least 0; `shown` is the value as people read it."""

    label: str
    value: int
    shown: str


@dataclass(frozen=True, slots=True)
class Frame:
    """`key` is unique on the page, a valid id."""

    key: str
    title: str
    description: str
    rtl: bool = False


def columns(bars: Sequence[Bar], frame: Frame) -> str:
    """Upright bars side by side, the way time runs; the first and the last are labelled."""
    if not bars:
        return ""
    highest = max(bars, key=lambda bar: bar.value)
    share = 100 / len(bars)
    base = TEXT_HEIGHT + COLUMN_HEIGHT
    parts = [_text("0%", TEXT_HEIGHT - 6, highest.shown, frame)]
    parts.append(_line(TEXT_HEIGHT))
    for place, bar in enumerate(bars):
        height = _part(bar.value, highest.value) * COLUMN_HEIGHT
        start, width = share * (place + GAP / 2), share * (1 - GAP)
        parts.append(_bar(bar, (start, base - height, width, height), frame))
    parts.append(_line(base))
    parts += [_text("0%", base + TEXT_HEIGHT - 4, bars[0].label, frame)]
    if len(bars) > 1:
        parts.append(_text("100%", base + TEXT_HEIGHT - 4, bars[-1].label, frame))
    return _svg(parts, base + TEXT_HEIGHT, frame)


def rows(bars: Sequence[Bar], frame: Frame) -> str:
    """Lying bars one below the other, each with its label and its value above it."""
    if not bars:
        return ""
    highest = max(bar.value for bar in bars)
    parts: list[str] = []
    for place, bar in enumerate(bars):
        top = place * ROW_HEIGHT
        parts.append(_text("0%", top + TEXT_HEIGHT - 5, _short(bar.label), frame))
        parts.append(_text("100%", top + TEXT_HEIGHT - 5, bar.shown, frame))
        width = _part(bar.value, highest) * 100
        parts.append(_bar(bar, (0, top + TEXT_HEIGHT, width, ROW_HEIGHT - TEXT_HEIGHT - 8), frame))
    return _svg(parts, len(bars) * ROW_HEIGHT, frame)


def _part(value: int, highest: int) -> float:
    """Between 0 and 1; all are 0 when the highest is."""
    return value / highest if highest else 0.0


def _bar(bar: Bar, box: tuple[float, float, float, float], frame: Frame) -> str:
    """`box`: start and width in percent from where lines begin, top and height in pixels."""
    start, top, width, height = box
    left = 100 - start - width if frame.rtl else start
    return (
        f'<rect x="{left:.4f}%" y="{top:.2f}" width="{width:.4f}%" height="{height:.2f}">'
        f"<title>{_clean(bar.label)}: {_clean(bar.shown)}</title></rect>"
    )


def _line(y: float) -> str:
    return f'<line x1="0%" x2="100%" y1="{y}" y2="{y}" stroke="currentColor" opacity="0.35"/>'


def _text(x: str, y: float, text: str, frame: Frame) -> str:
    """At the beginning ("0%") or the end ("100%") of a line, in the direction of the frame."""
    anchor = "start" if x == "0%" else "end"
    left = {"0%": "100%", "100%": "0%"}[x] if frame.rtl else x
    words = f"{FIRST_STRONG}{_clean(text)}{END_OF_ISOLATE}" if frame.rtl else _clean(text)
    return f'<text x="{left}" y="{y}" text-anchor="{anchor}">{words}</text>'


def _svg(parts: Iterable[str], height: float, frame: Frame) -> str:
    key, direction = escape(frame.key), "rtl" if frame.rtl else "ltr"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="chart" role="img" width="100%" '
        f'height="{height:.0f}" direction="{direction}" fill="currentColor" '
        f'aria-labelledby="{key}-title {key}-desc">'
        f'<title id="{key}-title">{_clean(frame.title)}</title>'
        f'<desc id="{key}-desc">{_clean(frame.description)}</desc>{"".join(parts)}</svg>'
    )


def _short(label: str) -> str:
    return label if len(label) <= LONGEST_LABEL else f"{label[: LONGEST_LABEL - 1]}…"


def _clean(text: str) -> str:
    """Escaped, and without what no XML document can hold."""
    return escape("".join(each for each in text if _is_xml(ord(each))))


def _is_xml(point: int) -> bool:
    if point < 0x20:
        return point in (0x09, 0x0A, 0x0D)
    return not 0xD800 <= point <= 0xDFFF and point not in (0xFFFE, 0xFFFF)
