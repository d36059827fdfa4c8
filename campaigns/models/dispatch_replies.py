"""What came back for a dispatch: the circle closes here."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models, transaction
from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.documents import get_document_model_string

from campaigns.enums import DispatchState, ReplyKind
from campaigns.models.authorities import Authority
from campaigns.models.dispatches import Dispatch


class DispatchReplyQuerySet(models.QuerySet["DispatchReply"]):
    def totals(self) -> dict[str, int]:
        """Number of letters by kind; kinds without any are left out."""
        rows = self.order_by().values("kind").annotate(total=Sum("n"))
        return {row["kind"]: row["total"] for row in rows}


class DispatchReply(models.Model):
    dispatch = models.ForeignKey(
        Dispatch, verbose_name=_("dispatch"), on_delete=models.PROTECT, related_name="replies"
    )
    kind = models.CharField(
        _("kind"),
        max_length=10,
        choices=ReplyKind,
        help_text=_("Returned post marks the authority's address as unverified."),
    )
    n = models.PositiveIntegerField(
        _("number of letters"),
        default=1,
        validators=[MinValueValidator(1)],
        help_text=_("How many letters it is about."),
    )
    date = models.DateField(_("date"), help_text=_("The day it reached the house."))
    note = models.TextField(
        _("note"), blank=True, help_text=_("For colleagues. No names of persons. Never shown.")
    )
    scan = models.ForeignKey(
        get_document_model_string(),
        verbose_name=_("scan"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("Of an answer or a stamp, with the names of persons blackened."),
    )

    objects: ClassVar[Any] = models.Manager.from_queryset(DispatchReplyQuerySet)()

    class Meta:
        verbose_name = _("reply to a dispatch")
        verbose_name_plural = _("replies to dispatches")
        ordering = ["date", "pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.n}"

    def clean(self) -> None:
        super().clean()
        if self.dispatch.state != DispatchState.HANDED_OVER:
            raise ValidationError(_("Only what was handed over can come back."))
        if self.date and self.date > timezone.localdate():
            raise ValidationError({"date": _("This day is still to come.")})
        if self.n and self.kind != ReplyKind.ANSWERED and self.n > self.most():
            raise ValidationError(
                {"n": _("More than the %(count)d letters of it.") % {"count": self.dispatch.count}}
            )

    def most(self) -> int:
        """How many letters of the dispatch have not come back yet, this reply left out."""
        others = self.dispatch.replies.exclude(pk=self.pk).exclude(kind=ReplyKind.ANSWERED)
        return self.dispatch.count - sum(others.totals().values())

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Whoever wrote it: post that came back says that the address needs to be checked."""
        with transaction.atomic():
            is_new = self._state.adding
            super().save(*args, **kwargs)
            if is_new and self.kind == ReplyKind.RETURNED:
                # Unless somebody has checked the address since.
                office = Authority.objects.filter(pk=self.dispatch.appeal.authority_id)
                office.filter(verified_on__lte=self.date).update(verified_on=None)
