"""Wagtail's own doors to a translated row: revert, copy, delete, lock, workflow, schedule."""

import datetime
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import (
    GroupApprovalTask,
    Workflow,
    WorkflowContentType,
    WorkflowState,
    WorkflowTask,
)
from wagtail_localize.models import StringTranslation, Translation

from campaigns.models import LetterText
from campaigns.roles import EDITOR, REVIEWER
from tests.campaigns.cms.letter_forms import form
from tests.campaigns.cms.traps.visits import refused, row, said, served, step, target_row
from tests.factories.people import browser_of
from tests.factories.translating import write

pytestmark = pytest.mark.django_db


@pytest.fixture
def published(reviewer: Client, turkish: Translation, author: Any) -> Translation:
    write(turkish, author)
    reviewer.post(step("publish", turkish))
    return turkish


@pytest.mark.parametrize("view", ["edit", "delete", "unpublish", "copy", "lock", "unlock"])
def test_translator_changes_no_row_directly(
    translator: Client, german: LetterText, published: Translation, view: str
) -> None:
    before = list(LetterText.objects.order_by("pk").values())

    for text in (german, published.get_target_instance()):
        translator.post(row(view, text), {**form(german.appeal), "action-publish": "x"})

    assert list(LetterText.objects.order_by("pk").values()) == before


@pytest.mark.parametrize("browser", ["translator", "reviewer"])
def test_source_is_closed_to_those_who_translate_it(
    request: Any, german: LetterText, turkish: Translation, browser: str
) -> None:
    client = request.getfixturevalue(browser)

    assert refused(client, row("edit", german), **form(german.appeal, "de"))
    assert LetterText.objects.get(pk=german.pk).subject == german.subject


def test_reviewer_takes_nothing_offline(reviewer: Client, published: Translation) -> None:
    assert refused(reviewer, target_row("unpublish", published))
    assert published.get_target_instance().live is True


def test_earlier_words_do_not_come_back_past_the_translation(
    editor: Client, reviewer: Client, author: Any, published: Translation
) -> None:
    text = published.get_target_instance()
    earlier = text.get_latest_revision()
    StringTranslation.objects.filter(context__path="closing").update(data="Saygılar,")
    reviewer.post(step("publish", published))

    editor.post(row("revisions_revert", text, earlier.pk), {"action": "publish"})
    editor.post(
        row("revisions_revert", text, earlier.pk),
        {**form(text.appeal), "revision": earlier.pk, "action-publish": "x"},
    )

    assert served(published) == ["Saygılarımla,", "Saygılar,"]
    assert published.get_target_instance().closing == "Saygılar,"


def test_copy_of_a_translation_is_a_second_text_and_refused(
    editor: Client, published: Translation
) -> None:
    text = published.get_target_instance()

    editor.post(row("copy", text), {**form(text.appeal), "action-publish": "x"})

    assert LetterText.objects.count() == 2
    assert served(published) == ["Saygılarımla,"]


@pytest.mark.parametrize("action", ["delete", "publish", "unpublish"])
def test_translator_does_nothing_in_bulk(
    translator: Client, published: Translation, action: str
) -> None:
    address = reverse("wagtail_bulk_action", args=["campaigns", "lettertext", action])

    translator.post(f"{address}?id={published.get_target_instance().pk}")

    assert published.get_target_instance().live is True


def test_deleting_the_translation_leaves_what_serves(
    editor: Client, published: Translation
) -> None:
    editor.post(target_row("delete", published))

    assert LetterText.objects.count() == 1
    assert served(published) == ["Saygılarımla,"]


# Locks


def test_lock_holds_at_the_desk_and_for_publishing(
    editor: Client, translator: Client, reviewer: Client, turkish: Translation, author: Any
) -> None:
    write(turkish, author)
    editor.post(target_row("lock", turkish))

    answers = [
        translator.post(step("hand_in", turkish), follow=True),
        reviewer.post(step("publish", turkish), follow=True),
        reviewer.post(target_row("edit", turkish), {"action": "publish"}, follow=True),
    ]

    locked = "This text is locked. Ask for it to be unlocked first."
    assert [said(each) for each in answers] == [[locked]] * 3
    assert served(turkish) == []
    assert refused(translator, target_row("unlock", turkish))


# Workflows, where approving is publishing


@pytest.fixture
def in_moderation(turkish: Translation, author: Any) -> WorkflowState:
    write(turkish, author)
    turkish.save_target(publish=False)
    workflow = Workflow.objects.create(name="Vier Augen")
    task = GroupApprovalTask.objects.create(name="Freigabe")
    task.groups.add(Group.objects.get(name=EDITOR), Group.objects.get(name=REVIEWER))
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    kind = ContentType.objects.get_for_model(LetterText)
    WorkflowContentType.objects.create(workflow=workflow, content_type=kind)
    return workflow.start(turkish.get_target_instance(), author)


def approve(browser: Client, state: WorkflowState) -> None:
    text = state.content_object
    browser.post(row("workflow_action", text, "approve", state.current_task_state.pk))


def test_approval_by_somebody_else_publishes(
    editor: Client, turkish: Translation, in_moderation: WorkflowState
) -> None:
    approve(editor, in_moderation)

    assert served(turkish) == ["Saygılarımla,"]


def test_approval_of_own_words_is_refused(
    editor: Client, turkish: Translation, in_moderation: WorkflowState
) -> None:
    me = get_user_model().objects.get(username="editor")
    StringTranslation.objects.filter(context__path="closing").update(last_translated_by=me)

    approve(editor, in_moderation)

    in_moderation.refresh_from_db()
    assert (served(turkish), in_moderation.status) == ([], WorkflowState.STATUS_IN_PROGRESS)


def test_text_in_moderation_is_locked_for_its_translator(
    turkish: Translation, author: Any, in_moderation: WorkflowState
) -> None:
    answer = browser_of(author).post(step("hand_in", turkish), follow=True)

    assert said(answer) == ["This text is locked. Ask for it to be unlocked first."]


# Schedules, which ask no view


def schedule(translation: Translation) -> None:
    text = translation.get_target_instance()
    text.go_live_at = timezone.now() - datetime.timedelta(hours=1)
    revision = text.save_revision(clean=False)
    revision.approved_go_live_at = text.go_live_at
    revision.save()


def test_unfinished_translation_is_not_published_by_schedule(turkish: Translation) -> None:
    schedule(turkish)

    with pytest.raises(CommandError):
        call_command("publish_scheduled")

    assert served(turkish) == []


def test_finished_translation_is_published_by_schedule(turkish: Translation, author: Any) -> None:
    write(turkish, author)
    turkish.save_target(publish=False)
    schedule(turkish)

    call_command("publish_scheduled")

    assert served(turkish) == ["Saygılarımla,"]
