"""A translation that is stopped, started again, or loses its source."""

from typing import Any

import pytest
from django.test import Client
from wagtail_localize.models import StringTranslation, Translation

from campaigns.models import LetterText
from tests.campaigns.cms.letter_forms import errors, form
from tests.campaigns.cms.traps.visits import (
    localize,
    refused,
    row,
    served,
    step,
    target_row,
)
from tests.factories.translating import write

pytestmark = pytest.mark.django_db


def stop(browser: Client, translation: Translation) -> Any:
    return browser.post(localize("stop_translation", translation.pk))


def restart(browser: Client, translation: Translation) -> Any:
    restarting = {"localize-restart-translation": "x"}
    return browser.post(target_row("edit", translation), restarting)


@pytest.fixture
def published(reviewer: Client, turkish: Translation, author: Any) -> Translation:
    write(turkish, author)
    reviewer.post(step("publish", turkish))
    return turkish


def test_translator_and_reviewer_stop_nothing(
    translator: Client, reviewer: Client, turkish: Translation
) -> None:
    address = localize("stop_translation", turkish.pk)

    assert [refused(browser, address) for browser in (translator, reviewer)] == [True, True]
    assert Translation.objects.get().enabled is True


def test_stopped_text_is_an_editors_alone(
    editor: Client, translator: Client, reviewer: Client, turkish: Translation
) -> None:
    stop(editor, turkish)
    address = target_row("edit", turkish)

    assert [refused(browser, address) for browser in (translator, reviewer)] == [True, True]
    assert translator.get(step("desk", turkish)).status_code == 404
    assert editor.get(address).status_code == 200


def test_stopped_text_in_the_language_of_the_source_is_refused(
    editor: Client, german: LetterText, turkish: Translation
) -> None:
    stop(editor, turkish)
    sent = {**form(german.appeal, salutation=german.salutation), "action-publish": "x"}

    answer = editor.post(target_row("edit", turkish), sent)

    assert errors(answer) == ["salutation"]
    assert served(turkish) == []


def test_text_written_by_hand_is_published_and_paired_as_before(
    editor: Client, german: LetterText, published: Translation
) -> None:
    stop(editor, published)
    sent = {**form(german.appeal, closing="Saygılar,"), "action-publish": "x"}

    editor.post(target_row("edit", published), sent)

    versions = german.appeal.versions.filter(language="tr")
    assert served(published) == ["Saygılarımla,", "Saygılar,"]
    assert len(set(versions.values_list("source_digest", flat=True))) == 1


def test_started_again_it_serves_what_served_until_it_is_published(
    editor: Client, reviewer: Client, published: Translation
) -> None:
    stop(editor, published)
    StringTranslation.objects.filter(context__path="closing").delete()

    restart(editor, published)
    reviewer.post(step("publish", published))

    assert Translation.objects.get().enabled is True
    assert served(published) == ["Saygılarımla,"]


def test_translator_and_reviewer_start_nothing_again(
    editor: Client, translator: Client, reviewer: Client, turkish: Translation
) -> None:
    stop(editor, turkish)

    for browser in (translator, reviewer):
        restart(browser, turkish)

    assert Translation.objects.get().enabled is False


def test_words_written_by_hand_are_no_translation_once_it_is_started_again(
    editor: Client, german: LetterText, published: Translation
) -> None:
    stop(editor, published)
    editor.post(target_row("edit", published), form(german.appeal, closing="Saygılar,"))
    restart(editor, published)
    text = published.get_target_instance()
    draft = text.get_latest_revision()

    editor.post(row("revisions_revert", text, draft.pk), {"action-publish": "x"})

    assert served(published) == ["Saygılarımla,"]


def test_deleted_source_leaves_what_serves_and_closes_the_desk(
    editor: Client, translator: Client, german: LetterText, published: Translation
) -> None:
    editor.post(row("delete", german))

    assert LetterText.objects.filter(pk=german.pk).count() == 0
    assert translator.get(step("desk", published)).status_code == 404
    assert served(published) == ["Saygılarımla,"]
    assert [each.language for each in german.appeal.signable_versions()] == ["tr"]
