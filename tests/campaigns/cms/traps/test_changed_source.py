"""From a changed source to a new letter; the visitor's letter changes at the very end."""

import re
from typing import Any

import pytest
from django.test import Client
from wagtail_localize.models import Translation

from campaigns.letters.compose import LetterBlocks
from campaigns.models import Letter, LetterText
from tests.campaigns.cms.traps.visits import localize, said, served, step
from tests.factories.appeals import BLOCKS
from tests.factories.translating import write
from tests.factories.visits import address, hidden_fields, read

pytestmark = pytest.mark.django_db


@pytest.fixture
def published(reviewer: Client, turkish: Translation, author: Any) -> Translation:
    write(turkish, author)
    reviewer.post(step("publish", turkish))
    return turkish


def change_source(editor: Client, german: LetterText, translation: Translation) -> None:
    german.refresh_from_db()
    german.closing = "Hochachtungsvoll"
    german.save_revision().publish()
    editor.post(localize("update_translations", translation.source_id))


def with_closing(closing: str) -> LetterBlocks:
    blocks = BLOCKS["tr"]
    return LetterBlocks(blocks.subject, blocks.salutation, blocks.paragraphs, closing)


def closing_in(response: Any) -> list[str]:
    return re.findall(r"Saygılarımla,|Saygılar,", response.text)[:1]


def test_old_letter_serves_until_a_reviewer_publishes_the_new_one(
    editor: Client,
    reviewer: Client,
    visitor: Client,
    german: LetterText,
    published: Translation,
    author: Any,
) -> None:
    appeal = german.appeal
    change_source(editor, german, published)
    unfinished = said(reviewer.post(step("publish", published), follow=True))
    behind = closing_in(read(visitor, appeal, "A. B."))

    write(published, author, blocks=with_closing("Saygılar,"))
    translated = closing_in(read(visitor, appeal, "A. B."))
    reviewer.post(step("publish", published))
    approved = closing_in(read(visitor, appeal, "A. B."))

    assert unfinished[-1:] == ["Closing: not translated yet."]
    assert (behind, translated, approved) == (["Saygılarımla,"], ["Saygılarımla,"], ["Saygılar,"])
    assert served(published) == ["Saygılarımla,", "Saygılar,"]


def test_letter_that_was_read_is_the_letter_that_is_signed(
    editor: Client,
    reviewer: Client,
    visitor: Client,
    german: LetterText,
    published: Translation,
    author: Any,
) -> None:
    """The open token stands for the version it showed."""
    fields = hidden_fields(read(visitor, german.appeal, "A. B."))
    change_source(editor, german, published)
    write(published, author, blocks=with_closing("Saygılar,"))
    reviewer.post(step("publish", published))

    answer = visitor.post(address(german.appeal, "sign"), fields)

    assert answer.status_code == 303
    assert Letter.objects.get().version.letter_blocks.closing == "Saygılarımla,"
