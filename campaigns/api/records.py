"""The shared records through the API: facts that are the same in every language."""

from typing import Any

from django.db.models import Prefetch
from django.http import HttpRequest
from django.utils import timezone
from rest_framework.fields import Field
from wagtail.api import APIField
from wagtail.api.v2.filters import FieldsFilter, OrderingFilter, SearchFilter
from wagtail.api.v2.views import BaseAPIViewSet

from campaigns import conf
from campaigns.api.base import ReadingMixin, wanted_locale
from campaigns.enums import ReplyKind
from campaigns.models import Appeal, Authority, Case, CasePage, Dispatch, Edition
from campaigns.models.letter_forms import form_of
from campaigns.models.public_figures import figure, figures_of, total


class OutcomesField(Field):
    def to_representation(self, outcomes: Any) -> list[dict[str, str]]:
        return [{"kind": each.kind, "date": each.date.isoformat()} for each in outcomes.all()]


class CountryField(Field):
    def to_representation(self, country: Any) -> dict[str, str]:
        return {"code": country.code, "name": str(country.name)}


class KeyField(Field):
    """The key of a related record, for the endpoint that lists it."""

    def to_representation(self, row: Any) -> int:
        return row.pk


class FormField(Field):
    def get_attribute(self, appeal: Any) -> Any:
        return appeal

    def to_representation(self, appeal: Appeal) -> dict[str, Any]:
        return form_of(appeal)


class AppealTotalsField(Field):
    """Needs `with_counts`."""

    def get_attribute(self, appeal: Any) -> Any:
        return appeal

    def to_representation(self, appeal: Appeal) -> dict[str, Any]:
        return figures_of(appeal).as_json()


class CaseTotalsField(Field):
    """Of the appeals that have begun; needs them as `begun_appeals`, with counts."""

    def get_attribute(self, case: Any) -> Any:
        return case.begun_appeals

    def to_representation(self, appeals: Any) -> dict[str, Any]:
        return total(map(figures_of, appeals)).as_json()


def shown_cases(locale: str | None) -> Any:
    """Public cases with a page that everybody can open; in `locale`, or in any public language."""
    languages = (locale,) if locale else conf.public_languages()
    pages = CasePage.objects.live().public().filter(locale__language_code__in=languages)
    return Case.objects.public().filter(pk__in=pages.values("case"))


def begun_appeals(locale: str | None) -> Any:
    """Appeals of these cases that have begun."""
    return Appeal.objects.filter(case__in=shown_cases(locale), opens__lte=timezone.localdate())


class RecordsSearchFilter(SearchFilter):
    """Looks in the whole index, then keeps what was found.

    The index knows none of the fields that records are filtered by. They come in the order of
    their keys, or as `?order=` asks, not by relevance.
    """

    def filter_queryset(self, request: HttpRequest, queryset: Any, view: Any) -> Any:
        if "search" not in request.GET:
            return queryset
        everything = queryset.model.objects.order_by()
        found = super().filter_queryset(request, everything, view)
        return queryset.filter(pk__in=[row.pk for row in found])


class RecordsAPIViewSet(ReadingMixin, BaseAPIViewSet):
    """Records of appeals that have begun, of cases with a page; `?locale=` names its language."""

    filter_backends = [FieldsFilter, OrderingFilter, RecordsSearchFilter]
    known_query_parameters = BaseAPIViewSet.known_query_parameters.union(["locale"])
    by_appeal = ""

    def shown(self) -> dict[str, Any]:
        """The condition on the rows."""
        begun = begun_appeals(wanted_locale(self.request))
        return {f"{self.by_appeal}__in": begun.values("pk")}

    def get_queryset(self) -> Any:
        return super().get_queryset().filter(**self.shown()).distinct()


class CasesAPIViewSet(RecordsAPIViewSet):
    name = "cases"
    model = Case
    body_fields = [
        "id",
        "public_name",
        "native_name",
        APIField("country", serializer=CountryField()),
        "status",
        APIField("outcomes", serializer=OutcomesField()),
        APIField("totals", serializer=CaseTotalsField()),
    ]
    listing_default_fields = ["id", "type", "detail_url", "public_name", "country", "status"]
    nested_default_fields = ["id", "type", "detail_url", "public_name"]

    def shown(self) -> dict[str, Any]:
        """Of a case that no appeal is about, too."""
        return {"pk__in": shown_cases(wanted_locale(self.request)).values("pk")}

    def get_queryset(self) -> Any:
        begun = Appeal.objects.filter(opens__lte=timezone.localdate()).with_counts()
        return (
            super()
            .get_queryset()
            .prefetch_related(Prefetch("appeals", queryset=begun, to_attr="begun_appeals"))
        )


class AppealsAPIViewSet(RecordsAPIViewSet):
    name = "appeals"
    model = Appeal
    by_appeal = "pk"
    body_fields = [
        "id",
        "uuid",
        APIField("case", serializer=KeyField()),
        APIField("authority", serializer=KeyField()),
        APIField("edition", serializer=KeyField()),
        "opens",
        "closes",
        "goal",
        APIField("letter_form", serializer=FormField()),
        APIField("totals", serializer=AppealTotalsField()),
    ]
    listing_default_fields = [
        "id",
        "type",
        "detail_url",
        "uuid",
        "case",
        "opens",
        "closes",
        "letter_form",
    ]

    def get_queryset(self) -> Any:
        return super().get_queryset().with_counts().select_related("case", "authority")


class AuthoritiesAPIViewSet(RecordsAPIViewSet):
    name = "authorities"
    model = Authority
    by_appeal = "appeals"
    body_fields = ["id", "kind", "name", "town", APIField("country", serializer=CountryField())]
    listing_default_fields = ["id", "type", "detail_url", "name", "country"]


class CountField(Field):
    """Of a dispatch: under a name that no column has, so that nobody can filter by it."""

    def get_attribute(self, dispatch: Any) -> Any:
        return dispatch.count

    def to_representation(self, count: int) -> int | dict[str, int]:
        return figure(count).as_json()


class RepliesField(Field):
    def get_attribute(self, dispatch: Any) -> Any:
        return dispatch.replies.all()

    def to_representation(self, replies: Any) -> dict[str, int | dict[str, int]]:
        totals: dict[str, int] = dict.fromkeys(ReplyKind.values, 0)
        for reply in replies:
            totals[reply.kind] += reply.n
        return {kind: figure(number).as_json() for kind, number in totals.items()}


class AppealUuidField(Field):
    def to_representation(self, appeal: Appeal) -> str:
        return str(appeal.uuid)


class DispatchesAPIViewSet(RecordsAPIViewSet):
    """Proof without persons: what left, when, how, and the SHA-256 of its bundle."""

    name = "dispatches"
    model = Dispatch
    by_appeal = "appeal"
    body_fields = [
        "id",
        "uuid",
        APIField("appeal", serializer=AppealUuidField()),
        "language",
        "channel",
        "handed_over_on",
        "sha256",
        APIField("letters_sent", serializer=CountField()),
        APIField("came_back", serializer=RepliesField()),
    ]
    listing_default_fields = [
        "id",
        "uuid",
        "appeal",
        "language",
        "channel",
        "handed_over_on",
        "sha256",
        "letters_sent",
        "came_back",
    ]

    def get_queryset(self) -> Any:
        shown = super().get_queryset().published()
        return shown.select_related("appeal").prefetch_related("replies")


class EditionsAPIViewSet(RecordsAPIViewSet):
    name = "editions"
    model = Edition
    by_appeal = "appeals"
    body_fields = ["id", "month", "title"]
    listing_default_fields = ["id", "type", "detail_url", "month", "title"]
