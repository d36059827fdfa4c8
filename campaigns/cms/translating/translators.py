"""Who translates into which languages, set by those who know the people."""

from django.db.models import QuerySet
from django.forms import CheckboxSelectMultiple
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import SnippetViewSet

from campaigns.models import Translator


def _languages(translator: Translator) -> str:
    return ", ".join(str(locale) for locale in translator.languages.all())


class TranslatorViewSet(SnippetViewSet):
    """An account may be a pseudonym; neither it nor its languages leave the admin."""

    model = Translator
    icon = "group"
    menu_label = _("Translators")
    menu_name = "campaign-translators"
    copy_view_enabled = False
    list_display = ["user", Column("languages", label=_("Languages"), accessor=_languages)]
    list_export: list[str] = []
    panels = [
        FieldPanel("user"),
        FieldPanel("languages", widget=CheckboxSelectMultiple),
        FieldPanel("wants_digest"),
        FieldPanel("wants_notices"),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Translator]:
        return Translator.objects.select_related("user").prefetch_related("languages")
