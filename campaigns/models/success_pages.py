"""Success stories and the review of a year: what became of a case, linked both ways."""

from typing import Any, Self

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from rest_framework.fields import ReadOnlyField
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, TitleFieldPanel
from wagtail.api import APIField
from wagtail.fields import StreamField
from wagtail.images import get_image_model_string
from wagtail.models import Page, ReferenceIndex
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from campaigns.blocks import FurtherCasesBlock, StoryBlock
from campaigns.forms import GatedPageForm
from campaigns.models.cases import Case
from campaigns.models.gates import Errors, GatedMixin
from campaigns.models.page_base import PublicPageMixin, case_page_gate, picture_for_api
from campaigns.models.pages import CasePage


class SuccessIndexPage(PublicPageMixin, Page):
    year = models.PositiveSmallIntegerField(_("year"), help_text=_("The year it looks back on."))
    as_of = models.DateField(
        _("as of"), null=True, blank=True, help_text=_("The day the review was closed.")
    )
    introduction = models.TextField(
        _("introduction"), blank=True, help_text=_("Thanks, and what the selection means.")
    )
    closing_words = models.TextField(
        _("closing words"), blank=True, help_text=_("A sentence below the stories.")
    )

    content_panels = [
        TitleFieldPanel("title"),
        FieldPanel("year"),
        FieldPanel("as_of"),
        FieldPanel("introduction"),
        FieldPanel("closing_words"),
    ]
    api_fields = [
        APIField("year"),
        APIField("as_of"),
        APIField("introduction"),
        APIField("closing_words"),
    ]
    subpage_types = ["campaigns.SuccessStoryPage"]
    template = "campaigns/success_index_page.html"

    class Meta:
        verbose_name = _("yearly review")
        verbose_name_plural = _("yearly reviews")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["stories"] = SuccessStoryPage.public(SuccessStoryPage.objects.child_of(self))
        return context


class SuccessStoryPage(PublicPageMixin, GatedMixin, Page):
    case = models.ForeignKey(
        Case,
        verbose_name=_("case"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="success_pages",
        help_text=_("The case whose outcome is told, if there is one here."),
    )
    further_cases = StreamField(
        FurtherCasesBlock(required=False),
        verbose_name=_("further cases"),
        blank=True,
        help_text=_("When one story tells of several people."),
    )
    summary = models.TextField(
        _("summary"), max_length=300, help_text=_("One or two sentences, for lists and previews.")
    )
    body = StreamField(
        StoryBlock(), verbose_name=_("story"), help_text=_("What happened, and what it took.")
    )
    picture = models.ForeignKey(
        get_image_model_string(),
        verbose_name=_("picture"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("Only with the consent of everybody who can be recognised."),
    )
    picture_alt = models.CharField(
        _("text alternative of the picture"),
        max_length=250,
        blank=True,
        help_text=_("What the picture shows, for those who listen."),
    )
    picture_credit = models.CharField(
        _("credit"), max_length=200, blank=True, help_text=_("Shown below the picture.")
    )

    loaded_cases: list[Case] | None = None
    base_form_class = GatedPageForm
    # The same in every language, like the credit of a case's picture.
    override_translatable_fields = [SynchronizedField("picture_credit")]
    content_panels = [
        TitleFieldPanel("title"),
        FieldPanel("case"),
        FieldPanel("further_cases"),
        FieldPanel("summary"),
        MultiFieldPanel(
            [FieldPanel("picture"), FieldPanel("picture_alt"), FieldPanel("picture_credit")],
            heading=_("Picture"),
        ),
        FieldPanel("body"),
    ]
    search_fields = [
        *Page.search_fields,
        index.SearchField("summary"),
        index.SearchField("body"),
    ]
    api_fields = [
        APIField("case"),
        APIField("further_cases"),
        APIField("summary"),
        APIField("body"),
        APIField("picture", serializer=ReadOnlyField(source="api_picture")),
    ]
    parent_page_types = ["campaigns.SuccessIndexPage"]
    subpage_types: list[str] = []
    template = "campaigns/success_story_page.html"

    class Meta:
        verbose_name = _("success story")
        verbose_name_plural = _("success stories")

    def cases(self) -> list[Case]:
        """The case of the story, then the further ones, each once."""
        chosen: list[Any] = [self.case] if self.case_id else []
        chosen += [child.value for child in self.further_cases if child.value]
        return list(dict.fromkeys(chosen))

    def told_cases(self) -> list[Case]:
        """The same, without a query where `public` has loaded them."""
        return self.cases() if self.loaded_cases is None else self.loaded_cases

    @property
    def may_be_indexed(self) -> bool:
        return all(case.may_be_indexed for case in self.told_cases())

    @property
    def shown_picture(self) -> Any:
        """The picture while every case of the story consents to pictures, else None."""
        consented = all(case.consent_picture for case in self.told_cases())
        return self.picture if consented else None

    def case_ids(self) -> set[int]:
        further = {int(child["value"]) for child in self.further_cases.raw_data if child["value"]}
        return further | ({self.case_id} if self.case_id else set())

    def is_public(self) -> bool:
        return bool(type(self).public(type(self).objects.filter(pk=self.pk)))

    @property
    def api_picture(self) -> dict[str, str] | None:
        """Address, text alternative and credit of the picture while it is shown."""
        picture = self.shown_picture
        return picture and picture_for_api(picture, self.picture_alt, self.picture_credit)

    def gate_errors(self) -> Errors:
        return case_page_gate(self, "case", self.cases())

    @classmethod
    def public(cls, pages: Any) -> list[Self]:
        """The live ones of `pages` whose cases are all public; two queries and the pictures'."""
        stories = list(
            pages.live()
            .select_related("locale", "picture")
            .prefetch_related("picture__renditions")
            .defer("body")
        )
        wanted = set().union(*(story.case_ids() for story in stories))
        public = Case.objects.public().in_bulk(list(wanted))
        for story in stories:
            story.loaded_cases = [public[pk] for pk in sorted(story.case_ids() & public.keys())]
        return [story for story in stories if story.case_ids() <= public.keys()]

    @classmethod
    def of_case(cls, case: Case, locale_id: int) -> list[Self]:
        """Public stories in the locale that tell of `case`, by either link."""
        references = ReferenceIndex.objects.filter(
            to_content_type=ContentType.objects.get_for_model(Case),
            to_object_id=str(case.pk),
            content_type=ContentType.objects.get_for_model(cls),
        )
        ids = [int(object_id) for object_id in references.values_list("object_id", flat=True)]
        return cls.public(cls.objects.filter(pk__in=ids, locale_id=locale_id))

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        cases = self.cases()
        models.prefetch_related_objects(cases, "outcomes")
        context["cases"] = cases
        context["picture"] = self.shown_picture
        context["case_pages"] = CasePage.cards(
            CasePage.objects.filter(case__in=cases, locale_id=self.locale_id)
        )
        return context

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.is_public():
            raise Http404("a case of the story is not public")
        return super().serve(request, *args, **kwargs)
