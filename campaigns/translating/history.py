"""What stood for a segment before, and taking an earlier wording again."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail_localize.models import Translation

from campaigns.models import StringEdit
from campaigns.translating.segments import Segment, segments_of
from campaigns.translating.strings import save_string

SHOWN = 20


def history_for(
    translation: Translation, segments: Iterable[Segment]
) -> dict[int, list[StringEdit]]:
    """The last edits of each segment, by its pk, the newest first; one query for any number.

    A rich text keeps several segments in one place, so the source tells them apart; where the
    source of a place that holds one segment has changed, the edits of the old one are kept.
    """
    listed = list(segments)
    edits: dict[int, list[StringEdit]] = {}
    rows = StringEdit.objects.filter(translation=translation).select_related("person")
    for edit in rows:
        edits.setdefault(edit.context_id, []).append(edit)
    places = [segment.context for segment in listed]
    return {
        segment.pk: [
            edit
            for edit in edits.get(segment.context, [])
            if edit.source == segment.source or places.count(segment.context) == 1
        ][:SHOWN]
        for segment in listed
    }


def restore(edit: StringEdit, person: Any) -> None:
    """Writes an earlier wording again; ValidationError when it cannot stand any more."""
    if not edit.target:
        raise ValidationError({"target": _("There was no text at that time.")})
    segment = segment_of(edit)
    save_string(edit.translation, segment, edit.target, person=person)


def segment_of(edit: StringEdit) -> Segment:
    """The segment that an edit belongs to today."""
    here = [each for each in segments_of(edit.translation) if each.context == edit.context_id]
    same = [each for each in here if each.source == edit.source]
    if not (same or len(here) == 1):
        raise ValidationError({"target": _("The source no longer has this text.")})
    return (same or here)[0]
