"""Signing a letter: what was read is what is signed, once, by whoever holds the token.

The first step turns initials into a token; nothing is stored. The second step turns the token
into one row and a receipt code. Both are pure of HTTP, so that pages and API share them.

A letter's key is the token's nonce, or the API's idempotency key. Only its hash is kept, unique
with the appeal. The receipt code is an HMAC of the key: a repeat shows the same code, although
only the code's hash is stored.
"""

import base64
import datetime
import hashlib
import hmac
import secrets
from dataclasses import dataclass

from django.core import signing
from django.db import IntegrityError, transaction
from django.utils import timezone

from campaigns import conf
from campaigns.enums import ClosedReason, LetterState, PrintKind
from campaigns.letters.assemble import single
from campaigns.letters.by_hand import by_hand_sheet
from campaigns.letters.docx import word
from campaigns.letters.mail import Mail, MailAddressError, eml, mail, mailto
from campaigns.letters.pdf import LetterRefused
from campaigns.letters.signatory import Signatory
from campaigns.models import Appeal, CampaignSettings, Letter, LetterVersion, PrintCount
from campaigns.models.letter_pages import letter_content, letter_kit

TOKEN_SALT = "campaigns.signing"  # noqa: S105 - a name space, no secret
RECEIPT_BYTES = 16


class TokenError(Exception):
    """The token was altered, has expired, or belongs to another appeal."""


class NotOpenError(Exception):
    """The appeal takes no signatures any more, or the version read was withdrawn."""

    def __init__(self, reason: ClosedReason) -> None:
        super().__init__(reason)
        self.reason = reason


class KeyReusedError(Exception):
    """The key was used before to sign something else; the first letter stands."""


@dataclass(frozen=True, slots=True)
class Intent:
    """What a visitor has read and is about to sign."""

    version: LetterVersion
    signatory: Signatory
    key: str


@dataclass(frozen=True, slots=True)
class Signed:
    letter: Letter
    receipt: str
    created: bool


def issue_token(version: LetterVersion, signatory: Signatory) -> str:
    """A signed, stateless token for the second step; valid `CAMPAIGNS["TOKEN_AGE"]` seconds."""
    payload = {
        "a": str(version.appeal.uuid),
        "v": str(version.uuid),
        "i": signatory.initials,
        "p": signatory.place,
        "n": secrets.token_urlsafe(16),
    }
    return signing.dumps(payload, salt=TOKEN_SALT)


def read_token(token: str, appeal: Appeal) -> Intent:
    """What the token says; raises TokenError."""
    try:
        payload = signing.loads(token, salt=TOKEN_SALT, max_age=conf.get("TOKEN_AGE"))
        if payload["a"] != str(appeal.uuid):
            raise TokenError
        version = appeal.versions.get(uuid=payload["v"])
        signatory = Signatory(initials=payload["i"], place=payload["p"])
        return Intent(version=version, signatory=signatory, key=f"token:{payload['n']}")
    except (signing.BadSignature, KeyError, TypeError, ValueError, LetterVersion.DoesNotExist):
        raise TokenError from None


def sign(appeal: Appeal, intent: Intent) -> Signed:
    """Stores one letter, or finds the one this key has signed.

    Raises NotOpenError (no row), KeyReusedError (the first row stands).
    A repeat is answered also when the appeal has closed in between.
    """
    key_hash = _hash(f"{appeal.uuid}:{intent.key}")
    if (earlier := _signed_before(appeal, key_hash, intent)) is not None:
        return earlier
    receipt = receipt_code(appeal, intent.key)
    try:
        with transaction.atomic():
            # Asked anew beside the insert: a stop may have come while the letter was read.
            appeal = Appeal.objects.select_related("case", "authority").get(pk=appeal.pk)
            refuse_if_closed(appeal, intent.version)
            letter = Letter.objects.create(
                appeal=appeal,
                version=intent.version,
                initials=intent.signatory.initials,
                place=intent.signatory.place if appeal.case.may_show_place else "",
                signed_on=timezone.localdate(),
                specimen=CampaignSettings.in_force().specimen_mark,
                key_hash=key_hash,
                body_hash=_body_hash(intent),
                receipt_hash=_hash(receipt),
            )
    except IntegrityError:
        # Another request with the same key was first.
        if (earlier := _signed_before(appeal, key_hash, intent)) is not None:
            return earlier
        raise
    return Signed(letter=letter, receipt=receipt, created=True)


def refuse_if_closed(appeal: Appeal, version: LetterVersion) -> None:
    """Raises NotOpenError unless `version` may be signed for `appeal` now."""
    if (reason := appeal.closed_reason()) is not None:
        raise NotOpenError(reason)
    # Who has read a version may sign it while a token lives, also when a newer one has come.
    reading_since = timezone.now() - datetime.timedelta(seconds=conf.get("TOKEN_AGE"))
    signable = appeal.versions.signable().filter(pk=version.pk).exists()
    if not signable or version.is_superseded(reading_since):
        raise NotOpenError(ClosedReason.NO_LETTER)


