"""What every signing request has to pass, from a page or through the API."""

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import BadRequest, SuspiciousOperation
from django.http import HttpRequest, HttpResponseBase, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.utils.cache import patch_cache_control

from campaigns import conf

MAX_FIELDS = 40
LENGTH = re.compile(r"[0-9]{1,18}")
# A torn multipart body, too many fields or files, a character set that is none.
UNREADABLE = (
    BadRequest,
    LookupError,
    MultiPartParserError,
    SuspiciousOperation,
    UnreadablePostError,
    ValueError,
)


class RefusedError(Exception):
    """The request is refused unread; `status` is the HTTP answer."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


def refuse_cross_site(request: HttpRequest, *, allowed_origins: tuple[str, ...] = ()) -> None:
    """Raises RefusedError(403) for a form on somebody else's page.

    There is no CSRF token: the page around the form is cached and sets no cookie. Browsers say
    where a request comes from; a client that says nothing is no browser and carries no session.
    """
    origin = request.headers.get("Origin")
    if origin is not None and origin in allowed_origins:
        return
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        if site not in ("same-origin", "none"):
            raise RefusedError(403)
    elif origin is not None and not _is_ours(origin, request):
        raise RefusedError(403)


def _is_ours(origin: str, request: HttpRequest) -> bool:
    """Same host, and https where we are: what came in clear may have been written by anybody.

    Behind a proxy that does not say so a request of ours looks like http; then the host decides.
    """
    try:
        parts = urlsplit(origin)
    except ValueError:
        return False
    same_host = parts.netloc.lower() == request.get_host().lower()
    return same_host and (parts.scheme == "https" or not request.is_secure())


def refuse_large(request: HttpRequest) -> None:
    """Raises RefusedError(413) for a body above `CAMPAIGNS["MAX_BODY"]` bytes, 400 for a torn one.

    What says itself to be too large is not read.
    """
    declared = request.headers.get("Content-Length") or "0"
    if not LENGTH.fullmatch(declared):
        raise RefusedError(400)
    if int(declared) > conf.get("MAX_BODY"):
        raise RefusedError(413)
    try:
        length = len(request.body)
    except UnreadablePostError:
        raise RefusedError(400) from None
    if length > conf.get("MAX_BODY"):
        raise RefusedError(413)


def refuse_many_fields(request: HttpRequest) -> None:
    """Raises RefusedError(400): no form of ours has so many fields, or fields nobody can read."""
    try:
        fields: list[Any] = [request.POST.lists(), request.FILES.lists()]
    except UNREADABLE:
        raise RefusedError(400) from None
    if sum(len(values) for lists in fields for _name, values in lists) > MAX_FIELDS:
        raise RefusedError(400)


def never_stored(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """The answer shows initials, a token or a receipt: no cache may keep it."""

    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        patch_cache_control(response, no_store=True, private=True)
        return response

    return wrapped
