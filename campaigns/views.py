"""Pages of signing: read the letter, sign it, keep the receipt. No cookie, nothing personal."""

from typing import Any
from uuid import UUID

from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseRedirect,
)
from django.shortcuts import render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.text import slugify
from django.utils.translation import get_language
from django.views import View
from django.views.decorators.csrf import csrf_exempt

from campaigns import conf
from campaigns.enums import ClosedReason, PrintKind
from campaigns.forms import SignatureForm
from campaigns.letters.languages import LANGUAGES
from campaigns.letters.signatory import MAX_NAME_LENGTH, Signatory
from campaigns.models import Appeal, CampaignSettings, CasePage, LetterVersion
from campaigns.models.letter_pages import letter_content
from campaigns.protocol import (
    RefusedError,
    never_stored,
    refuse_cross_site,
    refuse_large,
    refuse_many_fields,
)
from campaigns.signing import (
    Intent,
    KeyReusedError,
    NotOpenError,
    TokenError,
    issue_token,
    letter_of_receipt,
    letter_to_mail,
    letter_to_post,
    plain_code,
    read_token,
    refuse_if_closed,
    sign,
    withdraw,
)


@method_decorator([csrf_exempt, never_stored], name="dispatch")
class LetterView(View):
    """Base of the signing pages: refuses what no page of ours sends, before reading it.

    `dispatch` is overridden nowhere else: only this one carries the exemption from CSRF tokens.
    """

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            self.find()
            if request.method == "POST":
                refuse_cross_site(request)
                refuse_large(request)
                refuse_many_fields(request)
            return super().dispatch(request, *args, **kwargs)
        except RefusedError as refused:
            return self.refused(refused)
        except NotOpenError as error:
            return self.page("closed", {"reason": error.reason}, status=409)
        except Http404 as error:
            return not_found(request, error)

    def find(self) -> None:
        """What the address names; raises Http404."""

    def refused(self, refused: RefusedError) -> HttpResponse:
        return self.page("refused", {"status": refused.status}, status=refused.status)

    def page(self, name: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
        """One of our templates, with the appeal's page in the visitor's language beside it."""
        appeal = getattr(self, "appeal", None)
        shared = {
            "base_template": conf.get("BASE_TEMPLATE"),
            "appeal": appeal,
            "case_page": page_of(appeal) if appeal else None,
            "house": CampaignSettings.in_force(),
        }
        template = f"campaigns/letters/{name}.html"
        return render(self.request, template, {**shared, **context}, status=status)


class OfAppealView(LetterView):
    appeal: Appeal

    def find(self) -> None:
        uuid: UUID = self.kwargs["uuid"]
        found = Appeal.objects.select_related("case", "authority__via").filter(uuid=uuid).first()
        if found is None or not found.case.is_public():
            raise Http404("no such appeal")
        self.appeal = found

    def form(self, data: Any = None) -> SignatureForm:
        return signature_form(self.appeal, data)

    def form_page(self, form: SignatureForm, status: int = 200, **more: Any) -> HttpResponse:
        context = {"form": form, "closed_reason": self.appeal.closed_reason(), **more}
        return self.page("form", context, status=status)

    def from_token(self, posted: Any) -> Any:
        return read_token(posted.get("token", ""), self.appeal)

    def token_error_page(self, posted: Any) -> HttpResponse:
        """Back to the first step, with the initials kept."""
        form = self.form(posted)
        form.is_valid()
        return self.form_page(form, status=400, token_error=True)


class AppealView(OfAppealView):
    """First step. GET shows the form alone; POST turns initials into the letter to read."""

    def refused(self, refused: RefusedError) -> HttpResponse:
        """Only a name can make this form too large; what was sent is not read."""
        if refused.status != 413:
            return super().refused(refused)
        form = self.form({"initials": "A" * (MAX_NAME_LENGTH + 1)})
        return self.form_page(form, status=form.status)

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return self.form_page(self.form())

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if (reason := self.appeal.closed_reason()) is not None:
            raise NotOpenError(reason)
        form = self.form(request.POST)
        if not form.is_valid():
            return self.form_page(form, status=form.status)
        version = chosen_version(self.appeal, form.cleaned_data["language"])
        if version is None:
            raise NotOpenError(ClosedReason.NO_LETTER)
        refuse_if_closed(self.appeal, version)
        cleaned = form.cleaned_data
        signatory = Signatory(initials=cleaned["initials"], place=cleaned.get("place", ""))
        return self.page("read", reading_context(version, signatory))


class SignView(OfAppealView):
    """Second step. POST stores one letter and leads to its receipt; GET leads to the first step."""

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return HttpResponseRedirect(reverse("campaigns:appeal", args=[self.appeal.uuid]))

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        try:
            signed = sign(self.appeal, self.from_token(request.POST))
        except (TokenError, KeyReusedError):
            return self.token_error_page(request.POST)
        return HttpResponseRedirect(reverse("campaigns:receipt", args=[signed.receipt]), status=303)


class PrintView(OfAppealView):
    """The letter as a file to sign by hand and post. Counted on this button, never on GET."""

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return HttpResponseRedirect(reverse("campaigns:appeal", args=[self.appeal.uuid]))

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        try:
            intent = self.from_token(request.POST)
            kind = PrintKind(request.POST.get("kind", PrintKind.PDF))
        except TokenError:
            return self.token_error_page(request.POST)
        except ValueError:
            raise RefusedError(400) from None
        if kind == PrintKind.MAIL:
            return self._mail(intent, request.POST)
        file = letter_to_post(self.appeal, intent.version, intent.signatory, kind)
        return download(file, self._name(intent), kind)

    def _mail(self, intent: Intent, posted: Any) -> HttpResponse:
        """A page with all of the mail; from there, its draft as a file, which counts no more."""
        wants_draft = "draft" in posted
        own = letter_to_mail(self.appeal, intent.version, intent.signatory, counted=not wants_draft)
        if wants_draft:
            return download(own.draft, self._name(intent), PrintKind.MAIL)
        context = {
            "own": own,
            "token": posted["token"],
            "signatory": intent.signatory,
            "version": intent.version,
            "language": LANGUAGES[intent.version.language],
        }
        return self.page("mail", context)

    def _name(self, intent: Intent) -> str:
        return f"{slugify(self.appeal.case.public_name)}-{intent.version.language}"


class ReceiptView(LetterView):
    """What became of one letter, by its code alone."""

    def get(self, request: HttpRequest, code: str) -> HttpResponse:
        letter = letter_of_receipt(code)
        if letter is None:
            return self.page("find_receipt", {"unknown": True}, status=404)
        self.appeal = letter.appeal
        return self.page("receipt", {"letter": letter, "code": code})


class WithdrawView(LetterView):
    """Takes a waiting letter back. GET asks, POST does it."""

    def get(self, request: HttpRequest, code: str) -> HttpResponse:
        return self._answer(code, "withdraw")

    def post(self, request: HttpRequest, code: str) -> HttpResponse:
        letter = letter_of_receipt(code)
        if letter is not None:
            withdraw(letter)
        return self._answer(code, "receipt")

    def _answer(self, code: str, name: str) -> HttpResponse:
        letter = letter_of_receipt(code)
        if letter is None:
            return self.page("find_receipt", {"unknown": True}, status=404)
        self.appeal = letter.appeal
        return self.page(name, {"letter": letter, "code": code})


class FindReceiptView(LetterView):
    """A field for the receipt code; it is posted, so that it stays out of addresses."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.page("find_receipt", {})

    def post(self, request: HttpRequest) -> HttpResponse:
        code = plain_code(request.POST.get("code", ""))
        if letter_of_receipt(code) is None:
            return self.page("find_receipt", {"unknown": True}, status=404)
        return HttpResponseRedirect(reverse("campaigns:receipt", args=[code]), status=303)


class OpenAppealsView(LetterView):
    """All letters that can be signed now."""

    def get(self, request: HttpRequest) -> HttpResponse:
        here = CasePage.objects.filter(locale__language_code=get_language())
        cards = [page for page in CasePage.cards(here) if page.open_appeal]
        return self.page("appeals", {"cards": cards})


def signature_form(appeal: Appeal, data: Any = None) -> SignatureForm:
    languages = [
        (version.language, LANGUAGES[version.language].autonym)
        for version in appeal.signable_versions()
    ]
    return SignatureForm(data, languages=languages, may_show_place=appeal.case.may_show_place)


def chosen_version(appeal: Appeal, language: str = "") -> LetterVersion | None:
    """The version in `language`, or the first the authority reads that has one."""
    versions = appeal.signable_versions()
    return next((v for v in versions if language in ("", v.language)), None)


def page_of(appeal: Appeal) -> CasePage | None:
    """The live page of the appeal's case in the visitor's language; None once it is hidden."""
    if not appeal.case.is_public():
        return None
    pages = CasePage.objects.live().filter(case=appeal.case_id)
    return pages.filter(locale__language_code=get_language()).first()


def reading_context(version: LetterVersion, signatory: Signatory) -> dict[str, Any]:
    """The letter and, in the visitor's language, the text of the same source."""
    appeal = version.appeal
    visitor_language = get_language() or ""
    mine = version.reading_versions().get(visitor_language)
    beside = mine if visitor_language != version.language else None
    return {
        "token": issue_token(version, signatory),
        "signatory": signatory,
        "version": version,
        "language": LANGUAGES[version.language],
        "letter": letter_content(appeal, version.letter_blocks, version.language, signatory),
        "is_own_language": visitor_language == version.language,
        "reading_language": LANGUAGES[beside.language] if beside else None,
        "reading": beside
        and letter_content(appeal, beside.letter_blocks, beside.language, signatory),
        "specimen": CampaignSettings.in_force().specimen_mark,
    }


FILE_KINDS = {
    PrintKind.PDF: ("application/pdf", ".pdf"),
    PrintKind.WORD: (
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ".docx",
    ),
    PrintKind.BY_HAND: ("application/pdf", "-by-hand.pdf"),
    PrintKind.MAIL: ("message/rfc822", ".eml"),
}


def download(file: bytes, name: str, kind: PrintKind) -> HttpResponse:
    content_type, ending = FILE_KINDS[kind]
    response = HttpResponse(file, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}{ending}"'
    return response


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404 with the languages there are, in the language the path or the browser asks for."""
    context = {"base_template": conf.get("BASE_TEMPLATE")}
    return render(request, "campaigns/404.html", context, status=404)
