"""Addresses below ``letters/``, inside the prefix of a public language."""

from django.urls import path

from campaigns import pack_views, views

app_name = "campaigns"
urlpatterns = [
    path("", views.OpenAppealsView.as_view(), name="appeals"),
    path("receipt/", views.FindReceiptView.as_view(), name="find_receipt"),
    path("receipt/<slug:code>/", views.ReceiptView.as_view(), name="receipt"),
    path("receipt/<slug:code>/withdraw/", views.WithdrawView.as_view(), name="withdraw"),
    path("packs/", pack_views.ReportView.as_view(), name="packs"),
    path("<uuid:uuid>/", views.AppealView.as_view(), name="appeal"),
    path("<uuid:uuid>/sign/", views.SignView.as_view(), name="sign"),
    path("<uuid:uuid>/print/", views.PrintView.as_view(), name="print"),
    path("<uuid:uuid>/groups/", pack_views.GroupView.as_view(), name="groups"),
    path("<uuid:uuid>/groups/class/", pack_views.ClassView.as_view(), name="class"),
]
