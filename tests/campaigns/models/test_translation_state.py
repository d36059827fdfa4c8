"""What wagtail-localize may do to a letter text, and what of it reaches a reader."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from wagtail_localize.models import StringTranslation, Translation

from campaigns.models import Appeal, LetterText, LetterVersion
from campaigns.models.translation_state import (
    source_instance,
    translation_is_stopped,
    translation_of,
    untranslated_segments,
)
from tests.factories.appeals import BLOCKS, letter_text
from tests.factories.records import AppealFactory
from tests.factories.translations import put_strings, submit, sync, translated

pytestmark = pytest.mark.django_db


@pytest.fixture
def german() -> LetterText:
    return letter_text(AppealFactory(), "de")


@pytest.fixture
def committed(django_capture_on_commit_callbacks: Any) -> Iterator[None]:
    """wagtail-localize publishes its revision once the transaction is over."""
    with django_capture_on_commit_callbacks(execute=True):
        yield


def publish(translation: Translation, **options: Any) -> LetterText:
    target, _created = translation.source.create_or_update_translation(
        translation.target_locale, publish=True, fallback=True, **options
    )
    return LetterText.objects.get(pk=target.pk)


def refused_publication(translation: Translation) -> dict[str, list[str]]:
    """The codes of the refusal, by field."""
    with pytest.raises(ValidationError) as error:
        publish(translation)
    return {
        field: [each.code or "" for each in errors]
        for field, errors in error.value.error_dict.items()
    }


def turkish_versions(appeal: Appeal) -> list[LetterVersion]:
    return list(appeal.versions.filter(language="tr").order_by("pk"))


def turkish(appeal: Appeal) -> LetterText:
    return appeal.texts.get(locale__language_code="tr")


# What is asked of it


def test_original_has_no_translation_and_nothing_missing(german: LetterText) -> None:
    assert translation_of(german) is None
    assert source_instance(german) is None
    assert untranslated_segments(german) == 0
    assert translation_is_stopped(german) is False


@pytest.mark.parametrize(
    ("fields", "missing"),
    [
        ({}, 0),
        ({"translation_type": StringTranslation.TRANSLATION_TYPE_MACHINE}, 5),
        ({"has_error": True}, 5),
    ],
)
def test_only_strings_of_a_person_without_errors_count(
    german: LetterText, fields: dict[str, Any], missing: int
) -> None:
    put_strings(submit(german, "tr"), **fields)

    assert untranslated_segments(turkish(german.appeal)) == missing


def test_submitted_text_is_a_draft_with_every_segment_missing(german: LetterText) -> None:
    submit(german, "tr")

    text = turkish(german.appeal)

    assert (text.live, untranslated_segments(text)) == (False, 5)
    assert source_instance(text).letter_blocks() == BLOCKS["de"]


# Doors


@pytest.mark.usefixtures("committed")
def test_finished_translation_is_published_and_paired_with_its_source(german: LetterText) -> None:
    text = publish(translated(german, "tr"))

    [version] = turkish_versions(german.appeal)

    assert text.live is True
    assert version.letter_blocks == BLOCKS["tr"]
    assert version.source_digest == BLOCKS["de"].digest()
    assert version.reading_versions() == {
        "de": german.appeal.versions.get(language="de"),
        "tr": version,
    }


def test_finished_translation_is_one_version_though_localize_saves_it_twice(
    german: LetterText, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True) as callbacks:
        publish(translated(german, "tr"))

    assert len(callbacks) >= 1
    assert len(turkish_versions(german.appeal)) == 1


def nothing_translated(translation: Translation) -> None:
    """Nothing to do: the draft stands in the language of the source."""


def one_string_missing(translation: Translation) -> None:
    put_strings(translation)[1].delete()


def by_a_machine(translation: Translation) -> None:
    put_strings(translation, translation_type=StringTranslation.TRANSLATION_TYPE_MACHINE)


def one_string_by_a_machine(translation: Translation) -> None:
    row = put_strings(translation)[0]
    row.translation_type = StringTranslation.TRANSLATION_TYPE_MACHINE
    row.save()


def one_string_with_an_error(translation: Translation) -> None:
    row = put_strings(translation)[0]
    StringTranslation.objects.filter(pk=row.pk).update(has_error=True)


@pytest.mark.usefixtures("committed")
@pytest.mark.parametrize(
    ("prepare", "refusal"),
    [
        (nothing_translated, {"paragraphs": ["left_in_source"] * 2 + ["untranslated"]}),
        (one_string_missing, {"paragraphs": ["untranslated"]}),
        (by_a_machine, {"paragraphs": ["untranslated"]}),
        (one_string_by_a_machine, {"paragraphs": ["untranslated"]}),
        (one_string_with_an_error, {"paragraphs": ["untranslated"]}),
    ],
)
def test_unfinished_translation_is_refused(
    german: LetterText, prepare: Any, refusal: dict[str, list[str]]
) -> None:
    translation = submit(german, "tr")
    prepare(translation)

    assert refused_publication(translation) == refusal
    assert turkish_versions(german.appeal) == []
    assert turkish(german.appeal).live is False


def stopped(translation: Translation) -> None:
    translation.enabled = False
    translation.save(update_fields=["enabled"])


def test_stopped_translation_left_in_the_source_language_is_refused(german: LetterText) -> None:
    stopped(submit(german, "tr"))

    with pytest.raises(ValidationError) as error:
        turkish(german.appeal).save_revision().publish()

    assert sorted(error.value.error_dict) == ["closing", "paragraphs", "salutation", "subject"]
    assert turkish_versions(german.appeal) == []


@pytest.mark.parametrize("block", ["subject", "salutation", "closing"])
def test_stopped_translation_with_one_line_left_is_refused(german: LetterText, block: str) -> None:
    stopped(submit(german, "tr"))
    text = turkish(german.appeal)
    write(text)
    setattr(text, block, getattr(german, block))

    with pytest.raises(ValidationError) as error:
        text.save_revision().publish()

    assert list(error.value.error_dict) == [block]


def write(text: LetterText) -> None:
    blocks = BLOCKS["tr"]
    text.subject, text.salutation, text.closing = blocks.subject, blocks.salutation, blocks.closing
    text.paragraphs = [("paragraph", words) for words in blocks.paragraphs]


def test_stopped_translation_written_by_hand_is_published(german: LetterText) -> None:
    stopped(submit(german, "tr"))
    text = turkish(german.appeal)
    write(text)

    text.save_revision().publish()

    [version] = turkish_versions(german.appeal)
    assert version.source_digest == BLOCKS["de"].digest()


@pytest.mark.usefixtures("committed")
def test_subject_that_a_person_confirmed_may_equal_the_source() -> None:
    german = letter_text(AppealFactory(), "de", subject="Anna Berger")
    translation = translated(german, "tr")
    subject = StringTranslation.objects.get(context__path="subject")
    subject.data = "Anna Berger"
    subject.save()

    publish(translation)

    assert [each.letter_blocks.subject for each in turkish_versions(german.appeal)] == [
        "Anna Berger"
    ]


# Once a version serves


def test_resubmission_takes_the_row_offline_and_leaves_the_version(
    german: LetterText, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        publish(translated(german, "tr"))

    submit(german, "tr")

    assert turkish(german.appeal).live is False
    assert [each.language for each in german.appeal.signable_versions()] == ["tr"]


def changed(german: LetterText) -> None:
    german.closing = "Hochachtungsvoll"
    german.save_revision().publish()
    sync(german)


def test_changed_source_leaves_the_old_pair_serving_until_it_is_translated(
    german: LetterText, django_capture_on_commit_callbacks: Any
) -> None:
    appeal, old = german.appeal, german.appeal.versions.get()
    with django_capture_on_commit_callbacks(execute=True):
        publish(translated(german, "tr"))
    changed(german)
    translation = Translation.objects.get()

    assert refused_publication(translation) == {"paragraphs": ["untranslated"]}
    [served] = appeal.signable_versions()
    assert served.reading_versions() == {"de": old, "tr": served}

    put_strings(translation)
    with django_capture_on_commit_callbacks(execute=True):
        publish(translation)

    [served] = appeal.signable_versions()
    newest = appeal.versions.filter(language="de").first()
    assert newest != old
    assert served.reading_versions() == {"de": newest, "tr": served}


def test_source_that_was_not_followed_yet_is_not_what_was_translated(
    german: LetterText, django_capture_on_commit_callbacks: Any
) -> None:
    """As if the process had ended between the commit and what comes after it."""
    translation = translated(german, "tr")
    old = german.appeal.versions.get()
    german.closing = "Hochachtungsvoll"
    german.save_revision().publish()

    with django_capture_on_commit_callbacks(execute=True):
        publish(translation)

    [version] = turkish_versions(german.appeal)
    assert version.reading_versions() == {"de": old, "tr": version}


def test_deleting_the_source_leaves_what_serves(
    german: LetterText, django_capture_on_commit_callbacks: Any
) -> None:
    appeal = german.appeal
    with django_capture_on_commit_callbacks(execute=True):
        publish(translated(german, "tr"))

    german.delete()

    [served] = appeal.signable_versions()
    assert sorted(served.reading_versions()) == ["de", "tr"]
