"""A kit: all of a letter but date, place and initials, drawn once; assemble.py makes letters of it.

A kit is a value: the ink of the page, the fonts of that ink cut to size, and where the fields go.
It can be kept anywhere as bytes. Its key names everything that shapes the page, so that an old kit
is never taken for a new one. What the fields show comes from fields.py and is in no kit.
"""

import base64
import datetime
import hashlib
import json
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from functools import lru_cache
from typing import Any, Self

from campaigns.letters import fields, markup, pdf
from campaigns.letters.compose import compose
from campaigns.letters.content import Envelope, Layout, LetterBlocks, LetterContent, Run
from campaigns.letters.faults import undrawable
from campaigns.letters.fields import Line
from campaigns.letters.gates import MM, LetterRefused, block_of, families, of_class, texts_of, tree
from campaigns.letters.ink import Face, Glyphs, Ink, united
from campaigns.letters.languages import format_day
from campaigns.letters.languages import language as letter_language
from campaigns.letters.signatory import Signatory

FORMAT = b"kit 1\n"
PAGE_BOTTOM = (297 - markup.FOOT_MM) * MM
# Stand for any signatory while the page is laid out, and are not drawn.
_ANYONE = Signatory("A.\u00a0B.")
_ANY_DAY = datetime.date(2026, 2, 23)
# In every kit that has the font anyway: most initials and many places need no font of their own.
ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ abcdefghijklmnopqrstuvwxyz .\u00a0-'’"


@dataclass(frozen=True, slots=True)
class Subset:
    """A font file cut to these glyphs."""

    glyphs: Glyphs
    program: bytes


@dataclass(frozen=True, slots=True, eq=False)
class Kit:
    """Everything of a letter that is the same for all who sign it.

    content: the letter without fields. page: its ink, tagged; blocks pairs a block with the
    numbers of its marked content, in reading order. below: how far under the signature line the
    date stands, where it stands there; then `dateline.top` means nothing.
    """

    key: str
    content: LetterContent
    country: str
    page: Ink
    blocks: tuple[tuple[str, tuple[int, ...]], ...]
    signature: Line
    dateline: Line
    below: float | None
    room: float
    subsets: tuple[Subset, ...]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Kit) and self.key == other.key

    def __hash__(self) -> int:
        return hash(self.key)

    @property
    def language(self) -> str:
        return self.content.language

    def day(self, day: datetime.date) -> str:
        """The date as this letter prints it."""
        return day_text(day, self.language, self.country, self.content.layout.month_only)

    def to_bytes(self) -> bytes:
        """For a cache; from_bytes() gives an equal kit, in any process with the same fonts."""
        text = json.dumps(asdict(self), default=_encoded, separators=(",", ":"), sort_keys=True)
        return FORMAT + zlib.compress(text.encode(), 1)

    @classmethod
    def from_bytes(cls, stored: bytes) -> Self:
        """Raises ValueError for anything to_bytes() did not write."""
        if not stored.startswith(FORMAT):
            raise ValueError("not a kit, or one of another version")
        try:
            return cls(**_decoded(json.loads(zlib.decompress(stored[len(FORMAT) :]))))
        except (zlib.error, KeyError, TypeError) as error:
            raise ValueError("a damaged kit") from error


def build(
    blocks: LetterBlocks,
    envelope: Envelope,
    *,
    language: str,
    country: str,
    layout: Layout | None = None,
) -> Kit:
    """The kit of a letter; raises LetterRefused for what render() refuses, UnknownLanguage."""
    signed = _signed(blocks, envelope, language=language, country=country, layout=layout)
    if faults := undrawable(texts_of(signed)):
        raise LetterRefused(faults)
    with pdf.DRAWING:
        return _drawn(signed, country)


def key_of(
    blocks: LetterBlocks,
    envelope: Envelope,
    *,
    language: str,
    country: str,
    layout: Layout | None = None,
) -> str:
    """The key build() would give its kit, without drawing a page; raises the same."""
    signed = _signed(blocks, envelope, language=language, country=country, layout=layout)
    if faults := undrawable(texts_of(signed)):
        raise LetterRefused(faults)
    with pdf.DRAWING:
        return _key(signed, country, pdf.page_of(signed))


@lru_cache(maxsize=4096)
def day_text(day: datetime.date, language: str, country: str, month_only: bool) -> str:
    return format_day(day, language, country, month_only=month_only)


def _signed(
    blocks: LetterBlocks,
    envelope: Envelope,
    *,
    language: str,
    country: str,
    layout: Layout | None,
) -> LetterContent:
    return compose(
        blocks, envelope, _ANYONE, _ANY_DAY, language=language, country=country, layout=layout
    )


def _key(signed: LetterContent, country: str, page: str) -> str:
    """SHA-256 of the page as markup, its style, its font files and all that draws it."""
    shaping = [FORMAT.decode(), country.upper(), page, markup.css_of(signed.language), ALPHABET]
    shaping += [*pdf.versions(), *_checksums(signed)]
    return hashlib.sha256(json.dumps(shaping).encode()).hexdigest()


def _checksums(signed: LetterContent) -> list[str]:
    """Of the files of all families the letter may use; a missing family counts by its name."""
    style = fields.any_style(signed.language)
    found = []
    for family in sorted(families(signed, texts_of(signed))):
        for bold in (False, True):
            found.append(_checksum(family, bold, style))
    return found


