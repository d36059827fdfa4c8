"""Translating a page: only into public languages. Letters go into any language."""

from django import forms
from wagtail_localize.views.submit_translations import SubmitPageTranslationView

from campaigns import conf


class SubmitPublicPageView(SubmitPageTranslationView):
    """wagtail-localize's form with the letter languages left out.

    A page in a letter language would be live under an address nobody may see.
    """

    def get_form(self) -> forms.Form:
        form = super().get_form()
        locales = form.fields["locales"]
        locales.queryset = locales.queryset.filter(language_code__in=conf.public_languages())
        return form
