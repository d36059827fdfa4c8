"""Why a mail that is due does not leave yet; only looks, and counts nothing.

What is known of the pace stands in the file of `channels/pace.py`, which describes it. It is
replaced as a whole, so that it can be read without its lock.
"""

import datetime
import json
from dataclasses import dataclass
from enum import Enum
from typing import Any

from django.utils import timezone

from campaigns.dispatch import channels, storage
from campaigns.dispatch.channels.email import EmailChannel
from campaigns.dispatch.channels.pace import HOUR
from campaigns.models import DispatchItem


class Why(Enum):
    PAUSE = "the receiver wants less of everything"
    RATE = "as many as may go to a domain in an hour have gone"
    DAY = "another mail of this day goes to the address"


@dataclass(frozen=True)
class Pause:
    """where: domain or address; until: when it can leave at the earliest, None for tomorrow."""

    why: Why
    where: str
    until: datetime.datetime | None = None


def pause_of(item: DispatchItem, now: datetime.datetime) -> Pause | None:
    """What channel.may_send() would find for a waiting item, and until when."""
    channel = channels.get(item.dispatch.channel)
    if not isinstance(channel, EmailChannel):
        return None
    pace, address = _pace(), item.dispatch.envelope["routing"]["to"]
    domain = address.rpartition("@")[2].lower()
    if (until := pace.get("paused", {}).get(domain, 0)) > now.timestamp():
        return Pause(Why.PAUSE, domain, _moment(until))
    if item.letter_id:
        return _of_rate(pace, domain, channel.per_hour, now)
    day, taken_by = pace.get("days", {}).get(address.lower(), ("", ""))
    is_taken = day >= str(timezone.localdate(now)) and taken_by != item.message_id
    return Pause(Why.DAY, address) if is_taken else None


def _of_rate(
    pace: dict[str, Any], domain: str, per_hour: int, now: datetime.datetime
) -> Pause | None:
    since = (now - HOUR).timestamp()
    times = sorted(time for time in pace.get("sent", {}).get(domain, ()) if time > since)
    if len(times) < per_hour:
        return None
    return Pause(Why.RATE, domain, _moment(times[-per_hour]) + HOUR)


def _pace() -> dict[str, Any]:
    place = storage.room() / "mail-pace.json"
    found: dict[str, Any] = json.loads(place.read_text()) if place.exists() else {}
    return found


def _moment(timestamp: float) -> datetime.datetime:
    return datetime.datetime.fromtimestamp(timestamp, timezone.get_current_timezone())
