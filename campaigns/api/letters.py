"""Signing for clients without our pages: the same rules, JSON instead of HTML.

GET  letters/<appeal>/        the letter in each language, and texts to read beside it
POST letters/<appeal>/sign/   {version, initials, place} with an Idempotency-Key header
POST letters/<appeal>/print/  {version, initials, place}: the PDF to sign by hand
POST letters/receipt/         {code}: in which state a letter is
"""

import json
import re
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.utils.cache import patch_vary_headers
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.csrf import csrf_exempt

from campaigns import conf
from campaigns.enums import ClosedReason
from campaigns.forms import SignatureForm
from campaigns.letters.languages import LANGUAGES
from campaigns.letters.signatory import Signatory
from campaigns.models import Appeal, LetterVersion
from campaigns.models.letter_forms import form_of
from campaigns.models.letter_pages import letter_content
from campaigns.protocol import RefusedError, never_stored, refuse_cross_site, refuse_large
from campaigns.signing import (
    Intent,
    KeyReusedError,
    NotOpenError,
    letter_of_receipt,
    sign,
)
from campaigns.take_along import letter_to_post
from campaigns.waiting import OUTAGES, WaitError, outage, refuse_often, wait_json

IDEMPOTENCY_KEY = re.compile(r"[A-Za-z0-9._~+/=-]{16,128}")
PREFLIGHT_SECONDS = 600


class ProblemError(Exception):
    """An answer other than success: HTTP status, a stable code, and what to do."""

    def __init__(self, status: int, code: str, **more: Any) -> None:
        super().__init__(code)
        self.status = status
        self.body = {"error": code, **more}


