"""The glossary in the menu "Campaigns", and as a CSV file."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe
from django.views.generic import View
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import Button
from wagtail.snippets.views.snippets import IndexView, SnippetViewSet

from campaigns.models import GlossaryEntry
from campaigns.translating.glossary_files import as_csv, import_csv


class GlossaryFilters(WagtailFilterSet):
    class Meta:
        model = GlossaryEntry
        fields = ["source", "target"]


class GlossaryIndexView(IndexView):
    @cached_property
    def header_more_buttons(self) -> list[Button]:
        buttons = [
            *super().header_more_buttons,
            Button(
                _("Download as CSV"),
                url=reverse("campaign_translations:glossary_export"),
                icon_name="download",
                priority=20,
            ),
        ]
        if self.add_url:
            address = reverse("campaign_translations:glossary_import")
            buttons.append(
                Button(_("Import from CSV"), url=address, icon_name="upload", priority=30)
            )
        return buttons


class GlossaryViewSet(SnippetViewSet):
    model = GlossaryEntry
    icon = "openquote"
    menu_label = _("Glossary")
    menu_name = "campaign-glossary"
    index_view_class = GlossaryIndexView
    filterset_class = GlossaryFilters
    list_display = [
        "term",
        "translation",
        Column("source", label=_("From")),
        Column("target", label=_("Into")),
        "note",
    ]
    search_fields = ["term", "translation", "note"]
    search_backend_name = None
    panels = [
        FieldRowPanel([FieldPanel("source"), FieldPanel("target")]),
        FieldPanel("term"),
        FieldPanel("translation"),
        FieldPanel("note"),
    ]


@require_safe
def export(request: HttpRequest) -> HttpResponse:
    """The whole glossary; `view` is enough."""
    _check(request, "view", "change", "add")
    entries = GlossaryEntry.objects.select_related("source", "target")
    name = 'attachment; filename="glossary.csv"'
    return HttpResponse(
        as_csv(entries),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": name},
    )


def _check(request: HttpRequest, *actions: str) -> None:
    person: Any = request.user
    if not any(person.has_perm(f"campaigns.{action}_glossaryentry") for action in actions):
        raise PermissionDenied


class CsvForm(forms.Form):
    file = forms.FileField(
        label=_("CSV file"),
        help_text=_(
            "With the columns source, target, term, translation and note; languages as codes "
            "(de, tr). In UTF-8, 2 MB at most."
        ),
    )
    overwrite = forms.BooleanField(
        label=_("Replace translations that differ"),
        required=False,
        help_text=_("Otherwise the report names them, and the glossary stays as it is."),
    )


class ImportView(WagtailAdminTemplateMixin, View):
    page_title = _("Import a glossary")
    header_icon = "openquote"
    template_name = "campaigns/admin/translating/glossary_import.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        _check(request, "add")
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        listing = reverse("wagtailsnippets_campaigns_glossaryentry:list")
        return [
            *self.breadcrumbs_items,
            {"url": listing, "label": _("Glossary")},
            {"url": "", "label": self.page_title},
        ]

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=CsvForm()))

    def post(self, request: HttpRequest) -> HttpResponse:
        form = CsvForm(request.POST, request.FILES)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=422)
        replaces = form.cleaned_data["overwrite"]
        if replaces:
            _check(request, "change")
        report = import_csv(form.cleaned_data["file"].read(), overwrite=replaces)
        return self.render_to_response(self.get_context_data(form=CsvForm(), report=report))
