"""How fast mails leave: kept in a file, so that each process and each run knows of the others.

The file is `mail-pace.json` in the private storage. It knows domains and addresses of authorities
and nothing of a letter; what is older than it matters is dropped at the next look, and by the
purge. Addresses are kept in small letters: two spellings are one authority.

A long run says when it began: mails do not seem to have left then, but when they were asked for.
"""

import datetime
import fcntl
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.utils import timezone

from campaigns.dispatch import storage

HOUR = datetime.timedelta(hours=1)


def take(domain: str, per_hour: int, now: datetime.datetime) -> bool:
    """Whether one more mail may go to a domain in this hour; it then counts, sent or not."""
    now = _not_past(now)
    with _kept(now) as pace:
        times = pace["sent"].setdefault(domain, [])
        if domain in pace["paused"] or len(times) >= per_hour:
            return False
        times.append(now.timestamp())
    return True


def take_day(address: str, domain: str, item: str, now: datetime.datetime) -> bool:
    """Whether `item` is the one mail of this day to an address; it is from then on."""
    now = _not_past(now)
    with _kept(now) as pace:
        if domain in pace["paused"]:
            return False
        return bool(pace["days"].setdefault(address.lower(), [day_of(now), item])[1] == item)


def pause(domain: str, now: datetime.datetime, length: datetime.timedelta = HOUR) -> None:
    """Nothing more goes to a domain for a while."""
    with _kept(now) as pace:
        pace["paused"][domain] = (now + length).timestamp()


def forget(now: datetime.datetime, *, dry: bool = False) -> int:
    """Drops what does not matter any more; how much. `dry` only counts."""
    before = known()
    if not dry:
        with _kept(now):
            pass
    return _size(before) - _size(_fresh(before, now))


def _size(pace: dict[str, Any]) -> int:
    return sum(len(each) for each in pace.get("sent", {}).values()) + sum(
        len(pace.get(name, {})) for name in ("paused", "days")
    )


def known() -> dict[str, Any]:
    """`sent`: moments by domain; `paused`: until when, by domain; `days`: (day, message id) by
    address, each as far as there are any. The file is replaced as a whole: no lock is needed."""
    place = _place()
    found: dict[str, Any] = json.loads(place.read_text()) if place.exists() else {}
    return found


def _place() -> Path:
    return storage.room() / "mail-pace.json"


def _not_past(now: datetime.datetime) -> datetime.datetime:
    return max(now, timezone.now())


def day_of(now: datetime.datetime) -> str:
    """The day by the house's clock, as it is kept."""
    return str(timezone.localdate(now))


@contextmanager
def _kept(now: datetime.datetime) -> Iterator[dict[str, Any]]:
    """What is known, for one process at a time; what it becomes is on the disk afterwards."""
    place = _place()
    with place.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        pace = _fresh(known(), now)
        yield pace
        new = place.with_suffix(".new")
        new.write_text(json.dumps(pace))
        storage.sync_file(new)
        new.replace(place)


def _fresh(pace: dict[str, Any], now: datetime.datetime) -> dict[str, Any]:
    """Without what is older than it matters. What a later look has put there stays."""
    since = (now - HOUR).timestamp()
    sent = {
        domain: [time for time in times if time > since]
        for domain, times in pace.get("sent", {}).items()
    }
    return {
        "sent": {domain: times for domain, times in sent.items() if times},
        "paused": {
            domain: until
            for domain, until in pace.get("paused", {}).items()
            if until > now.timestamp()
        },
        "days": {
            address: told
            for address, told in pace.get("days", {}).items()
            if told[0] >= day_of(now)
        },
    }
