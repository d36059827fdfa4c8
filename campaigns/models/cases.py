"""A person or group and their lasting story: facts that are the same in every language.

A case has no drafts: a change is effective at once, everywhere, because whatever is shown or
taken in is asked of the case at that moment and copied nowhere.
"""

import datetime
from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_countries.fields import CountryField
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.images import get_image_model_string
from wagtail.models import Orderable
from wagtail.search import index

from campaigns.enums import PUBLIC_CASE_STATUSES, CaseStatus, ClosedReason, OutcomeKind
from campaigns.forms import CaseForm
from campaigns.models.public_texts import pages_telling, versions_telling
from campaigns.models.secret_names import reveals


class CaseQuerySet(models.QuerySet["Case"]):
    def public(self) -> "CaseQuerySet":
        """Cases whose pages may be shown: by their status and the consent to the name."""
        return self.filter(status__in=PUBLIC_CASE_STATUSES, consent_name=True)

    def indexable(self) -> "CaseQuerySet":
        """Public cases that search engines and the site's own search may list."""
        return self.public().filter(may_be_indexed=True)


class Case(index.Indexed, ClusterableModel):
    public_name = models.CharField(
        _("public name"),
        max_length=120,
        help_text=_(
            "In Latin letters. The only name that pages, addresses, files, letters and labels use."
        ),
    )
    native_name = models.CharField(
        _("name in its own script"),
        max_length=120,
        blank=True,
        help_text=_("So that the authority can identify the person."),
    )
    legal_name = models.CharField(
        _("legal name"),
        max_length=200,
        blank=True,
        help_text=_(
            "Only if it must stay secret: it is never shown, searched or exported, and publishing "
            "is refused where it appears."
        ),
    )
    identification = models.CharField(
        _("identification"),
        max_length=200,
        blank=True,
        help_text=_("File number, father's name or birth year, where that is safe. Letters only."),
    )
    country = CountryField(
        verbose_name=_("country"), help_text=_("The country that is responsible for the case.")
    )
    status = models.CharField(
        _("status"),
        max_length=12,
        choices=CaseStatus,
        default=CaseStatus.PREPARING,
        help_text=_("Only an active case takes signatures. A change is effective at once."),
    )

    consent_name = models.BooleanField(
        _("name may be published"),
        default=False,
        help_text=_("Agreed by the person or by those who speak for them."),
    )
    consent_picture = models.BooleanField(
        _("pictures may be published"), default=False, help_text=_("Each picture can end earlier.")
    )
    consent_health = models.BooleanField(
        _("details on health may be published"), default=False, help_text=_("Agreed explicitly.")
    )
    consent_family = models.BooleanField(
        _("details on the family may be published"),
        default=False,
        help_text=_("Agreed by the family, too."),
    )
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("safety review by"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("Who checked that what is published harms nobody. Never shown outside."),
    )
    reviewed_on = models.DateField(
        _("safety review on"), null=True, blank=True, help_text=_("The day of the last review.")
    )
    review_due = models.DateField(
        _("next review due"),
        null=True,
        blank=True,
        help_text=_("After this day the forms close until the case is reviewed again."),
    )

    may_name_organisation = models.BooleanField(
        _("letters may name the organisation"),
        default=True,
        help_text=_("Otherwise nothing that leaves the house names it."),
    )
    may_be_indexed = models.BooleanField(
        _("may be found by search engines"),
        default=True,
        help_text=_("Otherwise the pages ask not to be indexed and stay out of the sitemap."),
    )
    may_show_place = models.BooleanField(
        _("letters may show the signatory's place"),
        default=False,
        help_text=_("A place and initials together can tell who signed."),
    )
    may_leave_for_machines = models.BooleanField(
        _("texts may go to a translation service"),
        default=False,
        help_text=_("To a third party, that is; a service of the house is always allowed."),
    )
    smallest_bundle = models.PositiveSmallIntegerField(
        _("smallest bundle"), null=True, blank=True, help_text=_("Instead of the house's number.")
    )

    objects: ClassVar[Any] = models.Manager.from_queryset(CaseQuerySet)()
    base_form_class = CaseForm

    search_fields = [
        index.SearchField("public_name", boost=2),
        index.AutocompleteField("public_name"),
        index.SearchField("native_name"),
        index.AutocompleteField("native_name"),
        index.FilterField("country"),
        index.FilterField("status"),
    ]

    class Meta:
        verbose_name = _("case")
        verbose_name_plural = _("cases")
        ordering = ["public_name"]
        permissions = [
            ("change_legal_name", _("Can read and change the legal name")),
            ("sign_review", _("Can sign the safety review")),
        ]

    def __str__(self) -> str:
        return self.public_name

    def clean(self) -> None:
        super().clean()
        errors: dict[str, Any] = {}
        if self.status == CaseStatus.ACTIVE:
            errors = self._missing_for_active()
        if self.review_due and self.reviewed_on and self.review_due < self.reviewed_on:
            errors["review_due"] = _("The next review cannot be due before the last one.")
        if places := self._places_of_legal_name():
            errors["legal_name"] = _(
                "The legal name must stay secret, but it can be read here: %(places)s. Remove it "
                "there, or record no legal name."
            ) % {"places": "; ".join(places)}
        if places := self._pages_with_identification():
            errors["identification"] = _(
                "Only letters may give this, but it can be read here: %(places)s."
            ) % {"places": "; ".join(places)}
        if errors:
            raise ValidationError(errors)

    def _places_of_legal_name(self) -> list[str]:
        """Where the secret name stands in public, so that it was never secret or is no more."""
        if not self.legal_name:
            return []
        places = [
            str(self._meta.get_field(name).verbose_name)
            for name in ("public_name", "native_name")
            if self.names_legal_name(getattr(self, name))
        ]
        # What is not public may be saved as it is: taking a case away must always work.
        if self.pk and self.is_public():
            places += pages_telling(self, self.legal_name)
            places += versions_telling(self, self.legal_name)
        return places

    def _pages_with_identification(self) -> list[str]:
        asks = self.pk and self.identification and self.is_public()
        return pages_telling(self, self.identification) if asks else []

    def _missing_for_active(self) -> dict[str, Any]:
        missing: dict[str, Any] = {}
        if not self.consent_name:
            missing["consent_name"] = _("An active case needs the consent to publish the name.")
        if self.reviewed_on is None:
            missing["reviewed_on"] = _("An active case needs a safety review.")
        if self.review_due is None:
            missing["review_due"] = _("Say when the next safety review is due.")
        return missing

    def is_public(self) -> bool:
        """The same answer as `CaseQuerySet.public`, for this row."""
        return self.status in PUBLIC_CASE_STATUSES and self.consent_name

    def review_overdue(self, today: datetime.date | None = None) -> bool:
        today = today or timezone.localdate()
        return self.reviewed_on is None or self.review_due is None or self.review_due < today

    def closed_reason(self, today: datetime.date | None = None) -> ClosedReason | None:
        """Why no appeal of this case can be open, or None."""
        if self.status != CaseStatus.ACTIVE:
            return ClosedReason.CASE_NOT_ACTIVE
        if not self.consent_name:
            return ClosedReason.NO_CONSENT
        return ClosedReason.REVIEW_OVERDUE if self.review_overdue(today) else None

    def picture(self, today: datetime.date | None = None) -> "CasePicture | None":
        """The first picture that may be shown now; no query where `pictures` are prefetched."""
        if not self.consent_picture:
            return None
        return next((each for each in self.pictures.all() if each.may_be_shown(today)), None)

    def names_legal_name(self, *texts: str) -> bool:
        """Whether the secret name stands in any of `texts`, however it is spelled."""
        return reveals(self.legal_name, texts)


