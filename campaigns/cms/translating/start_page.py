"""What a person who translates sees first: their languages; and which mails they want."""

from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.views.account import BaseSettingsPanel, notifications_tab

from campaigns.models import Translator
from campaigns.translating.comments import open_comments
from campaigns.translating.digest import open_for
from campaigns.translating.roles import languages_of, may_edit_source

MOST_QUESTIONS = 10


class MyLanguagesPanel(Component):
    """Per language what is open, due soon and in review; and questions nobody has settled."""

    name = "campaign_languages"
    template_name = "campaigns/admin/translating/my_languages.html"
    order = 90

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        person = parent_context["request"].user
        questions = open_comments(person).select_related("translation__target_locale")
        return {"languages": open_for(person), "questions": questions[:MOST_QUESTIONS]}


def add_my_languages(request: HttpRequest, panels: list[Any]) -> None:
    translates = Translator.objects.filter(user=request.user.pk).exists()
    if translates or may_edit_source(request.user):
        panels.append(MyLanguagesPanel())


class TranslationsMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        own = languages_of(request.user)
        submits = request.user.has_perm("campaigns.change_lettertext")
        return bool(own) if own is not None else submits


class MailsForm(forms.ModelForm):
    class Meta:
        model = Translator
        fields = ["wants_digest", "wants_notices"]


class MailsPanel(BaseSettingsPanel):
    """In the account: which mails about translations a person wants."""

    name = "campaign_mails"
    title = _("Mails about translations")
    tab = notifications_tab
    order = 500
    form_class = MailsForm

    def get_form(self) -> forms.ModelForm:
        """For who has no profile yet: of a new one, which saying no to a mail makes."""
        profile = Translator.objects.filter(user=self.user).first() or Translator(user=self.user)
        posted = self.request.POST if self.request.method == "POST" else None
        return MailsForm(posted, prefix=self.name, instance=profile)

    def is_active(self) -> bool:
        return bool(self.user.has_perm("campaigns.change_lettertext"))
