"""Translations the way wagtail-localize makes them: submitted, string by string, published."""

from typing import Any

from wagtail.models import Locale
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationSource
from wagtail_localize.operations import translate_object

from campaigns.letters.compose import LetterBlocks
from campaigns.models import LetterText
from tests.factories.appeals import BLOCKS


def submit(text: LetterText, language: str) -> Translation:
    """Submits the text as an editor does; the target is a draft in the language of the source."""
    locale = Locale.objects.get_or_create(language_code=language)[0]
    translate_object(text, [locale])
    return Translation.objects.get(
        source__object_id=text.translation_key, target_locale__language_code=language
    )


def sync(text: LetterText) -> None:
    """Takes the text as it stands now as the source of its translations."""
    TranslationSource.update_or_create_from_instance(text)


def put_strings(
    translation: Translation, blocks: LetterBlocks | None = None, **fields: Any
) -> list[StringTranslation]:
    """A string for each segment, by a person unless `fields` say otherwise, in reading order."""
    blocks = blocks or BLOCKS[translation.target_locale.language_code]
    paragraphs = iter(blocks.paragraphs)
    stored = []
    segments = StringSegment.objects.filter(source=translation.source).order_by("order")
    for segment in segments.select_related("context"):
        name = segment.context.path.split(".")[0]
        words = next(paragraphs) if name == "paragraphs" else getattr(blocks, name)
        row, _created = StringTranslation.objects.update_or_create(
            translation_of_id=segment.string_id,
            locale=translation.target_locale,
            context=segment.context,
            defaults={"data": words, "translation_type": "manual", **fields},
        )
        stored.append(row)
    return stored


def translated(text: LetterText, language: str) -> Translation:
    """A translation that a person has finished; not yet published."""
    translation = submit(text, language)
    put_strings(translation)
    return translation
