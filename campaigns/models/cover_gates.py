"""The gate of cover texts: what must hold before one is printed with the letters of any case.

Its gaps are filled with long values, so that a text that passes holds the shorter ones of a day.
"""

import datetime
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from campaigns.enums import CoverKind, WindowSide
from campaigns.letters.compose import Fault, LetterBlocks, LetterContent, compose
from campaigns.letters.content import Envelope, Layout
from campaigns.letters.covers import COUNT, GAPS, HOUSE_GAPS, signed
from campaigns.letters.faults import text_faults
from campaigns.letters.gaps import filled, gaps_in
from campaigns.letters.languages import LANGUAGES, format_count
from campaigns.letters.telling import names
from campaigns.models.gates import (
    Errors,
    fault_message,
    known_page_faults,
    left_in_source,
    translation_errors,
)
from campaigns.models.letter_words import WORDS
from campaigns.models.settings import CampaignSettings

if TYPE_CHECKING:
    from campaigns.models.cover_texts import CoverText

# As long as such things are, in letters that every font has.
SAMPLES = {
    "organisation": "International Association of Letter Writers for Prisoners of Conscience",
    "office": "Ministry of Foreign Affairs and International Cooperation, Office of the Minister",
    "demand": "Request for the immediate and unconditional release of Maria-Magdalena Example",
    "answers": "International Association of Letter Writers, Example Street 123, 12345 Example",
}
ENVELOPE = Envelope(
    lines=(
        "The Minister of Foreign Affairs",
        "Ministry of Foreign Affairs",
        "c/o Embassy of Example",
        "Example Street 123",
        "12345 EXAMPLE TOWN",
        "EXAMPLE",
    )
)
_MOST = 999_999


def cover_gate_errors(text: "CoverText") -> Errors:
    errors: Errors = {}
    for field, error in _found(text):
        errors.setdefault(field, []).append(error)
    return errors


def _found(text: "CoverText") -> Iterator[tuple[str, ValidationError]]:
    if text.language not in LANGUAGES:
        fault = Fault("unknown_language", "kind", detail=text.language)
        yield "kind", ValidationError(fault_message(fault), fault.code)
        return
    words = [*_of_gaps(text), *_told(word_faults_of(text))]
    yield from words or _told(page_faults_of(text))
    yield from translation_errors(text)


def _of_gaps(text: "CoverText") -> Iterator[tuple[str, ValidationError]]:
    """Gaps that nothing fills, and those of the house where they could not be left out."""
    for name, words in text.letter_blocks().named():
        field = name.partition(".")[0]
        for gap in gaps_in(words):
            if gap not in GAPS:
                message = _("Nothing fills {%(gap)s}. There are: %(known)s.")
                known = ", ".join(f"{{{each}}}" for each in GAPS)
                yield field, ValidationError(message % {"gap": gap, "known": known}, "gap")
            elif gap in HOUSE_GAPS and field != "paragraphs":
                message = _("{%(gap)s} can stand in a paragraph only, so that it can be left out.")
                yield field, ValidationError(message % {"gap": gap}, "gap")
    if not _speaks_without_the_house(text.letter_blocks()):
        message = _("At least one paragraph has to do without {organisation} and {answers}.")
        yield "paragraphs", ValidationError(message, "gap")
    yield from _names_the_house(text)


def _speaks_without_the_house(blocks: LetterBlocks) -> bool:
    silent = (not HOUSE_GAPS & set(gaps_in(words)) for words in blocks.paragraphs)
    return not blocks.paragraphs or any(silent)


def _names_the_house(text: "CoverText") -> Iterator[tuple[str, ValidationError]]:
    """The name, or an address of the house, would stand there for cases that forbid it, too."""
    house = CampaignSettings.in_force().telling()
    for block, words in text.letter_blocks().named():
        if not house.is_told_by(words):
            continue
        message = (
            _("Write {organisation} in a paragraph instead of the organisation's name.")
            if names(words, house.name)
            else _("Write {answers} in a paragraph instead of an address of the organisation.")
        )
        yield block.partition(".")[0], ValidationError(message, "names_organisation")


def word_faults_of(text: "CoverText") -> list[Fault]:
    """What is wrong with the words; gaps count as figures, which belong to every script."""
    blocks = filled(text.letter_blocks(), dict.fromkeys(GAPS, "1"))
    faults = [*text_faults(blocks, text.language), *left_in_source(text)]
    if text.kind == CoverKind.LETTER:
        faults = [each for each in faults if (each.block, each.code) != ("salutation", "empty")]
    return faults


def page_faults_of(text: "CoverText") -> list[Fault]:
    """What is wrong with the page once its gaps are filled."""
    content = sample_content(text, timezone.localdate())
    return list(known_page_faults(content)) if content else []


def _told(faults: Iterable[Fault]) -> Iterator[tuple[str, ValidationError]]:
    for fault in faults:
        field = fault.block.partition(".")[0]
        known = field if field in WORDS else "kind"
        yield known, ValidationError(fault_message(fault), fault.code)


def sample_content(text: "CoverText", day: datetime.date) -> LetterContent | None:
    """The page of a text with long values in its gaps; None in no letter language."""
    if text.language not in LANGUAGES:
        return None
    house = CampaignSettings.in_force()
    country = str(house.posting_country)
    values = SAMPLES | {COUNT: format_count(_MOST, text.language, country)}
    blocks = filled(text.letter_blocks(), values)
    if not blocks.salutation:
        # That of the letter stands there; the subject is as long, and in the same script.
        blocks = LetterBlocks(blocks.subject, blocks.subject, blocks.paragraphs, blocks.closing)
    content = compose(
        blocks, ENVELOPE, None, day, language=text.language, country=country, layout=_layout(house)
    )
    return signed(content, SAMPLES["organisation"])


def _layout(house: CampaignSettings) -> Layout:
    return Layout(window="right" if house.window_side == WindowSide.RIGHT else "left")
