"""From rows to the values that `campaigns.letters` turns into a page."""

import datetime
from dataclasses import replace

from django.core.cache import cache
from django.utils import timezone

from campaigns.enums import WindowSide
from campaigns.letters.compose import (
    Envelope,
    Layout,
    LetterBlocks,
    LetterContent,
    compose,
)
from campaigns.letters.kit import Kit
from campaigns.letters.shelf import Shelf
from campaigns.letters.signatory import Signatory
from campaigns.models.appeals import Appeal
from campaigns.models.settings import CampaignSettings

KIT_SECONDS = 30 * 24 * 60 * 60


class KitStore:
    """Django's cache, so that a second worker or a restart finds kits ready. No kit names anybody
    but the person the letter is for: initials, place and day are no part of it."""

    def get(self, key: str) -> bytes | None:
        return cache.get(f"campaigns.kit.{key}")

    def set(self, key: str, value: bytes) -> None:
        cache.set(f"campaigns.kit.{key}", value, KIT_SECONDS)


KITS = Shelf(store=KitStore())

# The international word: the mark must be understood in every country a letter passes.
SPECIMEN_MARK = "SPECIMEN"


def letter_content(
    appeal: Appeal,
    blocks: LetterBlocks,
    language: str,
    signatory: Signatory | None,
    *,
    day: datetime.date | None = None,
    house: CampaignSettings | None = None,
    specimen: bool = False,
    by_hand: bool = False,
) -> LetterContent:
    """The letter as its page shows it, dated `day` (today by default).

    `by_hand`: for a visitor who posts it: no return line of the house, room to sign.
    `signatory` None leaves initials and place open.
    """
    house = house or CampaignSettings.in_force()
    return compose(
        blocks,
        envelope(appeal, language, house, by_hand=by_hand),
        signatory,
        day or timezone.localdate(),
        language=language,
        country=str(appeal.authority.country),
        layout=layout(appeal, house, specimen=specimen, by_hand=by_hand),
    )


def letter_kit(
    appeal: Appeal,
    blocks: LetterBlocks,
    language: str,
    *,
    house: CampaignSettings | None = None,
    specimen: bool = False,
    by_hand: bool = False,
) -> Kit:
    """What all letters of these blocks share, drawn once and kept; raises LetterRefused.

    `assemble.single(letter_kit(...), signatory, day)` is the page that `letter_content(...)` is
    drawn as.
    """
    house = house or CampaignSettings.in_force()
    return KITS.kit(
        blocks,
        envelope(appeal, language, house, by_hand=by_hand),
        language=language,
        country=str(appeal.authority.country),
        layout=layout(appeal, house, specimen=specimen, by_hand=by_hand),
    )


def envelope(
    appeal: Appeal, language: str, house: CampaignSettings, *, by_hand: bool = False
) -> Envelope:
    holder = appeal.holder()
    lines = appeal.authority.envelope(
        holder=holder.envelope_line(language) if holder else "",
        posting_country=str(house.posting_country),
        posting_language=house.posting_language,
    )
    may_name = appeal.case.may_name_organisation
    return Envelope(lines=lines, return_line="" if by_hand else house.return_line(may_name))


def layout(
    appeal: Appeal, house: CampaignSettings, *, specimen: bool = False, by_hand: bool = False
) -> Layout:
    return Layout(
        window="right" if house.window_side == WindowSide.RIGHT else "left",
        month_only=house.month_only,
        specimen=SPECIMEN_MARK if specimen else "",
        copy_line=copy_line(appeal),
        by_hand=by_hand,
    )


def specimen_layout(layout: Layout) -> Layout:
    """The same page, with the mark of a specimen."""
    return replace(layout, specimen=SPECIMEN_MARK)


def copy_line(appeal: Appeal) -> str:
    """Embassies that get a copy, "Cc: Embassy of …, Berlin"; empty without any."""
    embassies = [f"{embassy.name}, {embassy.town}" for embassy in appeal.authority.copies_to.all()]
    return f"Cc: {'; '.join(embassies)}" if embassies else ""
