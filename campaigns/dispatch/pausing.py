"""Why a mail that is due does not leave yet; only looks, and counts nothing."""

import datetime
from dataclasses import dataclass
from enum import Enum
from typing import Any

from django.utils import timezone

from campaigns.dispatch import channels
from campaigns.dispatch.channels import pace
from campaigns.dispatch.channels.email import EmailChannel, domain_of
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
    known, address = pace.known(), item.dispatch.envelope["routing"]["to"]
    domain = domain_of(address)
    if (until := known.get("paused", {}).get(domain, 0)) > now.timestamp():
        return Pause(Why.PAUSE, domain, _moment(until))
    if item.letter_id:
        return _of_rate(known, domain, channel.per_hour, now)
    day, taken_by = known.get("days", {}).get(address.lower(), ("", ""))
    is_taken = day >= pace.day_of(now) and taken_by != item.message_id
    return Pause(Why.DAY, address) if is_taken else None


def _of_rate(
    known: dict[str, Any], domain: str, per_hour: int, now: datetime.datetime
) -> Pause | None:
    since = (now - pace.HOUR).timestamp()
    times = sorted(time for time in known.get("sent", {}).get(domain, ()) if time > since)
    if len(times) < per_hour:
        return None
    return Pause(Why.RATE, domain, _moment(times[-per_hour]) + pace.HOUR)


def _moment(timestamp: float) -> datetime.datetime:
    return datetime.datetime.fromtimestamp(timestamp, timezone.get_current_timezone())
