"""Mails that came back: delivery reports (RFC 3464) that name a message id of ours.

Of a report only these are kept: which mail, the day, and the status of the refusal. Whoever else
stands in it is forgotten.
"""

import contextlib
import datetime
import email
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message
from email.policy import compat32
from enum import StrEnum
from itertools import islice

import regex
from django.db import transaction
from django.utils import timezone

from campaigns.dispatch import sending
from campaigns.dispatch.states import MovedMeanwhileError
from campaigns.enums import ItemState, ReplyKind
from campaigns.models import DispatchItem, DispatchReply

LARGEST = 10_000_000  # bytes of a message that is read
MOST_IDS = 20  # that are looked for: a report is about one mail
_STATUS = regex.compile(r"\b[245]\.[0-9]{1,3}\.[0-9]{1,3}\b")
# Signs that can be seen, in ASCII: all of ours are such, and a database refuses some others.
_ID = regex.compile(r"<[!-;=?-~]{1,190}>")
_MAIL_THAT_CAME_BACK = ("message/rfc822", "message/global")
_ITS_HEADERS = ("text/rfc822-headers", "message/global-headers")


@dataclass(frozen=True, slots=True)
class Bounce:
    """message_ids: of the mail it is about, the likeliest first; MOST_IDS at the most."""

    message_ids: tuple[str, ...]
    status: str


class Read(StrEnum):
    RECORDED = "recorded"
    KNOWN = "recorded before"
    TOO_EARLY = "still being sent: read it again later"
    STAYED = "recorded as not sent, and it had left all the same"
    OTHER = "no report of a mail of ours that failed"


def parse(message: bytes) -> Bounce | None:
    """The report of a mail that failed for good; None for any other message. Never raises."""
    try:
        return _parsed(email.message_from_bytes(message[:LARGEST], policy=compat32))
    except Exception:  # anybody may write to us, and the parser is known to fail in many ways
        return None


def _parsed(report: Message) -> Bounce | None:
    failed = [each for each in _recipients(report) if _field(each, "Action") == "failed"]
    if report.get_content_type() != "multipart/report" or not failed:
        return None
    status = next((found[0] for each in failed if (found := _status(each))), "")
    ids = dict.fromkeys(_ids(report))
    return Bounce(tuple(islice(ids, MOST_IDS)), status)


def _parts(report: Message) -> Iterator[Message]:
    """Those of the report itself: what stands deeper belongs to the mail that came back."""
    parts = report.get_payload() if report.is_multipart() else ()
    yield from (part for part in parts if isinstance(part, Message))


def _recipients(report: Message) -> Iterator[Message]:
    """The blocks of a delivery status, one for each address and one for the report itself."""
    for part in _parts(report):
        if part.get_content_type() == "message/delivery-status":
            yield from _parts(part)


def _field(block: Message, name: str) -> str:
    return str(block.get(name, "")).strip().lower()


def _status(block: Message) -> "regex.Match[str] | None":
    return _STATUS.search(_field(block, "Status"))


def _ids(report: Message) -> list[str]:
    """Its own headers come with the report, whole or alone. Where they do not, the mail that the
    report says it answers; the last of its references is the nearest."""
    own = [found for part in _parts(report) for found in _ids_in(_returned(part), "Message-ID")]
    references = _ids_in(report, "References")[::-1]
    return own or [*_ids_in(report, "In-Reply-To"), *references]


def _ids_in(message: Message, name: str) -> list[str]:
    return _ID.findall(str(message.get(name, "")))


def _returned(part: Message) -> Message:
    """The mail that came back, as far as it stands in a part of the report; empty for none."""
    if part.get_content_type() in _MAIL_THAT_CAME_BACK:
        return next(_parts(part), Message())
    if part.get_content_type() not in _ITS_HEADERS:
        return Message()
    if part.is_multipart():
        return next(_parts(part), Message())
    content = part.get_payload(decode=True)
    return email.message_from_bytes(content if isinstance(content, bytes) else b"")


def read(message: bytes, today: datetime.date | None = None) -> Read:
    """Records that a mail of ours came back; each mail once, however often it is reported.

    A mail in doubt that comes back has left: that decides it. Other mails of its dispatch may
    still be on their way.
    """
    bounce = parse(message)
    item = bounce and _item(bounce)
    if not bounce or not item:
        return Read.OTHER
    if item.bounced_on:
        return Read.KNOWN
    _settle(item)
    if item.state == ItemState.SENT:
        return _record(item, bounce, today or timezone.localdate())
    return Read.STAYED if item.state == ItemState.REFUSED else Read.TOO_EARLY


def _item(bounce: Bounce) -> DispatchItem | None:
    known = DispatchItem.objects.filter(message_id__in=bounce.message_ids)
    found = known.select_related("dispatch__appeal")
    return min(found, key=lambda item: bounce.message_ids.index(item.message_id), default=None)


def _settle(item: DispatchItem) -> None:
    if item.state == ItemState.IN_DOUBT:
        # Else somebody has decided meanwhile; what they said is read below.
        with contextlib.suppress(MovedMeanwhileError):
            sending.decide(item, left=True)
        item.refresh_from_db()


def _record(item: DispatchItem, bounce: Bounce, today: datetime.date) -> Read:
    with transaction.atomic():
        fresh = DispatchItem.objects.filter(pk=item.pk, bounced_on=None)
        if not fresh.update(bounced_on=today, last_answer=bounce.status):
            return Read.KNOWN
        note = f"E-mail: {bounce.status}".strip(": ")
        reply = DispatchReply(
            dispatch=item.dispatch, kind=ReplyKind.RETURNED, date=today, note=note
        )
        # Somebody may have recorded by hand already what has come back.
        if (number := min(1 if item.letter_id else item.dispatch.count, reply.most())) > 0:
            reply.n = number
            reply.save()
    return Read.RECORDED
