"""What the house itself says around letters: one text for each kind and language."""

import datetime
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, HelpPanel
from wagtail.fields import StreamField
from wagtail.models import (
    DraftStateMixin,
    LockableMixin,
    PreviewableMixin,
    RevisionMixin,
    TranslatableMixin,
)
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from campaigns.blocks import LetterParagraphsBlock
from campaigns.enums import CoverKind
from campaigns.forms import GatedModelForm
from campaigns.letters.compose import LetterContent
from campaigns.models.cover_gates import cover_gate_errors, sample_content
from campaigns.models.gates import Errors, GatedMixin
from campaigns.models.letter_words import LetterWordsMixin, panel_of_words, translatable_words


class CoverTextQuerySet(models.QuerySet["CoverText"]):
    def in_use(self, kind: CoverKind | str, language: str) -> "CoverText | None":
        """The published text of a kind in a language."""
        found = self.filter(kind=kind, locale__language_code=language, live=True)
        return found.select_related("locale").first()


class CoverText(
    LetterWordsMixin,
    GatedMixin,
    DraftStateMixin,
    LockableMixin,
    RevisionMixin,
    PreviewableMixin,
    TranslatableMixin,
    index.Indexed,
    models.Model,
):
    """Its words hold for every case: what differs stands in gaps, see `letters.gaps`."""

    kind = models.CharField(
        _("kind"),
        max_length=12,
        choices=CoverKind,
        default=CoverKind.LETTER,
        help_text=_("There is one text per kind and language."),
    )
    subject = models.CharField(
        _("subject"),
        max_length=160,
        help_text=_("One line; {demand} is the subject of the letter."),
    )
    salutation = models.CharField(
        _("salutation"),
        max_length=200,
        blank=True,
        help_text=_(
            "The complete line with its punctuation. Of a cover letter it may stay empty: then it "
            "is the salutation of the letter."
        ),
    )
    paragraphs = StreamField(
        LetterParagraphsBlock(),
        verbose_name=_("paragraphs"),
        help_text=_("Plain text with gaps that the system fills."),
    )
    closing = models.TextField(
        _("closing"),
        max_length=300,
        help_text=_("The complete closing; the organisation's name follows below it."),
    )

    objects = models.Manager.from_queryset(CoverTextQuerySet)()
    base_form_class = GatedModelForm
    translatable_fields = [
        SynchronizedField("kind", overridable=False),
        *translatable_words(),
    ]
    panels = [
        FieldPanel("kind"),
        HelpPanel(template="campaigns/admin/cover_text_help.html"),
        panel_of_words(_("Text")),
    ]
    search_fields = [
        index.SearchField("subject"),
        index.AutocompleteField("subject"),
        index.FilterField("locale_id"),
        index.FilterField("kind"),
    ]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("cover text")
        verbose_name_plural = _("cover texts")
        ordering = ["kind", "locale"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "locale"],
                name="one_cover_text_per_language",
                violation_error_message=_("There is a text of this kind in this language already."),
            )
        ]

    def __str__(self) -> str:
        return f"{CoverKind(self.kind).label} [{self.locale.language_code}]"

    @staticmethod
    def key_of(kind: CoverKind | str) -> UUID:
        """The translation key of all texts of a kind, the same on every site."""
        return uuid5(NAMESPACE_URL, f"campaigns.cover_text.{CoverKind(kind).value}")

    def clean(self) -> None:
        super().clean()
        # The constraint is not asked in a form: the language is no field of it.
        others = type(self).objects.filter(kind=self.kind, locale=self.locale_id)
        if others.exclude(pk=self.pk).exists():
            raise ValidationError(
                {"kind": _("There is a text of this kind in this language already.")}
            )
        if self._has_moved():
            raise ValidationError({"kind": _("The kind stays what it is. Write a new text.")})

    def _has_moved(self) -> bool:
        return type(self).objects.filter(pk=self.pk).exclude(kind=self.kind).exists()

    def gate_errors(self) -> Errors:
        """Everything that keeps this text from going around letters, by field."""
        return cover_gate_errors(self)

    def save(self, *args: Any, **kwargs: Any) -> None:
        # One key per kind, or a text written directly and a translation of another collide.
        if self.kind in CoverKind.values:
            self.translation_key = self.key_of(self.kind)
        super().save(*args, **kwargs)

    def sample(self, day: datetime.date | None = None) -> LetterContent | None:
        """Its page with sample values; None in a language that no letters are written in."""
        return sample_content(self, day or timezone.localdate())

    def get_preview_template(self, request: Any, mode_name: str) -> str:
        return "campaigns/cover_text_preview.html"

    def get_preview_context(self, request: Any, mode_name: str) -> dict[str, Any]:
        return {"text": self, "letter": self.sample(), "errors": self.gate_errors()}
