"""A letter says what was translated, speaks to whom it was approved for, beside its source."""

import datetime
from dataclasses import replace
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from wagtail.log_actions import LogContext

from campaigns.enums import ClosedReason
from campaigns.letters.pdf import page_faults
from campaigns.models import Appeal, LetterText, LetterVersion
from campaigns.models.gates import EXTREMES
from campaigns.models.letter_pages import letter_content
from campaigns.signing import NotOpenError, refuse_if_closed
from tests.factories.appeals import BLOCKS, letter_text, open_appeal, version
from tests.factories.records import (
    AppealFactory,
    AuthorityFactory,
    CaseFactory,
    FormOfAddressFactory,
    OfficeHolderFactory,
    today,
)
from tests.factories.translations import put_strings, submit, sync, translated

pytestmark = pytest.mark.django_db

YESTERDAY = today(-1)


def row_in(appeal: Appeal, language: str) -> LetterText:
    return LetterText.objects.get(appeal=appeal, locale__language_code=language)


def test_revision_older_than_its_strings_is_refused_at_the_fields_that_differ() -> None:
    german = letter_text(AppealFactory(), "de")
    translation = submit(german, "tr")
    strings = put_strings(translation)
    late = [each for each in strings if each.context.path in ("salutation", "closing")]
    for each in late:
        each.delete()
    translation.save_target(publish=False)
    put_strings(translation)

    with pytest.raises(ValidationError) as refused:
        row_in(german.appeal, "tr").get_latest_revision().publish()

    assert sorted(refused.value.message_dict) == ["closing", "salutation"]
    assert not LetterVersion.objects.filter(language="tr").exists()


def test_live_row_with_more_paragraphs_than_its_source_writes_no_version() -> None:
    german = letter_text(AppealFactory(), "de")
    translated(german, "tr").save_target(publish=True)
    before = LetterVersion.objects.filter(language="tr").count()
    del german.paragraphs[1]
    german.save_revision().publish()
    sync(german)

    with pytest.raises(ValidationError):
        row_in(german.appeal, "tr").save()

    assert (before, LetterVersion.objects.filter(language="tr").count()) == (1, 1)


def test_text_edited_by_hand_stays_beside_what_it_was_translated_from() -> None:
    german = letter_text(AppealFactory(), "de")
    translation = translated(german, "tr")
    translation.save_target(publish=True)
    translation.enabled = False
    translation.save()
    german.subject = "Eine ganz andere Bitte"
    german.save_revision().publish()
    sync(german)

    turkish = row_in(german.appeal, "tr")
    turkish.closing = "Saygılarımla arz ederim,"
    turkish.save_revision().publish()

    newest = LetterVersion.objects.filter(language="tr").first()
    assert newest is not None
    assert newest.letter_blocks.closing == "Saygılarımla arz ederim,"
    assert newest.reading_versions()["de"].letter_blocks == BLOCKS["de"]


@pytest.mark.parametrize("field", ["case", "authority"])
def test_appeal_keeps_case_and_authority_once_a_letter_is_approved(field: str) -> None:
    appeal = AppealFactory()
    setattr(appeal, field, {"case": CaseFactory, "authority": AuthorityFactory}[field]())
    appeal.full_clean()
    appeal.save()
    version(appeal, "tr")
    setattr(appeal, field, {"case": CaseFactory, "authority": AuthorityFactory}[field]())

    with pytest.raises(ValidationError) as refused:
        appeal.full_clean()

    assert list(refused.value.message_dict) == [field]


def test_text_keeps_its_appeal_once_it_is_approved() -> None:
    text = letter_text(AppealFactory(), "tr")
    text.appeal = AppealFactory()

    with pytest.raises(ValidationError) as refused:
        text.full_clean()

    assert list(refused.value.message_dict) == ["appeal"]


def appeal_with_change_of_holder(salutation: str | None) -> Appeal:
    """Approved for a holder who left yesterday; the successor's form of address, if any."""
    appeal = open_appeal(languages=())
    authority = appeal.authority
    before = OfficeHolderFactory(
        authority=authority, name="Yılmaz Tunç", valid_from=today(-900), valid_until=YESTERDAY
    )
    version(appeal, "tr", holder=before)
    successor = OfficeHolderFactory(authority=authority, name="Akın Gürlek", valid_from=today())
    if salutation:
        FormOfAddressFactory(holder=successor, language="tr", salutation=salutation)
    return Appeal.objects.get(pk=appeal.pk)


