"""The letter for a mailbox: plain text, a draft to open (.eml), a link (mailto:).

No address block, date or place: the mail has its own. Nothing says who or what made it.
"""

import base64
from collections.abc import Iterator
from dataclasses import dataclass
from unicodedata import normalize
from urllib.parse import quote

import regex

from campaigns.letters.content import LetterContent
from campaigns.letters.faults import unreadable
from campaigns.letters.gates import LetterRefused, texts_of
from campaigns.letters.languages import language
from campaigns.letters.markup import bcp47
from campaigns.letters.stretches import kept, tidy

MAX_MAILTO_LENGTH = 2000  # older mail programs and browsers cut what is longer, without a word
MAX_ADDRESS_LENGTH = 254  # RFC 5321 with its angle brackets
TWO_CHARACTERS = "\u3000\u3000"
_LOCAL_PART = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_ADDRESS = regex.compile(rf"{_LOCAL_PART}@{_LABEL}(?:\.{_LABEL})+")
_WORD_BYTES = 39  # of an encoded word, so that its line has 76 characters with its name


class MailAddressError(ValueError):
    """Not one plain e-mail address: several, a name with it, a line break, a lone word."""


@dataclass(frozen=True, slots=True)
class Mail:
    """One line of subject; a body whose lines end in "\\n", paragraphs parted by an empty one."""

    subject: str
    body: str


def mail(content: LetterContent) -> Mail:
    """Salutation, paragraphs, closing and initials; raises LetterRefused for what nobody can read.

    The mark of a specimen begins both subject and body.
    """
    if faults := unreadable(texts_of(content)):
        raise LetterRefused(faults)
    mark = f"[{content.layout.specimen}]" if content.layout.specimen else ""
    blocks = filter(None, (mark, *_blocks(content)))
    subject = tidy(f"{mark} {content.title}").replace("\n", " ")
    return Mail(subject, "\n\n".join(blocks) + "\n")


def eml(content: LetterContent, to: str) -> bytes:
    """The mail as a draft (X-Unsent) that a mail program opens, to be sent from there.

    RFC 5322 in ASCII, CRLF; no From, Date or Message-ID. Raises MailAddressError, LetterRefused.
    """
    message = mail(content)
    body = message.body.replace("\n", "\r\n").encode()
    headers = (
        f"To: {address_of(to)}",
        f"Subject: {encoded(message.subject)}",
        "X-Unsent: 1",
        "MIME-Version: 1.0",
        f"Content-Language: {bcp47(language(content.language))}",
        "Content-Type: text/plain; charset=utf-8",
        "Content-Transfer-Encoding: base64",
    )
    lines = base64.encodebytes(body).replace(b"\n", b"\r\n")
    return "\r\n".join((*headers, "", "")).encode() + lines


def mailto(content: LetterContent, to: str) -> str | None:
    """A link that opens the mail (RFC 6068), or None above MAX_MAILTO_LENGTH: offer eml() then.

    Letters in other scripts than Latin are nearly always longer, at up to nine characters for
    one. Raises MailAddressError and LetterRefused.
    """
    message = mail(content)
    address = quote(address_of(to), safe="@")
    body = quote(message.body.replace("\n", "\r\n"), safe="")
    link = f"mailto:{address}?subject={quote(message.subject, safe='')}&body={body}"
    return link if len(link) <= MAX_MAILTO_LENGTH else None


def _blocks(content: LetterContent) -> Iterator[str]:
    entry = language(content.language)
    start = TWO_CHARACTERS if entry.indented else ""
    paragraphs = ("".join(run.text for run in paragraph) for paragraph in content.paragraphs)
    yield tidy(content.salutation)
    for text in map(tidy, (*paragraphs, "\n".join(content.closing))):
        yield text and start + text
    yield content.initials and kept(content.initials, content.direction)


def address_of(to: str) -> str:
    """`to` with its domain in ASCII; nothing but an address passes, so no header can follow.

    Raises MailAddressError, also for a domain that would become another one.
    """
    local, at, domain = to.partition("@")
    try:
        address = f"{local}{at}{_in_ascii(domain)}"
    except UnicodeError:
        raise MailAddressError(to) from None
    if len(address) > MAX_ADDRESS_LENGTH or not _ADDRESS.fullmatch(address):
        raise MailAddressError(to)
    return address


def _in_ascii(domain: str) -> str:
    """Raises UnicodeError where the way back leads elsewhere.

    Python's codec is that of 2003, to which straße.example is strasse.example: somebody else's by
    now. Such a domain can be written in ASCII (xn--...).
    """
    found = domain.encode("idna")
    if not domain.isascii() and normalize("NFC", domain).lower() != found.decode("idna").lower():
        raise UnicodeError(domain)
    return found.decode()


def encoded(subject: str) -> str:
    """As encoded words (RFC 2047), each of whole characters, folded one to a line."""
    words, word = [], b""
    for character in subject:
        if len(word) + len(added := character.encode()) > _WORD_BYTES:
            words.append(word)
            word = b""
        word += added
    chosen = [base64.b64encode(part).decode() for part in (*words, word)]
    return "\r\n ".join(f"=?utf-8?b?{part}?=" for part in chosen)