@method_decorator([csrf_exempt, never_stored], name="dispatch")
class ApiView(View):
    """JSON in and out; allowed origins get CORS headers, all other sites are refused.

    `dispatch` is overridden nowhere else: only this one carries the exemption from CSRF tokens.
    """

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            if request.method == "POST":
                self.check()
            self.find()
            answer = super().dispatch(request, *args, **kwargs)
        except WaitError as often:
            answer = wait_json(often.wait)
        except OUTAGES as error:
            answer = wait_json(outage(error))
        except RefusedError as refused:
            answer = JsonResponse({"error": "refused"}, status=refused.status)
        except ProblemError as problem:
            answer = JsonResponse(problem.body, status=problem.status)
        except NotOpenError as error:
            reason = ClosedReason(error.reason)
            answer = JsonResponse(
                {"error": "closed", "reason": reason.value, "message": str(reason.label)},
                status=409,
            )
        except Http404:
            languages = list(conf.public_languages())
            answer = JsonResponse({"error": "not_found", "languages": languages}, status=404)
        return self._with_cors(request, answer)

    def check(self) -> None:
        """Refuses what may not be answered, before it is read."""
        refuse_often(self.request)
        refuse_cross_site(self.request, allowed_origins=tuple(conf.get("API_ORIGINS")))
        refuse_large(self.request)

    def find(self) -> None:
        """What the address names; raises Http404."""

    def options(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return HttpResponse(status=204)

    def _with_cors(self, request: HttpRequest, answer: HttpResponseBase) -> HttpResponseBase:
        # Countries and reasons are named in the language the client accepts.
        patch_vary_headers(answer, ["Origin", "Accept-Language"])
        origin = request.headers.get("Origin")
        if origin is not None and origin in conf.get("API_ORIGINS"):
            answer.headers["Access-Control-Allow-Origin"] = origin
            answer.headers["Access-Control-Allow-Methods"] = "GET, POST"
            answer.headers["Access-Control-Allow-Headers"] = "Content-Type, Idempotency-Key"
            answer.headers["Access-Control-Expose-Headers"] = "Retry-After"
            answer.headers["Access-Control-Max-Age"] = str(PREFLIGHT_SECONDS)
        return answer

    def body(self) -> dict[str, Any]:
        """The JSON object of the request; raises ProblemError(400)."""
        try:
            body = json.loads(self.request.body)
        except (ValueError, RecursionError):
            raise ProblemError(400, "not_json") from None
        if not isinstance(body, dict):
            raise ProblemError(400, "not_an_object")
        return body


class OfAppealApiView(ApiView):
    appeal: Appeal

    def find(self) -> None:
        uuid: UUID = self.kwargs["uuid"]
        found = Appeal.objects.select_related("case", "authority__via").filter(uuid=uuid).first()
        if found is None or not found.case.is_public():
            raise Http404("no such appeal")
        self.appeal = found

    def signed_with(self, body: dict[str, Any]) -> tuple[LetterVersion, Signatory]:
        """The version and signatory of a body; raises ProblemError with the fields at fault."""
        form = SignatureForm(
            {name: value for name, value in body.items() if isinstance(value, str)},
            languages=[],
            may_show_place=self.appeal.case.may_show_place,
        )
        del form.fields["language"]
        if not form.is_valid():
            raise ProblemError(form.status, "invalid", fields=form.errors.get_json_data())
        cleaned = form.cleaned_data
        return (
            self._version(body.get("version")),
            Signatory(initials=cleaned["initials"], place=cleaned.get("place", "")),
        )

    def _version(self, wanted: Any) -> LetterVersion:
        try:
            return self.appeal.versions.get(uuid=UUID(str(wanted)))
        except (ValueError, LetterVersion.DoesNotExist):
            known = [str(version.uuid) for version in self.appeal.signable_versions()]
            raise ProblemError(404, "unknown_version", versions=known) from None


class LetterApiView(OfAppealApiView):
    """What a client shows before signing; no letter while the appeal is closed."""

    def get(self, request: HttpRequest, uuid: UUID) -> HttpResponse:
        versions = self.appeal.signable_versions() if self.appeal.is_open() else []
        return JsonResponse(
            {**form_of(self.appeal), "versions": [readable(version) for version in versions]}
        )


def readable(version: LetterVersion) -> dict[str, Any]:
    """A version as a letter to read: its page's values, and texts of the same source."""
    entry = LANGUAGES[version.language]
    content = letter_content(version.appeal, version.letter_blocks, version.language, None)
    others = version.reading_versions().items()
    return {
        "version": str(version.uuid),
        "language": version.language,
        "direction": entry.direction,
        "address": list(content.address),
        "day": content.day,
        "blocks": version.blocks,
        "reading": {code: each.blocks for code, each in others if code != version.language},
    }


class SignApiView(OfAppealApiView):
    """Stores one letter. The same key and body again: the same answer, with 200 instead of 201."""

    def post(self, request: HttpRequest, uuid: UUID) -> HttpResponse:
        key = request.headers.get("Idempotency-Key", "")
        if not IDEMPOTENCY_KEY.fullmatch(key):
            raise ProblemError(400, "idempotency_key", expects="16 to 128 letters and digits")
        version, signatory = self.signed_with(self.body())
        try:
            signed = sign(self.appeal, Intent(version, signatory, key=f"api:{key}"))
        except KeyReusedError:
            raise ProblemError(409, "key_reused") from None
        return JsonResponse(
            {
                "receipt": signed.receipt,
                "initials": signatory.initials,
                "language": version.language,
                "specimen": signed.letter.specimen,
                "state": signed.letter.state,
            },
            status=201 if signed.created else 200,
        )


class PrintApiView(OfAppealApiView):
    """The letter to print; counted, and nothing of it kept."""

    def post(self, request: HttpRequest, uuid: UUID) -> HttpResponse:
        version, signatory = self.signed_with(self.body())
        pdf = letter_to_post(self.appeal, version, signatory)
        return HttpResponse(pdf, content_type="application/pdf")


class ReceiptApiView(ApiView):
    def post(self, request: HttpRequest) -> HttpResponse:
        code = self.body().get("code")
        letter = letter_of_receipt(code) if isinstance(code, str) else None
        if letter is None:
            raise ProblemError(404, "unknown_receipt")
        return JsonResponse(
            {
                "state": letter.state,
                "signed_on": letter.signed_on.isoformat(),
                "language": letter.version.language,
                "specimen": letter.specimen,
            }
        )
