"""The segments of a desk with all that stands beside them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Any

import regex
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from wagtail_localize.models import StringTranslation, Translation

from campaigns.enums import SegmentState
from campaigns.translating.help import help_for
from campaigns.translating.labels import labels_of
from campaigns.translating.segments import Segment, as_read

_TAG = regex.compile(r"(</?\w+[^<>]*>)")
_OPENING = regex.compile(r"<(\w+)[^<>/]*>")
ALIKE = 0.4


@dataclass(frozen=True, slots=True)
class Earlier:
    """What was translated before the source changed."""

    source: str
    target: str


@dataclass(frozen=True, slots=True)
class Refused:
    """A text that was sent and not stored; `theirs` is what somebody else wrote meanwhile."""

    segment: int
    text: str
    messages: Sequence[str]
    conflict: bool = False


@dataclass(slots=True)
class Row:
    segment: Segment
    label: str
    earlier: Earlier | None = None
    help: Any = None
    refused: Refused | None = None
    marks: list[tuple[str, str]] = field(default_factory=list)
    address: Any = None

    @property
    def text(self) -> str:
        return self.refused.text if self.refused else self.segment.target

    @property
    def state(self) -> str:
        """As the pill and the style sheet have it."""
        missing = self.segment.state == SegmentState.MISSING
        return "changed" if missing and self.earlier else self.segment.state.value

    @property
    def changed(self) -> str:
        return self.segment.changed_on.isoformat() if self.segment.changed_on else ""

    @property
    def lines(self) -> int:
        longest = max(len(self.segment.source), len(self.text))
        return max(
            longest // 48 + 1, self.text.count("\n") + 1, self.segment.source.count("\n") + 1
        )

    @property
    def source(self) -> SafeString:
        """The source to read; tags of rich text as marks that are told from the words."""
        if self.segment.plain:
            return format_html("{}", self.segment.source)
        pieces = _TAG.split(self.segment.source)
        return format_html_join("", "{}", ((_shown(piece),) for piece in pieces if piece))


def _shown(piece: str) -> SafeString:
    # A string of rich text is HTML that wagtail-localize has stripped down to inline tags.
    is_tag = _TAG.fullmatch(piece)
    return format_html('<span class="desk-mark">{}</span>' if is_tag else "{}", piece)


def rows_of(
    translation: Translation,
    segments: Sequence[Segment],
    source: Any,
    forms: Mapping[str, Any],
    refused: Refused | None = None,
) -> list[Row]:
    """`source`: the source as an instance; `forms`: what to put beside a field, by its name."""
    labels, earlier = labels_of(source, segments), earlier_of(translation, segments)
    help_by_segment = help_for(translation, segments)
    return [
        Row(
            segment=each,
            label=labels[each.pk],
            earlier=earlier.get(each.pk),
            help=help_by_segment.get(each.pk),
            refused=refused if refused and refused.segment == each.pk else None,
            marks=marks_of(each),
            address=forms.get(each.field),
        )
        for each in segments
    ]


def marks_of(segment: Segment) -> list[tuple[str, str]]:
    """Pairs that a translator puts around words, (before, after), each once."""
    if segment.plain:
        return [("*", "*")] if "*" in segment.source else []
    tags = dict.fromkeys(match.group() for match in _OPENING.finditer(segment.source))
    named = {tag: _OPENING.match(tag) for tag in tags}
    return [(tag, f"</{match[1]}>") for tag, match in named.items() if match and match[1] != "br"]


def earlier_of(translation: Translation, segments: Iterable[Segment]) -> dict[int, Earlier]:
    """For what is missing, the nearest of what stood at the same place before; one query."""
    segments = list(segments)
    current = {(each.string, each.context) for each in segments}
    missing = [each for each in segments if each.state == SegmentState.MISSING]
    stored = StringTranslation.objects.filter(
        context__in={each.context for each in missing}, locale=translation.target_locale_id
    ).select_related("translation_of")
    old: dict[int, list[StringTranslation]] = {}
    for row in stored:
        if (row.translation_of_id, row.context_id) not in current and row.data:
            old.setdefault(row.context_id, []).append(row)
    found = {each.pk: _nearest(each, old.get(each.context, [])) for each in missing}
    return {pk: earlier for pk, earlier in found.items() if earlier}


def _nearest(segment: Segment, stored: Iterable[StringTranslation]) -> Earlier | None:
    ranked = [
        (likeness, Earlier(source, as_read(row.data, segment.plain)))
        for row in stored
        for source in [as_read(row.translation_of.data, segment.plain)]
        if (likeness := SequenceMatcher(None, source, segment.source).ratio()) >= ALIKE
    ]
    return max(ranked, key=lambda pair: pair[0])[1] if ranked else None
