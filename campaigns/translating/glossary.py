"""Terms of the glossary inside a text: by whole words, as far as words can be told apart."""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import regex
from wagtail_localize.models import Translation

from campaigns.models import GlossaryEntry
from campaigns.translating.segments import Segment

_WORD = regex.compile(r"[\p{L}\p{M}\p{N}]+")
# Scripts without spaces between words: there a term may stand anywhere.
_UNSPACED = regex.compile(
    r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}\p{Tibetan}]"
)
_MARKS_OF_ARABIC = regex.compile(r"[\u0640\u064B-\u0652\u0670]")
# And, so, in, like, for, the: Arabic writes them together with the word that follows.
_PREFIXES_OF_ARABIC = regex.compile(r"^[وف]?[بكل]?(?:ال|ل)?(?=\p{Arabic}{3})")
SHORTEST_STEM = 5
LONGEST_ENDING = 4
_LOSES_ITS_END = 8


def entries_for(source_locale: int, target_locale: int) -> list[GlossaryEntry]:
    """The glossary of a language pair; one query."""
    return list(GlossaryEntry.objects.filter(source=source_locale, target=target_locale))


def glossary_for(
    translation: Translation, segments: Iterable[Segment]
) -> dict[int, list[GlossaryEntry]]:
    """The entries that stand in each segment, by its pk; one query for any number."""
    index = Glossary(entries_for(translation.source.locale_id, translation.target_locale_id))
    return {segment.pk: index.found_in(segment.source) for segment in segments}


@dataclass(frozen=True, slots=True)
class _Term:
    entry: GlossaryEntry
    words: tuple[str, ...]
    anywhere: str


class Glossary:
    """Looks for many terms in many texts: each word of a text is looked up by how it begins."""

    def __init__(self, entries: Sequence[GlossaryEntry]) -> None:
        self._anywhere: list[_Term] = []
        self._by_start: dict[str, list[_Term]] = {}
        for entry in entries:
            self._add(entry)

    def _add(self, entry: GlossaryEntry) -> None:
        plain = spelled(entry.term)
        if _UNSPACED.search(plain):
            self._anywhere.append(_Term(entry, (), plain))
        elif words := tuple(_WORD.findall(plain)):
            self._by_start.setdefault(words[0][:2], []).append(_Term(entry, words, ""))

    def found_in(self, text: str) -> list[GlossaryEntry]:
        """Each entry once, longer terms first."""
        plain = spelled(text)
        words = [_forms(word) for word in _WORD.findall(plain)]
        found = [term.entry for term in self._anywhere if term.anywhere in plain]
        for place, forms in enumerate(words):
            for start in {form[:2] for form in forms}:
                terms = self._by_start.get(start, ())
                found += [term.entry for term in terms if _stands_at(term.words, words, place)]
        unique = {entry.pk: entry for entry in found}
        return sorted(unique.values(), key=lambda entry: (-len(entry.term), entry.term))


def spelled(text: str) -> str:
    """Composed, without case, and without the vowel marks that Arabic may leave out."""
    composed = unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).casefold())
    return _MARKS_OF_ARABIC.sub("", composed)


def _forms(word: str) -> tuple[str, ...]:
    return tuple({word, _PREFIXES_OF_ARABIC.sub("", word)})


def _stands_at(term: tuple[str, ...], words: list[tuple[str, ...]], place: int) -> bool:
    if place + len(term) > len(words):
        return False
    forms = words[place : place + len(term)]
    return all(
        any(_inflects(wanted, form) for form in each)
        for wanted, each in zip(term, forms, strict=True)
    )


def _inflects(term: str, word: str) -> bool:
    """Whether `word` is `term` with another ending: short words have to be the same."""
    if word == term or len(term) < SHORTEST_STEM:
        return word == term
    stem = term[:-1] if len(term) >= _LOSES_ITS_END else term
    return word.startswith(stem) and len(word) <= len(term) + LONGEST_ENDING
