"""The product of the workbench: what the public reads, signs and gets sent."""

from typing import Any
from uuid import uuid4

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from campaigns.letters.compose import LetterBlocks
from campaigns.models.appeals import Appeal, reads_language
from campaigns.models.office_holders import OfficeHolder

WITHDRAWAL_FIELDS = frozenset({"withdrawn_on", "withdrawn_reason"})


class LetterVersionQuerySet(models.QuerySet["LetterVersion"]):
    def standing(self) -> "LetterVersionQuerySet":
        return self.filter(withdrawn_on__isnull=True)

    def signable(self) -> "LetterVersionQuerySet":
        """Standing, past the gates of the page, in a language the authority reads now."""
        return self.standing().filter(reads_language(), sendable=True)

    def serving(self) -> "LetterVersionQuerySet":
        """The newest standing version of each appeal and language."""
        newest = self.standing().order_by().values("appeal", "language").annotate(newest=Max("pk"))
        return self.filter(pk__in=newest.values("newest"))

    def update(self, **fields: Any) -> int:
        if set(fields) - WITHDRAWAL_FIELDS:
            raise ValidationError(_("A letter version is never changed; publish a new one."))
        return super().update(**fields)


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

    objects = models.Manager.from_queryset(LetterVersionQuerySet)()

    class Meta:
        verbose_name = _("letter version")
        verbose_name_plural = _("letter versions")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["appeal", "language", "-id"])]

    def __str__(self) -> str:
        return f"{self.appeal} [{self.language}] {self.digest[:8]}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk and (set(kwargs.get("update_fields") or {"all"}) - WITHDRAWAL_FIELDS):
            raise ValidationError(_("A letter version is never changed; publish a new one."))
        super().save(*args, **kwargs)

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
