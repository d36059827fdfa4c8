"""What all reading endpoints share: JSON only, odd questions answered with 400."""

from typing import Any

from django.http import HttpRequest
from rest_framework.renderers import JSONRenderer
from wagtail.api.v2.pagination import WagtailPagination
from wagtail.api.v2.utils import BadRequestError

from campaigns import conf

MAX_OFFSET = 1_000_000


class BoundedPagination(WagtailPagination):
    """Refuses offsets that no database could count to."""

    def paginate_queryset(self, queryset: Any, request: HttpRequest, view: Any = None) -> Any:
        offset = request.GET.get("offset", "0")
        if not offset.isdecimal() or len(offset) > len(str(MAX_OFFSET)):
            raise BadRequestError("offset must be a positive integer up to a million")
        return super().paginate_queryset(queryset, request, view)


class ReadingMixin:
    """For all viewsets of this API, before Wagtail's class in the bases."""

    renderer_classes = [JSONRenderer]
    pagination_class = BoundedPagination
    request: HttpRequest

    def check_query_parameters(self, queryset: Any) -> None:
        if any("\x00" in value for values in self.request.GET.lists() for value in values[1]):
            raise BadRequestError("a parameter holds a NUL character")
        super().check_query_parameters(queryset)  # type: ignore[misc]

    def find_object(self, queryset: Any, request: HttpRequest) -> Any:
        try:
            return super().find_object(queryset, request)  # type: ignore[misc]
        except ValueError:
            raise BadRequestError("id must be a number") from None


def wanted_locale(request: HttpRequest) -> str | None:
    """The public language of `?locale=`; None without one.

    Raises BadRequestError that names the languages there are.
    """
    code = request.GET.get("locale")
    if code is not None and code not in conf.public_languages():
        raise BadRequestError(f"locale must be one of {', '.join(conf.public_languages())}")
    return code
