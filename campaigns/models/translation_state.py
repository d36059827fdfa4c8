"""What wagtail-localize knows about a translated row; the only place that asks it."""

from typing import Any

from django.db.models import Exists, OuterRef
from wagtail_localize.models import StringSegment, StringTranslation, Translation
from wagtail_localize.segments.ingest import ingest_segments


def translation_of(instance: Any) -> Translation | None:
    """The translation that produces `instance`, also one whose synchronisation was stopped."""
    return (
        Translation.objects.filter(
            source__object_id=instance.translation_key, target_locale_id=instance.locale_id
        )
        .select_related("source__locale", "target_locale")
        .first()
    )


def source_instance(instance: Any) -> Any | None:
    """The source as it was when `instance` was translated from it, or None for an original."""
    translation = translation_of(instance)
    return translation.source.as_instance() if translation else None


def translation_is_stopped(instance: Any) -> bool:
    """Whether an editor has taken the row out of the translation: its words are edited by hand."""
    translation = translation_of(instance)
    return translation is not None and not translation.enabled


def translated_instance(instance: Any) -> Any | None:
    """What the translators' strings make of the source, unsaved; None for a row edited by hand.

    A row can say something else: strings change without it, and a revision keeps old ones.
    """
    translation = translation_of(instance)
    if translation is None or not translation.enabled:
        return None
    source, locale = translation.source, translation.target_locale
    original = source.as_instance()
    expected = original.copy_for_translation(locale)
    segments = source._get_segments_for_translation(locale, fallback=True)
    ingest_segments(original, expected, source.locale, locale, segments)
    return expected


def untranslated_segments(instance: Any) -> int:
    """How many segments no person has translated; machine output and refused strings count.

    With the synchronisation stopped the text is an editor's own and has no segments.
    """
    translation = translation_of(instance)
    if translation is None or not translation.enabled:
        return 0
    by_a_person = StringTranslation.objects.filter(
        translation_of_id=OuterRef("string_id"),
        context_id=OuterRef("context_id"),
        locale_id=instance.locale_id,
        translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL,
        has_error=False,
    )
    segments = StringSegment.objects.filter(source=translation.source)
    return segments.exclude(Exists(by_a_person)).count()
