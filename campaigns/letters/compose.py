"""From values to the content of one letter. What is wrong with a text: faults.py."""

import datetime
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from campaigns.letters.content import (
    MAX_ENVELOPE_LINES,
    Envelope,
    Fault,
    Layout,
    LetterBlocks,
    LetterContent,
    Run,
)
from campaigns.letters.faults import envelope_faults, text_faults
from campaigns.letters.languages import country_line, format_day
from campaigns.letters.languages import language as letter_language
from campaigns.letters.signatory import Signatory

__all__ = [
    "MAX_ENVELOPE_LINES",
    "Envelope",
    "Fault",
    "Layout",
    "LetterBlocks",
    "LetterContent",
    "Run",
    "compose",
    "envelope_faults",
    "envelope_lines",
    "runs",
    "text_faults",
]


def compose(
    blocks: LetterBlocks,
    envelope: Envelope,
    signatory: Signatory | None,
    day: datetime.date,
    *,
    language: str,
    country: str,
    layout: Layout | None = None,
) -> LetterContent:
    """One letter to an authority in `country` (ISO 3166-1); raises UnknownLanguage.

    Judges nothing: text_faults() and page_faults() do. Without a signatory no initials are shown.
    """
    layout = layout or Layout()
    return LetterContent(
        language=letter_language(language).code,
        direction=letter_language(language).direction,
        return_line="" if layout.by_hand else _nfc(envelope.return_line),
        address=tuple(_nfc(line) for line in envelope.lines),
        place=_nfc(signatory.place) if signatory else "",
        day=format_day(day, language, country, month_only=layout.month_only),
        subject=runs(blocks.subject),
        salutation=_nfc(blocks.salutation),
        paragraphs=tuple(runs(paragraph) for paragraph in blocks.paragraphs),
        closing=tuple(line.strip() for line in _nfc(blocks.closing).splitlines()),
        initials=_nfc(signatory.initials) if signatory else "",
        layout=layout,
    )


def runs(text: str) -> tuple[Run, ...]:
    """`a *b* c` as runs; an asterisk without a partner stays what it is."""
    pieces = _nfc(text).split("*")
    if len(pieces) % 2 == 0:
        pieces[-2:] = ["*".join(pieces[-2:])]
    return tuple(Run(piece, bool(n % 2)) for n, piece in enumerate(pieces) if piece)


def envelope_lines(
    *,
    holder: str,
    office: str,
    street: Sequence[str],
    town: str,
    country: str,
    posting_country: str,
    posting_language: str,
    care_of: str = "",
) -> tuple[str, ...]:
    """The composed address, top to bottom, without empty or doubled lines; country line last.

    `office` may have several lines. With `care_of` the caller gives the street, town and country
    of that embassy. The country line is in the posting language and left out within the posting
    country. How many lines there are is not judged here; see envelope_faults().
    """
    foreign = country.upper() != posting_country.upper()
    lines = [
        holder,
        *office.splitlines(),
        f"c/o {care_of}" if care_of.strip() else "",
        *street,
        town,
        country_line(country, posting_language) if foreign else "",
    ]
    return tuple(_without_repeats(" ".join(_nfc(line).split()) for line in lines))


def _without_repeats(lines: Iterable[str]) -> Iterator[str]:
    previous = ""
    for line in lines:
        if line and line != previous:
            yield line
            previous = line


def _nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)