def _checksum(family: str, bold: bool, style: Any) -> str:
    try:
        return pdf.checksum(family, bold, style)
    except LookupError:
        return f"no {family}"


def _drawn(signed: LetterContent, country: str) -> Kit:
    page = pdf.page_of(signed)
    document = pdf.lay_out(page, signed.language)
    if len(document.pages) > 1:
        raise LetterRefused(pdf.page_faults(signed))
    drawn = document.pages[0]
    date_below = letter_language(signed.language).date_below
    signature, dateline = _lines(drawn, "below-date" if date_below else "date")
    painted = pdf.paint(drawn)
    if faults := pdf.layout_faults(document, signed, painted.fonts):
        raise LetterRefused(faults)
    return Kit(
        key=_key(signed, country, page),
        content=replace(signed, place="", day="", initials=""),
        country=country,
        page=painted.ink,
        blocks=_blocks(drawn, painted.marks),
        signature=signature[0],
        dateline=dateline[0],
        below=dateline[0].top - signature[1] if date_below else None,
        room=_room(signed.language),
        subsets=_subsets(painted.ink, signed, country),
    )


def _room(language: str) -> float:
    """How wide a line of fields may surely be; an indented one has less room."""
    entry = letter_language(language)
    indent = 2 * entry.text_size * pdf.POINTS if entry.indented else 0
    return (markup.RIGHT_MM - markup.LEFT_MM) * MM - indent - 1


def _lines(page: Any, dateline: str) -> tuple[tuple[Line, float], tuple[Line, float]]:
    """The lines of the fields and their bottoms; takes what stands on them off the page."""
    return _line(of_class(page, "signature")), _line(of_class(page, dateline))


def _line(block: Any) -> tuple[Line, float]:
    line = block.children[0]
    rightwards = line.style["direction"] == "rtl"
    if line.style["text_align_all"] == "end":
        rightwards = not rightwards
    left = min(box.position_x for box in line.children)
    right = max(box.position_x + box.margin_width() for box in line.children)
    found = Line(line.position_y, right if rightwards else left, rightwards)
    block.children = ()
    return found, line.position_y + line.height


def _blocks(page: Any, marks: Mapping[Any, int]) -> tuple[tuple[str, tuple[int, ...]], ...]:
    numbers: dict[Any, list[int]] = {}
    for box, owner in tree(page):
        if box in marks:
            numbers.setdefault(owner, []).append(marks[box])
    return tuple((block_of(owner), tuple(found)) for owner, found in numbers.items())


def _subsets(page: Ink, signed: LetterContent, country: str) -> tuple[Subset, ...]:
    """Fonts of the page, with the glyphs of every date and, where Latin is there, an alphabet."""
    drawn = {glyphs.face.name for glyphs in page.glyphs}
    shown = united((*page.glyphs, *_calendar(signed, country), *_alphabet(signed, drawn)))
    return tuple(Subset(glyphs, pdf.subset(glyphs.face, glyphs.ids)) for glyphs in shown)


def _calendar(signed: LetterContent, country: str) -> Iterable[Glyphs]:
    """Glyphs of a date in each month; between them the dates have every digit."""
    month_only = signed.layout.month_only
    for month in range(1, 13):
        day = datetime.date(2026 + month, month, 9 + month)
        text = day_text(day, signed.language, country, month_only)
        yield from fields.date(signed.language, text).glyphs


def _alphabet(signed: LetterContent, drawn: set[str]) -> Iterable[Glyphs]:
    piece = fields.field(signed.language, "initials", ALPHABET)
    return [glyphs for glyphs in piece.glyphs if glyphs.face.name in drawn]


def _encoded(value: object) -> str:
    if isinstance(value, bytes):
        return base64.b85encode(value).decode()
    raise TypeError(type(value))


def _decoded(stored: dict[str, Any]) -> dict[str, Any]:
    subsets = tuple(_subset(entry) for entry in stored["subsets"])
    return {
        **stored,
        "content": _content(stored["content"]),
        "page": Ink(
            base64.b85decode(stored["page"]["operators"]),
            tuple(_glyphs(entry) for entry in stored["page"]["glyphs"]),
        ),
        "blocks": tuple((block, tuple(marks)) for block, marks in stored["blocks"]),
        "signature": Line(**stored["signature"]),
        "dateline": Line(**stored["dateline"]),
        "subsets": subsets,
    }


def _subset(stored: dict[str, Any]) -> Subset:
    return Subset(_glyphs(stored["glyphs"]), base64.b85decode(stored["program"]))


def _glyphs(stored: dict[str, Any]) -> Glyphs:
    return Glyphs(Face(**stored["face"]), tuple((a, b, c) for a, b, c in stored["shown"]))


def _content(stored: dict[str, Any]) -> LetterContent:
    return LetterContent(
        **{
            **stored,
            "address": tuple(stored["address"]),
            "subject": _runs(stored["subject"]),
            "paragraphs": tuple(_runs(paragraph) for paragraph in stored["paragraphs"]),
            "closing": tuple(stored["closing"]),
            "layout": Layout(**stored["layout"]),
        }
    )


def _runs(stored: list[dict[str, Any]]) -> tuple[Run, ...]:
    return tuple(Run(**run) for run in stored)
