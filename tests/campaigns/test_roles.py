"""The groups: what a migration gives them, and what the command keeps."""

from io import StringIO

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command
from wagtail.models import GroupCollectionPermission, GroupPagePermission

from campaigns.apps import fill_groups
from campaigns.roles import (
    ADMINISTRATOR,
    DISPATCHER,
    EDITOR,
    RESEARCHER,
    REVIEWER,
    ROLES,
    TRANSLATOR,
    keep_groups,
)

pytestmark = pytest.mark.django_db


def permissions(group: str) -> set[str]:
    found = Permission.objects.filter(group__name=group).select_related("content_type")
    return {f"{each.content_type.app_label}.{each.codename}" for each in found}


def told(*options: str) -> list[str]:
    out = StringIO()
    call_command("keep_groups", *options, stdout=out)
    return out.getvalue().splitlines()


def test_migrating_makes_the_groups() -> None:
    names = set(Group.objects.values_list("name", flat=True))

    assert names >= {TRANSLATOR, REVIEWER, EDITOR, RESEARCHER, DISPATCHER, ADMINISTRATOR}
    assert set(ROLES) == {TRANSLATOR, REVIEWER, EDITOR, RESEARCHER, DISPATCHER, ADMINISTRATOR}
    assert keep_groups() == []


def test_translator_and_reviewer_have_just_this() -> None:
    translating = {
        "wagtailadmin.access_admin",
        "wagtail_localize.submit_translation",
        "campaigns.view_lettertext",
        "campaigns.change_lettertext",
        "campaigns.view_covertext",
        "campaigns.change_covertext",
    }

    assert permissions(TRANSLATOR) == translating
    assert permissions(REVIEWER) == translating | {
        "campaigns.publish_lettertext",
        "campaigns.publish_covertext",
        "campaigns.publish_translation",
    }


@pytest.mark.parametrize(
    ("permission", "groups"),
    [
        ("campaigns.view_letter", set()),
        ("campaigns.change_legal_name", {RESEARCHER, ADMINISTRATOR}),
        ("campaigns.sign_review", {RESEARCHER, ADMINISTRATOR}),
        ("campaigns.view_reports", {EDITOR, DISPATCHER, ADMINISTRATOR}),
        ("campaigns.view_dispatch", {DISPATCHER, ADMINISTRATOR}),
        ("campaigns.withdraw_letterversion", {EDITOR, ADMINISTRATOR}),
        ("campaigns.publish_lettertext", {REVIEWER, EDITOR, ADMINISTRATOR}),
        ("campaigns.add_lettertext", {EDITOR, ADMINISTRATOR}),
        ("campaigns.change_translator", {EDITOR, ADMINISTRATOR}),
        ("auth.change_user", {ADMINISTRATOR}),
        ("campaigns.change_campaignsettings", {ADMINISTRATOR}),
        ("wagtailadmin.access_admin", set(ROLES)),
    ],
)
def test_who_has_what(permission: str, groups: set[str]) -> None:
    assert {name for name in ROLES if permission in permissions(name)} == groups


def test_pages_and_files_are_for_editors_and_administrators() -> None:
    for model in (GroupPagePermission, GroupCollectionPermission):
        ours = model.objects.filter(group__name__in=ROLES)
        assert set(ours.values_list("group__name", flat=True)) == {EDITOR, ADMINISTRATOR}


def test_what_is_missing_is_given_and_told() -> None:
    translator = Group.objects.get(name=TRANSLATOR)
    translator.permissions.remove(Permission.objects.get(codename="change_lettertext"))
    GroupPagePermission.objects.filter(group__name=EDITOR, permission__codename="add_page").delete()
    Group.objects.get(name=DISPATCHER).delete()

    changes = told()

    assert "Translator: + change_lettertext" in changes
    assert "Editor: + add_page" in changes
    assert "Dispatcher: made" in changes
    assert told() == ["Nothing to change."]


def test_what_a_site_added_stays_unless_it_is_strict() -> None:
    group = Group.objects.get(name=TRANSLATOR)
    group.permissions.add(Permission.objects.get(codename="view_case"))

    assert told() == ["Nothing to change."]
    assert told("--strict") == ["Translator: - view_case", "Changes: 1."]
    assert "campaigns.view_case" not in permissions(TRANSLATOR)


def test_permission_that_does_not_exist_yet_is_given_once_it_does() -> None:
    Permission.objects.get(codename="sign_review").delete()
    assert keep_groups() == []
    kind = Permission.objects.get(codename="change_legal_name").content_type
    Permission.objects.create(codename="sign_review", content_type=kind, name="x")

    assert keep_groups() == ["Researcher: + sign_review", "Administrator: + sign_review"]


def test_nothing_is_touched_when_nothing_of_ours_was_migrated() -> None:
    Group.objects.get(name=DISPATCHER).delete()
    last = [config for config in apps.get_app_configs() if config.models_module][-1]

    fill_groups(last, plan=[])

    assert Group.objects.filter(name=DISPATCHER).count() == 0