@pytest.mark.parametrize(
    ("salutation", "reason"),
    [
        ("Sayın Bakan,", None),
        ("Sayın Akın Gürlek,", ClosedReason.NO_LETTER),
        (None, ClosedReason.NO_LETTER),
    ],
)
def test_letter_to_the_predecessor_is_signed_only_if_it_fits_the_successor(
    salutation: str | None, reason: ClosedReason | None
) -> None:
    appeal = appeal_with_change_of_holder(salutation)

    assert appeal.closed_reason() == reason
    assert list(Appeal.objects.open()) == ([appeal] if reason is None else [])
    # Until yesterday the letter was right.
    assert appeal.versions.signable(YESTERDAY).count() == 1


def test_letter_fits_again_once_it_is_approved_for_the_successor() -> None:
    appeal = appeal_with_change_of_holder(None)
    version(appeal, "tr", holder=appeal.holder())

    assert appeal.is_open()


def test_new_version_is_written_for_a_new_holder_of_the_same_text() -> None:
    text = letter_text(AppealFactory(), "tr")
    OfficeHolderFactory(authority=text.appeal.authority, valid_from=today())
    text = LetterText.objects.get(pk=text.pk)

    text.save_revision().publish()

    assert [each.holder for each in text.versions()] == [text.appeal.holder(), None]


def test_who_publishes_has_approved_whoever_wrote() -> None:
    people = get_user_model().objects
    author, publisher = people.create_user("author"), people.create_superuser("publisher")
    text = letter_text(AppealFactory(), "tr", live=False)
    revision = text.save_revision(user=author)

    with LogContext(user=publisher):
        revision.publish(user=publisher)

    assert LetterVersion.objects.get().approved_by == publisher


@pytest.mark.parametrize("status", ["active", "paused"])
def test_letter_is_not_published_while_the_review_is_overdue(status: str) -> None:
    case = CaseFactory(status=status, reviewed_on=today(-99), review_due=YESTERDAY)

    with pytest.raises(ValidationError) as refused:
        letter_text(AppealFactory(case=case), "tr")

    assert list(refused.value.message_dict) == ["appeal"]


def test_text_that_fits_only_without_room_for_a_hand_is_refused() -> None:
    appeal = AppealFactory()
    sentence = "Serbest bırakılmasını saygıyla dilerim ve dikkatiniz için teşekkür ederim. "
    signatory, _by_hand = EXTREMES[0]

    def faults(count: int, *, by_hand: bool) -> list[str]:
        blocks = replace(BLOCKS["tr"], paragraphs=(sentence * count,))
        content = letter_content(appeal, blocks, "tr", signatory, by_hand=by_hand)
        return [fault.code for fault in page_faults(content)]

    # The longest text that still fits when it is signed with initials.
    count = next(n for n in range(60, 10, -1) if not faults(n, by_hand=False))
    assert faults(count, by_hand=True) == ["second_page"]

    with pytest.raises(ValidationError):
        letter_text(appeal, "tr", paragraphs=[("paragraph", sentence * count)])


def test_superseded_version_is_signed_only_while_a_token_can_live(settings: Any) -> None:
    appeal = open_appeal(languages=("tr",))
    old = appeal.versions.get()
    newer = version(appeal, "tr", replace(BLOCKS["tr"], subject="Yeni"))
    refuse_if_closed(appeal, old)

    past = newer.approved_on - datetime.timedelta(seconds=settings.CAMPAIGNS.get("TOKEN_AGE", 7200))
    # Past the model, which lets no version be changed.
    QuerySet(LetterVersion).filter(pk=newer.pk).update(
        approved_on=past - datetime.timedelta(minutes=1)
    )
    # A yes holds for ten seconds; hours have gone by.
    cache.clear()

    with pytest.raises(NotOpenError):
        refuse_if_closed(appeal, old)
    refuse_if_closed(appeal, newer)
