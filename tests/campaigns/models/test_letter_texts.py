"""The workbench: one text per appeal and language; a version only from what is right."""

import datetime
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.utils import timezone, translation
from wagtail.models import Locale

from campaigns.models import AuthorityLanguage, LetterText, LetterVersion
from tests.campaigns.models.refusals import refused, refused_fields
from tests.factories.appeals import BLOCKS, letter_text
from tests.factories.records import AppealFactory, AuthorityFactory
from tests.factories.translations import translated

pytestmark = pytest.mark.django_db

BROKEN = {"closing": "Saygılarımla \ue000"}


def versions() -> list[tuple[str, bool]]:
    return list(LetterVersion.objects.order_by("pk").values_list("language", "sendable"))


# One text per appeal and language


def test_appeal_has_one_text_in_a_language() -> None:
    text = letter_text(AppealFactory(), "tr", live=False)
    second = LetterText(appeal=text.appeal, locale=text.locale, live=False, **fields_of("tr"))

    assert "This appeal has a text in this language already." in str(refused(second.full_clean))
    with pytest.raises(IntegrityError), transaction.atomic():
        second.save()


def test_texts_of_an_appeal_share_its_key_however_they_are_made(
    django_capture_on_commit_callbacks: Any,
) -> None:
    appeal = AppealFactory()
    german = letter_text(appeal, "de")
    direct = letter_text(appeal, "tr", live=False)
    with django_capture_on_commit_callbacks(execute=True):
        translated(german, "en").save_target(publish=True)

    keys = LetterText.objects.values_list("locale__language_code", "translation_key")

    assert set(keys) == {(code, appeal.letter_key) for code in ("de", "tr", "en")}
    assert direct.get_translation(german.locale) == german


def test_text_created_directly_beside_a_translation_is_found_by_the_next_submission(
    django_capture_on_commit_callbacks: Any,
) -> None:
    appeal = AppealFactory()
    german, direct = letter_text(appeal, "de"), letter_text(appeal, "tr", live=False)

    with django_capture_on_commit_callbacks(execute=True):
        translated(german, "tr").save_target(publish=True)

    direct.refresh_from_db()
    assert (direct.live, direct.subject) == (True, BLOCKS["tr"].subject)


def fields_of(language: str) -> dict[str, Any]:
    blocks = BLOCKS[language]
    return {
        "subject": blocks.subject,
        "salutation": blocks.salutation,
        "paragraphs": [("paragraph", words) for words in blocks.paragraphs],
        "closing": blocks.closing,
    }


# What publishing writes


def test_draft_writes_no_version() -> None:
    letter_text(AppealFactory(), "tr", live=False)

    assert versions() == []


def test_publishing_writes_the_version_that_is_signed() -> None:
    editor = get_user_model().objects.create_superuser("editor")
    appeal = AppealFactory()
    text = letter_text(appeal, "tr", live=False)
    text.save_revision(user=editor).publish(user=editor)

    version = LetterVersion.objects.get()

    assert version.letter_blocks == BLOCKS["tr"]
    assert version.digest == version.source_digest == BLOCKS["tr"].digest()
    assert (version.appeal, version.language, version.sendable) == (appeal, "tr", True)
    assert version.approved_by == editor
    assert appeal.is_open() is True


def test_publishing_the_same_again_writes_no_second_version() -> None:
    text = letter_text(AppealFactory(), "tr")

    text.save_revision().publish()
    text.refresh_from_db()
    text.save()

    assert versions() == [("tr", True)]


def test_change_of_line_breaks_alone_writes_no_second_version() -> None:
    text = letter_text(AppealFactory(), "tr", closing="Saygılarımla,\nA")

    text.closing = "Saygılarımla,\r\nA"
    text.paragraphs = [("paragraph", f"{words}\r\n") for words in BLOCKS["tr"].paragraphs]
    text.save_revision().publish()

    assert versions() == [("tr", True)]


def test_every_change_of_a_live_text_is_a_new_version() -> None:
    text = letter_text(AppealFactory(), "tr")

    text.closing = "Saygılar,"
    text.save_revision().publish()

    assert [each.letter_blocks.closing for each in LetterVersion.objects.order_by("pk")] == [
        "Saygılarımla,",
        "Saygılar,",
    ]


def test_withdrawn_version_is_written_anew_by_publishing_again() -> None:
    text = letter_text(AppealFactory(), "tr")
    LetterVersion.objects.update(withdrawn_on=timezone.now())

    text.save_revision().publish()

    assert LetterVersion.objects.standing().count() == 1


