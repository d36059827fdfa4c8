"""Dispatches in the menu "Campaigns": the list, and the page of one."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.admin.widgets.button import HeaderButton
from wagtail.snippets.views.snippets import IndexView, InspectView, SnippetViewSet

from campaigns.cms.dispatches.context import dispatch_context, state_label
from campaigns.dispatch import channels, undecided
from campaigns.models import Dispatch
from campaigns.templatetags.campaigns_tags import name_of_language


class DispatchFilters(WagtailFilterSet):
    class Meta:
        model = Dispatch
        fields = ["state", "appeal", "language", "channel"]


def mark(dispatch: Dispatch) -> Any:
    """Beside a dispatch that somebody has to decide about."""
    return _("Needs a decision") if getattr(dispatch, "needs_decision", False) else ""


def language_of(dispatch: Dispatch) -> str:
    return name_of_language(dispatch.language)


def channel_of(dispatch: Dispatch) -> Any:
    return channels.label_of(dispatch.channel)


class DispatchListView(IndexView):
    def get_base_queryset(self) -> Any:
        related = ("appeal__case", "appeal__authority")
        return undecided.marked(super().get_base_queryset().select_related(*related))

    @property
    def header_buttons(self) -> list[HeaderButton]:
        waiting = reverse("campaign_dispatches:waiting")
        return [HeaderButton(_("What waits"), url=waiting, icon_name="time")]


class DispatchPage(InspectView):
    """One dispatch: how far it is, its files, and what a person can do now."""

    template_name = "campaigns/admin/dispatches/dispatch.html"
    page_title = _("Dispatch")

    def get_page_subtitle(self) -> str:
        dispatch = self.object
        parts = (dispatch.appeal, language_of(dispatch), channel_of(dispatch))
        return " \N{MIDDLE DOT} ".join(map(str, parts))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        return context | dispatch_context(self.object, self.request.user)


class DispatchViewSet(SnippetViewSet):
    model = Dispatch
    icon = "upload"
    menu_label = _("Dispatches")
    menu_name = "campaign-dispatches"
    index_view_class = DispatchListView
    inspect_view_class = DispatchPage
    inspect_view_enabled = True
    inspect_template_name = DispatchPage.template_name
    copy_view_enabled = False
    filterset_class = DispatchFilters
    list_export: list[str] = []
    list_display = [
        "appeal",
        Column("language", label=_("Language"), accessor=language_of, sort_key="language"),
        Column("channel", label=_("Channel"), accessor=channel_of, sort_key="channel"),
        Column("state", label=_("State"), accessor=state_label, sort_key="state"),
        Column("needs_decision", label=_("To decide"), accessor=mark),
        "count",
        "claimed_on",
        "handed_over_on",
    ]
    search_fields = ["appeal__case__public_name", "appeal__authority__name", "reference"]
