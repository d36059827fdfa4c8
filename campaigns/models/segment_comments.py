"""Questions about a segment, asked by translators and answered in place."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail_localize.models import Translation, TranslationContext


class SegmentComment(models.Model):
    translation = models.ForeignKey(
        Translation,
        verbose_name=_("translation"),
        on_delete=models.CASCADE,
        related_name="comments",
    )
    context = models.ForeignKey(
        TranslationContext, verbose_name=_("place"), on_delete=models.CASCADE, related_name="+"
    )
    answer_to = models.ForeignKey(
        "self",
        verbose_name=_("answer to"),
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="answers",
    )
    text = models.TextField(_("comment"), max_length=1000)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("by"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    at = models.DateTimeField(_("at"), auto_now_add=True)
    settled_on = models.DateTimeField(_("settled on"), null=True, blank=True)

    class Meta:
        verbose_name = _("comment on a segment")
        verbose_name_plural = _("comments on segments")
        ordering = ["pk"]
        indexes = [models.Index(fields=["translation", "context"])]

    def __str__(self) -> str:
        return self.text[:60]
