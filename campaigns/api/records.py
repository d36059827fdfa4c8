"""The shared records through the API: facts that are the same in every language."""

from typing import Any

from rest_framework.fields import Field
from wagtail.api import APIField
from wagtail.api.v2.filters import FieldsFilter, OrderingFilter, SearchFilter
from wagtail.api.v2.views import BaseAPIViewSet

from campaigns.api.base import ReadingMixin, wanted_locale
from campaigns.models import Appeal, Authority, Case, CasePage, Edition
from campaigns.models.letter_forms import form_of


class OutcomesField(Field):
    def to_representation(self, outcomes: Any) -> list[dict[str, str]]:
        return [{"kind": each.kind, "date": each.date.isoformat()} for each in outcomes.all()]


class CountryField(Field):
    def to_representation(self, country: Any) -> dict[str, str]:
        return {"code": country.code, "name": country.name}


class KeyField(Field):
    """The key of a related record, for the endpoint that lists it."""

    def to_representation(self, row: Any) -> int:
        return row.pk


class FormField(Field):
    def get_attribute(self, appeal: Any) -> Any:
        return appeal

    def to_representation(self, appeal: Appeal) -> dict[str, Any]:
        return form_of(appeal)


class RecordsAPIViewSet(ReadingMixin, BaseAPIViewSet):
    """With `?locale=`: records of cases that have a live page in that language."""

    filter_backends = [FieldsFilter, OrderingFilter, SearchFilter]
    known_query_parameters = BaseAPIViewSet.known_query_parameters.union(["locale"])
    by_case = ""

    def get_queryset(self) -> Any:
        rows = super().get_queryset().filter(**{f"{self.by_case}__in": Case.objects.public()})
        if locale := wanted_locale(self.request):
            pages = CasePage.objects.live().filter(locale__language_code=locale)
            rows = rows.filter(**{f"{self.by_case}__in": pages.values("case")})
        return rows.distinct()


class CasesAPIViewSet(RecordsAPIViewSet):
    name = "cases"
    model = Case
    by_case = "pk"
    body_fields = [
        "id",
        "public_name",
        "native_name",
        APIField("country", serializer=CountryField()),
        "status",
        APIField("outcomes", serializer=OutcomesField()),
    ]
    listing_default_fields = ["id", "type", "detail_url", "public_name", "country", "status"]
    nested_default_fields = ["id", "type", "detail_url", "public_name"]


class AppealsAPIViewSet(RecordsAPIViewSet):
    name = "appeals"
    model = Appeal
    by_case = "case"
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
        return super().get_queryset().select_related("case", "authority")


class AuthoritiesAPIViewSet(RecordsAPIViewSet):
    name = "authorities"
    model = Authority
    by_case = "appeals__case"
    body_fields = ["id", "kind", "name", "town", APIField("country", serializer=CountryField())]
    listing_default_fields = ["id", "type", "detail_url", "name", "country"]


class EditionsAPIViewSet(RecordsAPIViewSet):
    name = "editions"
    model = Edition
    by_case = "appeals__case"
    body_fields = ["id", "month", "title"]
    listing_default_fields = ["id", "type", "detail_url", "month", "title"]
