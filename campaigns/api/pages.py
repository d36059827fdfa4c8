"""Pages through the API: what a visitor may see, and the letter forms on it."""

from typing import Any

from django.http import HttpRequest
from django.utils import translation
from wagtail.api.v2.serializers import PageSerializer
from wagtail.api.v2.views import PagesAPIViewSet

from campaigns import conf
from campaigns.api.base import ReadingMixin
from campaigns.models import Case, CasePage, SuccessStoryPage


class PublicPageSerializer(PageSerializer):
    """Answers in the page's own language, so that its addresses lead into that one."""

    def to_representation(self, page: Any) -> Any:
        with translation.override(page.locale.language_code):
            return super().to_representation(page)


class PublicPagesAPIViewSet(ReadingMixin, PagesAPIViewSet):
    """Live pages in public languages, without those that tell of a case that is not public."""

    base_serializer_class = PublicPageSerializer

    def get_base_queryset(self) -> Any:
        return told(super().get_base_queryset())

    def find_object(self, queryset: Any, request: HttpRequest) -> Any:
        """By `html_path`: the language stands in its first part, whatever language is active."""
        language, *slugs = request.GET.get("html_path", "").strip("/").split("/")
        if "\x00" in "".join(slugs) or language not in conf.public_languages():
            return super().find_object(queryset, request)
        with translation.override(language):
            page = self.get_root_page().localized
        for slug in slugs:
            page = page and page.get_children().filter(slug=slug).first()
        return page and queryset.filter(pk=page.pk).first()


def told(pages: Any) -> Any:
    """Those of `pages` in public languages that tell of public cases only."""
    hidden_cases = Case.objects.exclude(pk__in=Case.objects.public().values("pk"))
    pages = pages.exclude(pk__in=CasePage.objects.filter(case__in=hidden_cases).values("pk"))
    if hidden_cases.exists():
        stories = SuccessStoryPage.public(SuccessStoryPage.objects.all())
        untold = SuccessStoryPage.objects.exclude(pk__in=[story.pk for story in stories])
        pages = pages.exclude(pk__in=untold.values("pk"))
    return pages.filter(locale__language_code__in=conf.public_languages())
