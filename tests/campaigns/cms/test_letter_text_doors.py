"""Approval and translation of a letter text in the admin: refused with a message, no error page."""

from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.test import Client
from django.urls import reverse
from wagtail.models import (
    GroupApprovalTask,
    Locale,
    Workflow,
    WorkflowContentType,
    WorkflowState,
    WorkflowTask,
)
from wagtail_localize.models import StringTranslation, Translation

from campaigns.models import LetterText, LetterVersion
from tests.campaigns.cms.letter_forms import (
    BROKEN,
    closings,
    edit_address,
    errors,
    form,
)
from tests.factories.appeals import BLOCKS, letter_text
from tests.factories.records import AppealFactory
from tests.factories.translations import submit, translated

pytestmark = pytest.mark.django_db


# Workflow


def in_moderation(text: LetterText) -> WorkflowState:
    workflow = Workflow.objects.create(name="Vier Augen")
    task = GroupApprovalTask.objects.create(name="Freigabe")
    task.groups.add(Group.objects.create(name="Freigebende"))
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    WorkflowContentType.objects.create(
        workflow=workflow, content_type=ContentType.objects.get_for_model(LetterText)
    )
    text.save_revision(clean=False)
    return workflow.start(text, get_user_model().objects.get(username="admin"))


def approve(admin: Client, text: LetterText, state: WorkflowState) -> Any:
    return admin.post(
        reverse(
            "wagtailsnippets_campaigns_lettertext:workflow_action",
            args=[text.pk, "approve", state.current_task_state.pk],
        ),
        {"next": edit_address(text)},
        headers={"Referer": f"http://testserver{edit_address(text)}"},
        follow=True,
    )


def test_approval_publishes_a_good_text(admin: Client) -> None:
    text = letter_text(AppealFactory(), "tr", live=False)
    state = in_moderation(text)

    approve(admin, text, state)

    state.refresh_from_db()
    assert state.status == WorkflowState.STATUS_APPROVED
    assert closings() == ["Saygılarımla,"]


def test_approval_of_a_broken_text_is_refused_with_a_message_and_stays_open(
    admin: Client,
) -> None:
    text = letter_text(AppealFactory(), "tr", live=False, closing=BROKEN)
    state = in_moderation(text)

    response = approve(admin, text, state)

    assert response.status_code == 200
    assert "U+E000" in "".join(str(each) for each in response.context["messages"])
    state.refresh_from_db()
    assert state.status == WorkflowState.STATUS_IN_PROGRESS
    assert (LetterText.objects.get().live, closings()) == (False, [])


# The translation editor


def publish_translation(admin: Client, translation: Translation) -> Any:
    target = translation.get_target_instance()
    return admin.post(edit_address(target), {"action": "publish"}, follow=True)


def test_finished_translation_is_published_by_its_editor(
    admin: Client, django_capture_on_commit_callbacks: Any
) -> None:
    german = letter_text(AppealFactory(), "de")
    translation = translated(german, "tr")

    with django_capture_on_commit_callbacks(execute=True):
        response = publish_translation(admin, translation)

    assert response.status_code == 200
    version = LetterVersion.objects.get(language="tr")
    assert version.letter_blocks == BLOCKS["tr"]
    assert version.approved_by == get_user_model().objects.get(username="admin")


def test_unfinished_translation_is_refused_by_its_editor_without_an_error_page(
    admin: Client,
) -> None:
    german = letter_text(AppealFactory(), "de")
    translation = translated(german, "tr")
    StringTranslation.objects.filter(context__path="subject").delete()

    response = publish_translation(admin, translation)

    assert response.status_code == 200
    assert LetterVersion.objects.filter(language="tr").count() == 0
    assert translation.get_target_instance().live is False


def test_submitting_a_text_offers_letter_languages_too(admin: Client) -> None:
    german = letter_text(AppealFactory(), "de")
    address = reverse(
        "wagtail_localize:submit_snippet_translation", args=["campaigns", "lettertext", german.pk]
    )

    offered = admin.get(address).context["form"].fields["locales"].queryset
    admin.post(address, {"locales": [Locale.objects.get(language_code="tr").pk]})

    assert set(offered) == set(Locale.objects.exclude(language_code="de"))
    target = LetterText.objects.get(locale__language_code="tr")
    assert (target.live, target.appeal) == (False, german.appeal)


def test_stopped_translation_is_refused_at_the_lines_that_were_left(admin: Client) -> None:
    german = letter_text(AppealFactory(), "de")
    translation = submit(german, "tr")
    Translation.objects.update(enabled=False)
    text = translation.get_target_instance()
    sent = {**form(german.appeal, salutation=german.salutation), "action-publish": "x"}

    response = admin.post(edit_address(text), sent)

    assert (response.status_code, errors(response)) == (200, ["salutation"])


@pytest.mark.parametrize("live", [True, False])
def test_preview_shows_a_text_with_its_faults(admin: Client, live: bool) -> None:
    text = letter_text(AppealFactory(), "tr", live=live)
    address = reverse("wagtailsnippets_campaigns_lettertext:preview_on_edit", args=[text.pk])

    admin.post(address, form(text.appeal, closing=BROKEN))
    response = admin.get(address, {"mode": ""})

    assert response.status_code == 200
    assert BLOCKS["tr"].subject in response.text
    assert "U+E000" in response.text
