"""What a sample letter consists of."""

from dataclasses import dataclass

from campaigns.letters.compose import Envelope, LetterBlocks, envelope_lines


@dataclass(frozen=True, slots=True)
class Sample:
    """A letter's text with the office it goes to."""

    country: str
    holder: str
    office: str
    street: tuple[str, ...]
    town: str
    blocks: LetterBlocks
    care_of: str = ""
    lives_in: str = ""

    def envelope(self) -> Envelope:
        lines = envelope_lines(
            holder=self.holder,
            office=self.office,
            street=self.street,
            town=self.town,
            country=self.lives_in or self.country,
            posting_country="DE",
            posting_language="de",
            care_of=self.care_of,
        )
        return Envelope(lines, "Briefe gegen das Vergessen · Beispielweg 1 · 10115 Berlin")


def minister(country: str, town: str, subject: str, salutation: str, *text: str) -> Sample:
    """A letter to a minister of justice; the last of `text` is the closing."""
    *paragraphs, closing = text
    blocks = LetterBlocks(subject, salutation, tuple(paragraphs), closing)
    return Sample(country, "Minister of Justice", "Ministry of Justice", (), town, blocks)
