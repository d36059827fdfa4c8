"""What stands before wagtail-localize's editor and before the forms of its rows."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail.models import TranslatableMixin

from campaigns.cms.translating.reviewing_views import publish
from campaigns.models import CoverText, LetterText
from campaigns.models.translation_state import translation_of
from campaigns.translating.roles import may_edit_source, may_translate


def guard_editing(request: HttpRequest, instance: Any) -> HttpResponse | None:
    """For the hooks before editing a page or snippet, reverting it included.

    A translation is published through its review alone: wagtail-localize's own button offers, at
    the second click, to go live with the words of the source in place of what was refused. A
    letter or cover text that is no translation, or was taken out of it, is an editor's.
    """
    if not isinstance(instance, TranslatableMixin):
        return None
    translation = translation_of(instance)
    if translation is None or not translation.enabled:
        if isinstance(instance, LetterText | CoverText) and not may_edit_source(request.user):
            raise PermissionDenied
        return None
    if not may_translate(request.user, translation):
        raise PermissionDenied
    if request.method in ("GET", "HEAD"):
        return None
    if request.POST.get("action") == "publish":
        return publish(request, translation.pk)
    return redirect("campaign_translations:desk", translation.pk)
