"""The permission to see reports can be given to a group by hand."""

import pytest
from django.test import Client
from django.urls import reverse

from campaigns.cms.reports.menu import PERMISSION, permissions
from tests.campaigns.cms.accounts import editor

pytestmark = pytest.mark.django_db


def test_form_of_a_group_offers_the_permission(admin: Client) -> None:
    permission = permissions().get()

    form = admin.get(reverse("wagtailusers_groups:add")).text

    assert f'value="{permission.pk}"' in form
    assert f"campaigns.{permission.codename}" == PERMISSION


def test_the_permission_alone_opens_the_report(client: Client) -> None:
    browser = editor(client, "view_reports")

    assert browser.get(reverse("campaign_reports:letters")).status_code == 200
