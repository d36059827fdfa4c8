"""The appeals of one month."""

from babel.dates import format_skeleton
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


class Edition(models.Model):
    month = models.DateField(
        _("month"), unique=True, help_text=_("The first day of the month; the title follows.")
    )

    class Meta:
        verbose_name = _("edition")
        verbose_name_plural = _("editions")
        ordering = ["-month"]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        super().clean()
        if self.month and self.month.day != 1:
            raise ValidationError({"month": _("Enter the first day of the month.")})

    @property
    def title(self) -> str:
        """Month and year by CLDR in the active language, "November 2026"."""
        language = (get_language() or "en").replace("-", "_")
        return format_skeleton("yMMMM", self.month, locale=language)
