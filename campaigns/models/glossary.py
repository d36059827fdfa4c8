"""Words of the field, and how they are said in another language."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale


class GlossaryEntry(models.Model):
    source = models.ForeignKey(
        Locale,
        verbose_name=_("from"),
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("Language of the term."),
    )
    target = models.ForeignKey(
        Locale,
        verbose_name=_("into"),
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("Language of the translation."),
    )
    term = models.CharField(
        _("term"), max_length=120, help_text=_("As it stands in a text; capitals do not matter.")
    )
    translation = models.CharField(_("translation"), max_length=200)
    note = models.CharField(
        _("note"), max_length=300, blank=True, help_text=_("When to use it, how it inflects.")
    )

    class Meta:
        verbose_name = _("glossary entry")
        verbose_name_plural = _("glossary")
        ordering = ["source", "target", "term"]
        constraints = [
            models.UniqueConstraint(
                fields=["source", "target", "term"],
                name="one_glossary_entry_per_term",
                violation_error_message=_("The glossary has this term already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.term} – {self.translation}"

    def clean(self) -> None:
        super().clean()
        if self.source_id and self.source_id == self.target_id:
            raise ValidationError({"target": _("Choose another language than that of the term.")})
