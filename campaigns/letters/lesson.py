"""A sheet for teachers: what a letter is and does, how the lesson goes, what is told."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache, partial

from campaigns.letters import markup
from campaigns.letters.sheets import Sheet, block, draw, fitting, main, page, shown

SIZES_PT = (11.5, 10.8, 10.0, 9.2)

CSS = """
h1 { font-size: 1.9em; line-height: 1.25; margin: 1mm 0 3mm; font-weight: bold }
h2 { font-size: 1.12em; margin: 4mm 0 1mm; break-after: avoid }
.said { margin-bottom: 1.6mm }
.note { border: 1pt solid #555; padding: 2.5mm 5mm; margin: 2mm 0 }
"""


@dataclass(frozen=True, slots=True)
class Lesson:
    """What teachers read. `note` is the content note; sections are headings with paragraphs."""

    language: str
    kicker: str
    title: str
    note: str
    sections: tuple[tuple[str, tuple[str, ...]], ...]
    mark: str = ""


@lru_cache(maxsize=64)
def lesson(words: Lesson) -> Sheet:
    """One page, black and white."""
    candidates: list[Callable[[], str]] = [partial(_page, words, size) for size in SIZES_PT]
    return draw(fitting(candidates), words.language, most=1)


def _page(words: Lesson, size: float) -> str:
    said = (
        block("p", shown(words.kicker), "kicker")
        + block("h1", shown(words.title))
        + block("p", shown(words.note), "note")
        + "".join(_section(*section) for section in words.sections)
    )
    body = main(said) + markup.specimen_layer(words.mark)
    return page(words.language, words.title, CSS, body, size=size, mono=True)


def _section(heading: str, paragraphs: tuple[str, ...]) -> str:
    said = "".join(block("p", shown(each), "said") for each in paragraphs)
    return block("h2", shown(heading)) + said
