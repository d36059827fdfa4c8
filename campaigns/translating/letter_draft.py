"""A letter or cover text as it stands on a translator's desk: unsaved words, stored ones, else the
source."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail_localize.models import Translation

from campaigns.letters.compose import Fault, LetterContent
from campaigns.letters.faults import undrawable
from campaigns.letters.languages import LANGUAGES
from campaigns.letters.pdf import drawn
from campaigns.letters.signatory import Signatory
from campaigns.models import CoverText, LetterText, cover_gates
from campaigns.models.gates import fault_message, page_faults_of, word_faults
from campaigns.models.letter_pages import letter_content
from campaigns.translating.checks import refusals
from campaigns.translating.segments import Segment

SPECIMEN = Signatory(initials="A.\u00a0B.")
# What refusals() says of a string in words of its own.
SAID_ALREADY = {"unbalanced_bold", "placeholder"}
# Characters; what is longer is told as text: drawing it would keep all others waiting.
DRAWABLE = 20_000


@dataclass(frozen=True, slots=True)
class LiveFault:
    """A sentence for the translator; `segment` is None for the page as a whole."""

    segment: int | None
    message: str


@dataclass(frozen=True, slots=True)
class LetterDraft:
    """`places` maps the blocks of the letter to segments; `missing` still show the source."""

    text: LetterText | CoverText
    places: Mapping[str, int]
    missing: frozenset[int]

    def can_be_drawn(self) -> bool:
        blocks = dict(self.text.letter_blocks().named())
        short = sum(map(len, blocks.values())) <= DRAWABLE
        return self.text.language in LANGUAGES and short and not undrawable(blocks)

    def content(self) -> LetterContent | None:
        """The page as it will be sent: a letter under the specimen mark, a cover text with sample
        values. None in a language that no letters are written in."""
        if self.text.language not in LANGUAGES:
            return None
        if isinstance(self.text, CoverText):
            return cover_gates.sample_content(self.text, timezone.localdate())
        blocks, language = self.text.letter_blocks(), self.text.language
        return letter_content(self.text.appeal, blocks, language, SPECIMEN, specimen=True)

    def pdf(self) -> bytes:
        """The page as a file; two pages where it needs two."""
        content = self.content()
        return drawn(content)[0] if content else b""

    def faults(self) -> list[tuple[int | None, Fault]]:
        """Of the words that are there, and of the page even while some are missing.

        The gate of publishing asks more: a secret name is judged there alone, or typing letters
        until a sentence appears would find it out.
        """
        if self.text.language not in LANGUAGES:
            return [(None, Fault("unknown_language", "appeal", detail=self.text.language))]
        found = self._of_words()
        if self.can_be_drawn():
            found += self._of_page()
        placed = [(self.places.get(fault.block), fault) for fault in dict.fromkeys(found)]
        return [_of_the_page(each) for each in placed if self._counts(*each)]

    def _of_words(self) -> list[Fault]:
        of_cover = isinstance(self.text, CoverText)
        return cover_gates.word_faults_of(self.text) if of_cover else word_faults(self.text)

    def _of_page(self) -> list[Fault]:
        if isinstance(self.text, CoverText):
            return cover_gates.page_faults_of(self.text)
        return page_faults_of(self.text) if self.text.is_read_by_authority() else []

    def _counts(self, segment: int | None, fault: Fault) -> bool:
        return fault.code == "second_page" or segment not in self.missing


def _of_the_page(placed: tuple[int | None, Fault]) -> tuple[int | None, Fault]:
    return (None, placed[1]) if placed[1].code == "second_page" else placed


def with_typed(segments: Iterable[Segment], typed: Mapping[int, str]) -> list[Segment]:
    """The segments as if what was typed were stored."""
    return [replace(each, target=typed.get(each.pk, each.target)) for each in segments]


def draft_of(translation: Translation, segments: Iterable[Segment], target: Any) -> LetterDraft:
    """`target`: the row in the target language; only its appeal or kind is taken."""
    segments = list(segments)
    number = count()
    words = {_block(each, number): each for each in segments}
    said = {name: _words(each) for name, each in words.items()}
    return LetterDraft(
        text=_text(translation, target, said),
        places={name: each.pk for name, each in words.items()},
        missing=frozenset(each.pk for each in segments if not each.target.strip()),
    )


def _block(segment: Segment, number: "count[int]") -> str:
    return f"paragraphs.{next(number)}" if segment.field == "paragraphs" else segment.field


def _words(segment: Segment) -> str:
    return segment.target if segment.target.strip() else segment.source


def _text(translation: Translation, target: Any, said: Mapping[str, str]) -> LetterText | CoverText:
    paragraphs = [words for name, words in said.items() if name.startswith("paragraphs.")]
    of_cover = isinstance(target, CoverText)
    about = {"kind": target.kind} if of_cover else {"appeal": target.appeal}
    return type(target)(
        **about,
        locale=translation.target_locale,
        translation_key=target.translation_key,
        subject=said.get("subject", ""),
        salutation=said.get("salutation", ""),
        paragraphs=[("paragraph", words) for words in paragraphs],
        closing=said.get("closing", ""),
    )


def _too_long(segments: Iterable[Segment]) -> Iterator[LiveFault]:
    """What the fields of a letter text would refuse on publishing, when it is late to learn it."""
    for each in segments:
        count, limit = len(each.target), _limit(each.field)
        if count > limit:
            text = _("At most %(limit)d characters; these are %(count)d.")
            yield LiveFault(each.pk, text % {"limit": limit, "count": count})


def _limit(name: str) -> int:
    field: Any = LetterText._meta.get_field(name)
    if name == "paragraphs":
        field = field.stream_block.child_blocks["paragraph"].field
    return int(field.max_length)


def live_faults(segments: Sequence[Segment], draft: LetterDraft | None) -> list[LiveFault]:
    """What would keep the words as they stand from being stored or published, in their order."""
    refused = [
        LiveFault(each.pk, sentence)
        for each in segments
        if each.target.strip()
        for sentence in refusals(each.source, each.target, plain=each.plain)
    ]
    if draft is None:
        return refused
    told = {fault.segment for fault in refused}
    refused += [*_too_long(segments)]
    return refused + [
        LiveFault(segment, fault_message(fault))
        for segment, fault in draft.faults()
        if not (fault.code in SAID_ALREADY and segment in told)
    ]
