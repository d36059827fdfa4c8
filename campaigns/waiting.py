"""What a person is answered who has to wait: something is out of order, or too much has come.

The page asks nothing of the database and keeps what was entered, so that pressing once more is
enough. The key of a letter makes sure that it counts once, however often it was pressed.
"""

import errno
import logging
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import InterfaceError, OperationalError
from django.forms import Field
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _

from campaigns.enums import PrintKind
from campaigns.forms import InitialsField, PlaceField
from campaigns.letters.languages import LANGUAGES
from campaigns.limits import seconds_to_wait
from campaigns.protocol import (
    UNREADABLE,
    RefusedError,
    refuse_cross_site,
    refuse_large,
    refuse_many_fields,
)
from campaigns.signing import is_receipt_code, is_token, plain_code

# A locked, full, read-only or absent database; a connection that was cut.
OUTAGES = (OperationalError, InterfaceError, OSError)
# Of OSError only what passes by itself or by a hand on the machine.
OUTAGE_NUMBERS = {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO, errno.EMFILE, errno.ENFILE}
OUTAGE_SECONDS = 10

logger = logging.getLogger(__name__)


class WaitError(Exception):
    """Nothing is stored now; `seconds` until it is worth trying again."""

    def __init__(self, seconds: int) -> None:
        super().__init__(seconds)
        self.wait = Wait(status=429, code="too_many", seconds=seconds)


def refuse_often(request: HttpRequest) -> None:
    """Raises WaitError where too much has come from one address; see `limits`."""
    if seconds := seconds_to_wait(request):
        raise WaitError(seconds)


@dataclass(frozen=True, slots=True)
class Wait:
    """`code`: "out_of_order" or "too_many"; it is part of the API."""

    status: int
    code: str
    seconds: int

    @property
    def message(self) -> str:
        if self.code == "too_many":
            return _("Very much has come from your connection in a short time.")
        return _("Just now we cannot store or look up anything.")


OUT_OF_ORDER = Wait(status=503, code="out_of_order", seconds=OUTAGE_SECONDS)


def outage(error: Exception) -> Wait:
    """Says so in the log, without a word of what was asked; raises `error` if it is none."""
    if isinstance(error, OSError) and error.errno not in OUTAGE_NUMBERS:
        raise error
    cause = type(error.__cause__).__name__ if error.__cause__ else "no cause"
    logger.error("Out of order: %s (%s)", type(error).__name__, cause)
    return OUT_OF_ORDER


def wait_page(request: HttpRequest, wait: Wait, *, signing: bool = True) -> HttpResponse:
    """The page; of a form of signing it brings back what was entered, initials for a name.

    Of another form, a pack's for one, the browser has the fields: the page says to go back.
    """
    posted = request.method == "POST"
    kept = dict(kept_fields(request)) if signing and posted else {}
    context = {
        "wait": wait,
        "signing": signing and (not posted or _is_whole(request)),
        "address": request.path,
        "kept": kept,
        "posted": posted,
    }
    page = render_to_string("campaigns/letters/wait.html", context)
    return _told(HttpResponse(page, status=wait.status), wait)


def wait_json(wait: Wait) -> HttpResponse:
    body = {"error": wait.code, "message": wait.message, "retry_after": wait.seconds}
    return _told(JsonResponse(body, status=wait.status), wait)


def _told[Response: HttpResponse](response: Response, wait: Wait) -> Response:
    response.headers["Retry-After"] = str(wait.seconds)
    patch_cache_control(response, no_store=True, private=True)
    return response


def kept_fields(request: HttpRequest) -> Iterator[tuple[str, str]]:
    """(name, value) of what the same form may send again; nothing of a request we would refuse.

    Only what is known to be harmless is shown again: any field could hold a name.
    """
    try:
        refuse_cross_site(request)
        refuse_large(request)
        refuse_many_fields(request)
    except RefusedError:
        return
    for name, harmless in _HARMLESS.items():
        if value := harmless(request.POST.get(name, "")):
            yield name, value


def _is_whole(request: HttpRequest) -> bool:
    """Whether the form has no fields but those that can be sent again."""
    try:
        return set(request.POST) <= set(_HARMLESS)
    except UNREADABLE:
        return False


def _cleaned(field: Field, value: str) -> str:
    with suppress(ValidationError):
        return field.clean(value)
    return ""


_HARMLESS: dict[str, Any] = {
    "token": lambda value: value if is_token(value) else "",
    "initials": lambda value: _cleaned(InitialsField(), value),
    "place": lambda value: _cleaned(PlaceField(required=False), value),
    "language": lambda value: value if value in LANGUAGES else "",
    "kind": lambda value: value if value in PrintKind.values else "",
    "draft": lambda value: "1" if value else "",
    "code": lambda value: plain_code(value) if is_receipt_code(value) else "",
}
