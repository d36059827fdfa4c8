"""A batch of letters of one appeal and language, handed to one channel."""

import secrets
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from campaigns.enums import DispatchState, Hindrance, ItemState, ReplyKind
from campaigns.models.appeals import Appeal
from campaigns.models.public_figures import SMALLEST

RESTORED = "restored"
REPLY_SENTENCES: dict[str, Any] = {
    ReplyKind.RETURNED: _("Some of them came back undelivered."),
    ReplyKind.REFUSED: _("The authority refused some of them."),
    ReplyKind.ANSWERED: _("The authority has answered."),
}


def new_seed() -> int:
    return secrets.randbits(62)


class DispatchQuerySet(models.QuerySet["Dispatch"]):
    def unfinished(self) -> "DispatchQuerySet":
        """Those whose bundle a crash or a stop has left undone, the oldest first."""
        return self.filter(state=DispatchState.CLAIMED).order_by("pk")

    def published(self) -> "DispatchQuerySet":
        """Those the public may know of: what was handed over, those of specimens left out."""
        over = self.filter(state=DispatchState.HANDED_OVER, count__gt=0)
        return over.exclude(letters__specimen=True)


class Dispatch(models.Model):
    """Its state is moved by `campaigns.dispatch.states` alone, where the table stands."""

    uuid = models.UUIDField(_("public key"), default=uuid4, unique=True, editable=False)
    appeal = models.ForeignKey(
        Appeal, verbose_name=_("appeal"), on_delete=models.PROTECT, related_name="dispatches"
    )
    language = models.CharField(_("language"), max_length=12)
    channel = models.CharField(_("channel"), max_length=40)
    state = models.CharField(
        _("state"), max_length=12, choices=DispatchState, default=DispatchState.CLAIMED
    )
    count = models.PositiveIntegerField(_("number of letters"), default=0)
    envelope = models.JSONField(
        _("envelope and routing"), help_text=_("Frozen when the letters were claimed.")
    )
    seed = models.BigIntegerField(
        _("seed of the order"), default=new_seed, help_text=_("The same order gives the same file.")
    )
    claimed_on = models.DateField(_("claimed on"), default=timezone.localdate)
    done = models.PositiveIntegerField(
        _("letters drawn"), default=0, help_text=_("How far the work on the bundle is.")
    )
    stop_asked = models.BooleanField(
        _("asked to stop"), default=False, help_text=_("The work stops soon and can be continued.")
    )
    parts = models.JSONField(
        _("files"), default=list, help_text=_("Name, number of letters and SHA-256 of each part.")
    )
    sha256 = models.CharField(
        _("SHA-256 of the bundle"),
        max_length=64,
        blank=True,
        help_text=_("Of all its parts, one after the other."),
    )
    note = models.CharField(
        _("note"), max_length=300, blank=True, help_text=_("What went wrong, for colleagues.")
    )
    handed_over_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("handed over by"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    handed_over_on = models.DateField(
        _("handed over on"), null=True, blank=True, help_text=_("The day it left the house.")
    )
    reference = models.CharField(
        _("reference"),
        max_length=120,
        blank=True,
        help_text=_("Number of the parcel or of the receipt of the post, if there is one."),
    )

    objects = models.Manager.from_queryset(DispatchQuerySet)()

    class Meta:
        verbose_name = _("dispatch")
        verbose_name_plural = _("dispatches")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["appeal", "state"])]
        permissions = [
            ("prepare_dispatch", _("Can claim letters and prepare dispatches")),
            ("hand_over_dispatch", _("Can hand over, cancel and decide dispatches")),
        ]

    def __str__(self) -> str:
        return f"{self.appeal} [{self.language}] {self.channel}"

    @property
    def is_small(self) -> bool:
        """Whether the public is not told the number."""
        return self.count < SMALLEST

    def reply_sentences(self) -> list[Any]:
        """What came back, for who signed; without numbers, which could tell of single letters."""
        kinds = set(self.replies.values_list("kind", flat=True))
        return [REPLY_SENTENCES[kind] for kind in ReplyKind if kind in kinds]

    @property
    def note_text(self) -> Any:
        """The note as colleagues read it, in their language where it is one of ours."""
        if self.note in Hindrance.values:
            return Hindrance(self.note).label
        return _("Restored from the journal.") if self.note == RESTORED else self.note


class DispatchItem(models.Model):
    """One thing a channel sends by itself: a mail with a bundle, or with a single letter.

    The message id is fixed before the first attempt, so that a receiver can tell a second one.
    `next_try` is cleared once there is nothing to try: no time of a single letter is kept.
    """

    dispatch = models.ForeignKey(
        Dispatch, verbose_name=_("dispatch"), on_delete=models.CASCADE, related_name="items"
    )
    letter = models.ForeignKey(
        "campaigns.Letter",
        verbose_name=_("letter"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="items",
        help_text=_("Empty where it carries the whole bundle."),
    )
    message_id = models.CharField(_("message id"), max_length=200, unique=True)
    state = models.CharField(
        _("state"), max_length=12, choices=ItemState, default=ItemState.WAITING
    )
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    next_try = models.DateTimeField(_("next attempt"), null=True, blank=True)
    bounced_on = models.DateField(
        _("came back on"), null=True, blank=True, help_text=_("The day its bounce was read in.")
    )
    last_answer = models.CharField(
        _("last answer"), max_length=300, blank=True, help_text=_("What the receiver said.")
    )

    class Meta:
        verbose_name = _("item of a dispatch")
        verbose_name_plural = _("items of a dispatch")
        ordering = ["pk"]
        indexes = [models.Index(fields=["dispatch", "state", "next_try"])]

    def __str__(self) -> str:
        return self.message_id

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.last_answer = self.last_answer[:300]
        super().save(*args, **kwargs)
