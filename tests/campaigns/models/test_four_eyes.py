"""Whose words are whose, and when they are in the way of going live."""

import re
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from wagtail.log_actions import LogContext
from wagtail_localize.models import StringTranslation, Translation

from campaigns.models import LetterText
from campaigns.models.four_eyes import message, own_words
from tests.factories.appeals import letter_text
from tests.factories.records import AppealFactory
from tests.factories.translations import put_strings, submit

pytestmark = pytest.mark.django_db


@pytest.fixture
def author() -> Any:
    return get_user_model().objects.create_user("author")


@pytest.fixture
def turkish(author: Any) -> Translation:
    translation = submit(letter_text(AppealFactory(), "de"), "tr")
    put_strings(translation, last_translated_by=author)
    return translation


def go_live(text: LetterText, person: Any) -> None:
    with LogContext(user=person):
        text.save_revision().publish()


def drafted(translation: Translation) -> LetterText:
    translation.save_target(publish=False)
    return translation.get_target_instance()


def test_words_are_ones_own_until_they_are_published(turkish: Translation, author: Any) -> None:
    text = drafted(turkish)
    assert own_words(text, author).count() == 5

    go_live(text, get_user_model().objects.create_user("other"))

    text = turkish.get_target_instance()
    assert own_words(text, author).count() == 0
    StringTranslation.objects.get(context__path="closing").save()
    assert own_words(text, author).count() == 1


def test_own_words_do_not_go_live_whoever_calls(turkish: Translation, author: Any) -> None:
    with pytest.raises(ValidationError, match=re.escape(message())):
        go_live(drafted(turkish), author)

    assert turkish.get_target_instance().live is False


def test_housekeeping_of_what_is_live_publishes_nobodys_words(
    turkish: Translation, author: Any
) -> None:
    text = drafted(turkish)
    go_live(text, None)
    StringTranslation.objects.get(context__path="closing").save()
    text = turkish.get_target_instance()

    with LogContext(user=author):
        text.save()

    assert text.live is True


def test_original_and_stopped_texts_are_edited_and_not_translated(
    turkish: Translation, author: Any
) -> None:
    source = turkish.source.get_source_instance()
    text = drafted(turkish)
    Translation.objects.update(enabled=False)

    assert [own_words(each, author).count() for each in (source, text)] == [0, 0]


def test_command_has_no_words_of_its_own(turkish: Translation) -> None:
    go_live(drafted(turkish), None)

    assert turkish.get_target_instance().live is True
