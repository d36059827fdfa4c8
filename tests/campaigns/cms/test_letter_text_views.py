"""Publishing a letter text in the admin: an answer at the field, never an error page."""

import dataclasses

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse

from campaigns.letters.languages import LANGUAGES
from campaigns.models import LetterText, LetterVersion
from campaigns.templatetags import campaigns_tags
from tests.campaigns.cms.accounts import speaking
from tests.campaigns.cms.letter_forms import (
    BROKEN,
    add_address,
    closings,
    edit_address,
    errors,
    form,
)
from tests.factories.appeals import BLOCKS, letter_text
from tests.factories.records import AppealFactory

pytestmark = pytest.mark.django_db


def test_text_is_created_and_published_in_the_language_chosen(admin: Client) -> None:
    appeal = AppealFactory()

    response = admin.post(add_address(), {**form(appeal), "action-publish": "x"})

    assert response.status_code == 302
    text = LetterText.objects.get()
    assert (text.language, text.live, text.translation_key) == ("tr", True, appeal.letter_key)
    version = LetterVersion.objects.get()
    assert version.letter_blocks == BLOCKS["tr"]
    assert version.approved_by == get_user_model().objects.get(username="admin")


def test_who_writes_a_letter_reads_the_identification_of_the_case(admin: Client) -> None:
    text = letter_text(AppealFactory(case__identification="Akte <2026/9084>"), "tr", live=False)

    shown = admin.get(edit_address(text)).text

    assert shown.count('<strong dir="auto">Akte &lt;2026/9084&gt;</strong>') == 1


@pytest.mark.parametrize("native_checked", [False, True])
def test_who_writes_a_letter_sees_whether_its_language_is_experimental(
    admin: Client, monkeypatch: pytest.MonkeyPatch, native_checked: bool
) -> None:
    entry = dataclasses.replace(LANGUAGES["tr"], native_checked=native_checked)
    monkeypatch.setattr(campaigns_tags, "LANGUAGES", {**LANGUAGES, "tr": entry})
    text = letter_text(AppealFactory(), "tr", live=False)

    shown = speaking(admin, "en").get(edit_address(text)).text

    assert shown.count("Experimental language.") == (0 if native_checked else 1)


def test_broken_text_is_not_published_by_the_create_view(admin: Client) -> None:
    sent = {**form(AppealFactory(), closing=BROKEN), "action-publish": "x"}

    response = admin.post(add_address(), sent)

    assert (response.status_code, errors(response)) == (200, ["closing"])
    assert LetterText.objects.count() == LetterVersion.objects.count() == 0


def test_broken_text_may_be_kept_as_a_draft(admin: Client) -> None:
    response = admin.post(add_address(), form(AppealFactory(), closing=BROKEN))

    assert response.status_code == 302
    assert LetterText.objects.values_list("live", "closing").get() == (False, BROKEN)
    assert closings() == []


def test_second_text_of_an_appeal_in_a_language_is_an_error_and_not_a_crash(
    admin: Client,
) -> None:
    text = letter_text(AppealFactory(), "tr", live=False)

    response = admin.post(add_address(), form(text.appeal))

    assert response.status_code == 200
    assert errors(response) == ["appeal"]
    assert LetterText.objects.count() == 1


def test_second_language_is_created_beside_the_first(admin: Client) -> None:
    text = letter_text(AppealFactory(), "tr", live=False)

    response = admin.post(add_address("en"), form(text.appeal, "en"))

    assert response.status_code == 302
    assert LetterText.objects.count() == 2


def test_broken_change_is_not_published_by_the_edit_view(admin: Client) -> None:
    text = letter_text(AppealFactory(), "tr")
    sent = {**form(text.appeal, closing=BROKEN), "action-publish": "x"}

    response = admin.post(edit_address(text), sent)

    assert (response.status_code, errors(response)) == (200, ["closing"])
    assert LetterText.objects.values_list("live", "closing").get() == (True, "Saygılarımla,")
    assert closings() == ["Saygılarımla,"]


def test_broken_draft_of_a_live_text_is_kept_and_leaves_row_and_version(admin: Client) -> None:
    text = letter_text(AppealFactory(), "tr")

    response = admin.post(edit_address(text), form(text.appeal, closing=BROKEN))

    text = LetterText.objects.get()
    assert response.status_code == 302
    assert (text.live, text.closing, text.has_unpublished_changes) == (True, "Saygılarımla,", True)
    assert text.get_latest_revision_as_object().closing == BROKEN
    assert closings() == ["Saygılarımla,"]


def test_good_change_is_published_by_the_edit_view(admin: Client) -> None:
    text = letter_text(AppealFactory(), "tr")

    response = admin.post(
        edit_address(text), {**form(text.appeal, closing="Saygılar,"), "action-publish": "x"}
    )

    assert response.status_code == 302
    assert closings() == ["Saygılarımla,", "Saygılar,"]


def test_taking_offline_in_the_admin_leaves_the_version_serving(admin: Client) -> None:
    text = letter_text(AppealFactory(), "tr")

    admin.post(reverse("wagtailsnippets_campaigns_lettertext:unpublish", args=[text.pk]))

    assert LetterText.objects.get().live is False
    assert text.appeal.is_open() is True


def test_deleting_in_the_admin_leaves_the_version_serving(admin: Client) -> None:
    text = letter_text(AppealFactory(), "tr")

    admin.post(reverse("wagtailsnippets_campaigns_lettertext:delete", args=[text.pk]))

    assert LetterText.objects.count() == 0
    assert text.appeal.is_open() is True


def test_only_deleting_is_offered_in_bulk(admin: Client) -> None:
    """Publishing in bulk would be one more door; Wagtail has none for snippets."""
    text = letter_text(AppealFactory(), "tr", live=False)

    address = reverse("wagtail_bulk_action", args=["campaigns", "lettertext", "publish"])
    answer = admin.post(f"{address}?id={text.pk}")

    assert (answer.status_code, LetterText.objects.get().live) == (404, False)
