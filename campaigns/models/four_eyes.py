"""Four eyes: nobody publishes what they wrote or changed last in a translation themselves."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _
from wagtail.log_actions import get_active_log_context
from wagtail_localize.models import (
    OverridableSegment,
    SegmentOverride,
    StringSegment,
    StringTranslation,
)

from campaigns import conf
from campaigns.models.secret_names import texts_by_field
from campaigns.models.translation_state import translation_of

CODE = "own_words"


def own_words(instance: Any, person: Any) -> QuerySet[StringSegment]:
    """Segments of a translated row whose newest words `person` wrote since it was published last.

    None for an original and for a row taken out of the translation: those are edited, not
    translated. None at all where the setting FOUR_EYES is off.
    """
    of_string = {"translation_of_id": OuterRef("string_id")}
    return _own(StringSegment, StringTranslation, instance, person, **of_string)


def own_overrides(instance: Any, person: Any) -> QuerySet[OverridableSegment]:
    """The same of pictures, links and other values that one language has for itself."""
    return _own(OverridableSegment, SegmentOverride, instance, person)


def _own(
    segments: Any, changes: Any, instance: Any, person: Any, **more: Any
) -> QuerySet[Any, Any]:
    translation = translation_of(instance) if conf.get("FOUR_EYES") else None
    if translation is None or not translation.enabled:
        return segments.objects.none()
    changed = changes.objects.filter(
        context_id=OuterRef("context_id"),
        locale_id=instance.locale_id,
        last_translated_by=person,
        **more,
    )
    if instance.last_published_at:
        changed = changed.filter(updated_at__gt=instance.last_published_at)
    return segments.objects.filter(Exists(changed), source=translation.source)


def refuse_own_words(instance: Any) -> None:
    """For `clean()` of a row that goes live: asks who is at work, whichever door it comes through.

    A row that says what is live already publishes nobody's words; a command has no person.
    """
    person = get_active_log_context().user
    if person is None:
        return
    # Publishing has set the day of publication of `instance` already; its row still has the last.
    row = type(instance)._default_manager.filter(pk=instance.pk).first()
    live = row if row is not None and row.live else None
    if own_words(row or instance, person).exists() and not _says_the_same(live, instance):
        raise ValidationError(message(), CODE)
    paths = own_overrides(row or instance, person).values_list("context__path", flat=True)
    if any(not _shows_the_same(live, instance, path.partition(".")[0]) for path in paths):
        raise ValidationError(overrides_message(), CODE)


def _says_the_same(live: Any, instance: Any) -> bool:
    return live is not None and texts_by_field(live) == texts_by_field(instance)


def _shows_the_same(live: Any, instance: Any, field: str) -> bool:
    """Whether a field is as it is live. Rows of another table, which nobody compares, never are."""
    return live is not None and _stored(live, field) == _stored(instance, field)


def _stored(instance: Any, field: str) -> Any:
    value = getattr(instance, field)
    return list(value.raw_data) if hasattr(value, "raw_data") else value


def message() -> str:
    return _("You have written some of these words yourself. Somebody else has to publish them.")


def overrides_message() -> str:
    return _(
        "You have changed some of these pictures or links yourself. "
        "Somebody else has to publish them."
    )
