"""Who holds an office, and what a change means for letters."""

import datetime

import pytest

from campaigns.models import FormOfAddress, LetterVersion
from tests.campaigns.models.refusals import refused_fields
from tests.factories.appeals import letter_text, version
from tests.factories.records import (
    AppealFactory,
    AuthorityFactory,
    FormOfAddressFactory,
    OfficeHolderFactory,
    today,
)

pytestmark = pytest.mark.django_db


def test_holder_may_be_renamed_until_letters_were_approved() -> None:
    holder = OfficeHolderFactory(name="Akin Gurlek")
    holder.name = "Akın Gürlek"
    holder.full_clean()
    holder.save()
    version(AppealFactory(authority=holder.authority), holder=holder)

    holder.name = "Somebody Else"

    assert refused_fields(holder.full_clean) == ["name"]


def test_end_of_the_time_may_be_set_after_letters_were_approved() -> None:
    holder = OfficeHolderFactory()
    version(AppealFactory(authority=holder.authority), holder=holder)

    holder.valid_until = today()

    holder.full_clean()


def test_holder_of_approved_letters_cannot_be_deleted() -> None:
    holder = OfficeHolderFactory()
    version(AppealFactory(authority=holder.authority), holder=holder)

    assert refused_fields(holder.delete) == ["__all__"]
    assert LetterVersion.objects.get().holder == holder


def test_last_day_is_not_before_the_first() -> None:
    holder = OfficeHolderFactory.build(
        authority=AuthorityFactory(), valid_from=today(), valid_until=today(-1)
    )

    assert refused_fields(holder.full_clean) == ["valid_until"]


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (datetime.date(2019, 12, 31), None),
        (datetime.date(2020, 1, 1), "First"),
        (datetime.date(2024, 6, 30), "First"),
        (datetime.date(2024, 7, 1), None),
        (datetime.date(2025, 1, 1), "Second"),
        (datetime.date(2030, 1, 1), "Second"),
    ],
)
def test_holder_is_found_by_date(day: datetime.date, name: str | None) -> None:
    authority = AuthorityFactory()
    OfficeHolderFactory(
        authority=authority,
        name="First",
        valid_from=datetime.date(2020, 1, 1),
        valid_until=datetime.date(2024, 6, 30),
    )
    OfficeHolderFactory(authority=authority, name="Second", valid_from=datetime.date(2025, 1, 1))

    holder = authority.holder_on(day)

    assert (holder.name if holder else None) == name


def test_of_two_holders_on_a_day_the_later_one_counts() -> None:
    authority = AuthorityFactory()
    OfficeHolderFactory(authority=authority, name="First", valid_from=datetime.date(2020, 1, 1))
    OfficeHolderFactory(authority=authority, name="Second", valid_from=datetime.date(2025, 1, 1))

    assert authority.holder_on(datetime.date(2026, 1, 1)).name == "Second"


def test_new_holder_marks_live_texts_as_behind_until_they_are_published_again() -> None:
    first = OfficeHolderFactory(valid_from=today(-100))
    text = letter_text(AppealFactory(authority=first.authority), "tr")
    before = text.is_behind_addressee()
    first.valid_until = today(-1)
    first.save()
    OfficeHolderFactory(authority=first.authority, name="Yeni Bakan", valid_from=today())
    text.refresh_from_db()
    after = text.is_behind_addressee()

    text.save_revision().publish()
    text.refresh_from_db()

    assert (before, after, text.is_behind_addressee()) == (False, True, False)


def test_text_without_a_version_is_not_behind() -> None:
    holder = OfficeHolderFactory()

    text = letter_text(AppealFactory(authority=holder.authority), "tr", live=False)

    assert text.is_behind_addressee() is False


def test_holder_has_one_form_of_address_per_language() -> None:
    form = FormOfAddressFactory(language="tr")

    second = FormOfAddress(holder=form.holder, language="tr", salutation="Sayın,", closing="S.")

    assert refused_fields(second.full_clean) == ["__all__"]
