"""Addresses of translating, below the admin at `translations/`."""

from django.urls import path

from campaigns.cms.translating import desk, live, reviewing_views, saving

app_name = "campaign_translations"

urlpatterns = [
    path("<int:pk>/", desk.desk, name="desk"),
    path("<int:pk>/segments/<int:segment>/", saving.save_segment, name="segment"),
    path("<int:pk>/preview/", live.preview, name="preview"),
    path("<int:pk>/sheet/", live.sheet, name="sheet"),
    path("<int:pk>/gates/", live.gates, name="gates"),
    path("<int:pk>/machine/", saving.translate_by_machine, name="machine"),
    path("<int:pk>/hand-in/", reviewing_views.hand_in, name="hand_in"),
    path("<int:pk>/send-back/", reviewing_views.send_back, name="send_back"),
    path("<int:pk>/publish/", reviewing_views.publish, name="publish"),
]
