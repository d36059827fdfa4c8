"""Editions: one a month, the title by CLDR."""

import datetime

import pytest
from django.utils import translation

from campaigns.models import Edition
from tests.campaigns.models.refusals import refused_fields

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("de", "November 2026"),
        ("en", "November 2026"),
        ("fr", "novembre 2026"),
        ("ar", "نوفمبر 2026"),
        ("tr", "Kasım 2026"),
        ("zh-hans", "2026年11月"),
    ],
)
def test_title_is_month_and_year_in_the_active_language(language: str, title: str) -> None:
    with translation.override(language):
        assert Edition(month=datetime.date(2026, 11, 1)).title == title


def test_month_is_given_by_its_first_day() -> None:
    assert refused_fields(Edition(month=datetime.date(2026, 11, 2)).full_clean) == ["month"]


def test_month_has_one_edition() -> None:
    Edition.objects.create(month=datetime.date(2026, 11, 1))

    assert refused_fields(Edition(month=datetime.date(2026, 11, 1)).full_clean) == ["month"]


def test_newest_edition_comes_first() -> None:
    old = Edition.objects.create(month=datetime.date(2026, 10, 1))
    new = Edition.objects.create(month=datetime.date(2026, 11, 1))

    assert list(Edition.objects.all()) == [new, old]
