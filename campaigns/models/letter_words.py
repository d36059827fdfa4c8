"""What a letter text and a cover text have in common: the words of a page, and their language."""

from typing import TYPE_CHECKING, Any

from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.blocks import StreamValue
from wagtail_localize.fields import TranslatableField

from campaigns.letters.compose import LetterBlocks

WORDS = ("subject", "salutation", "paragraphs", "closing")


def translatable_words() -> list[TranslatableField]:
    return [TranslatableField(name) for name in WORDS]


def panel_of_words(heading: Any) -> MultiFieldPanel:
    return MultiFieldPanel([FieldPanel(name) for name in WORDS], heading=heading)


class LetterWordsMixin:
    """For translatable rows with the fields of WORDS."""

    if TYPE_CHECKING:
        subject: Any
        salutation: Any
        paragraphs: Any
        closing: Any
        locale: Any

    @property
    def language(self) -> str:
        code: str = self.locale.language_code
        return code

    def letter_blocks(self) -> LetterBlocks:
        """The words as they stand; the gaps of a cover text among them."""
        return LetterBlocks(
            subject=self.subject,
            salutation=self.salutation,
            paragraphs=tuple(_plain(self.paragraphs)),
            closing=_lines(self.closing),
        )


def _plain(value: StreamValue) -> list[str]:
    return [_lines(str(block.value)).strip() for block in value]


def _lines(text: str) -> str:
    """One kind of line break, whichever way a text came in: equal texts, equal digests."""
    return text.replace("\r\n", "\n")
