"""Languages of the public site, and gates that were asked outside a form."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.middleware.locale import LocaleMiddleware
from django.urls import NoReverseMatch, reverse
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation.trans_real import parse_accept_lang_header

from campaigns import conf
from campaigns.waiting import OUTAGES, outage, wait_json, wait_page

# Names of the URLs whose clients expect JSON: signing, and Wagtail's reading API.
API_SPACES = {"campaigns_api", "wagtailapi"}


class PublicLocaleMiddleware(LocaleMiddleware):
    """Activates public languages only: by the path, else by what the browser accepts.

    A letter language is in LANGUAGES, so Django's own middleware would answer `/tr/` with
    German pages and send a Turkish browser there. No cookie is read or set.
    """

    def process_request(self, request: HttpRequest) -> None:
        language = public_language(request)
        translation.activate(language)
        request.LANGUAGE_CODE = translation.get_language()

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        if request.path_info.startswith(tuple(conf.get("UNPREFIXED_PATHS"))):
            # An API answers 404 with 404, not with a redirect to a language.
            response.headers.setdefault("Content-Language", translation.get_language() or "")
            return response
        answer = super().process_response(request, response)
        if answer is not response:
            # Django's redirect varies by its language cookie, too; caches need not.
            answer.headers["Vary"] = "Accept-Language"
        elif not _path_language(request):
            patch_vary_headers(answer, ("Accept-Language",))
        return answer


def public_language(request: HttpRequest) -> str:
    """Code of the public language of a request; the site's default when nothing fits."""
    if (of_path := _path_language(request)) is not None:
        return of_path
    public = conf.public_languages()
    accepted = parse_accept_lang_header(request.headers.get("Accept-Language", ""))
    wanted = (code.lower() for code, _quality in accepted)
    return next(filter(None, (_closest(code, public) for code in wanted)), public[0])


def _path_language(request: HttpRequest) -> str | None:
    """The public language a path begins with."""
    prefix = request.path_info.split("/", 2)[1].lower() if "/" in request.path_info else ""
    return prefix if prefix in conf.public_languages() else None


def _closest(code: str, public: tuple[str, ...]) -> str | None:
    return (
        code
        if code in public
        else code.split("-", maxsplit=1)[0]
        if code.split("-", maxsplit=1)[0] in public
        else None
    )


class GateMiddleware:
    """Turns the refusal of a gate into a message, where Wagtail has no form to show it in.

    Bulk publishing, workflow approval and locale views call `save()` outside any form.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> Any:
        if not isinstance(exception, ValidationError) or request.method != "POST":
            return None
        if not request.path.startswith(_admin_root()):
            return None
        # The admin has left the editor's language when an exception comes out of it.
        with translation.override(_editors_language(request)):
            for text in exception.messages:
                messages.error(request, text)
        return HttpResponseRedirect(_back(request))


class OutageMiddleware:
    """Answers 503 on any page while the database is locked, full or away.

    The pages of signing answer by themselves, with what was entered.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, OUTAGES):
            return None
        match = request.resolver_match
        if match is not None and API_SPACES & set(match.namespaces):
            return wait_json(outage(exception))
        return wait_page(request, outage(exception), signing=False)


def _editors_language(request: HttpRequest) -> str:
    profile = getattr(request.user, "wagtail_userprofile", None)
    return profile.get_preferred_language() if profile else translation.get_language() or ""


def _admin_root() -> str | tuple[str, ...]:
    """The path all of the admin lies below; nothing begins with it on a site without one."""
    try:
        return reverse("wagtailadmin_home")
    except NoReverseMatch:
        return ()


def _back(request: HttpRequest) -> str:
    referer = request.headers.get("Referer", "")
    ours = url_has_allowed_host_and_scheme(
        referer, {request.get_host()}, require_https=request.is_secure()
    )
    return referer if ours else request.path
