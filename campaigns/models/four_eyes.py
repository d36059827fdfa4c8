"""Four eyes: nobody publishes the words of a translation that they wrote last themselves."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _
from wagtail.log_actions import get_active_log_context
from wagtail_localize.models import StringSegment, StringTranslation

from campaigns import conf
from campaigns.models.secret_names import texts_by_field
from campaigns.models.translation_state import translation_of

CODE = "own_words"


def own_words(instance: Any, person: Any) -> QuerySet[StringSegment]:
    """Segments of a translated row whose newest words `person` wrote since it was published last.

    None for an original and for a row taken out of the translation: those are edited, not
    translated. None at all where the setting FOUR_EYES is off.
    """
    translation = translation_of(instance) if conf.get("FOUR_EYES") else None
    if translation is None or not translation.enabled:
        return StringSegment.objects.none()
    written = StringTranslation.objects.filter(
        translation_of_id=OuterRef("string_id"),
        context_id=OuterRef("context_id"),
        locale_id=instance.locale_id,
        last_translated_by=person,
    )
    if instance.last_published_at:
        written = written.filter(updated_at__gt=instance.last_published_at)
    return StringSegment.objects.filter(Exists(written), source=translation.source)


def refuse_own_words(instance: Any) -> None:
    """For `clean()` of a row that goes live: asks who is at work, whichever door it comes through.

    A row that says what is live already publishes nobody's words; a command has no person.
    """
    person = get_active_log_context().user
    if person is None:
        return
    # Publishing has set the day of publication of `instance` already; its row still has the last.
    row = type(instance)._default_manager.filter(pk=instance.pk).first()
    if not own_words(row or instance, person).exists():
        return
    if row is None or not row.live or texts_by_field(row) != texts_by_field(instance):
        raise ValidationError(message(), CODE)


def message() -> str:
    return _("You have written some of these words yourself. Somebody else has to publish them.")