def _signed_before(appeal: Appeal, key_hash: str, intent: Intent) -> Signed | None:
    letter = appeal.letters.filter(key_hash=key_hash).first()
    if letter is None:
        return None
    # A withdrawn row has forgotten the body, not the version.
    same_body = letter.body_hash in ("", _body_hash(intent))
    if letter.version_id != intent.version.pk or not same_body:
        raise KeyReusedError
    return Signed(letter=letter, receipt=receipt_code(appeal, intent.key), created=False)


def _body_hash(intent: Intent) -> str:
    """Tells signed bodies apart; without the key, which is kept nowhere, it tells nothing."""
    signatory = intent.signatory
    body = "\n".join([str(intent.version.uuid), signatory.initials, signatory.place])
    return hmac.new(intent.key.encode(), body.encode(), hashlib.sha256).hexdigest()


def receipt_code(appeal: Appeal, key: str) -> str:
    """128 bits in base 32 without padding, lower case: 26 letters and digits, easy to read out."""
    message = f"{appeal.uuid}:{key}".encode()
    mac = hmac.new(conf.receipt_secret(), message, hashlib.sha256).digest()[:RECEIPT_BYTES]
    return base64.b32encode(mac).decode().rstrip("=").lower()


def plain_code(typed: str) -> str:
    """A receipt code as it was issued: spaces and capital letters make no difference."""
    return "".join(typed.split()).lower()


def letter_of_receipt(code: str) -> Letter | None:
    """The letter a receipt code belongs to; None for an unknown code."""
    hashed = _hash(plain_code(code))
    return (
        Letter.objects.select_related("appeal__case", "appeal__authority", "version", "dispatch")
        .filter(receipt_hash=hashed)
        .first()
    )


def letter_to_post(
    appeal: Appeal,
    version: LetterVersion,
    signatory: Signatory,
    kind: PrintKind = PrintKind.PDF,
) -> bytes:
    """The file a visitor takes along to post; counted unless a specimen, nothing else kept.

    Raises NotOpenError, also where the page cannot be made: an address may have grown since.
    """
    refuse_if_closed(appeal, version)
    house = CampaignSettings.in_force()
    try:
        file = _file_to_post(appeal, version, signatory, kind, house)
    except LetterRefused as refused:
        raise NotOpenError(ClosedReason.NO_LETTER) from refused
    if not house.specimen_mark:
        PrintCount.add(appeal, version.language, kind)
    return file


def _file_to_post(
    appeal: Appeal,
    version: LetterVersion,
    signatory: Signatory,
    kind: PrintKind,
    house: CampaignSettings,
) -> bytes:
    blocks, language, specimen = version.letter_blocks, version.language, house.specimen_mark
    if kind == PrintKind.PDF:
        kit = letter_kit(appeal, blocks, language, house=house, specimen=specimen, by_hand=True)
        return single(kit, signatory, timezone.localdate())
    content = letter_content(
        appeal, blocks, language, signatory, house=house, specimen=specimen, by_hand=True
    )
    return word(content) if kind == PrintKind.WORD else by_hand_sheet(content)


@dataclass(frozen=True, slots=True)
class OwnMail:
    """A letter for the visitor's own mailbox: what to copy, a draft to open, perhaps a link."""

    to: str
    mail: Mail
    draft: bytes
    link: str | None


def letter_to_mail(
    appeal: Appeal, version: LetterVersion, signatory: Signatory, *, counted: bool = True
) -> OwnMail:
    """For a visitor who writes from a mailbox of their own; nothing of it is kept.

    Raises NotOpenError, also where the office has no address that mail can be sent to.
    """
    refuse_if_closed(appeal, version)
    house = CampaignSettings.in_force()
    to = appeal.authority.email
    try:
        content = letter_content(
            appeal,
            version.letter_blocks,
            version.language,
            signatory,
            house=house,
            specimen=house.specimen_mark,
            by_hand=True,
        )
        written = OwnMail(to, mail(content), eml(content, to), mailto(content, to))
    except (LetterRefused, MailAddressError) as refused:
        raise NotOpenError(ClosedReason.NO_LETTER) from refused
    if counted and not house.specimen_mark:
        PrintCount.add(appeal, version.language, PrintKind.MAIL)
    return written


def withdraw(letter: Letter) -> bool:
    """Empties a letter that still waits; False when it has left or was withdrawn before.

    The emptied row stays, so that a repeat of the same key does not sign again.
    """
    waiting = (LetterState.WAITING, LetterState.HELD)
    changed = Letter.objects.filter(pk=letter.pk, state__in=waiting).update(
        state=LetterState.WITHDRAWN, initials="", place="", body_hash=""
    )
    letter.refresh_from_db()
    return bool(changed)


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()
