"""How long anything of a visitor is kept, and who removes it.

Whatever keeps something of a visitor has a remover: a function named in `REMOVERS`, or, for what a
site adds, in `CAMPAIGNS["REMOVERS"]`. `manage.py purge` calls each of them, every day and after a
restore. A remover is idempotent, works in transactions of its own, and never touches what still
has to leave.
"""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Protocol

from django.db import connection
from django.db.models import Q
from django.utils import timezone
from django.utils.module_loading import import_string

from campaigns import conf
from campaigns.enums import LetterState
from campaigns.models import Appeal, CampaignSettings, Dispatch, Letter
from campaigns.models.letters import LetterQuerySet

REMOVERS = (
    "campaigns.retention.remove_initials",
    "campaigns.retention.remove_keys",
    "campaigns.dispatch.removing.remove_bundles",
    "campaigns.dispatch.removing.remove_pace",
)
# A token lives hours; a client that repeats an API request does so within days.
KEY_DAYS = 7
# One transaction at a time, short enough for those who sign meanwhile.
BATCH = 5_000


@dataclass(frozen=True, slots=True)
class Terms:
    """What is older than these days goes; `today` by the house's clock."""

    today: datetime.date
    sent_before: datetime.date
    unsent_before: datetime.date
    keys_before: datetime.date

    @classmethod
    def in_force(cls, today: datetime.date | None = None) -> "Terms":
        house, today = CampaignSettings.in_force(), today or timezone.localdate()
        return cls(
            today=today,
            sent_before=today - datetime.timedelta(days=house.retention_days),
            unsent_before=today - datetime.timedelta(days=house.unsent_days),
            keys_before=today - datetime.timedelta(days=KEY_DAYS),
        )


class Remover(Protocol):
    def __call__(self, terms: Terms, *, dry: bool) -> Iterator[tuple[str, int]]:
        """Removes what is past its term; `dry` only counts. Yields (what it is, how many)."""


def removers() -> list[Remover]:
    return [import_string(path) for path in (*REMOVERS, *conf.get("REMOVERS"))]


def remove_initials(terms: Terms, *, dry: bool) -> Iterator[tuple[str, int]]:
    """Initials and places. The rows stay, for the counts and for the receipts.

    | state | removed | state afterwards |
    |---|---|---|
    | sent | `retention_days` after its dispatch was handed over | sent |
    | not_sent, and specimens | `retention_days` after the day of signing | as it was |
    | in_doubt | `unsent_days` after the end of the appeal | in_doubt |
    | sent, its dispatch in doubt | `unsent_days` after the end of the appeal | sent |
    | waiting, held, failed | `unsent_days` after the end of the appeal | not_sent |
    | claimed | never: a person has its bundle in hand | claimed |
    """
    letters = Letter.objects.exclude(initials="", place="")
    left = Dispatch.objects.filter(handed_over_on__lt=terms.sent_before)
    sent = letters.filter(state=LetterState.SENT, dispatch__in=left)
    yield "letters that left", emptied(sent, dry=dry)

    final = letters.filter(signed_on__lt=terms.sent_before).filter(
        Q(state=LetterState.NOT_SENT) | Q(state=LetterState.WAITING, specimen=True)
    )
    yield "letters that never leave", emptied(final, dry=dry)

    ended = Appeal.objects.filter(closes__lt=terms.unsent_before)
    doubtful = letters.filter(_in_doubt(), appeal__in=ended)
    yield "letters in doubt for long", emptied(doubtful, dry=dry)

    stuck = (LetterState.WAITING, LetterState.HELD, LetterState.FAILED)
    forgotten = letters.filter(state__in=stuck, specimen=False, appeal__in=ended)
    given_up = emptied(forgotten, dry=dry, state=LetterState.NOT_SENT)
    yield "letters that nobody sent, now not to be sent", given_up


def _in_doubt() -> Q:
    """Also what left of a dispatch that has no day of leaving until its rest is decided."""
    undecided = Dispatch.objects.filter(handed_over_on=None)
    return Q(state=LetterState.IN_DOUBT) | Q(state=LetterState.SENT, dispatch__in=undecided)


def remove_keys(terms: Terms, *, dry: bool) -> Iterator[tuple[str, int]]:
    """Hashes of keys and bodies. The receipt still finds the letter that the same key signed."""
    old = Letter.objects.filter(key_hash__isnull=False, signed_on__lt=terms.keys_before)
    yield "hashes of keys", changed(old, dry=dry, key_hash=None, body_hash="")


def emptied(letters: LetterQuerySet, *, dry: bool, **changes: Any) -> int:
    return changed(letters, dry=dry, initials="", place="", **changes)


def changed(letters: LetterQuerySet, *, dry: bool, **changes: Any) -> int:
    """How many were changed. What was claimed in between does not fit any more and stays: the
    conditions stand in the UPDATE itself, on the columns of the letter."""
    if dry:
        return letters.count()
    number, letters = 0, letters.order_by()
    while batch := list(letters.values_list("pk", flat=True)[:BATCH]):
        number += letters.filter(pk__in=batch).update(**changes)
    return number


def prepare_overwriting() -> None:
    """SQLite leaves removed bytes in its pages unless told otherwise."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA secure_delete = ON")


def overwrite() -> bool:
    """Takes what was removed off the disk; False if that has to be tried again.

    SQLite: the write-ahead log goes into the file and is cut to nothing. PostgreSQL: VACUUM frees
    the old rows' room for new ones.
    """
    if connection.in_atomic_block:
        return False
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            return cursor.fetchone()[0] == 0
        cursor.execute(f"VACUUM {connection.ops.quote_name(Letter._meta.db_table)}")
        return True
