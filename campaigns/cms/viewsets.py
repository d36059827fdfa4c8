"""The menu "Campaigns": listings, search and filters for editors."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import (
    FieldPanel,
    HelpPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    TabbedInterface,
)
from wagtail.admin.ui.tables import BooleanColumn, Column, LocaleColumn
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from campaigns.cms.case_views import CaseEditView
from campaigns.cms.dispatches.stop_panel import StopPanel
from campaigns.cms.dispatches.viewset import DispatchViewSet
from campaigns.cms.translating.glossary_views import GlossaryViewSet
from campaigns.cms.translating.translators import TranslatorViewSet
from campaigns.models import Appeal, Authority, Case, CoverText, Edition, LetterText, LetterVersion


class CaseFilters(WagtailFilterSet):
    class Meta:
        model = Case
        fields = ["status", "country"]


class CaseViewSet(SnippetViewSet):
    model = Case
    icon = "user"
    edit_view_class = CaseEditView
    menu_label = _("Cases")
    menu_name = "campaign-cases"
    filterset_class = CaseFilters
    list_display = ["public_name", "country", "status", Column("review_due", label=_("Review due"))]
    list_export: list[str] = []
    edit_handler = TabbedInterface(
        [
            ObjectList(
                [
                    FieldPanel("public_name"),
                    FieldPanel("native_name"),
                    FieldPanel("country"),
                    FieldPanel("status"),
                    FieldPanel("identification"),
                    InlinePanel("outcomes", label=_("outcome"), heading=_("Outcomes")),
                    InlinePanel("pictures", label=_("picture"), heading=_("Pictures")),
                ],
                heading=_("Case"),
            ),
            ObjectList(
                [
                    MultiFieldPanel(
                        [
                            FieldPanel("consent_name"),
                            FieldPanel("consent_picture"),
                            FieldPanel("consent_health"),
                            FieldPanel("consent_family"),
                        ],
                        heading=_("What was agreed"),
                    ),
                    MultiFieldPanel(
                        [
                            FieldPanel("reviewed_by"),
                            FieldPanel("reviewed_on"),
                            FieldPanel("review_due"),
                        ],
                        heading=_("Safety review"),
                    ),
                    MultiFieldPanel(
                        [
                            FieldPanel("may_name_organisation"),
                            FieldPanel("may_be_indexed"),
                            FieldPanel("may_show_place"),
                            FieldPanel("may_leave_for_machines"),
                            FieldPanel("smallest_bundle"),
                        ],
                        heading=_("Risks"),
                    ),
                    FieldPanel("legal_name", permission="campaigns.change_legal_name"),
                ],
                heading=_("Consent and safety"),
            ),
        ]
    )


class AppealFilters(WagtailFilterSet):
    class Meta:
        model = Appeal
        fields = ["case", "authority", "edition", "stopped"]


class AppealViewSet(SnippetViewSet):
    model = Appeal
    icon = "mail"
    menu_label = _("Appeals")
    menu_name = "campaign-appeals"
    filterset_class = AppealFilters
    list_display = [
        "case",
        "authority",
        "edition",
        "opens",
        "closes",
        BooleanColumn("is_open", label=_("Open")),
        Column("address_warning", label=_("Address")),
    ]
    panels = [
        HelpPanel(template="campaigns/admin/appeal_warnings.html"),
        StopPanel(),
        FieldPanel("case"),
        FieldPanel("authority"),
        FieldPanel("edition"),
        MultiFieldPanel([FieldPanel("opens"), FieldPanel("closes")], heading=_("Period")),
        FieldPanel("channels"),
        FieldPanel("goal"),
        MultiFieldPanel([FieldPanel("stopped"), FieldPanel("stopped_reason")], heading=_("Stop")),
    ]


class AuthorityFilters(WagtailFilterSet):
    class Meta:
        model = Authority
        fields = ["kind", "country"]


class AuthorityViewSet(SnippetViewSet):
    model = Authority
    icon = "home"
    menu_label = _("Authorities")
    menu_name = "campaign-authorities"
    filterset_class = AuthorityFilters
    list_display = ["name", "country", "town", Column("verified_on", label=_("Verified on"))]


class EditionViewSet(SnippetViewSet):
    model = Edition
    icon = "calendar"
    menu_label = _("Editions")
    menu_name = "campaign-editions"
    list_display = ["title", "month"]
    panels = [FieldPanel("month")]


class LetterTextFilters(WagtailFilterSet):
    class Meta:
        model = LetterText
        fields = ["appeal", "live"]


class LetterTextViewSet(SnippetViewSet):
    model = LetterText
    icon = "doc-full"
    menu_label = _("Letter texts")
    menu_name = "campaign-letter-texts"
    filterset_class = LetterTextFilters
    list_display = [
        "appeal",
        "subject",
        BooleanColumn("live", label=_("Live")),
        BooleanColumn("is_behind_addressee", label=_("Behind (addressee)")),
    ]


class CoverTextFilters(WagtailFilterSet):
    class Meta:
        model = CoverText
        fields = ["kind", "live"]


class CoverTextViewSet(SnippetViewSet):
    model = CoverText
    icon = "doc-empty-inverse"
    menu_label = _("Cover texts")
    menu_name = "campaign-cover-texts"
    filterset_class = CoverTextFilters
    list_display = [
        "subject",
        Column("get_kind_display", label=_("Kind"), sort_key="kind"),
        LocaleColumn(label=_("Language")),
        BooleanColumn("live", label=_("Live")),
    ]


class LetterVersionPolicy(ModelPermissionPolicy):
    """Looking, and withdrawing with a permission of its own: versions are never written by hand."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        if action == "change":
            return user.has_perm("campaigns.withdraw_letterversion")
        return action == "view" and super().user_has_permission(user, action)

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Any) -> bool:
        done = action == "change" and instance.withdrawn_on is not None
        return not done and self.user_has_permission(user, action)


class LetterVersionFilters(WagtailFilterSet):
    class Meta:
        model = LetterVersion
        fields = ["appeal", "language", "sendable"]


class LetterVersionViewSet(SnippetViewSet):
    model = LetterVersion
    icon = "clipboard-list"
    menu_label = _("Letter versions")
    menu_name = "campaign-letter-versions"
    filterset_class = LetterVersionFilters
    copy_view_enabled = False
    inspect_view_enabled = True
    inspect_view_fields = [
        "appeal",
        "language",
        "blocks",
        "sendable",
        "holder",
        "approved_by",
        "approved_on",
        "withdrawn_on",
        "withdrawn_reason",
    ]
    list_display = [
        "appeal",
        "language",
        "approved_on",
        BooleanColumn("sendable", label=_("Fit to be sent")),
        "withdrawn_on",
    ]
    search_fields = ["appeal__case__public_name"]
    panels = [FieldPanel("withdrawn_reason")]


class CampaignsGroup(SnippetViewSetGroup):
    menu_label = _("Campaigns")
    menu_name = "campaigns"
    menu_icon = "mail"
    menu_order = 150
    items = (
        CaseViewSet,
        AppealViewSet,
        LetterTextViewSet,
        LetterVersionViewSet,
        CoverTextViewSet,
        DispatchViewSet,
        AuthorityViewSet,
        EditionViewSet,
        GlossaryViewSet,
        TranslatorViewSet,
    )
