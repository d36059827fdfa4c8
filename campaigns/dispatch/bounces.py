"""Mails that came back: delivery reports (RFC 3464) that name a message id of ours.

Of a report only these are kept: which mail, the day, and the status of the refusal. Whoever else
stands in it is forgotten.
"""

import datetime
import email
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message
from email.policy import compat32
from enum import StrEnum

import regex
from django.db import transaction
from django.utils import timezone

from campaigns.dispatch import sending
from campaigns.dispatch.states import MovedMeanwhileError
from campaigns.enums import DispatchState, ItemState, ReplyKind
from campaigns.models import DispatchItem, DispatchReply

LARGEST = 10_000_000  # bytes of a message that is read
_STATUS = regex.compile(r"\b[245]\.\d{1,3}\.\d{1,3}\b")
_ID = regex.compile(r"<[^<>\s]{1,190}>")


@dataclass(frozen=True, slots=True)
class Bounce:
    """message_ids: whatever the report names, the mail it is about among them."""

    message_ids: tuple[str, ...]
    status: str


class Read(StrEnum):
    RECORDED = "recorded"
    KNOWN = "recorded before"
    TOO_EARLY = "its dispatch is still being sent, or in doubt: read it again later"
    OTHER = "no report of a mail of ours that failed"


def parse(message: bytes) -> Bounce | None:
    """The report of a mail that failed for good; None for any other message. Never raises."""
    report = email.message_from_bytes(message[:LARGEST], policy=compat32)
    failed = [each for each in _recipients(report) if _field(each, "Action") == "failed"]
    if report.get_content_type() != "multipart/report" or not failed:
        return None
    status = next((found[0] for each in failed if (found := _status(each))), "")
    return Bounce(tuple(dict.fromkeys(_ids(report))), status)


def _recipients(report: Message) -> Iterator[Message]:
    """The blocks of a delivery status, one for each address and one for the report itself."""
    for part in report.walk():
        if part.get_content_type() == "message/delivery-status" and part.is_multipart():
            yield from (block for block in part.get_payload() if isinstance(block, Message))


def _field(block: Message, name: str) -> str:
    return str(block.get(name, "")).strip().lower()


def _status(block: Message) -> "regex.Match[str] | None":
    return _STATUS.search(_field(block, "Status"))


def _ids(report: Message) -> Iterator[str]:
    """Of the mail it is about: its own headers come with the report, whole or alone."""
    for part in report.walk():
        if part is not report:
            yield from _ID.findall(str(part.get("Message-ID", "")))
        if part.get_content_type() == "text/rfc822-headers":
            yield from _ID.findall(_message_id_line(part))
    for name in ("In-Reply-To", "References"):
        yield from _ID.findall(str(report.get(name, "")))


def _message_id_line(part: Message) -> str:
    content = part.get_payload(decode=True)
    headers = email.message_from_bytes(content if isinstance(content, bytes) else b"")
    return str(headers.get("Message-ID", ""))


def read(message: bytes, today: datetime.date | None = None) -> Read:
    """Records that a mail of ours came back; each mail once, however often it is reported.

    A mail in doubt that comes back has left: that decides it.
    """
    bounce = parse(message)
    item = bounce and _item(bounce)
    if not bounce or not item:
        return Read.OTHER
    if item.bounced_on:
        return Read.KNOWN
    if item.state == ItemState.IN_DOUBT and not _left(item):
        return Read.TOO_EARLY
    item.refresh_from_db()
    if item.state != ItemState.SENT or item.dispatch.state != DispatchState.HANDED_OVER:
        return Read.TOO_EARLY
    return _record(item, bounce, today or timezone.localdate())


def _item(bounce: Bounce) -> DispatchItem | None:
    known = DispatchItem.objects.filter(message_id__in=bounce.message_ids)
    return known.select_related("dispatch__appeal").first()


def _left(item: DispatchItem) -> bool:
    try:
        sending.decide(item, left=True)
    except MovedMeanwhileError:
        return False
    return True


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
