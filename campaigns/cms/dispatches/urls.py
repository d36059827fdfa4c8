"""Addresses around dispatches, below the admin at `dispatches/`."""

from django.urls import path

from campaigns.cms.dispatches import deciding, views

app_name = "campaign_dispatches"

urlpatterns = [
    path("", views.waiting, name="waiting"),
    path("prepare/", views.prepare, name="prepare"),
    path("held/<int:pk>/", deciding.decide_held, name="decide_held"),
    path("items/<int:pk>/", deciding.decide_item, name="decide_item"),
    path("<uuid:uuid>/hand-over/", views.hand_over, name="hand_over"),
    path("<uuid:uuid>/cancel/", views.cancel, name="cancel"),
    path("<uuid:uuid>/stop-the-rest/", deciding.stop_the_rest, name="stop_the_rest"),
    path("<uuid:uuid>/refused/", deciding.free_refused, name="free_refused"),
    path("<uuid:uuid>/places/", views.blank_place, name="blank_place"),
    path("<uuid:uuid>/replies/", views.record_reply, name="record_reply"),
    path("<uuid:uuid>/files/<str:name>", views.file, name="file"),
    path("<uuid:uuid>/<str:action>/", views.act, name="act"),
]
