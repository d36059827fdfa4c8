"""Who translates what until when; and the first step of a translation that is missing."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from wagtail.admin.widgets import AdminDateInput
from wagtail.models import Locale
from wagtail_localize.models import Translation
from wagtail_localize.operations import translate_object

from campaigns.cms.translating.access import may_assign, translation_for
from campaigns.models import Appeal, Edition, LetterText, TranslationTask
from campaigns.translating.letter_matrix import letter_rows
from campaigns.translating.roles import languages_of

DASHBOARD = "campaign_translations:dashboard"


def people() -> Any:
    """Who can be put on a task: whoever has languages."""
    return get_user_model().objects.filter(is_active=True, translator__isnull=False)


class TaskForm(forms.ModelForm):
    class Meta:
        model = TranslationTask
        fields = ["person", "due", "note"]
        widgets = {"due": AdminDateInput()}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        into = self.instance.translation.target_locale
        chooser: Any = self.fields["person"]
        chooser.queryset = people().filter(translator__languages=into)
        chooser.help_text = _("People who translate into this language.")


def task(request: HttpRequest, pk: int) -> HttpResponse:
    """GET shows the task of a translation, POST assigns it; for people who plan."""
    if not may_assign(request.user):
        raise PermissionDenied
    rows = Translation.objects.select_related("source", "target_locale", "task")
    translation = get_object_or_404(rows, pk=pk, enabled=True)
    known = getattr(translation, "task", None) or TranslationTask(translation=translation)
    form = TaskForm(request.POST or None, instance=known)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, gettext("The task is saved."))
        return redirect(DASHBOARD)
    context = {"form": form, "translation": translation, "title": translation.source.object_repr}
    return render(request, "campaigns/admin/translating/task.html", context)


@require_POST
def take(request: HttpRequest, pk: int) -> HttpResponse:
    """A translator takes what nobody is on."""
    translation = translation_for(request, pk)
    row, _created = TranslationTask.objects.get_or_create(translation=translation)
    free = TranslationTask.objects.filter(pk=row.pk, person=None)
    if free.update(person=request.user):
        messages.success(request, gettext("This translation is yours now."))
    else:
        messages.warning(request, gettext("Somebody else is on it already."))
    return HttpResponseRedirect(_back(request))


@require_POST
def start(request: HttpRequest) -> HttpResponse:
    """Submits a letter into a language in which it is missing, and opens its desk.

    `cell` is the uuid of the appeal and the code of the language, "…:tr".
    """
    key, _colon, code = request.POST.get("cell", "").partition(":")
    try:
        appeal = get_object_or_404(Appeal, uuid=UUID(key))
    except ValueError:
        raise Http404("no such cell") from None
    locale = get_object_or_404(Locale, language_code=code)
    own = languages_of(request.user)
    submits = request.user.has_perm("wagtail_localize.submit_translation")
    if not submits or (own is not None and locale.language_code not in own):
        raise PermissionDenied
    source = source_of(appeal)
    if source is None:
        messages.warning(request, gettext("Write the letter in one language first."))
        return HttpResponseRedirect(_back(request))
    submit_missing(source, locale)
    found = Translation.objects.filter(source__object=appeal.letter_key, target_locale=locale)
    if (translation := found.filter(enabled=True).first()) is None:
        return HttpResponseRedirect(_back(request))
    return redirect("campaign_translations:desk", translation.pk)


def submit_missing(source: LetterText, locale: Locale) -> None:
    """Submits a letter into a language that has none; a text that is there is left alone.

    wagtail-localize would take a text offline, write over it, and start a translation again that
    an editor has stopped. Two people at once: the second one waits, and finds it there.
    """
    with transaction.atomic():
        Appeal.objects.select_for_update().get(pk=source.appeal_id)
        if not LetterText.objects.filter(appeal=source.appeal_id, locale=locale).exists():
            translate_object(source, [locale])


def source_of(appeal: Appeal) -> LetterText | None:
    """The text the others are translated from."""
    rows = letter_rows(Appeal.objects.filter(pk=appeal.pk))
    return appeal.texts.filter(locale__language_code=rows[0].source).first()


class BulkForm(forms.Form):
    """Gives all open letters of an edition in a language to one person."""

    edition = forms.ModelChoiceField(Edition.objects.all(), label=_("Edition"))
    language = forms.ModelChoiceField(
        Locale.objects.all(), label=_("Language"), to_field_name="language_code"
    )
    person = forms.ModelChoiceField(get_user_model().objects.none(), label=_("Person"))
    due = forms.DateField(label=_("Due"), required=False, widget=AdminDateInput())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chooser: Any = self.fields["person"]
        chooser.queryset = people()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        person, locale = cleaned.get("person"), cleaned.get("language")
        if person and locale and locale not in person.translator.languages.all():
            self.add_error("person", _("This person does not translate into that language."))
        return cleaned


def assign(request: HttpRequest) -> HttpResponse:
    """All letters of an edition in one language to one person; what is missing is submitted."""
    if not may_assign(request.user):
        raise PermissionDenied
    form = BulkForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        count = give(**form.cleaned_data)
        text = ngettext(
            "%(count)d letter has been assigned.", "%(count)d letters have been assigned.", count
        )
        messages.success(request, text % {"count": count})
        return redirect(DASHBOARD)
    return render(request, "campaigns/admin/translating/assign.html", {"form": form})


def give(*, edition: Edition, language: Locale, person: Any, due: Any = None) -> int:
    """Assigns the letters that are still free, or this person's; how many."""
    count = 0
    for appeal in edition.appeals.all():
        source = source_of(appeal)
        if source is None or source.locale_id == language.pk:
            continue
        submit_missing(source, language)
        found = Translation.objects.filter(
            source__object=appeal.letter_key, target_locale=language, enabled=True
        )
        for translation in found:
            row, _created = TranslationTask.objects.get_or_create(translation=translation)
            free = TranslationTask.objects.filter(Q(person=None) | Q(person=person), pk=row.pk)
            count += free.update(person=person, due=due)
    return count


def _back(request: HttpRequest) -> str:
    """Where the person came from, if that is here."""
    wanted = request.POST.get("next", "")
    return wanted if url_has_allowed_host_and_scheme(wanted, None) else reverse(DASHBOARD)
