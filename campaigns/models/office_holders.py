"""Who holds an office, from when to when, and how that person is addressed in each language."""

import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, InlinePanel

from campaigns.enums import Gender
from campaigns.models.authorities import Authority, letter_language_choices


class OfficeHolder(ClusterableModel):
    """A person in an office for a time. A successor is a new row; nobody is overwritten."""

    authority = ParentalKey(Authority, on_delete=models.CASCADE, related_name="holders")
    name = models.CharField(
        _("name"),
        max_length=120,
        help_text=_("As on the envelope. For a successor add a new office holder."),
    )
    gender = models.CharField(
        _("gender"),
        max_length=1,
        choices=Gender,
        default=Gender.UNKNOWN,
        help_text=_("Decides the form of address in many languages."),
    )
    valid_from = models.DateField(_("in office from"), help_text=_("First day in office."))
    valid_until = models.DateField(
        _("in office until"),
        null=True,
        blank=True,
        help_text=_("Last day in office; empty while in office."),
    )

    panels = [
        FieldPanel("name"),
        FieldPanel("gender"),
        FieldPanel("valid_from"),
        FieldPanel("valid_until"),
        InlinePanel("forms", label=_("form of address"), heading=_("Forms of address")),
    ]

    class Meta:
        verbose_name = _("office holder")
        verbose_name_plural = _("office holders")
        ordering = ["-valid_from"]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        super().clean()
        if self.valid_until and self.valid_from and self.valid_until < self.valid_from:
            raise ValidationError({"valid_until": _("The last day is before the first one.")})
        if self._renamed() and self.versions.exists():
            raise ValidationError(
                {
                    "name": _(
                        "Letters have been approved for this person. Add a new office holder "
                        "and end this one's time instead."
                    )
                }
            )

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        """Raises ValidationError once letters were approved: a form can show that to an editor."""
        if self.versions.exists():
            raise ValidationError(
                _("Letters have been approved for this person. End the time in office instead.")
            )
        return super().delete(*args, **kwargs)

    def _renamed(self) -> bool:
        return bool(
            self.pk and type(self).objects.filter(pk=self.pk).exclude(name=self.name).exists()
        )

    def holds_on(self, day: datetime.date) -> bool:
        return self.valid_from <= day and (self.valid_until is None or day <= self.valid_until)

    def form_in(self, language: str) -> "FormOfAddress | None":
        return next((form for form in self.forms.all() if form.language == language), None)

    def envelope_line(self, language: str) -> str:
        """How the person stands on the envelope of a letter in `language`."""
        form = self.form_in(language)
        return (form.envelope_line if form else "") or self.name


class FormOfAddress(models.Model):
    """How one person is addressed in one language; guidance for authors and translators."""

    holder = ParentalKey(OfficeHolder, on_delete=models.CASCADE, related_name="forms")
    language = models.CharField(_("language"), max_length=12, choices=letter_language_choices)
    envelope_line = models.CharField(
        _("line on the envelope"),
        max_length=120,
        blank=True,
        help_text=_("Title and name; empty for the bare name."),
    )
    salutation = models.CharField(
        _("salutation"), max_length=200, help_text=_("The complete line, with its punctuation.")
    )
    closing = models.TextField(_("closing"), help_text=_("The complete closing of a letter."))

    panels = [
        FieldPanel("language"),
        FieldPanel("envelope_line"),
        FieldPanel("salutation"),
        FieldPanel("closing"),
    ]

    class Meta:
        verbose_name = _("form of address")
        verbose_name_plural = _("forms of address")
        ordering = ["language"]
        constraints = [
            models.UniqueConstraint(fields=["holder", "language"], name="one_form_per_language")
        ]

    def __str__(self) -> str:
        return f"{self.language}: {self.salutation}"
