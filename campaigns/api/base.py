"""What all reading endpoints share: JSON only, odd questions answered with 400."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.exceptions import ValidationError
from django.db import DataError
from django.http import HttpRequest
from django.utils import translation
from django.utils.cache import patch_vary_headers
from rest_framework.renderers import JSONRenderer
from wagtail.api.v2.pagination import WagtailPagination
from wagtail.api.v2.utils import BadRequestError

from campaigns import conf

MAX_OFFSET = 1_000_000
MAX_DIGITS = 18


@contextmanager
def odd_values_refused() -> Iterator[None]:
    """Around the building and the first run of a query with a client's values in it."""
    try:
        yield
    except (DataError, OverflowError, ValidationError, ValueError):
        raise BadRequestError("a parameter has a value that its field cannot hold") from None


class BoundedPagination(WagtailPagination):
    """Refuses offsets that no database could count to; counting is the query's first run."""

    def paginate_queryset(self, queryset: Any, request: HttpRequest, view: Any = None) -> Any:
        offset = request.GET.get("offset", "0")
        if not offset.isdecimal() or len(offset) > len(str(MAX_OFFSET)):
            raise BadRequestError("offset must be a positive integer up to a million")
        with odd_values_refused():
            return super().paginate_queryset(queryset, request, view)


class ReadingMixin:
    """For all viewsets of this API, before Wagtail's class in the bases.

    Names of countries and months are told in the language of `?locale=`, else in the one the
    client accepts.
    """

    renderer_classes = [JSONRenderer]
    pagination_class = BoundedPagination
    request: HttpRequest

    def listing_view(self, request: HttpRequest) -> Any:
        with _answered_in(wanted_locale(request)):
            return super().listing_view(request)  # type: ignore[misc]

    def detail_view(self, request: HttpRequest, pk: int) -> Any:
        with _answered_in(wanted_locale(request)):
            return super().detail_view(request, pk)  # type: ignore[misc]

    def finalize_response(self, request: Any, response: Any, *args: Any, **kwargs: Any) -> Any:
        answer = super().finalize_response(request, response, *args, **kwargs)  # type: ignore[misc]
        patch_vary_headers(answer, ["Accept-Language"])
        return answer

    def check_query_parameters(self, queryset: Any) -> None:
        _refuse_nul(self.request)
        _refuse_huge_numbers(self.request)
        super().check_query_parameters(queryset)  # type: ignore[misc]

    def filter_queryset(self, queryset: Any) -> Any:
        with odd_values_refused():
            return super().filter_queryset(queryset)  # type: ignore[misc]

    def get_object(self) -> Any:
        with odd_values_refused():
            return super().get_object()  # type: ignore[misc]

    def find_object(self, queryset: Any, request: HttpRequest) -> Any:
        _refuse_nul(request)
        try:
            return super().find_object(queryset, request)  # type: ignore[misc]
        except ValueError:
            raise BadRequestError("id must be a number") from None


def _refuse_nul(request: HttpRequest) -> None:
    if any("\x00" in value for values in request.GET.lists() for value in values[1]):
        raise BadRequestError("a parameter holds a NUL character")


def _refuse_huge_numbers(request: HttpRequest) -> None:
    """One database cannot hold them, the other finds nothing: the answer is the same on both."""
    values = [value for _name, values in request.GET.lists() for value in values]
    if any(value.isdecimal() and len(value) > MAX_DIGITS for value in values):
        raise BadRequestError("a parameter is a number too large for any field")


def _answered_in(locale: str | None) -> translation.override:
    return translation.override(locale or translation.get_language())


def wanted_locale(request: HttpRequest) -> str | None:
    """The public language of `?locale=`; None without one.

    Raises BadRequestError that names the languages there are.
    """
    code = request.GET.get("locale")
    if code is not None and code not in conf.public_languages():
        raise BadRequestError(f"locale must be one of {', '.join(conf.public_languages())}")
    return code
