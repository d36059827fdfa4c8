"""Packs of groups: a report is at most the pack, can be corrected for a while, and counts apart."""

import datetime
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from campaigns.models import Appeal, GroupPack
from tests.factories.packs import GroupPackFactory

pytestmark = pytest.mark.django_db

DAY = datetime.date(2026, 11, 27)


def later(days: int) -> datetime.date:
    return DAY + datetime.timedelta(days=days)


@pytest.mark.parametrize("number", [0, 7, 10])
def test_a_group_reports_as_many_as_it_had_or_fewer(number: int) -> None:
    pack = GroupPackFactory(size=10)
    pack.report(number, DAY)

    pack.refresh_from_db()
    assert (pack.reported, pack.reported_on) == (number, DAY)


@pytest.mark.parametrize("number", [-1, 11])
def test_more_or_less_than_that_is_refused_and_nothing_stored(number: int) -> None:
    pack = GroupPackFactory(size=10)

    with pytest.raises(ValidationError) as refused:
        pack.report(number, DAY)

    pack.refresh_from_db()
    assert (list(refused.value.message_dict), pack.reported) == (["reported"], None)


def test_a_report_can_be_corrected_for_a_while_and_then_stands(settings: Any) -> None:
    settings.CAMPAIGNS = {**settings.CAMPAIGNS, "PACK_CORRECTION_DAYS": 5}
    pack = GroupPackFactory(size=10)
    for number, days in ((7, 0), (8, 3), (9, 5)):
        pack.report(number, later(days))
    with pytest.raises(ValidationError):
        pack.report(10, later(6))

    pack.refresh_from_db()
    assert (pack.reported, pack.reported_on) == (9, DAY)


@pytest.mark.parametrize("fields", [{"size": 0}, {"size": 51}, {"size": 3, "reported": 4}])
def test_the_database_refuses_impossible_numbers(fields: dict[str, int]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        GroupPackFactory(**fields)


def test_reports_count_apart_and_specimens_not_at_all() -> None:
    pack = GroupPackFactory(reported=4)
    for fields in ({"reported": 3}, {"reported": 0}, {}, {"reported": 9, "specimen": True}):
        GroupPackFactory(appeal=pack.appeal, **fields)

    counts = Appeal.objects.with_counts().values_list("signed", "sent", "printed", "reported")

    assert list(counts) == [(0, 0, 0, 7)]
    assert GroupPack.objects.counted().count() == 3


def test_label_names_no_code() -> None:
    pack = GroupPackFactory(made_on=DAY)

    assert str(pack) == f"{pack.appeal} [tr] 2026-11-27: 10"
