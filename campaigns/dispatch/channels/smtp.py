"""Handing a mail to the mail server of the house, and telling what became of it.

Until the server has been given the last byte it has taken nothing, whatever went wrong. From then
on only its answer tells: without one, nobody knows.
"""

import contextlib
import smtplib
from collections.abc import Iterator
from typing import Any

import regex

from campaigns import conf
from campaigns.dispatch.channels.base import ChannelError, Outcome

# What a server says to a sender that is too fast for it (RFC 3463, 4.7 and 4.3, and in words).
_ABOUT_RATE = regex.compile(
    r"\b4\.(?:7|3\.2)\b|\brate\b|\blimit|\btoo (?:many|fast|much)|throttl|slow down",
    regex.IGNORECASE,
)
_CLOSING = 421
_TAKEN, _GO_ON = 250, 354
_TAKES = range(250, 252)  # 251: not local, and sent on
_REFUSALS = range(400, 600)


def hand_in(message: bytes, *, sender: str, to: str, names_organisation: bool = True) -> str:
    """Gives a mail to the server of the settings; what it answered.

    message: RFC 5322 with CRLF, in ASCII. names_organisation: without it, the mail goes to
    `NEUTRAL_SMTP`, never to `SMTP`. Raises ChannelError.
    """
    chosen = conf.mail_server(names_organisation)
    if chosen is None:
        # The settings have changed since the claim: the mail waits until they name one again.
        raise ChannelError(Outcome.UNREACHED, "No mail server is set for this mail")
    with _before_it_counts():
        server = _connected(chosen)
    try:
        with _before_it_counts():
            _agree(server, sender, to)
        return _sent(server, message)
    finally:
        _leave(server)


def _connected(chosen: dict[str, Any]) -> smtplib.SMTP:
    # A name of ours for the greeting, or smtplib asks the DNS for one.
    return smtplib.SMTP(
        chosen["host"], chosen["port"], local_hostname="localhost", timeout=chosen["timeout"]
    )


@contextlib.contextmanager
def _before_it_counts() -> Iterator[None]:
    """Whatever fails in here: the server has no mail yet."""
    try:
        yield
    except smtplib.SMTPResponseException as error:
        # A greeting: it is about the server, and says nothing of this mail.
        answer = _words(error.smtp_code, error.smtp_error)
        raise ChannelError(Outcome.UNREACHED, answer) from error
    except (OSError, smtplib.SMTPException) as error:
        answer = f"The mail server cannot be reached: {type(error).__name__}"
        raise ChannelError(Outcome.UNREACHED, answer) from error


def _agree(server: smtplib.SMTP, sender: str, to: str) -> None:
    """The envelope, up to the point where the server waits for the mail."""
    server.ehlo_or_helo_if_needed()
    steps = (
        (_TAKES, lambda: server.mail(sender)),
        (_TAKES, lambda: server.rcpt(to)),
        ((_GO_ON,), lambda: server.docmd("DATA")),
    )
    for wanted, ask in steps:
        code, answer = ask()
        if code not in wanted:
            raise _refusal(code, answer)


def _sent(server: smtplib.SMTP, message: bytes) -> str:
    try:
        server.send(_with_doubled_dots(message) + b".\r\n")
        code, answer = server.getreply()
    except (OSError, smtplib.SMTPException) as error:
        answer_lost = f"The answer was lost: {type(error).__name__}"
        raise ChannelError(Outcome.UNKNOWN, answer_lost) from error
    if code == _TAKEN:
        return _words(code, answer)
    if code in _REFUSALS:
        raise _refusal(code, answer)
    # No answer that means anything: the mail may be taken.
    raise ChannelError(Outcome.UNKNOWN, _words(code, answer))


def _with_doubled_dots(message: bytes) -> bytes:
    """RFC 5321, 4.5.2: a line of a single full stop ends the mail."""
    body = message if message.endswith(b"\r\n") else message + b"\r\n"
    return regex.sub(rb"(?m)^\.", b"..", body)


def _leave(server: smtplib.SMTP) -> None:
    """Whatever the server thinks of it; what it has said about the mail stands."""
    with contextlib.suppress(OSError, smtplib.SMTPException):
        server.quit()
    server.close()


def _refusal(code: int, answer: bytes | str) -> ChannelError:
    words = _words(code, answer)
    for_good = code >= 500
    pause = not for_good and (code == _CLOSING or bool(_ABOUT_RATE.search(words)))
    return ChannelError(
        Outcome.REFUSED if for_good else Outcome.REFUSED_FOR_NOW, words, pause=pause
    )


def _words(code: int, answer: bytes | str) -> str:
    text = answer.decode(errors="replace") if isinstance(answer, bytes) else answer
    return " ".join(f"{code} {text}".split())
