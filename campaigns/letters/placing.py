"""Fields on the page of a kit: where date, place and initials stand, and whether they fit.

Coordinates are CSS pixels from the top left corner of the page.
"""

import dataclasses
from functools import lru_cache

from campaigns.letters import fields, pdf
from campaigns.letters.content import LetterContent
from campaigns.letters.fields import Line, Row, joined
from campaigns.letters.gates import LetterRefused, of_class
from campaigns.letters.ink import Ink
from campaigns.letters.kit import PAGE_BOTTOM, Kit
from campaigns.letters.languages import language as letter_language


@lru_cache(maxsize=8192)
def signature(kit: Kit, initials: str) -> tuple[Ink, float]:
    """The initials in their place, and the bottom of their line; raises LetterRefused.

    Without initials there is nothing, and the line has no height.
    """
    if not initials:
        return Ink(b""), kit.signature.top
    row = fields.signature(kit.language, initials)
    bottom = kit.signature.top + row.height
    if bottom > PAGE_BOTTOM or row.width > kit.room:
        _refuse(_filled(kit, initials, "", ""))
    return row.placed(kit.signature), bottom


@lru_cache(maxsize=8192)
def dateline(kit: Kit, place: str, day: str, above: float) -> Ink:
    """Place and date in their place; `above` is the bottom of the signature line.

    `day` is the date as printed. Raises LetterRefused.
    """
    lines = datelines(kit, place, day, above)
    return joined(row.placed(line) for row, line in lines) if lines else _wrapped(kit, place, day)


def datelines(kit: Kit, place: str, day: str, above: float) -> list[tuple[Row, Line]]:
    """The rows of place and date with their lines, or nothing where they are too wide for one."""
    rows = fields.dateline(kit.language, place, day)
    if any(row.width > kit.room - 1 for row in rows):
        return []
    top = _dateline_top(kit, above)
    lines = []
    for row in rows:
        lines.append((row, dataclasses.replace(kit.dateline, top=top)))
        top += row.height
    if top > PAGE_BOTTOM:
        _refuse(_filled(kit, "A.\u00a0B.", place, day))
    return lines


def _dateline_top(kit: Kit, above: float) -> float:
    if kit.below is None:
        return kit.dateline.top
    unsigned = above == kit.signature.top  # an empty line's margins fall into one
    return above if unsigned else above + kit.below


def _wrapped(kit: Kit, place: str, day: str) -> Ink:
    """A dateline that takes more lines than it should, laid out in its letter."""
    content = _filled(kit, "A.\u00a0B.", place, day)
    with pdf.DRAWING:
        _refuse(content)
        page = pdf.lay_out(pdf.page_of(content), kit.language).pages[0]
        below = letter_language(kit.language).date_below
        block = of_class(page, "below-date" if below else "date")
        return joined(pdf.paint_line(line) for line in block.children)


def _filled(kit: Kit, initials: str, place: str, day: str) -> LetterContent:
    return dataclasses.replace(kit.content, initials=initials, place=place, day=day)


def _refuse(content: LetterContent) -> None:
    """Raises LetterRefused if render() would: what looks too long is for it to say."""
    if faults := pdf.page_faults(content):
        raise LetterRefused(faults)
