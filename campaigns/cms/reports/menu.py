"""The reports in the menu, and who may see them."""

from typing import Any

from django.contrib.auth.models import Permission
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem

PERMISSION = "campaigns.view_reports"


class ReportsItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        person: Any = request.user
        return bool(person.has_perm(PERMISSION))


def letters_item() -> MenuItem:
    return ReportsItem(
        _("Letters and dispatches"),
        reverse("campaign_reports:letters"),
        name="campaign-reports",
        icon_name="mail",
        order=100,
    )


def permissions() -> Any:
    """For the form of a group: letters are no snippet, so nobody else offers it."""
    app, codename = PERMISSION.split(".")
    return Permission.objects.filter(content_type__app_label=app, codename=codename)
