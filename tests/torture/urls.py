"""The site's addresses, and a view that does nothing but insert one letter."""

import secrets
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

from briefe_site.urls import urlpatterns as of_site
from campaigns.models import Letter


@csrf_exempt
def bare_insert(request: HttpRequest, appeal: int, version: int) -> HttpResponse:
    fields: dict[str, Any] = {
        name: secrets.token_hex(32) for name in ("key_hash", "body_hash", "receipt_hash")
    }
    Letter.objects.create(
        appeal_id=appeal,
        version_id=version,
        initials=request.POST["initials"],
        signed_on=timezone.localdate(),
        **fields,
    )
    return HttpResponse(status=303, headers={"Location": "/"})


urlpatterns = [path("bare/<int:appeal>/<int:version>/", bare_insert), *of_site]
