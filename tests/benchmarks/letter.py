"""How long one letter takes: as a tutorial would render it, and as the campaign does."""

import statistics
import time
from collections.abc import Callable, Iterator
from typing import Any

from weasyprint import HTML

from campaigns.letters import markup
from campaigns.letters.pdf import render
from tests.letters.samples import SAMPLES, letter

ROUNDS = 5  # of each language; small, for the figure is compared within one run
LATIN_A, LATIN_B = "ABCDEFGHIJ", "KLMNOPQRST"


def figures() -> Iterator[dict[str, Any]]:
    """`letter.naive.p95` and `letter.full.p95` in seconds, over all letter languages.

    naive: `HTML(string=...).write_pdf()` with the style in the page, a fetcher and a font
    configuration of its own. full: render(), tagged, with all its gates. ratio: how many times
    faster full is.
    """
    naive, full = p95(naive_letter), p95(full_letter)
    yield figure("letter.naive.p95", naive)
    yield figure("letter.full.p95", full, "letter.naive.p95", naive / full)


def figure(
    name: str, value: float, baseline: str | None = None, ratio: float | None = None
) -> dict[str, Any]:
    return {"name": name, "value": value, "unit": "s", "baseline": baseline, "ratio": ratio}


def p95(draw: Callable[[str, str], bytes]) -> float:
    """The 95th percentile in seconds; a first letter of each language warms the font caches."""
    for code in SAMPLES:
        draw(code, "Z.")
    signed = [f"{a}.\u00a0{b}." for a, b in zip(LATIN_A, LATIN_B, strict=True)][:ROUNDS]
    times = [timed(draw, code, initials) for initials in signed for code in SAMPLES]
    return statistics.quantiles(times, n=20)[-1]


def timed(draw: Callable[[str, str], bytes], code: str, initials: str) -> float:
    start = time.perf_counter()
    draw(code, initials)
    return time.perf_counter() - start


def naive_letter(code: str, initials: str) -> bytes:
    page = markup.page_of(letter(code, initials=initials), markup.ADDRESS_SIZES_PT[0])
    style = f"<style>{markup.css_of(code)}</style></head>"
    return bytes(HTML(string=page.replace("</head>", style)).write_pdf() or b"")


def full_letter(code: str, initials: str) -> bytes:
    return render(letter(code, initials=initials))
