"""What people have translated before: the same source, or nearly, in another letter or page.

A paragraph often differs from that of another letter by the name alone. So names are blanked on
both sides before two sources are compared, and what is offered has a gap where the other name
stood. Where a name cannot be blanked safely, the old text is shown and not offered.
"""

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import pairwise

import regex
from django.db.models import QuerySet
from wagtail_localize.models import StringTranslation, Translation

from campaigns.models import Case
from campaigns.translating.origins import Origin, hidden_objects, origins
from campaigns.translating.segments import Segment, as_read

# A placeholder that no source has: what still holds one is refused on saving.
GAP = "{name}"
ALIKE = 0.8
OFFERED = 3
# The youngest so many strings of a language pair are compared; more would keep a person waiting.
REMEMBERED = 5_000
_SHORTEST_NAME, _INFLECTS = 2, 4
# Of two texts that are alike at least this part of the pairs of neighbouring words is the same.
_PAIRS_ALIKE = 0.5

_BOLD = regex.compile(r"\*[^*]+\*")
_WORD = regex.compile(
    r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]|[\p{L}\p{M}\p{N}{}]+"
)
_SPACE = regex.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """source and target as people read them; insert: what goes into the field, "" for nothing.

    alike: 1.0 for the same source. pk: of the StringTranslation it comes from.
    """

    pk: int
    source: str
    target: str
    insert: str
    alike: float
    origin: Origin
    when: datetime.datetime

    @property
    def is_complete(self) -> bool:
        """Whether it can be saved as it is: a gap waits for a person to fill it."""
        return bool(self.insert) and GAP not in self.insert


@dataclass(frozen=True, slots=True)
class _Remembered:
    pk: int
    source: str
    target: str
    owner: object
    when: datetime.datetime


def memory_for(
    translation: Translation, segments: Iterable[Segment], cases: Sequence[Case] = ()
) -> dict[int, list[Suggestion]]:
    """Suggestions for each segment, by its pk, the best first; constant queries.

    cases: whom the translation tells of; their names are no difference.
    """
    listed = list(segments)
    known = _remembered(translation)
    by_owner = origins(translation, {each.owner for each in known})
    shelf = _Shelf(known, by_owner)
    names = [name for case in cases for name in (case.public_name, case.native_name) if name]
    return {segment.pk: shelf.suggestions(segment, names) for segment in listed}


def _remembered(translation: Translation) -> list[_Remembered]:
    rows = usable(translation).order_by("-updated_at", "-pk")[:REMEMBERED]
    values = rows.values_list(
        "pk", "translation_of__data", "data", "context__object_id", "updated_at"
    )
    return [_Remembered(*row) for row in values]


def usable(translation: Translation) -> QuerySet[StringTranslation]:
    """Strings of the language pair by people, without errors, from what need not stay hidden."""
    return (
        StringTranslation.objects.filter(
            locale=translation.target_locale_id,
            translation_of__locale=translation.source.locale_id,
            translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL,
            has_error=False,
            context__isnull=False,
        )
        .exclude(context__object_id=translation.source.object_id)
        .exclude(context__object_id__in=hidden_objects())
    )


