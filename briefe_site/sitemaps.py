"""Sitemap of all public languages; pages that may not be found stay out."""

from functools import reduce
from operator import or_
from typing import Any

from django.contrib.sitemaps.views import sitemap
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from wagtail.contrib.sitemaps import Sitemap
from wagtail.models import Page

from campaigns import conf
from campaigns.models import Case, CasePage, SuccessStoryPage


class PublicSitemap(Sitemap):
    def items(self) -> Any:
        return (
            Page.objects.live()
            .public()
            .filter(
                self._in_trees(),
                locale__language_code__in=conf.public_languages(),
                alias_of__isnull=True,
            )
            .exclude(pk__in=hidden_pages())
            .defer_streamfields()
            .specific()
            .order_by("path")
        )

    def _in_trees(self) -> Q:
        """Pages below the site's home, in any language."""
        homes = self.get_wagtail_site().root_page.get_translations(inclusive=True).live()
        return reduce(or_, (Q(path__startswith=home.path) for home in homes), Q(pk=None))


def hidden_pages() -> list[int]:
    """Pages that tell of a case which is not public or may not be found."""
    indexable = Case.objects.indexable()
    shown = set(indexable.values_list("pk", flat=True))
    pages = CasePage.objects.exclude(case__in=indexable).values_list("pk", flat=True)
    stories = SuccessStoryPage.objects.live().defer("body")
    return [*pages, *(story.pk for story in stories if not story.case_ids() <= shown)]


def sitemap_view(request: HttpRequest) -> HttpResponse:
    return sitemap(request, {"pages": PublicSitemap(request)})
