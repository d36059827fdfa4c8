"""Who may do what in the menu “Campaigns”, and what nobody may."""

from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse

from campaigns.models import (
    Appeal,
    Authority,
    Case,
    Edition,
    LetterText,
    LetterVersion,
    OfficeHolder,
)
from tests.campaigns.cms.accounts import address, editor, speaking
from tests.factories.records import CaseFactory

pytestmark = pytest.mark.django_db

MODELS = [Case, Appeal, LetterText, Authority, Edition]


@pytest.mark.parametrize("view", ["list", "add", "edit", "delete"])
@pytest.mark.parametrize("model", MODELS)
def test_without_permission_a_view_is_refused(
    client: Client, rows: dict[type, Any], model: type, view: str
) -> None:
    args = [rows[model].pk] if view in {"edit", "delete"} else []

    response = editor(client).get(address(model, view, *args))

    assert (response.status_code, response.url) == (302, reverse("wagtailadmin_home"))


@pytest.mark.parametrize("view", ["list", "add", "edit", "delete"])
def test_anonymous_is_sent_to_the_login(client: Client, rows: dict[type, Any], view: str) -> None:
    args = [rows[Case].pk] if view in {"edit", "delete"} else []

    response = client.get(address(Case, view, *args))

    assert response.status_code == 302
    assert response.url.startswith(reverse("wagtailadmin_login"))


ON_VERSIONS = [f"{action}_letterversion" for action in ("view", "add", "change", "delete")]


@pytest.mark.parametrize("superuser", [True, False])
def test_nobody_edits_adds_or_deletes_a_version_by_hand(
    client: Client, rows: dict[type, Any], superuser: bool
) -> None:
    if superuser:
        client.force_login(get_user_model().objects.create_superuser("admin"))
    else:
        editor(client, *ON_VERSIONS)
    row = rows[LetterVersion]
    before = LetterVersion.objects.values().get()
    doors = [
        address(LetterVersion, "edit", row.pk),
        address(LetterVersion, "delete", row.pk),
        address(LetterVersion, "add"),
        reverse("wagtail_bulk_action", args=["campaigns", "letterversion", "delete"])
        + f"?id={row.pk}",
    ]

    reading = client.get(address(LetterVersion, "list")).status_code
    for door in doors:
        client.get(door)
        client.post(door, {"language": "en", "blocks": "{}", "sendable": "on"})

    assert reading == 200
    assert LetterVersion.objects.values().get() == before


@pytest.mark.parametrize("allowed", [True, False])
def test_withdrawing_a_version_needs_its_own_permission_and_a_reason(
    client: Client, rows: dict[type, Any], allowed: bool
) -> None:
    editor(client, *ON_VERSIONS, *(["withdraw_letterversion"] if allowed else []))
    version = rows[LetterVersion]
    door = address(LetterVersion, "edit", version.pk)

    client.post(door, {"withdrawn_reason": ""})
    version.refresh_from_db()
    assert version.withdrawn_on is None

    client.post(door, {"withdrawn_reason": "The family asked us to."})
    version.refresh_from_db()
    assert (version.withdrawn_on is not None) is allowed
    assert version.withdrawn_reason == ("The family asked us to." if allowed else "")


def test_withdrawn_version_stays_withdrawn(client: Client, rows: dict[type, Any]) -> None:
    client.force_login(get_user_model().objects.create_superuser("admin"))
    version = rows[LetterVersion]
    version.withdraw("First reason")

    client.post(address(LetterVersion, "edit", version.pk), {"withdrawn_reason": "Second"})

    version.refresh_from_db()
    assert version.withdrawn_reason == "First reason"


@pytest.mark.parametrize("allowed", [True, False])
def test_legal_name_is_for_those_who_may_know_it(client: Client, allowed: bool) -> None:
    case = CaseFactory(legal_name="Zwetana Geheimnis")
    permissions = ["view_case", "change_case", "add_case", *["change_legal_name"] * allowed]
    editor(client, *permissions)

    shown = [
        client.get(each).getvalue().decode()
        for each in (
            address(Case, "edit", case.pk),
            address(Case, "copy", case.pk),
            address(Case, "list"),
            address(Case, "history", case.pk),
            address(Case, "list") + "?export=csv",
            address(Case, "list") + "?q=Geheimnis",
        )
    ]

    assert ["Zwetana" in text for text in shown] == [allowed, allowed, *[False] * 4]


def case_form(case: Case, **fields: Any) -> dict[str, Any]:
    empty = {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0, "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": 1000}
    sets = {f"{name}-{key}": n for name in ("outcomes", "pictures") for key, n in empty.items()}
    return {
        "public_name": case.public_name,
        "country": "TR",
        "status": "active",
        "consent_name": "on",
        "reviewed_on": str(case.reviewed_on),
        "review_due": str(case.review_due),
        **sets,
        **fields,
    }


