"""When an appeal is open: one method and one query, the same answer."""

import datetime
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from campaigns.enums import ClosedReason
from campaigns.models import Appeal
from tests.factories.appeals import open_appeal, version
from tests.factories.records import AppealFactory, AuthorityFactory, CaseFactory, today

pytestmark = pytest.mark.django_db


def review_is_overdue() -> Appeal:
    return open_appeal(case=CaseFactory(reviewed_on=today(-9), review_due=today(-1)))


def only_a_text_for_reading() -> Appeal:
    appeal = AppealFactory()
    version(appeal, "de", sendable=False)
    return appeal


def sendable_in_a_language_not_read_any_more() -> Appeal:
    appeal = AppealFactory(authority=AuthorityFactory(languages=("ar",)))
    version(appeal, "tr")
    return appeal


def read_now_but_never_past_the_page_gates() -> Appeal:
    appeal = AppealFactory(authority=AuthorityFactory(languages=("de",)))
    version(appeal, "de", sendable=False)
    return appeal


def the_only_version_is_withdrawn() -> Appeal:
    appeal = AppealFactory()
    version(appeal, "tr", withdrawn_on=datetime.datetime.now(datetime.UTC))
    return appeal


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (open_appeal, None),
        (lambda: open_appeal(opens=today(), closes=today()), None),
        (lambda: open_appeal(case=CaseFactory(status="paused")), ClosedReason.CASE_NOT_ACTIVE),
        (lambda: open_appeal(case=CaseFactory(status="withdrawn")), ClosedReason.CASE_NOT_ACTIVE),
        (lambda: open_appeal(case=CaseFactory(consent_name=False)), ClosedReason.NO_CONSENT),
        (review_is_overdue, ClosedReason.REVIEW_OVERDUE),
        (lambda: open_appeal(case=CaseFactory(reviewed_on=None)), ClosedReason.REVIEW_OVERDUE),
        (lambda: open_appeal(case=CaseFactory(review_due=None)), ClosedReason.REVIEW_OVERDUE),
        (lambda: open_appeal(case=CaseFactory(review_due=today())), None),
        (lambda: open_appeal(stopped=True, stopped_reason="x"), ClosedReason.STOPPED),
        (lambda: open_appeal(opens=today(1)), ClosedReason.NOT_YET),
        (lambda: open_appeal(opens=today(-9), closes=today(-1)), ClosedReason.ENDED),
        (AppealFactory, ClosedReason.NO_LETTER),
        (only_a_text_for_reading, ClosedReason.NO_LETTER),
        (sendable_in_a_language_not_read_any_more, ClosedReason.NO_LETTER),
        (read_now_but_never_past_the_page_gates, ClosedReason.NO_LETTER),
        (the_only_version_is_withdrawn, ClosedReason.NO_LETTER),
    ],
)
def test_method_and_query_agree_on_what_is_open(make: Any, reason: ClosedReason | None) -> None:
    appeal = make()

    assert appeal.closed_reason() == reason
    assert list(Appeal.objects.open()) == ([appeal] if reason is None else [])


def test_preferred_language_of_the_authority_comes_first() -> None:
    appeal = open_appeal()

    assert [each.language for each in appeal.signable_versions()] == ["tr", "en"]


def test_newest_version_not_withdrawn_is_served() -> None:
    appeal = open_appeal(languages=("tr",))
    newer = version(appeal, "tr")
    version(appeal, "tr", withdrawn_on=datetime.datetime.now(datetime.UTC))

    assert appeal.signable_versions() == [newer]


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"opens": today(2), "closes": today(1)}, "closes"),
        ({"stopped": True}, "stopped_reason"),
        ({"channels": []}, "channels"),
        ({"channels": ["pigeon"]}, "channels"),
        ({"channels": ["postal", "postal"]}, "channels"),
        ({"channels": "postal"}, "channels"),
    ],
)
def test_wrong_field_is_named(fields: dict[str, Any], field: str) -> None:
    appeal = AppealFactory.build(case=CaseFactory(), authority=AuthorityFactory(), **fields)

    with pytest.raises(ValidationError) as error:
        appeal.full_clean()

    assert list(error.value.message_dict) == [field]
