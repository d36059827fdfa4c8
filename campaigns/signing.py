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
import re
import secrets
from dataclasses import dataclass

from django.core import signing
from django.core.cache import cache
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from campaigns import conf
from campaigns.enums import ClosedReason, LetterState
from campaigns.letters.signatory import Signatory
from campaigns.models import (
    Appeal,
    CampaignSettings,
    Case,
    Letter,
    LetterVersion,
)

TOKEN_SALT = "campaigns.signing"  # noqa: S105 - a name space, no secret
RECEIPT_BYTES = 16
FITS_SECONDS = 10
RECEIPT_CODE = re.compile(r"[a-z2-7]{26}")


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


def is_token(text: str) -> bool:
    """Whether `text` is a token of ours, however old; asks nothing of the database."""
    try:
        signing.loads(text, salt=TOKEN_SALT)
    except (signing.BadSignature, ValueError):
        return False
    return True


def sign(appeal: Appeal, intent: Intent) -> Signed:
    """Stores one letter, or finds the one this key has signed.

    Raises NotOpenError (no row), KeyReusedError (the first row stands).
    A repeat is answered also when the appeal has closed in between.
    """
    key_hash = _hash(f"{appeal.uuid}:{intent.key}")
    try:
        return _store(appeal, intent, key_hash)
    except (IntegrityError, NotOpenError):
        # The key has signed before, perhaps a moment ago, perhaps while the appeal was open.
        if (earlier := _signed_before(appeal, key_hash, intent)) is not None:
            return earlier
        raise


def _store(appeal: Appeal, intent: Intent, key_hash: str) -> Signed:
    """One row in one transaction, which holds SQLite's only write lock for two statements."""
    receipt = receipt_code(appeal, intent.key)
    letter = Letter(
        appeal=appeal,
        version=intent.version,
        initials=intent.signatory.initials,
        signed_on=timezone.localdate(),
        specimen=CampaignSettings.in_force().specimen_mark,
        key_hash=key_hash,
        body_hash=_body_hash(intent),
        receipt_hash=_hash(receipt),
    )
    refuse_if_closed(appeal, intent.version)
    with transaction.atomic():
        case = _refuse_if_stopped_by_now(intent.version)
        letter.place = intent.signatory.place if case.may_show_place else ""
        letter.save(force_insert=True)
    return Signed(letter=letter, receipt=receipt, created=True)


def _refuse_if_stopped_by_now(version: LetterVersion) -> Case:
    """Asked anew beside the insert: a stop may have come while the database was busy.

    The case as it is now; raises NotOpenError.
    """
    found = LetterVersion.objects.select_related("appeal__case").defer("blocks")
    now = found.get(pk=version.pk)
    if (reason := now.appeal.halted_reason()) is not None:
        raise NotOpenError(reason)
    if now.withdrawn_on is not None:
        raise NotOpenError(ClosedReason.NO_LETTER)
    return now.appeal.case


def refuse_if_closed(appeal: Appeal, version: LetterVersion) -> None:
    """Raises NotOpenError unless `version` may be signed for `appeal` now."""
    if (reason := appeal.halted_reason()) is not None:
        raise NotOpenError(reason)
    if not (version.withdrawn_on is None and _fits(version)):
        raise NotOpenError(ClosedReason.NO_LETTER)


def _fits(version: LetterVersion) -> bool:
    """Whether the authority reads its language, for who holds the office, and nothing newer has
    come while a token can live. A yes holds for some seconds: none of this is a stop."""
    key = f"campaigns.fits.{version.pk}"
    if cache.get(key):
        return True
    reading_since = timezone.now() - datetime.timedelta(seconds=conf.get("TOKEN_AGE"))
    signable = LetterVersion.objects.signable_for_readers_since(reading_since)
    if fits := signable.filter(pk=version.pk).exists():
        cache.set(key, True, FITS_SECONDS)
    return fits


def _signed_before(appeal: Appeal, key_hash: str, intent: Intent) -> Signed | None:
    # The hash of the key goes after some days; the receipt, made from the same key, stays.
    receipt_hash = _hash(receipt_code(appeal, intent.key))
    same_key = Q(key_hash=key_hash) | Q(receipt_hash=receipt_hash)
    letter = appeal.letters.filter(same_key).first()
    if letter is None:
        return None
    # A withdrawn or old row has forgotten the body, not the version.
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


def is_receipt_code(typed: str) -> bool:
    """Whether it has the form of a receipt code, not whether there is a letter."""
    return RECEIPT_CODE.fullmatch(plain_code(typed)) is not None


def letter_of_receipt(code: str) -> Letter | None:
    """The letter a receipt code belongs to; None for an unknown code."""
    hashed = _hash(plain_code(code))
    return (
        Letter.objects.select_related("appeal__case", "appeal__authority", "version", "dispatch")
        .filter(receipt_hash=hashed)
        .first()
    )


def withdraw(letter: Letter) -> bool:
    """Empties a letter that still waits; False when it is on its way or was withdrawn before.

    One UPDATE decides between this and a claim at the same moment: whichever comes first. The
    emptied row stays, so that a repeat of the same key does not sign again.
    """
    waiting = (LetterState.WAITING, LetterState.HELD)
    changed = Letter.objects.filter(pk=letter.pk, state__in=waiting).update(
        state=LetterState.WITHDRAWN, initials="", place="", body_hash=""
    )
    letter.refresh_from_db(fields=["state", "initials", "place", "body_hash"])
    return bool(changed)


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()
