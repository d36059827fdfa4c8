"""A batch of letters of one appeal and language, handed to one channel."""

import secrets
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from campaigns.enums import DispatchState
from campaigns.models.appeals import Appeal


def new_seed() -> int:
    return secrets.randbits(62)


class Dispatch(models.Model):
    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
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
    file = models.CharField(_("file"), max_length=255, blank=True)
    sha256 = models.CharField(_("SHA-256 of the file"), max_length=64, blank=True)
    handed_over_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("handed over by"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    handed_over_on = models.DateField(_("handed over on"), null=True, blank=True)
    reference = models.CharField(_("reference"), max_length=120, blank=True)
    returned = models.PositiveIntegerField(_("returned"), default=0)
    refused = models.PositiveIntegerField(_("refused"), default=0)
    answered = models.PositiveIntegerField(_("answered"), default=0)

    class Meta:
        verbose_name = _("dispatch")
        verbose_name_plural = _("dispatches")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.appeal} [{self.language}] {self.channel}"
