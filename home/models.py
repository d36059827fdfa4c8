"""Home page, standard pages, and the image model of the reference site."""

import secrets
from pathlib import Path
from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, TitleFieldPanel
from wagtail.api import APIField
from wagtail.fields import StreamField
from wagtail.images.models import AbstractImage, AbstractRendition
from wagtail.images.models import Image as StockImage
from wagtail.models import Page
from wagtail.search import index

from campaigns.blocks import StoryBlock, require_appeal
from campaigns.models import CaseIndexPage, CasePage, SuccessIndexPage, SuccessStoryPage
from campaigns.models.page_base import PublicPageMixin


class CampaignImage(AbstractImage):
    """An image whose file name tells nothing: names of uploads can name people."""

    admin_form_fields = StockImage.admin_form_fields

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")

    def get_upload_to(self, filename: str) -> str:
        return super().get_upload_to(secrets.token_hex(12) + Path(filename).suffix.lower())


class CampaignRendition(AbstractRendition):
    image = models.ForeignKey(CampaignImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        verbose_name = _("image rendition")
        verbose_name_plural = _("image renditions")
        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"], name="one_rendition_per_filter"
            )
        ]


class FormWithoutCaseMixin(models.Model):
    """For pages that are not about one case: their letter form has to name its appeal."""

    body: StreamField

    class Meta:
        abstract = True

    def clean(self) -> None:
        super().clean()
        require_appeal(self.body)


class HomePage(FormWithoutCaseMixin, PublicPageMixin, Page):
    lead = models.TextField(
        _("lead"), blank=True, help_text=_("One or two sentences: what this is and what to do.")
    )
    body = StreamField(
        StoryBlock(required=False), verbose_name=_("body"), blank=True, help_text=_("Why we write.")
    )
    picture = models.ForeignKey(
        CampaignImage,
        verbose_name=_("picture"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("Decoration: it is not announced to those who listen."),
    )

    content_panels = [
        TitleFieldPanel("title"),
        FieldPanel("lead"),
        FieldPanel("picture"),
        FieldPanel("body"),
    ]
    api_fields = [APIField("lead"), APIField("body")]
    search_fields = [*Page.search_fields, index.SearchField("lead"), index.SearchField("body")]
    subpage_types = [
        "campaigns.CaseIndexPage",
        "campaigns.SuccessIndexPage",
        "home.StandardPage",
    ]
    template = "home/home_page.html"

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        here = {"locale_id": self.locale_id}
        cards = CasePage.cards(CasePage.objects.filter(**here))
        open_pages = [page for page in cards if page.open_appeal]
        context["nothing_open"] = not open_pages
        # Search engines may list the home page, so it names only whom they may find.
        context["cards"] = [page for page in open_pages if page.may_be_indexed]
        context["case_index"] = CaseIndexPage.objects.live().filter(**here).first()
        context["review"] = SuccessIndexPage.objects.live().filter(**here).order_by("-year").first()
        if context["review"]:
            stories = SuccessStoryPage.objects.child_of(context["review"])
            public = SuccessStoryPage.public(stories)
            context["stories"] = [story for story in public if story.may_be_indexed]
        return context


class StandardPage(FormWithoutCaseMixin, PublicPageMixin, Page):
    summary = models.TextField(
        _("summary"), blank=True, max_length=300, help_text=_("One or two sentences.")
    )
    body = StreamField(
        StoryBlock(required=False), verbose_name=_("body"), blank=True, help_text=_("The text.")
    )

    content_panels = [TitleFieldPanel("title"), FieldPanel("summary"), FieldPanel("body")]
    api_fields = [APIField("summary"), APIField("body")]
    search_fields = [*Page.search_fields, index.SearchField("summary"), index.SearchField("body")]
    parent_page_types = ["home.HomePage", "home.StandardPage"]
    subpage_types = ["home.StandardPage"]
    template = "home/standard_page.html"

    class Meta:
        verbose_name = _("standard page")
        verbose_name_plural = _("standard pages")
