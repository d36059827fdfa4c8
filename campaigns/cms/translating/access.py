"""Who may open a desk, and what the parts beside it offer.

Each of those is asked for by its name, so that the desk stands without them.
"""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import NoReverseMatch, reverse
from django.utils.module_loading import import_string
from wagtail_localize.models import Translation

from campaigns.translating.roles import may_translate

NAMESPACE = "campaign_translations"


def offered(name: str) -> Callable[..., Any] | None:
    """A function of campaigns.translating, "help.help_for"; None without that part."""
    try:
        return import_string(f"campaigns.translating.{name}")
    except ImportError:
        return None


def address(name: str, *args: Any) -> str:
    """The address of a view of translating; empty where there is none."""
    try:
        return reverse(f"{NAMESPACE}:{name}", args=args)
    except NoReverseMatch:
        return ""


def translation_for(request: HttpRequest, pk: int) -> Translation:
    """The translation a person may work on; 404 for one that is stopped, 403 for strangers."""
    rows = Translation.objects.select_related("source__locale", "target_locale", "task__person")
    translation = get_object_or_404(rows, pk=pk, enabled=True)
    if not may_translate(request.user, translation):
        raise PermissionDenied
    return translation
