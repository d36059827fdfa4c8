"""wagtail-localize's "sync": a changed source is handed on to its translations, and no more.

Its own view publishes in the language of the source what is not translated, and swallows what a
gate refuses. Here only a finished page is published, and what was refused is named.
"""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Page
from wagtail_localize.models import Translation, TranslationSource
from wagtail_localize.views.update_translations import UpdateTranslationsView

from campaigns.translating import reviewing
from campaigns.translating.roles import CHANGE, may_edit_source


class HandOnForm(forms.Form):
    publish_translations = forms.BooleanField(
        label=gettext_lazy("Publish finished translations"),
        required=False,
        help_text=gettext_lazy("What is not finished stays as it is and is named."),
    )


class HandOnView(UpdateTranslationsView):
    title = gettext_lazy("Hand the source on to its translations")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self._source = self._source_of(self.get_object())
        if not self._may_hand_on(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def _source_of(self, source: TranslationSource) -> Any:
        try:
            return source.get_source_instance()
        except ObjectDoesNotExist as error:
            raise Http404 from error

    def _may_hand_on(self, person: Any) -> bool:
        if isinstance(self._source, Page):
            return bool(self._source.permissions_for_user(person).can_edit())
        return may_edit_source(person) and bool(person.has_perm(CHANGE))

    def get_form(self) -> forms.Form:
        form = HandOnForm(self.request.POST if self.request.method == "POST" else None)
        if not isinstance(self._source, Page):
            # A letter is published one by one, by somebody who has read it.
            form.fields["publish_translations"].disabled = True
            form.fields["publish_translations"].widget = forms.HiddenInput()
        return form

    def form_valid(self, form: forms.Form) -> HttpResponse:
        translations = list(self.object.translations.filter(enabled=True))
        with transaction.atomic():
            self.object.update_from_db()
            if isinstance(self._source, Page):
                for each in translations:
                    self.object.update_target_view_restrictions(each.target_locale)
            self.components.save(self.object, sources_and_translations={self.object: translations})
        messages.success(self.request, _("The translators see the source as it is now."))
        if form.cleaned_data["publish_translations"]:
            for each in translations:
                self._publish(each)
        return redirect(self.get_success_url() or self.get_default_success_url())

    def _publish(self, translation: Translation) -> None:
        language = translation.target_locale.get_display_name()
        try:
            reviewing.publish(translation, self.request.user)
        except ValidationError as error:
            self._refused(language, " ".join(error.messages))
        except PermissionDenied:
            self._refused(language, _("You may not publish it."))
        else:
            text = _("Published: %(title)s")
            messages.success(self.request, text % {"title": language})

    def _refused(self, language: str, why: str) -> None:
        text = _("%(language)s was not published. %(why)s")
        messages.error(self.request, text % {"language": language, "why": why})
