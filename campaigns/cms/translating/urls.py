"""Addresses of translating, below the admin at `translations/`."""

from django.urls import path

from campaigns.cms.translating import (
    archive_views,
    dashboard,
    desk,
    glossary_views,
    help_views,
    live,
    machine_views,
    reviewing_views,
    saving,
    tasks,
)

app_name = "campaign_translations"

urlpatterns = [
    path("", dashboard.dashboard, name="dashboard"),
    path("assign/", tasks.assign, name="assign"),
    path("start/", tasks.start, name="start"),
    path("<int:pk>/task/", tasks.task, name="task"),
    path("<int:pk>/take/", tasks.take, name="take"),
    path("<int:pk>/", desk.desk, name="desk"),
    path("<int:pk>/segments/<int:segment>/", saving.save_segment, name="segment"),
    path("<int:pk>/preview/", live.preview, name="preview"),
    path("<int:pk>/sheet/", live.sheet, name="sheet"),
    path("<int:pk>/gates/", live.gates, name="gates"),
    path("<int:pk>/machine/", saving.translate_by_machine, name="machine"),
    path("<int:pk>/segments/<int:segment>/comments/", help_views.comment, name="comment"),
    path("<int:pk>/segments/<int:segment>/memory/<int:string>/", help_views.use, name="use"),
    path("comments/<int:pk>/settle/", help_views.settle, name="settle"),
    path("edits/<int:pk>/restore/", help_views.restore, name="restore"),
    path("archive/", archive_views.ArchiveExportView.as_view(), name="archive_export"),
    path("archive/import/", archive_views.ArchiveImportView.as_view(), name="archive_import"),
    path("glossary/export/", glossary_views.export, name="glossary_export"),
    path("glossary/import/", glossary_views.ImportView.as_view(), name="glossary_import"),
    path("engine/", machine_views.EngineView.as_view(), name="engine"),
    path("<int:pk>/hand-in/", reviewing_views.hand_in, name="hand_in"),
    path("<int:pk>/send-back/", reviewing_views.send_back, name="send_back"),
    path("<int:pk>/publish/", reviewing_views.publish, name="publish"),
]
