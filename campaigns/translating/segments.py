"""The segments of a translation as a person reads them, source beside target."""

import datetime
from dataclasses import dataclass

from wagtail_localize.models import (
    StringSegment,
    StringTranslation,
    TemplateSegment,
    Translation,
)
from wagtail_localize.strings import StringValue

from campaigns.enums import SegmentState


@dataclass(frozen=True, slots=True)
class Segment:
    """One string of a source and what stands for it in the target language.

    pk: of the StringSegment. path: "subject", "paragraphs.<id of the block>". plain: source and
    target are text with line breaks; otherwise they are HTML with inline tags alone, links as
    <a id="a1">. changed_by: pk of the account that wrote the target last.
    """

    pk: int
    path: str
    context: int
    string: int
    plain: bool
    source: str
    target: str
    state: SegmentState
    error: str
    changed_by: int | None
    changed_on: datetime.datetime | None

    @property
    def field(self) -> str:
        return self.path.partition(".")[0]


def segments_of(translation: Translation) -> list[Segment]:
    """In the order of the source; four queries at most, however many there are."""
    found = StringSegment.objects.filter(source=translation.source_id).order_by("order")
    rich = set(
        TemplateSegment.objects.filter(source=translation.source_id).values_list(
            "context_id", flat=True
        )
    )
    stored = {
        (row.translation_of_id, row.context_id): row
        for row in StringTranslation.objects.filter(
            context__object_id=translation.source.object_id, locale=translation.target_locale_id
        ).select_related("translation_of")
    }
    return [
        _segment(row, stored.get((row.string_id, row.context_id)), row.context_id not in rich)
        for row in found.select_related("string", "context")
    ]


def _segment(row: StringSegment, stored: StringTranslation | None, plain: bool) -> Segment:
    return Segment(
        pk=row.pk,
        path=row.context.path,
        context=row.context_id,
        string=row.string_id,
        plain=plain,
        source=as_read(row.string.data, plain),
        target=as_read(stored.data, plain) if stored else "",
        state=_state(stored),
        error=(stored.get_error() or "") if stored else "",
        changed_by=stored.last_translated_by_id if stored else None,
        changed_on=stored.updated_at if stored else None,
    )


def _state(stored: StringTranslation | None) -> SegmentState:
    if stored is None or not stored.data:
        return SegmentState.MISSING
    if stored.has_error:
        return SegmentState.REFUSED
    if stored.translation_type == StringTranslation.TRANSLATION_TYPE_MACHINE:
        return SegmentState.MACHINE
    return SegmentState.DONE


def as_read(markup: str, plain: bool) -> str:
    """wagtail-localize keeps every string as HTML; people write plain text as plain text."""
    return StringValue(markup).render_text() if plain else markup


def as_stored(text: str, plain: bool) -> str:
    """The other way round; line breaks of browsers and files become one kind."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return str(StringValue.from_plaintext(lines).data) if plain else lines
