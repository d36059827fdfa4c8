"""The product of the workbench: what the public reads, signs and gets sent."""

import datetime
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, F, Max, OuterRef, Q, Subquery
from django.db.models.fields.json import KT
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from campaigns.forms import WithdrawalForm
from campaigns.letters.compose import LetterBlocks
from campaigns.models.appeals import Appeal, reads_language
from campaigns.models.office_holders import FormOfAddress, OfficeHolder

WITHDRAWAL_FIELDS = frozenset({"withdrawn_on", "withdrawn_reason"})
# Decided later: the withdrawal, and that letters signed with it may go although it is outdated.
LATER_FIELDS = WITHDRAWAL_FIELDS | {"released_on", "released_for"}


class LetterVersionQuerySet(models.QuerySet["LetterVersion"]):
    def standing(self) -> "LetterVersionQuerySet":
        return self.filter(withdrawn_on__isnull=True)

    def signable(self, today: datetime.date | None = None) -> "LetterVersionQuerySet":
        """Standing, past the gates of the page, in a language the authority reads now.

        And fit for who holds the office now: approved for that person, or with the salutation
        that the person's form of address asks for. Otherwise the envelope would name the
        successor and the letter the predecessor.
        """
        asked_for = FormOfAddress.objects.filter(
            holder=OuterRef("holder_now"),
            language=OuterRef("language"),
            salutation=OuterRef("salutation"),
        )
        holder_now = _holder_now(today or timezone.localdate())
        return (
            self.standing()
            .filter(reads_language(), sendable=True)
            .alias(holder_now=Subquery(holder_now), salutation=KT("blocks__salutation"))
            .filter(Q(holder_now=None) | Q(holder=F("holder_now")) | Exists(asked_for))
        )

    def with_addressee(self, today: datetime.date) -> "LetterVersionQuerySet":
        """Adds `addressee`: the key of who holds the office it goes to, None for nobody."""
        return self.annotate(addressee=Subquery(_holder_now(today)))

    def signable_for_readers_since(self, moment: datetime.datetime) -> "LetterVersionQuerySet":
        """Signable, and not replaced before `moment`: who reads a version may sign it for a while,
        also when a newer one has come."""
        newer = LetterVersion.objects.standing().filter(
            appeal=OuterRef("appeal"),
            language=OuterRef("language"),
            pk__gt=OuterRef("pk"),
            sendable=True,
            approved_on__lt=moment,
        )
        return self.signable().filter(~Exists(newer))

    def serving(self) -> "LetterVersionQuerySet":
        """Of these, the newest of each appeal and language that is not withdrawn."""
        newest = self.standing().order_by().values("appeal", "language").annotate(newest=Max("pk"))
        return self.filter(pk__in=newest.values("newest"))

    def update(self, **fields: Any) -> int:
        if set(fields) - LATER_FIELDS:
            raise ValidationError(_("A letter version is never changed; publish a new one."))
        return super().update(**fields)


def _holder_now(today: datetime.date) -> models.QuerySet[Any, Any]:
    """Key of who holds the office a version goes to; `Authority.holder_on` for one row."""
    held = OfficeHolder.objects.filter(
        Q(valid_until=None) | Q(valid_until__gte=today),
        authority=OuterRef("appeal__authority"),
        valid_from__lte=today,
    )
    return held.order_by("-valid_from").values("pk")[:1]


class LetterVersion(models.Model):
    """An approved snapshot of a letter text. Written once; only its withdrawal is added later."""

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    appeal = models.ForeignKey(
        Appeal, verbose_name=_("appeal"), on_delete=models.PROTECT, related_name="versions"
    )
    language = models.CharField(_("language"), max_length=12)
    blocks = models.JSONField(_("text"))
    digest = models.CharField(_("digest"), max_length=64)
    source_digest = models.CharField(
        _("digest of the source"),
        max_length=64,
        help_text=_("Of the text it was translated from; its own for an original."),
    )
    sendable = models.BooleanField(
        _("fit to be sent"),
        help_text=_("Passed the gates of the page; a text for reading only did not have to."),
    )
    holder = models.ForeignKey(
        OfficeHolder,
        verbose_name=_("office holder"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="versions",
    )
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("approved by"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    approved_on = models.DateTimeField(_("approved on"), auto_now_add=True)
    withdrawn_on = models.DateTimeField(_("withdrawn on"), null=True, blank=True)
    withdrawn_reason = models.CharField(_("reason"), max_length=200, blank=True)
    released_on = models.DateTimeField(
        _("letters released on"),
        null=True,
        blank=True,
        help_text=_("Letters signed with it may go although a corrected version has come."),
    )
    released_for = models.ForeignKey(
        OfficeHolder,
        verbose_name=_("office holder when released"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )
    addressee: int | None  # From with_addressee() alone.

    objects = models.Manager.from_queryset(LetterVersionQuerySet)()
    base_form_class = WithdrawalForm

    class Meta:
        verbose_name = _("letter version")
        verbose_name_plural = _("letter versions")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["appeal", "language", "-id"])]
        permissions = [("withdraw_letterversion", _("Can withdraw a letter version"))]

    def __str__(self) -> str:
        return f"{self.appeal} [{self.language}] {self.digest[:8]}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk and (set(kwargs.get("update_fields") or {"all"}) - LATER_FIELDS):
            raise ValidationError(_("A letter version is never changed; publish a new one."))
        super().save(*args, **kwargs)

    def withdraw(self, reason: str) -> None:
        """Takes the version away from readers and signatories, at once and for good."""
        if self.withdrawn_on is None:
            self.withdrawn_on = timezone.now()
            self.withdrawn_reason = reason
            self.save(update_fields=["withdrawn_on", "withdrawn_reason"])

    def release(self) -> None:
        """Lets its letters go as they are, for the corrections and the office holder there are."""
        rows = type(self).objects.with_addressee(timezone.localdate())
        self._set_release(timezone.now(), rows.get(pk=self.pk).addressee)

    def hold_back(self) -> None:
        """Takes the release back."""
        self._set_release(None, None)

    def _set_release(self, moment: datetime.datetime | None, holder: int | None) -> None:
        self.released_on, self.released_for_id = moment, holder
        self.save(update_fields=["released_on", "released_for"])

    @property
    def letter_blocks(self) -> LetterBlocks:
        return LetterBlocks.from_json(self.blocks)

    def reading_versions(self) -> dict[str, "LetterVersion"]:
        """Versions to read beside this letter, by language: of the same source, the newest each.

        An older one is taken if need be, so that both columns always say the same.
        """
        pairs = (
            type(self)
            .objects.standing()
            .filter(appeal=self.appeal_id, source_digest=self.source_digest)
            .order_by("pk")
        )
        return {version.language: version for version in pairs}
