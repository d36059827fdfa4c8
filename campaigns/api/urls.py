"""The API: Wagtail's v2 for reading, and signing for clients without our pages."""

from django.urls import URLPattern, URLResolver, path

from campaigns.api.router import api_router

urlpatterns: list[URLPattern | URLResolver] = [path("v2/", api_router.urls)]
