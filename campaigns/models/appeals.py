"""One dated letter action of a case to one authority."""

import datetime
from typing import Any
from uuid import uuid4

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.search import index

from campaigns import conf
from campaigns.enums import CaseStatus, ClosedReason, LetterState
from campaigns.forms import AppealForm
from campaigns.models.authorities import Authority
from campaigns.models.cases import Case
from campaigns.models.editions import Edition
from campaigns.models.public_figures import SMALLEST


def default_channels() -> list[str]:
    return list(conf.get("CHANNELS"))[:1]


class AppealQuerySet(models.QuerySet["Appeal"]):
    def open(self, today: datetime.date | None = None) -> "AppealQuerySet":
        """Appeals that take signatures on `today`; the same answer as `Appeal.closed_reason`."""
        today = today or timezone.localdate()
        # Letter versions import this module, so their model is asked for by name.
        versions = apps.get_model("campaigns.LetterVersion").objects
        signable = versions.signable(today).filter(appeal=OuterRef("pk"))
        return self.running(today).filter(
            Exists(signable),
            case__status=CaseStatus.ACTIVE,
            case__consent_name=True,
            case__reviewed_on__isnull=False,
            case__review_due__gte=today,
        )

    def running(self, today: datetime.date | None = None) -> "AppealQuerySet":
        """Appeals in their period and not stopped, whatever the case says."""
        today = today or timezone.localdate()
        return self.filter(stopped=False, opens__lte=today, closes__gte=today)

    def with_signable_versions(self) -> "AppealQuerySet":
        """Loads what `Appeal.signable_versions` asks for, in as many queries for any number."""
        versions = apps.get_model("campaigns.LetterVersion").objects
        serving = versions.signable().serving().select_related("holder")
        return self.prefetch_related(
            "authority__reading_languages",
            Prefetch("versions", queryset=serving, to_attr="loaded_signable_versions"),
        )

    def for_reading(self) -> "AppealQuerySet":
        """Loads what the form and the letter to read show of an appeal."""
        return (
            self.select_related("case", "authority__via")
            .with_signable_versions()
            .prefetch_related("authority__copies_to", "authority__holders__forms")
        )

    def with_counts(self) -> "AppealQuerySet":
        """Adds `signed`, `sent`, `printed` and `reported` (by groups as posted), kept apart.

        Specimens and withdrawn ones are left out. `small_dispatches` and
        `sent_in_small_dispatches` are for `public_figures`, which hides them.
        Counted over an index; there is no counter that could be wrong.
        """
        letters = apps.get_model("campaigns.Letter").objects.counted()
        packs = apps.get_model("campaigns.GroupPack").objects.counted()
        prints = apps.get_model("campaigns.PrintCount").objects
        small = apps.get_model("campaigns.Dispatch").objects.published().filter(count__lt=SMALLEST)
        return self.annotate(
            signed=_of_appeal(letters, Count("pk")),
            sent=_of_appeal(letters.filter(state=LetterState.SENT), Count("pk")),
            printed=_of_appeal(prints, Sum("n")),
            reported=_of_appeal(packs, Sum("reported")),
            small_dispatches=_of_appeal(small, Count("pk")),
            sent_in_small_dispatches=_of_appeal(small, Sum("count")),
        )


def _of_appeal(rows: Any, aggregate: Any) -> Coalesce:
    """`aggregate` over the rows of each appeal, 0 without any."""
    grouped = rows.filter(appeal=OuterRef("pk")).order_by().values("appeal")
    return Coalesce(Subquery(grouped.annotate(found=aggregate).values("found")), 0)