class CaseOutcome(Orderable):
    """A dated event of a case. It says what happened, never whether a form is open."""

    case = ParentalKey(Case, on_delete=models.CASCADE, related_name="outcomes")
    kind = models.CharField(
        _("kind"), max_length=20, choices=OutcomeKind, help_text=_("Shown on the page.")
    )
    date = models.DateField(_("date"), help_text=_("The day it happened. Shown on the page."))
    note = models.TextField(
        _("note"), blank=True, help_text=_("For editors: source and circumstances. Never shown.")
    )

    class Meta(Orderable.Meta):
        verbose_name = _("outcome")
        verbose_name_plural = _("outcomes")
        ordering = ["date", "sort_order"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.date}"


class CasePictureQuerySet(models.QuerySet["CasePicture"]):
    def valid_on(self, day: datetime.date | None = None) -> "CasePictureQuerySet":
        day = day or timezone.localdate()
        far = datetime.date.max
        return self.alias(until=Coalesce("consent_until", far)).filter(until__gte=day)


class CasePicture(Orderable):
    case = ParentalKey(Case, on_delete=models.CASCADE, related_name="pictures")
    image = models.ForeignKey(
        get_image_model_string(),
        verbose_name=_("image"),
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("Its text alternative is translated on the page."),
    )
    credit = models.CharField(
        _("credit"), max_length=200, blank=True, help_text=_("Shown below the picture.")
    )
    consent = models.BooleanField(
        _("consent given"),
        default=False,
        help_text=_("By everybody who can be recognised; without it the picture is not shown."),
    )
    consent_until = models.DateField(
        _("consent until"), null=True, blank=True, help_text=_("Last day; empty for no end.")
    )

    objects: ClassVar[Any] = models.Manager.from_queryset(CasePictureQuerySet)()

    class Meta(Orderable.Meta):
        verbose_name = _("picture of a case")
        verbose_name_plural = _("pictures of a case")

    def __str__(self) -> str:
        return f"{self.case}: {self.credit or self.image_id}"

    def may_be_shown(self, today: datetime.date | None = None) -> bool:
        """The same answer as `consent=True` with `valid_on`, for this row."""
        today = today or timezone.localdate()
        return self.consent and (self.consent_until is None or self.consent_until >= today)
