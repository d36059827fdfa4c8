"""Menu items and style sheet of what helps translators beside their desk."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.staticfiles import versioned_static

from campaigns.translating.roles import may_edit_source


class _TranslatingItem(MenuItem):
    """For those who translate and those who write what is translated."""

    def is_shown(self, request: HttpRequest) -> bool:
        person: Any = request.user
        translates = person.has_perm("wagtail_localize.submit_translation")
        return bool(translates or may_edit_source(person))


def stylesheet() -> str:
    """Of the help below a segment, whichever page shows it."""
    address = versioned_static("campaigns/translating/help.css")
    return format_html('<link rel="stylesheet" href="{}">', address)


def archive_item() -> MenuItem:
    return _TranslatingItem(
        _("PO files of an edition"),
        reverse("campaign_translations:archive_export"),
        name="campaign-archive",
        icon_name="download",
        order=1300,
    )


def engine_item() -> MenuItem:
    return _TranslatingItem(
        _("Machine translation"),
        reverse("campaign_translations:engine"),
        name="campaign-engine",
        icon_name="cogs",
        order=1310,
    )
