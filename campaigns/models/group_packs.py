"""Packs of letters that groups take along, and how many of them they report as posted."""

import datetime

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from campaigns import conf
from campaigns.enums import PackKind
from campaigns.models.appeals import Appeal

MOST_LETTERS = 50


class GroupPackQuerySet(models.QuerySet["GroupPack"]):
    def counted(self) -> "GroupPackQuerySet":
        """Packs whose letters count as reported: no specimens."""
        return self.filter(specimen=False, reported__isnull=False)


class GroupPack(models.Model):
    """A pack as a number: which letters, how many, from when. Nothing of who is in the group."""

    appeal = models.ForeignKey(
        Appeal, verbose_name=_("appeal"), on_delete=models.PROTECT, related_name="packs"
    )
    language = models.CharField(_("language"), max_length=12)
    kind = models.CharField(_("kind"), max_length=10, choices=PackKind)
    size = models.PositiveSmallIntegerField(
        _("letters in the pack"),
        validators=[MinValueValidator(1), MaxValueValidator(MOST_LETTERS)],
    )
    made_on = models.DateField(_("made on"), default=timezone.localdate)
    specimen = models.BooleanField(_("specimen"), default=False)
    code_hash = models.CharField(
        _("hash of the code"), max_length=64, null=True, unique=True, editable=False
    )
    reported = models.PositiveSmallIntegerField(
        _("posted, as reported"),
        null=True,
        blank=True,
        help_text=_("Empty until the group has reported."),
    )
    reported_on = models.DateField(
        _("first reported on"), null=True, blank=True, help_text=_("Corrections keep this day.")
    )

    objects = models.Manager.from_queryset(GroupPackQuerySet)()

    class Meta:
        verbose_name = _("pack of a group")
        verbose_name_plural = _("packs of groups")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(size__gte=1, size__lte=MOST_LETTERS), name="a_pack_has_some_letters"
            ),
            models.CheckConstraint(
                condition=Q(reported=None) | Q(reported__lte=F("size")),
                name="no_more_reported_than_packed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.appeal} [{self.language}] {self.made_on}: {self.size}"

    def clean(self) -> None:
        super().clean()
        if self.reported is not None and self.reported > self.size:
            raise ValidationError(
                {"reported": _("There were %(size)d letters in this pack.") % {"size": self.size}}
            )

    def report(self, number: int, day: datetime.date | None = None) -> None:
        """Stores how many letters were posted; raises ValidationError of `reported`.

        A report can be corrected for `CAMPAIGNS["PACK_CORRECTION_DAYS"]` days; then it stands.
        """
        day = day or timezone.localdate()
        if (until := self.correctable_until()) is not None and until < day:
            raise ValidationError({"reported": gettext("This report can no longer be changed.")})
        self.reported, self.reported_on = number, self.reported_on or day
        self.clean_fields(exclude={"appeal", "code_hash"})
        self.clean()
        self.save(update_fields=["reported", "reported_on"])

    def correctable_until(self) -> datetime.date | None:
        """The last day for a correction; None before the first report."""
        if self.reported_on is None:
            return None
        return self.reported_on + datetime.timedelta(days=conf.get("PACK_CORRECTION_DAYS"))
