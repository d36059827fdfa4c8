"""Addresses of the reference site: admin and API without a language, all else below one."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.conf.urls.static import static
from django.urls import include, path
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from briefe_site.sitemaps import sitemap_view
from campaigns.api import urls as api_urls

urlpatterns = [
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("api/", include(api_urls)),
    # Browsers ask for it by themselves, wherever a page names no icon.
    path("favicon.ico", RedirectView.as_view(url=f"{settings.STATIC_URL}briefe_site/icon.svg")),
    path("sitemap.xml", sitemap_view, name="sitemap"),
    *static(settings.MEDIA_URL, document_root=settings.MEDIA_ROOT),
    *i18n_patterns(
        path("letters/", include("campaigns.urls")),
        path("", include(wagtail_urls)),
    ),
]

handler404 = "campaigns.views.not_found"
