"""Who may open a desk, and the addresses beside it."""

from typing import Any

from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from wagtail_localize.models import Translation

from campaigns.translating.roles import may_edit_source, may_translate

NAMESPACE = "campaign_translations"


def address(name: str, *args: Any) -> str:
    """The address of a view of translating."""
    return reverse(f"{NAMESPACE}:{name}", args=args)


def may_assign(user: Any) -> bool:
    """Who plans the work of others: whoever writes what they translate."""
    return may_edit_source(user)


def translation_for(request: HttpRequest, pk: int) -> Translation:
    """The translation a person may work on; 404 for one that is stopped, 403 for strangers."""
    rows = Translation.objects.select_related("source__locale", "target_locale", "task__person")
    translation = get_object_or_404(rows, pk=pk, enabled=True)
    try:
        allowed = may_translate(request.user, translation)
    except ObjectDoesNotExist:
        raise Http404("the translated row was deleted") from None
    if not allowed:
        raise PermissionDenied
    return translation
