"""Addresses of translating, below the admin at `translations/`."""

from django.urls import path

from campaigns.cms.translating import dashboard, desk, live, saving, tasks

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
]
