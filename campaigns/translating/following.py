"""Translations follow their source: what an editor publishes reaches the translators by itself.

wagtail-localize waits until somebody presses "sync". Here the source of a translation is taken
anew when its row is published, so that changed segments stand on the desk at once. Nothing is
written to any target: what is served stays served until its translation is published.
"""

import logging
from typing import Any

from django.db import transaction
from wagtail.models import Page
from wagtail_localize.models import TranslationSource

from campaigns.models import CoverText, LetterText, LetterVersion
from campaigns.models.translation_state import translation_of
from campaigns.translating import notices

logger = logging.getLogger(__name__)


def follow_version(version: LetterVersion) -> None:
    """A letter was approved: an original changes its translations, a translation has landed."""
    text = LetterText.objects.filter(
        appeal=version.appeal_id, locale__language_code=version.language
    ).first()
    if text is not None:
        _follow(text, version.approved_by)


def follow_page(page: Page, person: Any = None) -> None:
    """A page was published, through whichever door."""
    _follow(page.specific, person)


def follow_cover(text: CoverText, person: Any = None) -> None:
    """A cover text was published."""
    _follow(text, person)


def _follow(row: Any, person: Any) -> None:
    """Publishing is over and must not seem to have failed because of what goes wrong here."""
    try:
        with transaction.atomic():
            translation = translation_of(row)
            if translation is not None:
                notices.landed(translation, person)
            elif take_source(row):
                notices.source_changed(row, person)
    except Exception:
        logger.exception("The translations of %s could not follow it.", type(row).__name__)


def take_source(row: Any) -> bool:
    """Brings the source of the translations of `row` up to date; whether anything was new."""
    before = TranslationSource.objects.get_for_instance_or_none(row)
    if before is None:
        return False
    after, _created = TranslationSource.update_or_create_from_instance(row)
    return bool(after.last_updated_at != before.last_updated_at)
