"""Who may open a desk, and what the parts beside it offer.

Each of those is asked for by its name, so that the desk stands without them.
"""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import NoReverseMatch, reverse
from django.utils.module_loading import import_string
from wagtail.models import Page
from wagtail_localize.models import Translation
from wagtail_localize.views.edit_translation import user_can_edit_instance

NAMESPACE = "campaign_translations"


def offered(name: str) -> Callable[..., Any] | None:
    """A function of campaigns.translating, "roles.may_publish"; None without that part."""
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


def may_translate(user: Any, translation: Translation) -> bool:
    if asked := offered("roles.may_translate"):
        return bool(asked(user, translation))
    return bool(user_can_edit_instance(user, translation.get_target_instance()))


def may_publish(user: Any, translation: Translation) -> bool:
    if asked := offered("roles.may_publish"):
        return bool(asked(user, translation))
    target = translation.get_target_instance()
    if isinstance(target, Page):
        return bool(target.permissions_for_user(user).can_publish())
    policy = target.snippet_viewset.permission_policy
    return bool(policy.user_has_permission(user, "publish"))


def languages_of(user: Any) -> set[str] | None:
    """Codes of the languages a person may translate into; None for all."""
    if asked := offered("roles.languages_of"):
        found: set[str] | None = asked(user)
        return found
    return None


def may_assign(user: Any) -> bool:
    """Who plans the work of others: whoever may publish letter texts."""
    return bool(user.has_perm("campaigns.publish_lettertext"))


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