class _Shelf:
    """The remembered strings with names blanked, to be looked up by pairs of words."""

    def __init__(self, known: list[_Remembered], by_owner: dict[object, Origin]) -> None:
        self._by_owner = by_owner
        self._known = [
            (_blank_of(_text(each.source, True), by_owner[each.owner].names), each)
            for each in known
            if each.owner in by_owner
        ]
        self._by_pair: dict[tuple[str, str], list[int]] = {}
        for place, (blank, _each) in enumerate(self._known):
            for pair in blank.pairs:
                self._by_pair.setdefault(pair, []).append(place)

    def _scored(self, wanted: "_Blank") -> Iterator[tuple[float, _Remembered]]:
        """What is alike enough, with how much."""
        shared = Counter(place for pair in wanted.pairs for place in self._by_pair.get(pair, ()))
        for place, count in shared.items():
            blank, each = self._known[place]
            if 2 * count >= _PAIRS_ALIKE * (len(wanted.pairs) + len(blank.pairs)):
                alike = wanted.likeness(blank)
                if alike >= ALIKE:
                    yield alike, each

    def suggestions(self, segment: Segment, names: list[str]) -> list[Suggestion]:
        text = segment.source if segment.plain else _text(segment.source, True)
        wanted = _blank_of(text, tuple(names))
        if not _says_something(wanted.text):
            return []
        best = sorted(self._scored(wanted), key=lambda pair: (-pair[0], -pair[1].pk))
        found: dict[str, Suggestion] = {}
        for alike, each in best:
            if len(found) == OFFERED:
                break
            one = self._suggestion(alike, each, segment.plain)
            found.setdefault(one.target, one)
        return list(found.values())

    def _suggestion(self, alike: float, each: _Remembered, plain: bool) -> Suggestion:
        origin = self._by_owner[each.owner]
        source, target = _text(each.source, plain), _text(each.target, plain)
        return Suggestion(
            pk=each.pk,
            source=source,
            target=target,
            insert=without_names(source, target, origin.names),
            alike=alike,
            origin=origin,
            when=each.when,
        )


def _says_something(blank: str) -> bool:
    return any(each.isalpha() for each in blank)


@dataclass(frozen=True, slots=True)
class _Blank:
    """A text without names, ready to be compared with thousands of others."""

    text: str
    words: list[str]
    pairs: frozenset[tuple[str, str]]

    def likeness(self, other: "_Blank") -> float:
        """1.0 for the same."""
        if self.text == other.text:
            return 1.0
        matcher = SequenceMatcher(None, self.words, other.words, autojunk=False)
        # The same words with other punctuation are a little less than the same.
        return min(matcher.ratio(), 0.99)


@lru_cache(maxsize=20_000)
def _blank_of(text: str, names: tuple[str, ...]) -> _Blank:
    """Remembered, for the same thousands are asked for with every page that is opened."""
    blank = blanked(text, names)
    words = _WORD.findall(blank)
    return _Blank(blank, words, frozenset(pairwise(["", *words, ""])))


def blanked(text: str, names: Iterable[str]) -> str:
    """The text with bold stretches and names replaced by a gap, in one letter case and spacing."""
    return _SPACE.sub(" ", _gaps(text, names).casefold()).strip()


def _gaps(text: str, names: Iterable[str]) -> str:
    text = _BOLD.sub(f"*{GAP}*", text)
    pattern = _any_of(tuple(names))
    return pattern.sub(GAP, text) if pattern else text


@lru_cache(maxsize=4096)
def _any_of(names: tuple[str, ...]) -> regex.Pattern[str] | None:
    """Each name whole, then each of its words: a word keeps its ending, a short one has none."""
    words = {word for name in names for word in name.split() if len(word) >= _SHORTEST_NAME}
    parts = [regex.escape(name) for name in sorted(set(names) - words, key=len, reverse=True)]
    for word in sorted(words, key=len, reverse=True):
        end = r"(?!\p{L})" if len(word) < _INFLECTS else ""
        parts.append(regex.escape(word) + end)
    if not parts:
        return None
    one = rf"(?<!\p{{L}})(?:{'|'.join(parts)})"
    return regex.compile(rf"(?i){one}(?:[\s-]+{one})*")


def _text(markup: str, plain: bool) -> str:
    """As `as_read`, which takes a parser even where there is nothing to parse."""
    return as_read(markup, plain) if "<" in markup or "&" in markup else markup


def without_names(source: str, target: str, names: Sequence[str]) -> str:
    """The target with a gap for each name, or "" when one might be left in it.

    A name inflects, and in another script it is another word: only as many gaps as the source
    has show that all names are gone.
    """
    blank = _gaps(target, names)
    named = _gaps(source, names).count(GAP) - source.count(GAP)
    gaps = blank.count(GAP) - target.count(GAP)
    return blank if gaps >= named else ""
