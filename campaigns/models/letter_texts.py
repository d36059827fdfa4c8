"""The workbench: the letter of an appeal in one language, drafted, translated, reviewed."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, HelpPanel
from wagtail.fields import StreamField
from wagtail.log_actions import get_active_log_context
from wagtail.models import (
    DraftStateMixin,
    LockableMixin,
    PreviewableMixin,
    RevisionMixin,
    TranslatableMixin,
    WorkflowMixin,
)
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from campaigns.blocks import LetterParagraphsBlock
from campaigns.forms import GatedModelForm
from campaigns.models.appeals import Appeal
from campaigns.models.gates import GatedMixin, letter_gate_errors
from campaigns.models.letter_versions import LetterVersion
from campaigns.models.letter_words import LetterWordsMixin, panel_of_words, translatable_words
from campaigns.models.translation_state import source_instance, translation_is_stopped


class LetterText(
    LetterWordsMixin,
    GatedMixin,
    WorkflowMixin,
    DraftStateMixin,
    LockableMixin,
    RevisionMixin,
    PreviewableMixin,
    TranslatableMixin,
    index.Indexed,
    models.Model,
):
    appeal = models.ForeignKey(
        Appeal,
        verbose_name=_("appeal"),
        on_delete=models.PROTECT,
        related_name="texts",
        help_text=_("There is one text per appeal and language."),
    )
    subject = models.CharField(
        _("subject"), max_length=160, help_text=_("One line, with the person's name.")
    )
    salutation = models.CharField(
        _("salutation"),
        max_length=200,
        help_text=_("The complete line with its punctuation; see the form of address."),
    )
    paragraphs = StreamField(
        LetterParagraphsBlock(),
        verbose_name=_("paragraphs"),
        help_text=_("Plain text. Mark the person's name in bold: *Anna Berger*."),
    )
    closing = models.TextField(
        _("closing"),
        max_length=300,
        help_text=_("The complete closing; the initials follow below it."),
    )

    base_form_class = GatedModelForm
    translatable_fields = [
        SynchronizedField("appeal", overridable=False),
        *translatable_words(),
    ]
    panels = [
        FieldPanel("appeal"),
        HelpPanel(template="campaigns/admin/letter_text_help.html"),
        panel_of_words(_("Letter")),
    ]
    search_fields = [
        index.SearchField("subject"),
        index.AutocompleteField("subject"),
        index.RelatedFields(
            "appeal", [index.RelatedFields("case", [index.AutocompleteField("public_name")])]
        ),
        index.FilterField("locale_id"),
        index.FilterField("appeal"),
    ]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("letter text")
        verbose_name_plural = _("letter texts")
        constraints = [
            models.UniqueConstraint(
                fields=["appeal", "locale"],
                name="one_letter_text_per_language",
                violation_error_message=_("This appeal has a text in this language already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.appeal} [{self.locale.language_code}]"

    def is_read_by_authority(self) -> bool:
        return self.language in self.appeal.authority.languages()

    def clean(self) -> None:
        super().clean()
        # The constraint is not asked in a form: the language is no field of it.
        texts = type(self).objects.filter(appeal=self.appeal_id, locale=self.locale_id)
        if self.appeal_id and texts.exclude(pk=self.pk).exists():
            raise ValidationError({"appeal": _("This appeal has a text in this language already.")})
        if self._has_moved():
            raise ValidationError(
                {"appeal": _("Letters have been approved for the other appeal. Write a new text.")}
            )

    def _has_moved(self) -> bool:
        before = type(self).objects.filter(pk=self.pk).exclude(appeal=self.appeal_id).first()
        return before is not None and before.versions().exists()

    def gate_errors(self) -> dict[str, list[ValidationError]]:
        """Everything that keeps this text from becoming a version, by field."""
        return letter_gate_errors(self) if self.appeal_id else {}

    def save(self, *args: Any, **kwargs: Any) -> None:
        # One key per appeal, or a text created directly and a translation of another collide.
        if self.appeal_id:
            self.translation_key = self.appeal.letter_key
        with transaction.atomic():
            super().save(*args, **kwargs)
            if self.live and self.gate_is_closed_to(kwargs.get("update_fields")):
                self._write_version()

    def _write_version(self) -> None:
        """Adds the version of what is live now, unless the newest one says just that."""
        holder = self.appeal.authority.holder_on()
        blocks = self.letter_blocks()
        written = {
            "digest": blocks.digest(),
            "source_digest": self._source_digest(),
            "sendable": self.is_read_by_authority(),
            "holder": holder,
        }
        newest = self.versions().first()
        if newest and all(getattr(newest, name) == value for name, value in written.items()):
            return
        LetterVersion.objects.create(
            appeal=self.appeal,
            language=self.language,
            blocks=blocks.as_json(),
            approved_by=self._approver(),
            **written,
        )

    def versions(self) -> models.QuerySet[LetterVersion]:
        """Standing versions of this text, the newest first."""
        return LetterVersion.objects.standing().filter(appeal=self.appeal, language=self.language)

    def _approver(self) -> Any:
        # Who publishes, which need not be who wrote the revision; a command has no user.
        revision_author = self.live_revision.user if self.live_revision else None
        return get_active_log_context().user or revision_author

    def _source_digest(self) -> str:
        """Of the source this text was translated from; its own for an original.

        Once edited by hand it stays paired with what it was paired with: the source may have
        gone on without it.
        """
        if translation_is_stopped(self) and (newest := self.versions().first()):
            return newest.source_digest
        return (source_instance(self) or self).letter_blocks().digest()

    def is_behind_addressee(self) -> bool:
        """The office holder has changed since the version that is served was approved."""
        newest = self.versions().first()
        return newest is not None and newest.holder != self.appeal.authority.holder_on()

    def get_preview_template(self, request: Any, mode_name: str) -> str:
        return "campaigns/letter_text_preview.html"

    def get_preview_context(self, request: Any, mode_name: str) -> dict[str, Any]:
        return {"text": self, "blocks": self.letter_blocks(), "errors": self.gate_errors()}
