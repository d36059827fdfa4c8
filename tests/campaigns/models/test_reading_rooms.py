"""What is kept for seconds is never a stop, and never a secret."""

from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from campaigns.models import Appeal, Case, LetterVersion
from campaigns.models.reading_rooms import furnish
from tests.factories.appeals import open_appeal, version
from tests.factories.records import CaseFactory, EmbassyFactory, OfficeHolderFactory
from tests.factories.visits import read

SECRET = "Zyprexine Quombatt"


def furnished(appeal: Appeal) -> Appeal:
    found = Appeal.objects.select_related("case").get(pk=appeal.pk)
    furnish(found)
    return found


def told(appeal: Appeal) -> dict[str, Any]:
    """All that the reading step asks of it."""
    versions = appeal.signable_versions()
    return {
        "versions": [(each.pk, each.language, each.blocks) for each in versions],
        "appeals": {each.appeal.pk for each in versions},
        "languages": appeal.authority.languages(),
        "holder": str(appeal.holder()),
        "via": appeal.authority.via,
        "copies": [embassy.name for embassy in appeal.authority.copies_to.all()],
    }


def test_room_has_what_the_database_has_the_first_time_and_from_the_cache(appeal: Appeal) -> None:
    appeal.authority.copies_to.set(EmbassyFactory.create_batch(2))
    appeal.authority.via = EmbassyFactory()
    appeal.authority.save()
    OfficeHolderFactory(authority=appeal.authority)
    wanted = told(Appeal.objects.for_reading().get(pk=appeal.pk))

    assert [told(furnished(appeal)) for _ in range(2)] == [wanted] * 2


@pytest.mark.parametrize("count", [1, 3])
def test_second_visitor_costs_one_query(
    db: None, django_assert_num_queries: Any, count: int
) -> None:
    appeal = open_appeal(languages=("tr", "en", "de")[:count])
    furnished(appeal)
    found = Appeal.objects.select_related("case").get(pk=appeal.pk)

    with django_assert_num_queries(1):
        furnish(found)
        assert told(found)["languages"] == ["tr", "en"]


def withdraw_turkish(appeal: Appeal) -> None:
    LetterVersion.objects.get(appeal=appeal, language="tr").withdraw("wrong")


def publish_turkish(appeal: Appeal) -> None:
    version(appeal, "tr")


@pytest.mark.parametrize(
    ("happens", "languages"), [(withdraw_turkish, ["en"]), (publish_turkish, ["tr", "en"])]
)
def test_versions_that_come_and_go_do_so_at_once(
    appeal: Appeal, happens: Any, languages: list[str]
) -> None:
    before = furnished(appeal).signable_versions()

    happens(appeal)
    after = furnished(appeal).signable_versions()

    assert [each.language for each in after] == languages
    assert [each.pk for each in after] != [each.pk for each in before]


@pytest.mark.parametrize(
    "stop",
    [
        lambda: Appeal.objects.update(stopped=True),
        lambda: Case.objects.update(status="paused"),
        lambda: Case.objects.update(reviewed_on=None),
    ],
)
def test_stop_closes_the_form_at_once(visitor: Client, appeal: Appeal, stop: Any) -> None:
    assert read(visitor, appeal).status_code == 200

    stop()

    assert read(visitor, appeal).status_code == 409


def test_cache_holds_no_case_and_no_visitor(visitor: Client, db: None) -> None:
    case = CaseFactory(legal_name=SECRET, identification=SECRET, may_show_place=True)
    appeal = open_appeal(case=case)
    read(visitor, appeal, "Vlonfretski", place="Ortvlon")

    kept = b"".join(cache._cache.values())
    assert b"LetterVersion" in kept
    secrets = (SECRET, case.public_name, "Ortvlon", "Vlonfretski", "V.\u00a0")
    assert [word for word in secrets if word.encode() in kept] == []