class Appeal(index.Indexed, models.Model):
    uuid = models.UUIDField(_("public key"), default=uuid4, unique=True, editable=False)
    case = models.ForeignKey(
        Case,
        verbose_name=_("case"),
        on_delete=models.PROTECT,
        related_name="appeals",
        help_text=_("The person or group the letters are for."),
    )
    authority = models.ForeignKey(
        Authority,
        verbose_name=_("authority"),
        on_delete=models.PROTECT,
        related_name="appeals",
        help_text=_("The office the letters go to."),
    )
    edition = models.ForeignKey(
        Edition,
        verbose_name=_("edition"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="appeals",
        help_text=_("Empty for an urgent appeal."),
    )
    opens = models.DateField(_("opens"), help_text=_("First day of signing."))
    closes = models.DateField(
        _("closes"), help_text=_("Last day of signing; what was signed in time still goes.")
    )
    channels = models.JSONField(
        _("channels"),
        default=default_channels,
        help_text=_("How the letters may leave, in order of preference."),
    )
    goal = models.PositiveIntegerField(
        _("goal"), null=True, blank=True, help_text=_("Number of letters hoped for, if any.")
    )
    stopped = models.BooleanField(
        _("stopped"), default=False, help_text=_("Closes the form and holds what waits.")
    )
    stopped_reason = models.CharField(
        _("reason"), max_length=200, blank=True, help_text=_("For colleagues. Never shown.")
    )
    letter_key = models.UUIDField(default=uuid4, unique=True, editable=False)

    objects = models.Manager.from_queryset(AppealQuerySet)()
    base_form_class = AppealForm

    search_fields = [
        index.RelatedFields("case", [index.SearchField("public_name")]),
        index.RelatedFields("authority", [index.SearchField("name")]),
        index.AutocompleteField("names"),
        index.FilterField("stopped"),
    ]

    class Meta:
        verbose_name = _("appeal")
        verbose_name_plural = _("appeals")
        ordering = ["closes", "pk"]
        indexes = [models.Index(fields=["closes", "opens"])]

    def __str__(self) -> str:
        return f"{self.case} – {self.authority}, {self.opens:%Y-%m}"

    def names(self) -> str:
        """What editors look for."""
        return f"{self.case.public_name} {self.authority.name}"

    def clean(self) -> None:
        super().clean()
        if self.opens and self.closes and self.closes < self.opens:
            raise ValidationError({"closes": _("The last day is before the first one.")})
        if self.stopped and not self.stopped_reason:
            raise ValidationError({"stopped_reason": _("Say why the appeal is stopped.")})
        self._check_channels()
        self._check_still_the_same()

    def _check_still_the_same(self) -> None:
        """Approved letters name the case and speak to the authority: both stay what they are."""
        before = type(self).objects.filter(pk=self.pk).first()
        if before is None or not before.versions.exists():
            return
        kept = _("Letters have been approved for this appeal. Make a new appeal instead.")
        changed = [name for name in ("case_id", "authority_id") if _differs(self, before, name)]
        if changed:
            raise ValidationError({name.removesuffix("_id"): kept for name in changed})

    def _check_channels(self) -> None:
        known = set(conf.get("CHANNELS"))
        chosen = self.channels if isinstance(self.channels, list) else [None]
        if not chosen or len(set(chosen)) != len(chosen) or not set(chosen) <= known:
            raise ValidationError(
                {"channels": _("Choose one or more of the configured channels, each once.")}
            )

    def closed_reason(self, today: datetime.date | None = None) -> ClosedReason | None:
        """Why it takes no signatures on `today`, or None when it is open."""
        today = today or timezone.localdate()
        if (reason := self.halted_reason(today)) is not None:
            return reason
        return None if self.versions.signable(today).exists() else ClosedReason.NO_LETTER

    def halted_reason(self, today: datetime.date | None = None) -> ClosedReason | None:
        """Why it takes no signatures whatever letters it has, or None; asks the database nothing
        beyond the case."""
        today = today or timezone.localdate()
        if (reason := self.case.closed_reason(today)) is not None:
            return reason
        if self.stopped:
            return ClosedReason.STOPPED
        if today < self.opens:
            return ClosedReason.NOT_YET
        if today > self.closes:
            return ClosedReason.ENDED
        return None

    def is_open(self, today: datetime.date | None = None) -> bool:
        return self.closed_reason(today) is None

    def signable_versions(self) -> list[Any]:
        """The serving versions that may be signed, in the authority's order of preference."""
        order = self.authority.languages()
        serving = getattr(self, "loaded_signable_versions", None)
        if serving is None:
            serving = list(self.versions.signable().serving().select_related("holder"))
        return sorted(serving, key=lambda version: order.index(version.language))

    def address_warning(self) -> Any:
        """Why the address may be wrong, while letters can still go there; empty for nothing."""
        if self.authority.verified_on is not None or timezone.localdate() > self.closes:
            return ""
        return _("The authority's address is not verified.")

    def holder(self) -> Any:
        return self.authority.holder_on()


def _differs(one: Any, other: Any, name: str) -> bool:
    return getattr(one, name) != getattr(other, name)


def reads_language() -> Q:
    """For LetterVersion: its language is one that the authority of its appeal reads."""
    return Q(language=F("appeal__authority__reading_languages__language"))
