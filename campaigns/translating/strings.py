"""Writing one string of a translation: the only way in, from the editor, a file or a machine."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail_localize.models import StringTranslation, Translation

from campaigns.enums import EditKind
from campaigns.models import StringEdit, TranslationTask
from campaigns.translating.catalogues import has_controls
from campaigns.translating.checks import refusals
from campaigns.translating.locks import refuse_locked
from campaigns.translating.segments import Segment, as_stored


def save_string(
    translation: Translation,
    segment: Segment,
    text: str,
    *,
    person: Any,
    kind: EditKind = EditKind.TYPED,
    tool: str = "",
) -> StringTranslation | None:
    """Stores `text`, as a person reads it, for a segment; None when it was emptied.

    What a machine says waits for a person: `kind` MACHINE is kept as such until it is typed or
    confirmed. Raises ValidationError: on "target" for what cannot stand for the source, and for a
    person to whom the text is locked. A translation that was handed in for review is in progress
    again. Writing what stands there already changes nothing, and takes no authorship away.
    """
    refuse_locked(translation, person)
    if not text.strip():
        _empty(translation, segment, person)
        return None
    if has_controls(as_stored(text, segment.plain)):
        raise ValidationError({"target": [_("It has control characters.")]})
    if found := refusals(segment.source, text, plain=segment.plain):
        raise ValidationError({"target": found})
    data = as_stored(text, segment.plain)
    with transaction.atomic():
        row = _row(translation, segment)
        if row is not None and _says_so_already(row, data, kind):
            return row
        row = _written(translation, segment, data, person, kind, tool)
        _record(translation, segment, text, kind, person)
    return row


def _row(translation: Translation, segment: Segment) -> StringTranslation | None:
    return StringTranslation.objects.filter(
        translation_of=segment.string,
        context=segment.context,
        locale=translation.target_locale_id,
    ).first()


def _says_so_already(row: StringTranslation, data: str, kind: EditKind) -> bool:
    by_machine = row.translation_type == StringTranslation.TRANSLATION_TYPE_MACHINE
    return row.data == data and not row.has_error and by_machine == (kind == EditKind.MACHINE)


def _written(
    translation: Translation, segment: Segment, data: str, person: Any, kind: EditKind, tool: str
) -> StringTranslation:
    machine = kind == EditKind.MACHINE
    row, _created = StringTranslation.objects.update_or_create(
        translation_of_id=segment.string,
        context_id=segment.context,
        locale_id=translation.target_locale_id,
        defaults={
            "data": data,
            "translation_type": StringTranslation.TRANSLATION_TYPE_MACHINE
            if machine
            else StringTranslation.TRANSLATION_TYPE_MANUAL,
            "tool_name": tool,
            "last_translated_by": person,
            "has_error": False,
            "field_error": "",
        },
    )
    return row


def _empty(translation: Translation, segment: Segment, person: Any) -> None:
    with transaction.atomic():
        row = _row(translation, segment)
        if row is None:
            return
        row.delete()
        _record(translation, segment, "", EditKind.CLEARED, person)


def _record(
    translation: Translation, segment: Segment, text: str, kind: EditKind, person: Any
) -> None:
    StringEdit.objects.create(
        translation=translation,
        context_id=segment.context,
        source=segment.source,
        target=text,
        kind=kind,
        person=person,
    )
    TranslationTask.objects.filter(translation=translation).update(
        handed_in_on=None, handed_in_by=None
    )
