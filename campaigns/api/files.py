"""Images and documents through the API: only what a published page shows."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from rest_framework.fields import Field
from wagtail.api import APIField
from wagtail.api.v2.serializers import BaseSerializer
from wagtail.api.v2.views import BaseAPIViewSet
from wagtail.documents import get_document_model
from wagtail.documents.api.v2.views import DocumentsAPIViewSet
from wagtail.images import get_image_model
from wagtail.images.api.v2.views import ImagesAPIViewSet
from wagtail.models import Page, ReferenceIndex

from campaigns import conf
from campaigns.api.base import ReadingMixin, wanted_locale
from campaigns.api.pages import told
from campaigns.api.records import shown_cases
from campaigns.models import CasePicture, SuccessStoryPage
from campaigns.models.page_base import RENDITION, rendition_address


def on_live_pages(model: Any, locale: str | None) -> list[int]:
    """Keys of the rows of `model` that a live public page shows."""
    languages = (locale,) if locale else conf.public_languages()
    live = told(Page.objects.live().public()).filter(locale__language_code__in=languages)
    references = ReferenceIndex.objects.filter(
        to_content_type=ContentType.objects.get_for_model(model),
        base_content_type=ContentType.objects.get_for_model(Page),
        object_id__in=[str(pk) for pk in live.values_list("pk", flat=True)],
    )
    shown = references.exclude(model_path="picture", object_id__in=_without_their_picture())
    return [int(pk) for pk in shown.values_list("to_object_id", flat=True)]


def _without_their_picture() -> list[str]:
    """Keys of the stories whose picture is not shown, for want of a consent."""
    stories = SuccessStoryPage.public(SuccessStoryPage.objects.filter(picture__isnull=False))
    return [str(story.pk) for story in stories if story.shown_picture is None]


class RenditionField(Field):
    """Address of a copy made for the web: uploads carry what the camera knew."""

    def get_attribute(self, image: Any) -> Any:
        return rendition_address(image)

    def to_representation(self, address: str) -> str:
        return address


class _ShownFilesMixin(ReadingMixin):
    """With `?locale=`: what pages in that language show."""

    known_query_parameters = BaseAPIViewSet.known_query_parameters.union(["locale"])
    # Titles are often names of files, and those can name people.
    body_fields = ["id"]


class ShownImagesAPIViewSet(_ShownFilesMixin, ImagesAPIViewSet):
    """Pictures on live pages, and of cases with a page while the consent to them holds."""

    base_serializer_class = BaseSerializer
    body_fields = ["id", "width", "height", APIField("url", serializer=RenditionField())]
    meta_fields = ["type", "detail_url"]
    listing_default_fields = ["id", "type", "detail_url", "url"]
    nested_default_fields = ["id", "type", "detail_url", "url"]

    def get_queryset(self) -> Any:
        locale = wanted_locale(self.request)
        consented = CasePicture.objects.filter(
            consent=True, case__in=shown_cases(locale), case__consent_picture=True
        ).valid_on()
        of_cases = CasePicture.objects.values("image")
        shown = Q(pk__in=on_live_pages(get_image_model(), locale))
        return (
            super()
            .get_queryset()
            .filter((shown & ~Q(pk__in=of_cases)) | Q(pk__in=consented.values("image")))
            .prefetch_renditions(RENDITION)
        )


class ShownDocumentsAPIViewSet(_ShownFilesMixin, DocumentsAPIViewSet):
    body_fields = ["id", "title"]

    def get_queryset(self) -> Any:
        shown = on_live_pages(get_document_model(), wanted_locale(self.request))
        return super().get_queryset().filter(pk__in=shown)
