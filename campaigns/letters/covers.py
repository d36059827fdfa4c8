"""A text of the house as a letter of its own: what goes around the letters of others."""

import datetime
from collections.abc import Mapping
from dataclasses import replace

from campaigns.letters.compose import compose
from campaigns.letters.content import Envelope, Layout, LetterBlocks, LetterContent
from campaigns.letters.gaps import filled
from campaigns.letters.languages import format_count
from campaigns.letters.telling import House

COUNT = "count"
# What tells whose letter it is: left out where the case forbids that.
HOUSE_GAPS = frozenset({"organisation", "answers"})
GAPS = (COUNT, "organisation", "office", "demand", "answers")
_ROOM_TO_SIGN = "\N{NO-BREAK SPACE}"


def cover(
    blocks: LetterBlocks,
    envelope: Envelope,
    values: Mapping[str, str],
    count: int,
    day: datetime.date,
    *,
    language: str,
    country: str,
    layout: Layout,
) -> LetterContent:
    """The page to an office in `country` (ISO 3166-1); raises UnknownLanguage.

    values: of every gap but the count; "" leaves out the paragraphs that would say it. The
    organisation signs, where it may be named.
    """
    said = {**values, COUNT: format_count(count, language, country)}
    content = compose(
        filled(blocks, said),
        envelope,
        None,
        day,
        language=language,
        country=country,
        layout=replace(layout, copy_line="", specimen="", by_hand=False),
    )
    return signed(content, values["organisation"])


def signed(content: LetterContent, organisation: str) -> LetterContent:
    """With the organisation's name below the closing, and a line between them to sign on."""
    if not organisation:
        return content
    return replace(content, closing=(*content.closing, _ROOM_TO_SIGN, organisation))


def without_name(blocks: LetterBlocks, house: House) -> LetterBlocks | None:
    """The blocks without the paragraphs that tell the house; None where others do, too, or nothing
    else is said."""
    paragraphs = tuple(each for each in blocks.paragraphs if not house.is_told_by(each))
    rest = (blocks.subject, blocks.salutation, blocks.closing)
    if not paragraphs or any(house.is_told_by(each) for each in rest):
        return None
    return replace(blocks, paragraphs=paragraphs)
