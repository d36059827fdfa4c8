"""Writes translations as a translator would leave them: source, segments, strings by a person."""

from collections.abc import Iterable
from typing import Any

from wagtail.models import Locale
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationSource

from campaigns.demo.bodies import Values


def locale(code: str) -> Locale:
    return Locale.objects.get_or_create(language_code=code)[0]


def translate(instance: Any, translations: Iterable[tuple[str, Values]]) -> None:
    """Publishes `instance` in further languages; `translations` are (code, values by path).

    Raises KeyError for a segment without a text, so that nothing is left half-translated. Publishes
    at once: wagtail-localize would wait for the end of the transaction, when it is too late to
    undo anything.
    """
    source, _created = TranslationSource.update_or_create_from_instance(instance)
    segments = StringSegment.objects.filter(source=source).select_related("string", "context")
    for code, values in translations:
        target = locale(code)
        translation, _created = Translation.objects.get_or_create(
            source=source, target_locale=target
        )
        for segment in segments:
            StringTranslation.objects.update_or_create(
                translation_of=segment.string,
                locale=target,
                context=segment.context,
                defaults={
                    "data": values[segment.context.path],
                    "translation_type": StringTranslation.TRANSLATION_TYPE_MANUAL,
                },
            )
        translation.save_target(publish=False)
        translation.get_target_instance().get_latest_revision().publish()
