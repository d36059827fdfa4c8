"""Strings written by people, at the desk's own entrance."""

from typing import Any

from wagtail_localize.models import Translation

from campaigns.enums import EditKind
from campaigns.letters.compose import LetterBlocks
from campaigns.translating.segments import segments_of
from campaigns.translating.strings import save_string
from tests.factories.appeals import BLOCKS


def write(
    translation: Translation,
    person: Any,
    *,
    kind: EditKind = EditKind.TYPED,
    only: str = "",
    blocks: LetterBlocks | None = None,
) -> None:
    """`person` translates the letter into the words of the factories; `only`: one field of it."""
    blocks = blocks or BLOCKS[translation.target_locale.language_code]
    paragraphs = iter(blocks.paragraphs)
    for segment in segments_of(translation):
        words = (
            next(paragraphs) if segment.field == "paragraphs" else getattr(blocks, segment.field)
        )
        if not only or segment.field == only:
            save_string(translation, segment, words, person=person, kind=kind)


def write_page(translation: Translation, person: Any, words: str = "Traduit") -> None:
    """Every segment of a page says `words`, numbered so that they differ."""
    for number, segment in enumerate(segments_of(translation)):
        text = segment.source if segment.source.startswith("<") else f"{words} {number}"
        save_string(translation, segment, text, person=person)
