"""Coming to a desk, and what is found there."""

from typing import Any

from django.test import Client
from django.urls import reverse
from wagtail.users.models import UserProfile
from wagtail_localize.models import Translation

from campaigns.translating.segments import Segment, segments_of

JSON = {"Accept": "application/json"}


def speak_english(account: Any) -> Any:
    profile = UserProfile.get_for_user(account)
    profile.preferred_language = "en"
    profile.save()
    return account


def address(name: str, translation: Translation, *args: Any) -> str:
    return reverse(f"campaign_translations:{name}", args=[translation.pk, *args])


def segment(translation: Translation, field: str = "salutation", number: int = 0) -> Segment:
    return [each for each in segments_of(translation) if each.field == field][number]


def send(browser: Client, translation: Translation, at: Segment, text: str, **fields: Any) -> Any:
    """What the form of a segment sends with a script; `script=False` for one without."""
    headers = JSON if fields.pop("script", True) else {}
    seen = at.changed_on.isoformat() if at.changed_on else ""
    return browser.post(
        address("segment", translation, at.pk),
        {"text": text, "seen": seen, "action": "save", **fields},
        headers=headers,
    )
