"""Addresses of doors, and what they answered."""

from typing import Any

from django.test import Client
from django.urls import reverse
from wagtail_localize.models import Translation

from campaigns.models import LetterText, LetterVersion


def step(name: str, translation: Translation) -> str:
    return reverse(f"campaign_translations:{name}", args=[translation.pk])


def localize(name: str, *args: Any) -> str:
    return reverse(f"wagtail_localize:{name}", args=args)


def row(view: str, text: LetterText, *args: Any) -> str:
    return reverse(f"wagtailsnippets_campaigns_lettertext:{view}", args=[text.pk, *args])


def target_row(view: str, translation: Translation) -> str:
    return row(view, translation.get_target_instance())


def said(response: Any) -> list[str]:
    """The messages that the person reads on the page where the way ends."""
    return [str(each) for each in response.context["messages"]]


def refused(browser: Client, address: str, **fields: Any) -> bool:
    """Whether the admin sends the person home: its way to say that this is not allowed."""
    response = browser.post(address, fields)
    return response.status_code == 403 or (
        response.status_code == 302 and response.url == reverse("wagtailadmin_home")
    )


def served(translation: Translation) -> list[str]:
    """Closings of the versions in the language, the oldest first."""
    versions = LetterVersion.objects.filter(language=translation.target_locale.language_code)
    return [each.letter_blocks.closing for each in versions.order_by("pk")]
