"""Images and documents through the API: only what a published page shows."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from wagtail.api.v2.views import BaseAPIViewSet
from wagtail.documents import get_document_model
from wagtail.documents.api.v2.views import DocumentsAPIViewSet
from wagtail.images import get_image_model
from wagtail.images.api.v2.views import ImagesAPIViewSet
from wagtail.models import Page, ReferenceIndex

from campaigns import conf
from campaigns.api.base import ReadingMixin, wanted_locale
from campaigns.models import Case, CasePicture


def on_live_pages(model: Any, locale: str | None) -> list[int]:
    """Keys of the rows of `model` that a live public page refers to."""
    languages = (locale,) if locale else conf.public_languages()
    live = Page.objects.live().public().filter(locale__language_code__in=languages)
    references = ReferenceIndex.objects.filter(
        to_content_type=ContentType.objects.get_for_model(model),
        base_content_type=ContentType.objects.get_for_model(Page),
        object_id__in=[str(pk) for pk in live.values_list("pk", flat=True)],
    )
    return [int(pk) for pk in references.values_list("to_object_id", flat=True)]


class _ShownFilesMixin(ReadingMixin):
    """With `?locale=`: what pages in that language show."""

    known_query_parameters = BaseAPIViewSet.known_query_parameters.union(["locale"])
    # Titles are often names of files, and those can name people.
    body_fields = ["id"]


class ShownImagesAPIViewSet(_ShownFilesMixin, ImagesAPIViewSet):
    """Pictures on live pages, and of public cases while the consent to them holds."""

    body_fields = ["id", "width", "height"]
    meta_fields = ["type", "detail_url", "download_url"]
    listing_default_fields = ["id", "type", "detail_url", "download_url"]
    nested_default_fields = ["id", "type", "detail_url", "download_url"]

    def get_queryset(self) -> Any:
        consented = CasePicture.objects.filter(
            consent=True, case__in=Case.objects.public(), case__consent_picture=True
        ).valid_on()
        of_cases = CasePicture.objects.values("image")
        shown = Q(pk__in=on_live_pages(get_image_model(), wanted_locale(self.request)))
        return (
            super()
            .get_queryset()
            .filter((shown & ~Q(pk__in=of_cases)) | Q(pk__in=consented.values("image")))
        )


class ShownDocumentsAPIViewSet(_ShownFilesMixin, DocumentsAPIViewSet):
    body_fields = ["id", "title"]

    def get_queryset(self) -> Any:
        shown = on_live_pages(get_document_model(), wanted_locale(self.request))
        return super().get_queryset().filter(pk__in=shown)
