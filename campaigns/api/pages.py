"""Pages through the API: what a visitor may see, and the letter forms on it."""

from typing import Any

from django.http import HttpRequest
from django.utils import translation
from wagtail.api.v2.views import PagesAPIViewSet

from campaigns import conf
from campaigns.api.base import ReadingMixin, wanted_locale
from campaigns.models import Case, CasePage, SuccessStoryPage


class PublicPagesAPIViewSet(ReadingMixin, PagesAPIViewSet):
    """Live pages in public languages, without those that tell of a case that is not public."""

    def get_base_queryset(self) -> Any:
        hidden_cases = Case.objects.exclude(pk__in=Case.objects.public().values("pk"))
        hidden = CasePage.objects.filter(case__in=hidden_cases).values("pk")
        pages = super().get_base_queryset().exclude(pk__in=hidden)
        if hidden_cases.exists():
            told = SuccessStoryPage.public(SuccessStoryPage.objects.all())
            untold = SuccessStoryPage.objects.exclude(pk__in=[story.pk for story in told])
            pages = pages.exclude(pk__in=untold.values("pk"))
        return pages.filter(locale__language_code__in=conf.public_languages())

    def filter_queryset(self, queryset: Any) -> Any:
        wanted_locale(self.request)
        return super().filter_queryset(queryset)

    def find_object(self, queryset: Any, request: HttpRequest) -> Any:
        """By `html_path`: the language stands in its first part, whatever language is active."""
        language, *slugs = request.GET.get("html_path", "").strip("/").split("/")
        if language not in conf.public_languages():
            return super().find_object(queryset, request)
        with translation.override(language):
            page = self.get_root_page().localized
        for slug in slugs:
            page = page and page.get_children().filter(slug=slug).first()
        return page and queryset.filter(pk=page.pk).first()
