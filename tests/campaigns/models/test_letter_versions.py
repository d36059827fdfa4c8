"""Versions: written once, never changed, kept while letters stand on them."""

import datetime
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import ProtectedError

from campaigns.letters.compose import LetterBlocks
from campaigns.models import Letter, LetterVersion
from tests.factories.appeals import BLOCKS, version
from tests.factories.records import AppealFactory, AuthorityFactory, today

pytestmark = pytest.mark.django_db

NOW = datetime.datetime(2026, 11, 1, tzinfo=datetime.UTC)


def saved_whole(row: LetterVersion) -> None:
    row.language = "en"
    row.save()


def saved_in_part(row: LetterVersion) -> None:
    row.digest = "0" * 64
    row.save(update_fields=["digest", "withdrawn_on"])


def updated(row: LetterVersion) -> None:
    LetterVersion.objects.filter(pk=row.pk).update(blocks={}, withdrawn_on=NOW)


def updated_through_the_appeal(row: LetterVersion) -> None:
    row.appeal.versions.update(sendable=False)


def updated_in_bulk(row: LetterVersion) -> None:
    row.sendable = False
    LetterVersion.objects.bulk_update([row], ["sendable"])


def updated_or_created(row: LetterVersion) -> None:
    LetterVersion.objects.update_or_create(pk=row.pk, defaults={"digest": "0" * 64})


@pytest.mark.parametrize(
    "change",
    [
        saved_whole,
        saved_in_part,
        updated,
        updated_through_the_appeal,
        updated_in_bulk,
        updated_or_created,
    ],
)
def test_version_is_never_changed(change: Any) -> None:
    row = version(AppealFactory(), "tr")
    before = LetterVersion.objects.values().get()

    with pytest.raises(ValidationError), transaction.atomic():
        change(row)

    assert LetterVersion.objects.values().get() == before


def test_version_can_be_withdrawn_by_row_and_by_query() -> None:
    row, other = version(AppealFactory(), "tr"), version(AppealFactory(), "tr")

    row.withdrawn_on = NOW
    row.withdrawn_reason = "Name misspelled"
    row.save(update_fields=["withdrawn_on", "withdrawn_reason"])
    LetterVersion.objects.filter(pk=other.pk).update(withdrawn_on=NOW)

    assert list(LetterVersion.objects.standing()) == []


def test_version_with_letters_cannot_be_deleted() -> None:
    row = version(AppealFactory(), "tr")
    letter = Letter.objects.create(
        appeal=row.appeal, version=row, initials="A. B.", signed_on=today()
    )

    with pytest.raises(ProtectedError):
        row.delete()
    with pytest.raises(ProtectedError):
        row.appeal.delete()

    assert Letter.objects.get() == letter


def test_text_comes_back_as_it_was_approved() -> None:
    assert version(AppealFactory(), "tr").letter_blocks == BLOCKS["tr"]


def test_serving_is_the_newest_not_withdrawn_of_each_appeal_and_language() -> None:
    appeal, other = AppealFactory(), AppealFactory()
    version(appeal, "tr")
    newest = version(appeal, "tr")
    version(appeal, "tr", withdrawn_on=NOW)
    english = version(appeal, "en")
    elsewhere = version(other, "tr")

    assert set(LetterVersion.objects.serving()) == {newest, english, elsewhere}


def test_signable_is_what_passed_the_page_in_a_language_read_now() -> None:
    appeal = AppealFactory(authority=AuthorityFactory(languages=("tr", "en")))
    turkish = version(appeal, "tr")
    version(appeal, "en", sendable=False)
    version(appeal, "ar")
    version(appeal, "tr", withdrawn_on=NOW)

    assert list(LetterVersion.objects.signable()) == [turkish]


def test_language_read_by_two_authorities_counts_a_version_once() -> None:
    AuthorityFactory(languages=("tr",))
    row = version(AppealFactory(authority=AuthorityFactory(languages=("tr", "en"))), "tr")

    assert list(LetterVersion.objects.signable()) == [row]


def blocks(subject: str) -> LetterBlocks:
    return LetterBlocks(subject=subject, salutation="Sehr", paragraphs=("Eins.",), closing="Gruß")


def test_reading_text_is_of_the_same_source_an_older_one_if_need_be() -> None:
    appeal = AppealFactory()
    old, new = blocks("Alt"), blocks("Neu")
    german_old = version(appeal, "de", old, source_digest=old.digest())
    turkish = version(appeal, "tr", source_digest=old.digest())
    german_new = version(appeal, "de", new, source_digest=new.digest())
    english = version(appeal, "en", source_digest=new.digest())

    assert turkish.reading_versions() == {"de": german_old, "tr": turkish}
    assert english.reading_versions() == {"de": german_new, "en": english}


def test_reading_text_of_the_same_source_is_the_newest_standing() -> None:
    appeal = AppealFactory()
    turkish = version(appeal, "tr")
    version(appeal, "en")
    corrected = version(appeal, "en", blocks("Corrected"))
    version(appeal, "en", blocks("Wrong"), withdrawn_on=NOW)

    assert turkish.reading_versions() == {"tr": turkish, "en": corrected}


def test_reading_text_of_another_appeal_is_never_shown() -> None:
    turkish = version(AppealFactory(), "tr")
    version(AppealFactory(), "de")

    assert turkish.reading_versions() == {"tr": turkish}
