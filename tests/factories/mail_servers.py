"""A mail server to send to: it takes, refuses, cuts off and falls silent as it is told."""

import asyncio
import contextlib
import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage, Message
from email.mime.message import MIMEMessage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from email.policy import SMTP as POLICY
from enum import Enum
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP
from django.utils import timezone

from tests.torture.site import free_port

TAKEN = "250 2.0.0 Ok: queued"


class Trouble(Enum):
    """What befalls a mail after all of it has come."""

    CUT_AFTER_ACCEPT = "taken, and the connection is cut before the answer"
    SILENT_AND_TAKEN = "taken, and no answer for long"
    SILENT_AND_LOST = "not taken, and no answer for long"


type Answer = str | Trouble
_TAKES = (Trouble.CUT_AFTER_ACCEPT, Trouble.SILENT_AND_TAKEN)


@dataclass
class Receiver:
    """answers: what the next mails meet, in order; then all are taken. at_rcpt: what it says to
    the address already. told: called with the message id of each mail, and whether it was taken,
    before the sender hears of it. senders: how many are connected; attempts: mails given to it."""

    answers: list[Answer] = field(default_factory=list)
    at_rcpt: str = ""
    silence: float = 0.6
    mails: list[EmailMessage] = field(default_factory=list)
    contents: list[bytes] = field(default_factory=list)
    envelopes: list[tuple[str, list[str]]] = field(default_factory=list)
    told: Callable[[str, bool], None] = lambda message_id, taken: None
    choose: Callable[[], Answer] | None = None
    senders: int = 0
    attempts: int = 0

    async def handle_RCPT(  # noqa: N802 - aiosmtpd calls it so
        self, server: SMTP, session: Any, envelope: Any, address: str, options: list[str]
    ) -> str:
        if not self.at_rcpt:
            envelope.rcpt_tos.append(address)
        return self.at_rcpt or "250 OK"

    async def handle_DATA(  # noqa: N802 - as above
        self, server: SMTP, session: Any, envelope: Any
    ) -> str:
        answer = self._next()
        self.attempts += 1
        message = message_from_bytes(envelope.content, _class=EmailMessage, policy=POLICY)
        taken = answer in _TAKES or str(answer).startswith("250")
        if taken:
            self.mails.append(message)
            self.contents.append(envelope.content)
            self.envelopes.append((envelope.mail_from, list(envelope.rcpt_tos)))
        self.told(str(message["Message-ID"]), taken)
        if answer is Trouble.CUT_AFTER_ACCEPT:
            assert server.transport is not None
            server.transport.abort()
        elif isinstance(answer, Trouble):
            await asyncio.sleep(self.silence)
        return answer if isinstance(answer, str) else TAKEN

    def _next(self) -> Answer:
        if self.choose is not None:
            return self.choose()
        return self.answers.pop(0) if self.answers else TAKEN

    @property
    def ids(self) -> list[str]:
        return [str(mail["Message-ID"]) for mail in self.mails]


class _Session(SMTP):
    """Tells the receiver that a sender has come and has gone."""

    event_handler: Receiver

    def connection_made(self, transport: Any) -> None:
        self.event_handler.senders += 1
        super().connection_made(transport)

    def connection_lost(self, error: Exception | None) -> None:
        self.event_handler.senders -= 1
        super().connection_lost(error)


class _Server(Controller):
    def factory(self) -> SMTP:
        return _Session(self.handler, **self.SMTP_kwargs)


class _Address(dict[str, Any]):
    """Where the server is. A sender is patient, unless it is about to be left without a word."""

    def __init__(self, receiver: Receiver, port: int) -> None:
        super().__init__(host="127.0.0.1", port=port, timeout=10)
        self.receiver = receiver

    def __getitem__(self, key: str) -> Any:
        silent = {Trouble.SILENT_AND_TAKEN, Trouble.SILENT_AND_LOST}
        is_near = key == "timeout" and bool(silent & set(self.receiver.answers))
        return 0.3 if is_near else super().__getitem__(key)


@contextlib.contextmanager
def listening(receiver: Receiver) -> Iterator[dict[str, Any]]:
    """`CAMPAIGNS["SMTP"]` for a server that is up meanwhile."""
    port = free_port()
    server = _Server(receiver, hostname="127.0.0.1", port=port, data_size_limit=100_000_000)
    server.start()
    try:
        yield _Address(receiver, port)
    finally:
        server.stop(no_assert=True)


def postfix_lines(message_id: str, taken: bool, day: str = "") -> list[str]:
    """What Postfix would write of a mail that it was given, and took or not; `day` as in syslog,
    this moment by default."""
    queue_id = hashlib.blake2b(message_id.encode(), digest_size=5).hexdigest().upper()
    start = f"{day or timezone.localtime().isoformat()} mail postfix"
    given = f"{start}/cleanup[17]: {queue_id}: message-id={message_id}"
    active = f"{start}/qmgr[12]: {queue_id}: from=<a@b.example>, size=4711, nrcpt=1 (queue active)"
    return [given, active] if taken else [given]


def report(
    message_id: str, *, action: str = "failed", status: str = "5.1.1", whole: bool = False
) -> bytes:
    """The delivery report (RFC 3464) that a server sends back, with the mail or its headers."""
    headers = f"From: briefe@haus.example\nMessage-ID: {message_id}\nSubject: x\n"
    message = MIMEMultipart("report", report_type="delivery-status")
    message["From"] = "MAILER-DAEMON@mail.haus.example"
    message["Message-ID"] = "<report@mail.haus.example>"
    message.attach(MIMEText("I am sorry to have to inform you"))
    told = Message()
    told["Content-Type"] = "message/delivery-status"
    blocks = (
        {"Reporting-MTA": "dns; mail.haus.example"},
        {"Final-Recipient": "rfc822; office@ministry.example", "Action": action, "Status": status},
    )
    told.set_payload([_block(each) for each in blocks])
    message.attach(told)
    if whole:
        message.attach(MIMEMessage(message_from_bytes(f"{headers}\nText\n".encode())))
    else:
        message.attach(MIMEText(headers, "rfc822-headers"))
    return message.as_bytes()


def _block(fields: dict[str, str]) -> Message:
    block = Message()
    for name, value in fields.items():
        block[name] = value
    return block
