"""Fields on the page of a kit: where date, place and initials stand, and whether they fit.

Coordinates are CSS pixels from the top left corner of the page.
"""

import dataclasses
from dataclasses import dataclass
from functools import lru_cache

from campaigns.letters import fields, pdf
from campaigns.letters.content import LetterContent
from campaigns.letters.fields import Line, Row, joined
from campaigns.letters.gates import LetterRefused, of_class
from campaigns.letters.ink import Ink, number
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
def dateline(kit: Kit, initials: str, place: str, day: str) -> Ink:
    """Place and date in their place; raises LetterRefused.

    `day` is the date as printed. The initials matter where the date stands below them.
    """
    lines = datelines(kit, initials, place, day)
    if not lines:
        return _wrapped(kit, initials, place, day)
    return joined(row.placed(line) for row, line in lines)


def datelines(kit: Kit, initials: str, place: str, day: str) -> list[tuple[Row, Line]]:
    """The rows of place and date with their lines, or nothing where they are too wide for one."""
    rows = fields.dateline(kit.language, place, day)
    if any(row.width > kit.room for row in rows):
        return []
    top, lines = _dateline_top(kit, initials), []
    for row in rows:
        lines.append((row, dataclasses.replace(kit.dateline, top=top)))
        top += row.height
    if top > PAGE_BOTTOM:
        _refuse(_filled(kit, initials, place, day))
    return lines


@dataclass(frozen=True, slots=True)
class Inside:
    """A date in its place. Its ink leaves the origin where a place name starts, or ends if the
    line is set to the right; `room` is how wide the name may be."""

    ink: Ink
    room: float


def inside(kit: Kit, initials: str, place: str, day: str) -> Inside | None:
    """The dateline of a letter without its place, for all places whose name is as high.

    None where the place stands between other pieces, or the line is too wide.
    """
    name = fields.field(kit.language, "place", place)
    for row, line in (lines := datelines(kit, initials, place, day)):
        if name is row.pieces[0 if line.to_the_right else -1]:
            rest = Row(tuple(p for p in row.pieces if p is not name), row.rise, row.drop)
            others = [r.placed(its) for r, its in lines if r is not row]
            left = line.left_of(rest.width)
            start = left if line.to_the_right else left + rest.width
            moved = b"1 0 0 1 %s %s cm" % (number(start), number(line.top + row.rise))
            ink = joined((*others, *([rest.placed(line)] if rest.pieces else []), Ink(moved)))
            return Inside(ink, kit.room - rest.width)
    return None


def _dateline_top(kit: Kit, initials: str) -> float:
    if kit.below is None:
        return kit.dateline.top
    _, bottom = signature(kit, initials)
    return bottom + kit.below if initials else bottom  # an empty line's margins fall into one


def _wrapped(kit: Kit, initials: str, place: str, day: str) -> Ink:
    """A dateline that takes more lines than it should, laid out in its letter."""
    content = _filled(kit, initials, place, day)
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


def sheet(content: LetterContent) -> Ink:
    """A whole page with its fields, for a cover; raises LetterRefused."""
    _refuse(content)
    with pdf.DRAWING:
        return pdf.paint(pdf.lay_out(pdf.page_of(content), content.language).pages[0]).ink