def test_text_turned_sendable_by_a_new_language_of_the_authority_is_a_new_version() -> None:
    appeal = AppealFactory(authority=AuthorityFactory(languages=("en",)))
    text = letter_text(appeal, "tr")
    AuthorityLanguage.objects.create(authority=appeal.authority, language="tr", sort_order=2)

    LetterText.objects.get(pk=text.pk).save_revision().publish()

    assert versions() == [("tr", False), ("tr", True)]


def test_taking_a_text_offline_leaves_its_version_serving() -> None:
    text = letter_text(AppealFactory(), "tr")

    text.unpublish()

    text.refresh_from_db()
    assert text.live is False
    assert [each.language for each in text.appeal.signable_versions()] == ["tr"]


def test_deleting_a_text_leaves_its_version_serving() -> None:
    text = letter_text(AppealFactory(), "tr")
    appeal = text.appeal

    text.delete()

    assert [each.language for each in appeal.signable_versions()] == ["tr"]


def test_appeal_with_texts_cannot_be_deleted() -> None:
    text = letter_text(AppealFactory(), "tr", live=False)

    with pytest.raises(ProtectedError):
        text.appeal.delete()


# Every door gives the same answer


def by_save(text: LetterText) -> None:
    text.live = True
    text.save()


def by_revision(text: LetterText) -> None:
    text.save_revision().publish()


def by_revision_saved_without_asking(text: LetterText) -> None:
    text.save_revision(clean=False).publish()


def by_creation(text: LetterText) -> None:
    fields = {name: getattr(text, name) for name in ("subject", "salutation", "closing")}
    appeal, locale, paragraphs = text.appeal, text.locale, text.paragraphs
    text.delete()
    LetterText.objects.create(
        appeal=appeal, locale=locale, paragraphs=paragraphs, live=True, **fields
    )


def by_save_of_the_flag_alone(text: LetterText) -> None:
    text.live = True
    text.save(update_fields=["live"])


DOORS = [
    by_save,
    by_revision,
    by_revision_saved_without_asking,
    by_creation,
    by_save_of_the_flag_alone,
]


@pytest.mark.parametrize("door", DOORS)
def test_every_door_refuses_a_text_with_a_fault(door: Any) -> None:
    text = letter_text(AppealFactory(), "tr", live=False, **BROKEN)

    def pass_through() -> None:
        with transaction.atomic():
            door(text)

    assert refused_fields(pass_through) == ["closing"]
    assert versions() == []
    assert LetterText.objects.get().live is False


@pytest.mark.parametrize("door", DOORS)
def test_every_door_writes_a_version_of_a_text_without_faults(door: Any) -> None:
    text = letter_text(AppealFactory(), "tr", live=False)

    door(text)

    assert LetterText.objects.get().live is True
    assert versions() == [("tr", True)]


def test_refused_change_of_a_live_text_leaves_row_and_version() -> None:
    text = letter_text(AppealFactory(), "tr")
    text.closing = BROKEN["closing"]

    assert refused_fields(text.save) == ["closing"]
    assert LetterText.objects.get().closing == "Saygılarımla,"
    assert versions() == [("tr", True)]


def scheduled(text: LetterText) -> None:
    """As if it had been scheduled yesterday for half an hour ago, as the only revision."""
    text.revisions.update(approved_go_live_at=None)
    text.go_live_at = timezone.now() - datetime.timedelta(minutes=30)
    text.save_revision(approved_go_live_at=text.go_live_at, clean=False)


def test_schedule_publishes_four_and_reports_the_one_it_refuses() -> None:
    texts = [letter_text(AppealFactory(), "tr", live=False) for _number in range(4)]
    wrong = letter_text(AppealFactory(), "tr", live=False, **BROKEN)
    for text in [*texts[:2], wrong, *texts[2:]]:
        scheduled(text)

    with pytest.raises(CommandError) as report, translation.override("en"):
        call_command("publish_scheduled")

    assert str(report.value) == (
        f"Refused: {wrong}: No font has these characters (closing): \ue000 (U+E000)."
    )
    assert list(LetterText.objects.filter(live=True).order_by("pk")) == texts
    assert versions() == [("tr", True)] * 4


def test_refused_schedule_is_tried_again_and_passes_once_it_is_mended() -> None:
    text = letter_text(AppealFactory(), "tr", live=False, **BROKEN)
    scheduled(text)
    with pytest.raises(CommandError):
        call_command("publish_scheduled")
    text.closing = "Saygılarımla,"
    scheduled(text)

    call_command("publish_scheduled")

    assert versions() == [("tr", True)]


def test_language_of_a_text_is_that_of_its_locale() -> None:
    text = letter_text(AppealFactory(), "zh-hans", live=False)

    assert text.language == "zh-hans"
    assert Locale.objects.get(language_code="zh-hans") == text.locale
