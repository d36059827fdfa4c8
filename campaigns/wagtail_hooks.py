"""Registers what `cms` makes with Wagtail; nothing more."""

from typing import Any

from django.http import Http404, HttpRequest
from django.urls import URLPattern, URLResolver, include, path
from django.utils.translation import get_language
from wagtail import hooks
from wagtail.models import Page
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet

from campaigns.cms.dispatches import urls as dispatch_urls
from campaigns.cms.dispatches.access import DispatchPolicy
from campaigns.cms.dispatches.asking import ask_about_waiting
from campaigns.cms.dispatches.home_panel import add_held_panel
from campaigns.cms.submit_translation import SubmitPublicPageView
from campaigns.cms.translating import urls as translating_urls
from campaigns.cms.translating.desk import desk_instead
from campaigns.cms.viewsets import CampaignsGroup, LetterVersionPolicy
from campaigns.models import Dispatch, LetterVersion

register_permission_policy(LetterVersion, LetterVersionPolicy(LetterVersion))
register_permission_policy(Dispatch, DispatchPolicy(Dispatch))
register_snippet(CampaignsGroup)


# Before wagtail-localize's own view on the same path, which offers every locale.
@hooks.register("register_admin_urls", order=-100)
def page_translation_urls() -> list[URLPattern | URLResolver]:
    submit = path(
        "submit/page/<int:page_id>/", SubmitPublicPageView.as_view(), name="submit_page_translation"
    )
    return [path("localize/", include(([submit], "wagtail_localize"), namespace="public_pages"))]


@hooks.register("register_admin_urls")
def translating_addresses() -> list[URLPattern | URLResolver]:
    return [path("translations/", include(translating_urls))]


@hooks.register("register_admin_urls")
def dispatch_addresses() -> list[URLPattern | URLResolver]:
    return [path("dispatches/", include(dispatch_urls))]


hooks.register("after_edit_snippet", ask_about_waiting)
hooks.register("construct_homepage_panels", add_held_panel)


# Before wagtail-localize's hooks, which answer with its own editor.
hooks.register("before_edit_page", desk_instead, order=-10)
hooks.register("before_edit_snippet", desk_instead, order=-10)


@hooks.register("before_serve_page")
def refuse_page_of_another_language(
    page: Page, request: HttpRequest, args: Any, kwargs: Any
) -> None:
    """While a public language has no tree, its addresses would mirror the default language."""
    if page.locale.language_code != get_language():
        raise Http404("no page in this language")
