"""Who translates what, until when; and what became of each string on the way."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale
from wagtail_localize.models import Translation, TranslationContext

from campaigns.enums import EditKind


class Translator(models.Model):
    """The languages of a person who translates, and which mails the person wants.

    The account may be a pseudonym. Nothing here leaves the admin.
    """

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        verbose_name=_("account"),
        on_delete=models.CASCADE,
        related_name="translator",
        help_text=_("An account may bear a pseudonym."),
    )
    languages = models.ManyToManyField(
        Locale,
        verbose_name=_("languages"),
        related_name="translators",
        blank=True,
        help_text=_("The languages this person translates into; others stay closed."),
    )
    wants_digest = models.BooleanField(
        _("wants a digest"), default=True, help_text=_("What is open, at most once a day.")
    )
    wants_notices = models.BooleanField(
        _("wants notices"),
        default=True,
        help_text=_("A mail when a source changes or a translation is published."),
    )
    last_digest_on = models.DateField(_("last digest on"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("translator")
        verbose_name_plural = _("translators")
        ordering = ["user"]

    def __str__(self) -> str:
        return str(self.user)


class TranslationTask(models.Model):
    """That somebody is to translate a text or page by a day, and has handed it in for review."""

    translation = models.OneToOneField(
        Translation,
        verbose_name=_("translation"),
        on_delete=models.CASCADE,
        related_name="task",
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("who is on it"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="translation_tasks",
    )
    due = models.DateField(_("due"), null=True, blank=True)
    note = models.CharField(
        _("note"), max_length=300, blank=True, help_text=_("What the translator should know.")
    )
    handed_in_on = models.DateTimeField(_("handed in on"), null=True, blank=True, editable=False)
    handed_in_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("handed in by"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )

    class Meta:
        verbose_name = _("translation task")
        verbose_name_plural = _("translation tasks")
        ordering = ["due", "pk"]
        permissions = [("publish_translation", _("Can publish translations by others"))]

    def __str__(self) -> str:
        return f"{self.translation.source.object_repr} [{self.translation.target_locale}]"


class StringEdit(models.Model):
    """One step in the life of a translated string; written once, never changed."""

    translation = models.ForeignKey(
        Translation, verbose_name=_("translation"), on_delete=models.CASCADE, related_name="edits"
    )
    context = models.ForeignKey(
        TranslationContext, verbose_name=_("place"), on_delete=models.CASCADE, related_name="+"
    )
    source = models.TextField(_("source"))
    target = models.TextField(_("translation"), blank=True)
    kind = models.CharField(_("kind"), max_length=12, choices=EditKind)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("by"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    at = models.DateTimeField(_("at"), auto_now_add=True)

    class Meta:
        verbose_name = _("edit of a string")
        verbose_name_plural = _("edits of strings")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["translation", "context"])]

    def __str__(self) -> str:
        return f"{self.translation_id} {self.get_kind_display()}"
