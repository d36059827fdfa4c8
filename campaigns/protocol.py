"""What every signing request has to pass, from a page or through the API."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponseBase
from django.utils.cache import patch_cache_control

from campaigns import conf

MAX_FIELDS = 40


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
    elif origin is not None and urlsplit(origin).netloc != request.get_host():
        raise RefusedError(403)


def refuse_large(request: HttpRequest) -> None:
    """Raises RefusedError(413) for a body above `CAMPAIGNS["MAX_BODY"]` bytes."""
    declared = request.headers.get("Content-Length") or "0"
    if not declared.isdigit() or int(declared) > conf.get("MAX_BODY"):
        raise RefusedError(413)
    if len(request.body) > conf.get("MAX_BODY"):
        raise RefusedError(413)


def refuse_many_fields(request: HttpRequest) -> None:
    """Raises RefusedError(400): no form of ours has so many fields."""
    if sum(len(values) for _name, values in request.POST.lists()) > MAX_FIELDS:
        raise RefusedError(400)


def never_stored(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """The answer shows initials, a token or a receipt: no cache may keep it."""

    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        patch_cache_control(response, no_store=True, private=True)
        return response

    return wrapped
