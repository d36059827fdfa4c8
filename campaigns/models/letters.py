"""Signed letters. A row holds a version, initials, perhaps a place, a day: nothing of a person."""

import datetime
from uuid import uuid4

from django.db import models
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from campaigns.enums import LetterState, PrintKind
from campaigns.models.appeals import Appeal
from campaigns.models.dispatches import Dispatch
from campaigns.models.letter_versions import LetterVersion


class LetterQuerySet(models.QuerySet["Letter"]):
    def counted(self) -> "LetterQuerySet":
        """Letters that count as signed: no specimens, none withdrawn."""
        return self.filter(specimen=False).exclude(state=LetterState.WITHDRAWN)


class Letter(models.Model):
    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    appeal = models.ForeignKey(
        Appeal,
        verbose_name=_("appeal"),
        on_delete=models.PROTECT,
        related_name="letters",
        # The index below begins with it: one less to write for each of 100,000 letters.
        db_index=False,
    )
    version = models.ForeignKey(
        LetterVersion, verbose_name=_("version"), on_delete=models.PROTECT, related_name="letters"
    )
    initials = models.CharField(
        _("initials"), max_length=40, blank=True, help_text=_("Empty once withdrawn or purged.")
    )
    place = models.CharField(_("place"), max_length=40, blank=True)
    signed_on = models.DateField(_("signed on"))
    state = models.CharField(
        _("state"), max_length=12, choices=LetterState, default=LetterState.WAITING
    )
    specimen = models.BooleanField(_("specimen"), default=False)
    dispatch = models.ForeignKey(
        Dispatch,
        verbose_name=_("dispatch"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="letters",
    )
    key_hash = models.CharField(_("hash of the key"), max_length=64, null=True, editable=False)
    body_hash = models.CharField(_("hash of the body"), max_length=64, blank=True, editable=False)
    receipt_hash = models.CharField(
        _("hash of the receipt"), max_length=64, null=True, editable=False
    )

    objects = models.Manager.from_queryset(LetterQuerySet)()

    class Meta:
        verbose_name = _("letter")
        verbose_name_plural = _("letters")
        ordering = ["-pk"]
        permissions = [("view_reports", _("Can see the reports on letters"))]
        indexes = [models.Index(fields=["appeal", "state", "specimen"])]
        constraints = [
            models.UniqueConstraint(fields=["appeal", "key_hash"], name="one_letter_per_key"),
            models.UniqueConstraint(fields=["receipt_hash"], name="one_letter_per_receipt"),
            models.CheckConstraint(
                condition=~models.Q(state="withdrawn") | models.Q(initials="", place=""),
                name="a_withdrawn_letter_is_empty",
            ),
        ]

    def __str__(self) -> str:
        return str(self.uuid)


class PrintCount(models.Model):
    """Letters that visitors took along to post; counted on the button, never on a page view."""

    appeal = models.ForeignKey(
        Appeal, verbose_name=_("appeal"), on_delete=models.PROTECT, related_name="prints"
    )
    language = models.CharField(_("language"), max_length=12)
    day = models.DateField(_("day"))
    kind = models.CharField(_("kind"), max_length=10, choices=PrintKind)
    n = models.PositiveIntegerField(_("number"), default=0)

    class Meta:
        verbose_name = _("letters printed by visitors")
        verbose_name_plural = _("letters printed by visitors")
        ordering = ["-day"]
        constraints = [
            models.UniqueConstraint(
                fields=["appeal", "language", "day", "kind"], name="one_print_count_per_day"
            )
        ]

    def __str__(self) -> str:
        return f"{self.appeal} [{self.language}] {self.day}: {self.n}"

    @classmethod
    def add(
        cls, appeal: Appeal, language: str, kind: PrintKind, day: datetime.date | None = None
    ) -> None:
        """Counts one more; safe beside others that count at the same moment."""
        row, _created = cls.objects.get_or_create(
            appeal=appeal, language=language, day=day or timezone.localdate(), kind=kind
        )
        cls.objects.filter(pk=row.pk).update(n=F("n") + 1)
