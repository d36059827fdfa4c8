"""Submitting a source for translation: pages into public languages, letters into any, each
person into the languages that are theirs."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from wagtail.permissions import policy_registry
from wagtail_localize.views.submit_translations import (
    SubmitPageTranslationView,
    SubmitSnippetTranslationView,
)

from campaigns import conf
from campaigns.models import CoverText, LetterText
from campaigns.translating.roles import languages_of, may_edit_source


def _limited(form: Any, codes: set[str] | None) -> None:
    """Leaves the languages of `codes` in the form, all of them for None."""
    if codes is not None:
        locales = form.fields["locales"]
        locales.queryset = locales.queryset.filter(language_code__in=codes)


class SubmitPublicPageView(SubmitPageTranslationView):
    """wagtail-localize's form with the letter languages left out.

    A page in a letter language would be live under an address nobody may see.
    """

    def get_form(self) -> forms.Form:
        form = super().get_form()
        _limited(form, set(conf.public_languages()))
        _limited(form, languages_of(self.request.user))
        if not may_edit_source(self.request.user):
            # One page is one person's work; a whole tree is an editor's decision.
            form.fields["include_subtree"].disabled = True
            form.fields["include_subtree"].widget = forms.HiddenInput()
        return form


class SubmitSnippetView(SubmitSnippetTranslationView):
    """wagtail-localize's form with the languages of the person; it asks no other permission."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        instance = self.get_object()
        policy = policy_registry.get_by_type(type(instance))
        if not policy.user_has_permission(request.user, "change"):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_form(self) -> forms.Form:
        form = super().get_form()
        if isinstance(self.object, LetterText | CoverText):
            _limited(form, languages_of(self.request.user))
        return form
