"""The mails of a dispatch: what is written in them, and what is attached."""

from collections.abc import Iterable
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from pathlib import Path
from typing import Any

from django.utils import timezone

from campaigns.dispatch import covering, drawing
from campaigns.letters.compose import compose
from campaigns.letters.content import Envelope, LetterContent
from campaigns.letters.languages import language as letter_language
from campaigns.letters.mail import Mail, encoded, mail
from campaigns.letters.markup import bcp47
from campaigns.letters.signatory import Signatory
from campaigns.models import Dispatch, DispatchItem, Letter

type Attachment = tuple[str, bytes]


def mail_of(item: DispatchItem, files: Iterable[Path]) -> bytes:
    """RFC 5322 in ASCII, with CRLF: the text, and the letters as PDF.

    The name of the organisation stands in it where the claim allowed that. Raises LetterRefused,
    OSError, and FileNotFoundError when the bundle is gone.
    """
    dispatch: Dispatch = item.dispatch
    if item.letter is not None:
        content = _content(dispatch, item.letter)
        attachments = [("letter.pdf", drawing.letter_file(dispatch, item.letter))]
        return _built(item, mail(content), content.language, attachments)
    written, language = _about_all(dispatch)
    return _built(item, written, language, _letters(dispatch, files))


def _letters(dispatch: Dispatch, files: Iterable[Path]) -> list[Attachment]:
    names = {part["name"] for part in dispatch.parts}
    found = [(file.name, file.read_bytes()) for file in files if file.name in names]
    if len(found) < max(len(names), 1):
        raise FileNotFoundError(f"the bundle of {dispatch.uuid} is not complete")
    return found


def _about_all(dispatch: Dispatch) -> tuple[Mail, str]:
    """The cover letter as a mail; without one, the letter they signed, and their number."""
    if (cover := covering.letter_to_authority(dispatch)) is not None:
        return mail(cover), cover.language
    newest = dispatch.letters.order_by("-version").select_related("version").first()
    if newest is None:
        raise FileNotFoundError(f"dispatch {dispatch.uuid} has no letters")
    written = mail(_content(dispatch, newest, signed=False))
    return Mail(f"{written.subject} ({dispatch.count})", written.body), newest.version.language


def _content(dispatch: Dispatch, letter: Letter, *, signed: bool = True) -> LetterContent:
    version = letter.version
    return compose(
        version.letter_blocks,
        Envelope(lines=()),
        Signatory(letter.initials, letter.place) if signed else None,
        letter.signed_on,
        language=version.language,
        country=dispatch.envelope["country"],
    )


def _built(
    item: DispatchItem, written: Mail, language: str, attachments: Iterable[Attachment]
) -> bytes:
    routing: dict[str, Any] = item.dispatch.envelope["routing"]
    message = EmailMessage(policy=SMTP)
    message.set_content(written.body, charset="utf-8", cte="base64")
    message["Content-Language"] = bcp47(letter_language(language))
    for name, content in attachments:
        message.add_attachment(content, maintype="application", subtype="pdf", filename=name)
    # Python folds long headers so that quotes and spaces get lost: these are written here.
    headers = (
        f"From: {_sender(routing)}",
        f"To: {routing['to']}",
        f"Subject: {encoded(written.subject)}",
        f"Date: {format_datetime(timezone.localtime())}",
        f"Message-ID: {item.message_id}",
        "",
    )
    return "\r\n".join(headers).encode("ascii") + message.as_bytes()


def _sender(routing: dict[str, Any]) -> str:
    """The name in encoded words, in which no sign means anything to a mail server."""
    name = " ".join(routing["name"].split())
    address: str = routing["sender"]
    return f"{encoded(name)}\r\n <{address}>" if name else address
