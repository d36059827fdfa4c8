"""The API: Wagtail's v2 for reading, and signing for clients without our pages."""

from django.urls import URLPattern, URLResolver, include, path

from campaigns.api import letters
from campaigns.api.router import api_router
from campaigns.api.totals import totals

signing_urls = [
    path("receipt/", letters.ReceiptApiView.as_view(), name="receipt"),
    path("<uuid:uuid>/", letters.LetterApiView.as_view(), name="letter"),
    path("<uuid:uuid>/sign/", letters.SignApiView.as_view(), name="sign"),
    path("<uuid:uuid>/print/", letters.PrintApiView.as_view(), name="print"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("v2/letters/", include((signing_urls, "campaigns_api"))),
    path("v2/totals/", totals, name="campaigns_totals"),
    path("v2/", api_router.urls),
]
