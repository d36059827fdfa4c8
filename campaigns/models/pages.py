"""Case pages and their list. Text lives here, in every language; facts live in `Case`."""

from typing import Any

from django.apps import apps
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from rest_framework.fields import ReadOnlyField
from wagtail.admin.panels import FieldPanel, TitleFieldPanel
from wagtail.api import APIField
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from campaigns.blocks import StoryBlock
from campaigns.enums import PUBLIC_CASE_STATUSES
from campaigns.forms import GatedPageForm
from campaigns.models.appeals import Appeal
from campaigns.models.cases import Case
from campaigns.models.gates import Errors, GatedMixin
from campaigns.models.letter_forms import form_of
from campaigns.models.page_base import PublicPageMixin, case_page_gate, picture_for_api


class CaseIndexPage(PublicPageMixin, Page):
    introduction = models.TextField(
        _("introduction"), blank=True, help_text=_("One or two sentences above the list.")
    )

    content_panels = [TitleFieldPanel("title"), FieldPanel("introduction")]
    api_fields = [APIField("introduction")]
    subpage_types = ["campaigns.CasePage"]
    template = "campaigns/case_index_page.html"

    class Meta:
        verbose_name = _("list of cases")
        verbose_name_plural = _("lists of cases")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["cards"] = CasePage.cards(CasePage.objects.child_of(self))
        return context


class CasePage(PublicPageMixin, GatedMixin, Page):
    case = models.ForeignKey(
        Case,
        verbose_name=_("case"),
        on_delete=models.PROTECT,
        related_name="pages",
        help_text=_("The facts of the case stand there, the same in every language."),
    )
    summary = models.TextField(
        _("summary"), max_length=300, help_text=_("One or two sentences, for lists and previews.")
    )
    body = StreamField(
        StoryBlock(),
        verbose_name=_("story"),
        help_text=_("Who it is, what happened, what is demanded; and the letter form."),
    )
    demands = models.TextField(
        _("demands"), blank=True, help_text=_("One a line, short, beginning with a verb.")
    )
    note = models.TextField(
        _("note"), blank=True, help_text=_("Set apart at the end, like a remark on sources.")
    )
    content_note = models.CharField(
        _("content note for classes"),
        max_length=300,
        blank=True,
        help_text=_("What the case tells of that is hard to read: violence, torture, death."),
    )
    picture_alt = models.CharField(
        _("text alternative of the picture"),
        max_length=250,
        blank=True,
        help_text=_("What the picture of the case shows, for those who listen."),
    )

    base_form_class = GatedPageForm
    content_panels = [
        TitleFieldPanel("title"),
        FieldPanel("case"),
        FieldPanel("summary"),
        FieldPanel("picture_alt"),
        FieldPanel("demands"),
        FieldPanel("body"),
        FieldPanel("note"),
        FieldPanel("content_note"),
    ]
    search_fields = [
        *Page.search_fields,
        index.SearchField("summary"),
        index.SearchField("body"),
        index.FilterField("case"),
    ]
    api_fields = [
        APIField("case"),
        APIField("summary"),
        APIField("body"),
        APIField("demands"),
        APIField("note"),
        APIField("picture", serializer=ReadOnlyField(source="api_picture")),
        APIField("letter_form", serializer=ReadOnlyField(source="api_letter_form")),
    ]
    parent_page_types = ["campaigns.CaseIndexPage"]
    subpage_types: list[str] = []
    template = "campaigns/case_page.html"

    class Meta:
        verbose_name = _("case page")
        verbose_name_plural = _("case pages")

    @property
    def may_be_indexed(self) -> bool:
        return self.case.may_be_indexed

    @property
    def api_picture(self) -> dict[str, str] | None:
        """Address, text alternative and credit of the picture while the consent to it holds."""
        picture = self.case.picture()
        return picture and picture_for_api(picture.image, self.picture_alt, picture.credit)

    @property
    def api_letter_form(self) -> list[dict[str, Any]]:
        """The open appeals: where and how a client signs; the earliest end first."""
        appeals = self.case.appeals.open().select_related("authority", "case")
        appeals = appeals.with_signable_versions()
        return [form_of(appeal) for appeal in appeals]

    def gate_errors(self) -> Errors:
        return case_page_gate(self, "case", [self.case] if self.case_id else [])

    @classmethod
    def cards(cls, pages: Any) -> list["CasePage"]:
        """Live pages of public cases for a list, those with an open appeal first.

        Each gets `open_appeal` (the one that ends first, or None). A constant number of queries.
        """
        shown = (
            pages.live()
            .filter(case__status__in=PUBLIC_CASE_STATUSES, case__consent_name=True)
            .select_related("case", "locale")
            .prefetch_related("case__pictures__image__renditions")
            .defer_streamfields()
            .order_by("title")
        )
        first_open: dict[int, Appeal] = {}
        for appeal in Appeal.objects.open().select_related("authority").order_by("-closes"):
            first_open[appeal.case_id] = appeal
        cards = list(shown)
        for page in cards:
            page.open_appeal = first_open.get(page.case_id)
        return sorted(cards, key=lambda page: (page.open_appeal is None, _closes(page), page.title))

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        case = self.case
        context.update(
            {
                "case": case,
                "picture": case.picture(),
                "outcomes": case.outcomes.all(),
                "open_appeals": list(case.appeals.open().select_related("authority")),
                "appeals": list(case.appeals.with_counts().select_related("authority")),
                "review_overdue": case.review_overdue(),
                # The story page imports this module, so it is asked for by name.
                "stories": apps.get_model("campaigns.SuccessStoryPage").of_case(
                    case, self.locale_id
                ),
            }
        )
        return context

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.case.is_public():
            raise Http404("the case is not public")
        return super().serve(request, *args, **kwargs)


def _closes(page: CasePage) -> Any:
    return page.open_appeal.closes.toordinal() if page.open_appeal else 0
