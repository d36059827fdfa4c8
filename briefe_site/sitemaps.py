"""Sitemap of all public languages; pages that may not be found stay out."""

from typing import Any

from django.contrib.sitemaps.views import sitemap
from django.http import HttpRequest, HttpResponse
from wagtail.contrib.sitemaps import Sitemap
from wagtail.models import Page

from campaigns import conf
from campaigns.models import Case, CasePage


class PublicSitemap(Sitemap):
    def items(self) -> Any:
        hidden = CasePage.objects.exclude(case__in=Case.objects.indexable())
        return (
            Page.objects.live()
            .public()
            .filter(
                locale__language_code__in=conf.public_languages(),
                alias_of__isnull=True,
                depth__gt=1,
            )
            .exclude(pk__in=hidden.values("pk"))
            .defer_streamfields()
            .specific()
            .order_by("path")
        )


def sitemap_view(request: HttpRequest) -> HttpResponse:
    return sitemap(request, {"pages": PublicSitemap(request)})
