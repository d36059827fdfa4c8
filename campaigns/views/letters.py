"""Both steps of signing, and the letter to take along."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import get_language

from campaigns.enums import ClosedReason, PrintKind
from campaigns.letters.compose import LetterContent
from campaigns.letters.languages import LANGUAGES
from campaigns.letters.signatory import MAX_NAME_LENGTH, Signatory
from campaigns.models import Appeal, CampaignSettings, LetterVersion
from campaigns.models.letter_pages import letter_content
from campaigns.models.reading_rooms import furnish
from campaigns.protocol import RefusedError
from campaigns.signing import (
    Intent,
    KeyReusedError,
    NotOpenError,
    TokenError,
    issue_token,
    sign,
)
from campaigns.take_along import letter_to_mail, letter_to_post
from campaigns.views.base import OfAppealView


class AppealView(OfAppealView):
    """First step. GET shows the form alone; POST turns initials into the letter to read."""

    def find(self) -> None:
        super().find()
        furnish(self.appeal)

    def refused(self, refused: RefusedError) -> HttpResponse:
        """Only a name can make this form too large; what was sent is not read."""
        if refused.status != 413:
            return super().refused(refused)
        form = self.form({"initials": "A" * (MAX_NAME_LENGTH + 1)})
        return self.form_page(form, status=form.status)

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return self.form_page(self.form())

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if (reason := self.closed_reason()) is not None:
            raise NotOpenError(reason)
        form = self.form(request.POST)
        if not form.is_valid():
            return self.form_page(form, status=form.status)
        version = chosen_version(self.appeal, form.cleaned_data["language"])
        if version is None:
            raise NotOpenError(ClosedReason.NO_LETTER)
        cleaned = form.cleaned_data
        signatory = Signatory(initials=cleaned["initials"], place=cleaned.get("place", ""))
        return self.page("read", reading_context(version, signatory, self.house))


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


def chosen_version(appeal: Appeal, language: str = "") -> LetterVersion | None:
    """The version in `language`, or the first the authority reads that has one."""
    versions = appeal.signable_versions()
    return next((v for v in versions if language in ("", v.language)), None)


def reading_context(
    version: LetterVersion, signatory: Signatory, house: CampaignSettings
) -> dict[str, Any]:
    """The letter and, in the visitor's language, the text of the same source."""
    appeal = version.appeal
    visitor_language = get_language() or ""
    mine = version.reading_versions().get(visitor_language)
    beside = mine if visitor_language != version.language else None

    def content(of: LetterVersion) -> LetterContent:
        return letter_content(appeal, of.letter_blocks, of.language, signatory, house=house)

    return {
        "token": issue_token(version, signatory),
        "signatory": signatory,
        "version": version,
        "language": LANGUAGES[version.language],
        "letter": content(version),
        "is_own_language": visitor_language == version.language,
        "reading_language": LANGUAGES[beside.language] if beside else None,
        "reading": content(beside) if beside else None,
        "specimen": house.specimen_mark,
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