@pytest.mark.parametrize("allowed", [True, False])
def test_legal_name_is_changed_only_by_those_who_may(client: Client, allowed: bool) -> None:
    case = CaseFactory(legal_name="Alt")
    editor(client, "change_case", *["change_legal_name"] * allowed)

    response = client.post(address(Case, "edit", case.pk), case_form(case, legal_name="Neu"))

    assert response.status_code == 302
    assert Case.objects.get().legal_name == ("Neu" if allowed else "Alt")


@pytest.mark.parametrize(
    ("allowed", "field"), [(True, "legal_name"), (False, "__all__")], ids=["may know", "may not"]
)
def test_public_name_that_reveals_the_legal_one_is_refused_to_everybody(
    client: Client, allowed: bool, field: str
) -> None:
    case = CaseFactory(public_name="Anna B.", legal_name="Zwetana Geheimnis")
    editor(client, "change_case", *["change_legal_name"] * allowed)
    sent = case_form(case, public_name="Zwetana GEHEIMNIS", legal_name="Zwetana Geheimnis")

    response = client.post(address(Case, "edit", case.pk), sent)

    assert (response.status_code, list(response.context["form"].errors)) == (200, [field])
    assert Case.objects.get().public_name == "Anna B."


def test_case_without_consent_is_refused_at_its_field(admin: Client) -> None:
    case = CaseFactory()
    sent = case_form(case)
    del sent["consent_name"]

    response = admin.post(address(Case, "edit", case.pk), sent)

    assert (response.status_code, list(response.context["form"].errors)) == (200, ["consent_name"])


# What stands on others


def test_what_letters_stand_on_is_not_deleted_and_the_editor_is_told(
    admin: Client, rows: dict[type, Any]
) -> None:
    for model in (Case, Appeal, Authority, Edition):
        response = admin.post(address(model, "delete", rows[model].pk), follow=True)
        assert response.status_code == 200
        bulk = reverse("wagtail_bulk_action", args=["campaigns", model.__name__.lower(), "delete"])
        response = admin.post(f"{bulk}?id={rows[model].pk}", follow=True)
        assert response.status_code == 200

    assert [model.objects.count() for model in (Case, Appeal, Authority, Edition)] == [1, 1, 1, 1]


def authority_form(authority: Authority, **fields: Any) -> dict[str, Any]:
    holder = authority.holders.get()
    form = holder.forms.get()
    language = authority.reading_languages.first()
    counts = {"MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": 1000, "TOTAL_FORMS": 1, "INITIAL_FORMS": 1}
    sets = ("reading_languages", "holders", "holders-0-forms")
    return {
        "kind": "office",
        "name": authority.name,
        "address_lines": authority.address_lines,
        "town": authority.town,
        "country": "TR",
        **{f"{name}-{key}": value for name in sets for key, value in counts.items()},
        "reading_languages-0-id": language.pk,
        "reading_languages-0-language": language.language,
        "reading_languages-0-ORDER": 1,
        "holders-0-id": holder.pk,
        "holders-0-name": holder.name,
        "holders-0-gender": "m",
        "holders-0-valid_from": str(holder.valid_from),
        "holders-0-forms-0-id": form.pk,
        "holders-0-forms-0-language": form.language,
        "holders-0-forms-0-salutation": form.salutation,
        "holders-0-forms-0-closing": form.closing,
        **fields,
    }


def test_authority_is_edited_with_its_holder(admin: Client, rows: dict[type, Any]) -> None:
    authority = Authority.objects.get(pk=rows[Authority].pk)
    sent = authority_form(authority, **{"holders-0-valid_until": "2027-01-01"})

    response = admin.post(address(Authority, "edit", authority.pk), sent)

    assert response.status_code == 302
    assert str(OfficeHolder.objects.get().valid_until) == "2027-01-01"


@pytest.mark.parametrize(
    "change", [{"holders-0-name": "Somebody Else"}, {"holders-0-DELETE": "on"}]
)
def test_holder_of_approved_letters_stays_and_the_editor_is_told(
    admin: Client, rows: dict[type, Any], change: dict[str, str]
) -> None:
    speaking(admin, "en")
    authority = Authority.objects.get(pk=rows[Authority].pk)
    name = authority.holders.get().name

    response = admin.post(
        address(Authority, "edit", authority.pk),
        authority_form(authority, town="Anderswo", **change),
        follow=True,
        headers={"Referer": f"http://testserver{address(Authority, 'edit', authority.pk)}"},
    )

    assert response.status_code == 200
    assert "Letters have been approved for this person." in response.text
    assert OfficeHolder.objects.get().name == name
    assert Authority.objects.get().town == "06659 ANKARA"
