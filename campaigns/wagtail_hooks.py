"""Registers what `cms` makes with Wagtail; nothing more."""

from typing import Any

from django.http import Http404, HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.models import Page
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet

from campaigns.cms.dispatches import urls as dispatch_urls
from campaigns.cms.dispatches.access import DispatchPolicy
from campaigns.cms.dispatches.asking import ask_about_waiting
from campaigns.cms.dispatches.home_panel import add_held_panel
from campaigns.cms.letter_text_policy import LetterTextPolicy
from campaigns.cms.reports import menu as reports_menu
from campaigns.cms.reports import urls as reports_urls
from campaigns.cms.translating import localize_urls, menu
from campaigns.cms.translating import urls as translating_urls
from campaigns.cms.translating.desk import desk_instead
from campaigns.cms.translating.standard_editor import guard_editing
from campaigns.cms.translating.start_page import (
    MailsPanel,
    TranslationsMenuItem,
    add_my_languages,
)
from campaigns.cms.viewsets import CampaignsGroup, LetterVersionPolicy
from campaigns.models import CoverText, Dispatch, LetterText, LetterVersion

register_permission_policy(LetterText, LetterTextPolicy(LetterText))
register_permission_policy(CoverText, LetterTextPolicy(CoverText))
register_permission_policy(LetterVersion, LetterVersionPolicy(LetterVersion))
register_permission_policy(Dispatch, DispatchPolicy(Dispatch))
register_snippet(CampaignsGroup)


# Before wagtail-localize's own views on the same paths.
@hooks.register("register_admin_urls", order=-100)
def guarded_localize_addresses() -> list[URLPattern | URLResolver]:
    return [path("localize/", include(localize_urls, namespace="guarded_localize"))]


@hooks.register("register_admin_urls")
def translating_addresses() -> list[URLPattern | URLResolver]:
    return [path("translations/", include(translating_urls))]


@hooks.register("register_admin_urls")
def reports_addresses() -> list[URLPattern | URLResolver]:
    return [path("reports/letters/", include(reports_urls))]


@hooks.register("register_admin_menu_item")
def translations_menu_item() -> TranslationsMenuItem:
    return TranslationsMenuItem(
        _("Translations"),
        reverse("campaign_translations:dashboard"),
        name="campaign-translations",
        icon_name="wagtail-localize-language",
        order=160,
    )


hooks.register("construct_homepage_panels", add_my_languages)
hooks.register("register_account_settings_panel", MailsPanel)

# Whatever answers with an editor comes after this.
hooks.register("before_edit_page", guard_editing, order=-20)
hooks.register("before_edit_snippet", guard_editing, order=-20)


@hooks.register("register_admin_urls")
def dispatch_addresses() -> list[URLPattern | URLResolver]:
    return [path("dispatches/", include(dispatch_urls))]


hooks.register("after_edit_snippet", ask_about_waiting)
hooks.register("construct_homepage_panels", add_held_panel)


# Before wagtail-localize's hooks, which answer with its own editor.
hooks.register("before_edit_page", desk_instead, order=-10)
hooks.register("before_edit_snippet", desk_instead, order=-10)

hooks.register("insert_global_admin_css", menu.stylesheet)
hooks.register("register_permissions", reports_menu.permissions)
hooks.register("register_reports_menu_item", reports_menu.letters_item)
hooks.register("register_reports_menu_item", menu.archive_item)
hooks.register("register_reports_menu_item", menu.engine_item)


@hooks.register("before_serve_page")
def refuse_page_of_another_language(
    page: Page, request: HttpRequest, args: Any, kwargs: Any
) -> None:
    """While a public language has no tree, its addresses would mirror the default language."""
    if page.locale.language_code != get_language():
        raise Http404("no page in this language")
