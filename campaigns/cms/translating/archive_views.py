"""The PO files of an edition: downloaded as one archive, and sent back."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import View
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail_localize.models import Translation

from campaigns.letters.languages import LANGUAGES
from campaigns.models import Edition
from campaigns.translating.archive import archive_of, import_archive, translations_of
from campaigns.translating.packing import LARGEST_ARCHIVE
from campaigns.translating.roles import languages_of, may_edit_source, may_translate


class ExportForm(forms.Form):
    edition = forms.ModelChoiceField(Edition.objects, label=_("Edition"))
    languages = forms.MultipleChoiceField(
        label=_("Languages"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("A folder for each language; only what has been submitted for translation."),
    )

    def __init__(self, *args: Any, codes: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["languages"].choices = [(code, _named(code)) for code in codes]  # type: ignore[attr-defined]


def _named(code: str) -> str:
    entry = LANGUAGES.get(code)
    return f"{entry.autonym} ({code})" if entry else code


class ImportForm(forms.Form):
    file = forms.FileField(
        label=_("Archive"), help_text=_("The ZIP file with its PO files, 20 MB at most.")
    )
    overwrite = forms.BooleanField(
        label=_("Replace what was changed here meanwhile"),
        required=False,
        help_text=_("Otherwise the report names it, and it stays as it is."),
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > LARGEST_ARCHIVE:
            raise forms.ValidationError(_("The archive is larger than 20 MB."))
        return file


def _codes(own: set[str] | None) -> list[str]:
    """Languages in which something is submitted; only those of `own`, unless it is None."""
    submitted = Translation.objects.filter(enabled=True).values_list(
        "target_locale__language_code", flat=True
    )
    return sorted(code for code in set(submitted) if own is None or code in own)


class ArchiveView(WagtailAdminTemplateMixin, View):
    """Both forms on one page. For translators, in their languages, and for editors."""

    page_title = _("PO files of an edition")
    header_icon = "download"
    template_name = "campaigns/admin/translating/archive.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        person: Any = request.user
        if not (may_edit_source(person) or person.has_perm("wagtail_localize.submit_translation")):
            raise PermissionDenied
        self.codes = _codes(languages_of(person))
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def page(self, status: int = 200, **context: Any) -> HttpResponse:
        forms_of_page = {
            "export_form": ExportForm(codes=self.codes),
            "import_form": ImportForm(),
        }
        context = self.get_context_data(**{**forms_of_page, **context})
        return self.render_to_response(context, status=status)


class ArchiveExportView(ArchiveView):
    """The page; with an edition and languages, the archive."""

    def get(self, request: HttpRequest) -> HttpResponse:
        if "edition" not in request.GET:
            return self.page()
        form = ExportForm(request.GET, codes=self.codes)
        if not form.is_valid():
            return self.page(export_form=form)
        edition, languages = form.cleaned_data["edition"], form.cleaned_data["languages"]
        found = translations_of(edition, languages)
        mine = [each for each in found if may_translate(request.user, each)]
        if not mine:
            form.add_error(None, _("Nothing of this edition is submitted in these languages."))
            return self.page(export_form=form)
        return _download(archive_of(mine), f"{edition.month:%Y-%m}-{'-'.join(languages)}.zip")


def _download(content: bytes, name: str) -> HttpResponse:
    return HttpResponse(
        content,
        content_type="application/zip",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


class ArchiveImportView(ArchiveView):
    """Takes an archive, and shows what became of each file."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return redirect(reverse("campaign_translations:archive_export"))

    def post(self, request: HttpRequest) -> HttpResponse:
        form = ImportForm(request.POST, request.FILES)
        if not form.is_valid():
            return self.page(import_form=form, status=422)
        report = import_archive(
            form.cleaned_data["file"].read(),
            request.user,
            overwrite=form.cleaned_data["overwrite"],
        )
        return self.page(report=report)
