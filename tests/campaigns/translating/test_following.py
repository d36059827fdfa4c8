"""What an editor publishes reaches the translators; what is served stays as it is."""

from typing import Any

import pytest
from django.core import mail
from wagtail_localize.models import Translation

from campaigns.enums import SegmentState
from campaigns.models import LetterText, LetterVersion, TranslationTask
from campaigns.translating.segments import segments_of
from tests.factories.translations import translated

pytestmark = pytest.mark.django_db


@pytest.fixture
def published(german: LetterText, django_capture_on_commit_callbacks: Any) -> Translation:
    """A Turkish translation of which a version is served."""
    translation = translated(german, "tr")
    with django_capture_on_commit_callbacks(execute=True):
        translation.save_target(publish=True)
    return translation


def change(german: LetterText, callbacks: Any, **fields: Any) -> None:
    german.refresh_from_db()
    for name, value in fields.items():
        setattr(german, name, value)
    with callbacks(execute=True):
        german.save_revision().publish()


def test_changed_segment_is_open_on_the_desk_and_the_others_keep_their_words(
    german: LetterText, published: Translation, django_capture_on_commit_callbacks: Any
) -> None:
    change(german, django_capture_on_commit_callbacks, closing="Hochachtungsvoll")

    states = [segment.state for segment in segments_of(published)]
    assert states == [SegmentState.DONE] * 4 + [SegmentState.MISSING]


def test_what_is_served_stays_served(
    german: LetterText, published: Translation, django_capture_on_commit_callbacks: Any
) -> None:
    before = LetterVersion.objects.get(language="tr")
    row = published.get_target_instance()

    change(german, django_capture_on_commit_callbacks, closing="Hochachtungsvoll")

    assert LetterVersion.objects.get(language="tr") == before
    after = published.get_target_instance()
    assert (after.live, after.closing) == (True, row.closing)
    assert german.appeal.signable_versions() == [before]


def test_draft_of_the_source_changes_nothing(german: LetterText, published: Translation) -> None:
    german.refresh_from_db()
    german.closing = "Hochachtungsvoll"
    german.save_revision()

    assert {segment.state for segment in segments_of(published)} == {SegmentState.DONE}


def test_one_mail_tells_of_all_changed_segments(
    german: LetterText,
    published: Translation,
    translator: Any,
    django_capture_on_commit_callbacks: Any,
) -> None:
    translator.email = "t@example.invalid"
    translator.save()
    TranslationTask.objects.create(translation=published, person=translator)

    change(
        german,
        django_capture_on_commit_callbacks,
        closing="Hochachtungsvoll",
        salutation="Sehr geehrter Herr Bundesminister,",
    )

    [message] = mail.outbox
    assert message.to == ["t@example.invalid"]
    assert "2" in message.body
    assert str(published.pk) in message.subject


def test_published_again_without_a_change_is_no_news(
    german: LetterText,
    published: Translation,
    translator: Any,
    django_capture_on_commit_callbacks: Any,
) -> None:
    translator.email = "t@example.invalid"
    translator.save()
    TranslationTask.objects.create(translation=published, person=translator)

    change(german, django_capture_on_commit_callbacks)

    assert mail.outbox == []
