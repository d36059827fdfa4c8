"""Addresses of the reports, below the admin at `reports/letters/`."""

from django.urls import path

from campaigns.cms.reports import views

app_name = "campaign_reports"

urlpatterns = [
    path("", views.LettersView.as_view(), name="letters"),
    path("letters.csv", views.as_csv, name="csv"),
    path("letters.xlsx", views.as_xlsx, name="xlsx"),
]
