"""All letters together, of the appeals that the API lists.

GET totals/  ?locale= as in the listings; caches may keep the answer for some minutes
"""

from typing import Any

from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe
from wagtail.api.v2.utils import BadRequestError

from campaigns.api.base import wanted_locale
from campaigns.api.records import begun_appeals
from campaigns.models.public_figures import figures_of, total

MAX_AGE = 600  # seconds
KNOWN = {"locale"}


@require_safe
def totals(request: HttpRequest) -> HttpResponseBase:
    try:
        answer = _totals(request)
    except BadRequestError as error:
        return JsonResponse({"message": str(error)}, status=400)
    patch_cache_control(answer, public=True, max_age=MAX_AGE)
    return answer


def _totals(request: HttpRequest) -> JsonResponse:
    if unknown := sorted(set(request.GET) - KNOWN):
        raise BadRequestError(f"query parameter is not recognised: {', '.join(unknown)}")
    appeals: list[Any] = list(begun_appeals(wanted_locale(request)).with_counts())
    told = total(map(figures_of, appeals)).as_json()
    return JsonResponse({"appeals": len(appeals), "totals": told})
