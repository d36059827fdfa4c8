"""The addresses of wagtail-localize, registered before its own: each leads to a guarded door."""

from django.urls import path

from campaigns.cms.submit_translation import SubmitPublicPageView, SubmitSnippetView
from campaigns.cms.translating import localize_doors as doors
from campaigns.cms.translating.handing_on import HandOnView

app_name = "wagtail_localize"

_TRANSLATION = "translate/<int:translation_id>"
_SNIPPETS = "api/snippets/<slug:app_label>/<slug:model_name>"

urlpatterns = [
    path(
        "submit/page/<int:page_id>/", SubmitPublicPageView.as_view(), name="submit_page_translation"
    ),
    path(
        "submit/snippet/<slug:app_label>/<slug:model_name>/<str:pk>/",
        SubmitSnippetView.as_view(),
        name="submit_snippet_translation",
    ),
    path("update/<int:translation_source_id>/", HandOnView.as_view(), name="update_translations"),
    path(
        f"{_TRANSLATION}/strings/<int:string_segment_id>/edit/",
        doors.edit_string,
        name="edit_string_translation",
    ),
    path(
        f"{_TRANSLATION}/overrides/<int:overridable_segment_id>/edit/",
        doors.edit_override,
        name="edit_override",
    ),
    path(f"{_TRANSLATION}/pofile/download/", doors.download_po, name="download_pofile"),
    path(f"{_TRANSLATION}/pofile/upload/", doors.upload_po, name="upload_pofile"),
    path(f"{_TRANSLATION}/machine_translate/", doors.machine_translate, name="machine_translate"),
    path(f"{_TRANSLATION}/preview/", doors.preview, name="preview_translation"),
    path(f"{_TRANSLATION}/preview/<str:mode>/", doors.preview, name="preview_translation"),
    path(f"{_TRANSLATION}/disable/", doors.stop, name="stop_translation"),
    path("page/<int:page_id>/convert_to_alias/", doors.convert_to_alias, name="convert_to_alias"),
    path("reports/translations/", doors.LanguagesReportView.as_view(), name="translations_report"),
    path(
        "reports/translations/results/",
        doors.LanguagesReportView.as_view(results_only=True),
        name="translations_report_results",
    ),
    path(
        f"{_SNIPPETS}/", doors.GuardedSnippets.as_view({"get": "list"}), name="snippets_api_listing"
    ),
    path(
        f"{_SNIPPETS}/<str:pk>/",
        doors.GuardedSnippets.as_view({"get": "retrieve"}),
        name="snippets_api_detail",
    ),
]
