"""How fast mails leave: over processes and runs, and nothing kept for longer than it matters."""

import datetime
import json
from pathlib import Path

import pytest
from django.utils import timezone

from campaigns.dispatch import storage
from campaigns.dispatch.channels import pace

# Still to come: what has passed counts as this moment.
NOON = datetime.datetime(2126, 2, 23, 11, tzinfo=datetime.UTC)
MINUTE = datetime.timedelta(minutes=1)


def kept() -> dict[str, dict[str, object]]:
    place: Path = storage.room() / "mail-pace.json"
    return json.loads(place.read_text())


def test_so_many_mails_go_to_a_domain_in_an_hour() -> None:
    taken = [pace.take("ministry.example", 20, NOON + n * MINUTE) for n in range(25)]

    assert taken == [True] * 20 + [False] * 5
    assert pace.take("other.example", 20, NOON + 25 * MINUTE)
    assert not pace.take("ministry.example", 20, NOON + 59 * MINUTE)
    assert pace.take("ministry.example", 20, NOON + 61 * MINUTE)


def test_one_mail_a_day_goes_to_an_address_and_may_be_tried_again() -> None:
    def take(item: str, when: datetime.datetime = NOON) -> bool:
        return pace.take_day("office@ministry.example", "ministry.example", item, when)

    assert [take("<1@x>"), take("<2@x>"), take("<1@x>")] == [True, False, True]
    assert take("<2@x>", NOON + datetime.timedelta(days=1))


def test_day_ends_by_the_clock_of_the_house() -> None:
    """23:30 in UTC is the next day in Berlin."""
    late = datetime.datetime(2126, 2, 23, 23, 30, tzinfo=datetime.UTC)
    before = late - datetime.timedelta(hours=1)

    assert pace.take_day("a@b.example", "b.example", "<1@x>", before)
    assert pace.take_day("a@b.example", "b.example", "<2@x>", late)


def test_address_is_the_same_in_capitals() -> None:
    assert pace.take_day("office@b.example", "b.example", "<1@x>", NOON)
    assert not pace.take_day("Office@B.example", "b.example", "<2@x>", NOON)


def test_run_that_began_long_ago_forgets_nothing_of_a_later_one() -> None:
    pace.take("b.example", 1, NOON)
    pace.take_day("a@b.example", "b.example", "<1@x>", NOON)
    pace.pause("c.example", NOON)
    before = NOON - datetime.timedelta(days=1)

    assert pace.forget(before) == 0
    assert not pace.take("b.example", 1, before)
    assert not pace.take_day("a@b.example", "b.example", "<2@x>", before)
    assert not pace.take("c.example", 1, before)


def test_mails_of_a_long_run_count_from_when_they_left() -> None:
    began = timezone.now() - datetime.timedelta(hours=3)
    yesterday = timezone.now() - datetime.timedelta(days=1)

    assert [pace.take("b.example", 2, began) for _ in range(3)] == [True, True, False]
    assert not pace.take("b.example", 2, timezone.now())
    assert pace.take_day("a@b.example", "b.example", "<1@x>", yesterday)
    assert not pace.take_day("a@b.example", "b.example", "<2@x>", timezone.now())


@pytest.mark.parametrize(("minutes", "goes"), [(59, False), (61, True)])
def test_pause_holds_all_mails_to_a_domain_for_an_hour(minutes: int, goes: bool) -> None:
    pace.pause("ministry.example", NOON)
    later = NOON + minutes * MINUTE

    assert pace.take("ministry.example", 20, later) is goes
    assert pace.take_day("a@ministry.example", "ministry.example", "<1@x>", later) is goes
    assert pace.take("other.example", 20, later)


def test_nothing_is_kept_for_longer_than_it_matters() -> None:
    pace.take("ministry.example", 20, NOON)
    pace.take_day("a@b.example", "b.example", "<1@x>", NOON)
    pace.pause("c.example", NOON)
    assert [len(each) for each in kept().values()] == [1, 1, 1]

    assert pace.forget(NOON) == 0
    assert pace.forget(NOON + datetime.timedelta(days=1), dry=True) == 3
    assert pace.forget(NOON + datetime.timedelta(days=1)) == 3

    assert kept() == {"sent": {}, "paused": {}, "days": {}}


def test_file_is_for_the_site_alone() -> None:
    pace.take("ministry.example", 20, NOON)

    assert (storage.room() / "mail-pace.json").stat().st_mode & 0o777 == 0o600
