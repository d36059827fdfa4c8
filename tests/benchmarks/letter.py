"""How long one letter takes: as a tutorial would render it, and as the campaign does."""

from collections.abc import Callable, Iterator
from functools import partial

from weasyprint import HTML

from campaigns.letters import markup
from campaigns.letters.pdf import render
from tests.benchmarks import Figure, figure, quantile, seconds
from tests.letters.samples import SAMPLES, letter

ROUNDS = 5  # of each language; small, for the figure is compared within one run
LATIN_A, LATIN_B = "ABCDEFGHIJ", "KLMNOPQRST"


def figures() -> Iterator[Figure]:
    """`letter.naive.p95` and `letter.full.p95` in seconds, over all letter languages.

    naive: `HTML(string=...).write_pdf()` with the style in the page, a fetcher and a font
    configuration of its own. full: render(), tagged, with all its gates.
    """
    naive = figure("letter.naive.p95", p95(naive_letter), "s")
    yield naive
    yield figure("letter.full.p95", p95(full_letter), "s", naive)


def p95(draw: Callable[[str, str], bytes]) -> float:
    """The 95th percentile in seconds; a first letter of each language warms the font caches."""
    for code in SAMPLES:
        draw(code, "Z.")
    signed = [f"{a}.\u00a0{b}." for a, b in zip(LATIN_A, LATIN_B, strict=True)][:ROUNDS]
    times = [
        seconds(partial(draw, code, initials), times=1, warm_up=0)[0]
        for initials in signed
        for code in SAMPLES
    ]
    return quantile(times, 0.95)


def naive_letter(code: str, initials: str) -> bytes:
    page = markup.page_of(letter(code, initials=initials), markup.ADDRESS_SIZES_PT[0])
    style = f"<style>{markup.css_of(code)}</style></head>"
    return bytes(HTML(string=page.replace("</head>", style)).write_pdf() or b"")


def full_letter(code: str, initials: str) -> bytes:
    return render(letter(code, initials=initials))
