"""What all pages of signing share: checks before reading, the page around a step, the way back."""

from functools import cached_property
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.decorators import method_decorator
from django.utils.translation import get_language
from django.views import View
from django.views.decorators.csrf import csrf_exempt

from campaigns import conf
from campaigns.enums import ClosedReason
from campaigns.forms import SignatureForm
from campaigns.letters.languages import LANGUAGES
from campaigns.models import Appeal, CampaignSettings, CasePage
from campaigns.protocol import (
    RefusedError,
    never_stored,
    refuse_cross_site,
    refuse_large,
    refuse_many_fields,
)
from campaigns.signing import Intent, NotOpenError, read_token
from campaigns.waiting import OUTAGES, WaitError, outage, refuse_often, wait_page


@method_decorator([csrf_exempt, never_stored], name="dispatch")
class LetterView(View):
    """Base of the signing pages: refuses what no page of ours sends, before reading it.

    `dispatch` is overridden nowhere else: only this one carries the exemption from CSRF tokens.
    """

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            if request.method == "POST":
                refuse_often(request)
            self.find()
            if request.method == "POST":
                refuse_cross_site(request)
                refuse_large(request)
                refuse_many_fields(request)
            return super().dispatch(request, *args, **kwargs)
        except WaitError as often:
            return wait_page(request, often.wait)
        except OUTAGES as error:
            return wait_page(request, outage(error))
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

    @cached_property
    def house(self) -> CampaignSettings:
        return CampaignSettings.in_force()

    def page(self, name: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
        """One of our templates, with the appeal's page in the visitor's language beside it."""
        appeal = getattr(self, "appeal", None)
        shared = {
            "base_template": conf.get("BASE_TEMPLATE"),
            "appeal": appeal,
            "case_page": page_of(appeal) if appeal else None,
            "house": self.house,
        }
        template = f"campaigns/letters/{name}.html"
        return render(self.request, template, {**shared, **context}, status=status)


class OfAppealView(LetterView):
    appeal: Appeal

    def find(self) -> None:
        uuid: UUID = self.kwargs["uuid"]
        found = Appeal.objects.select_related("case").filter(uuid=uuid).first()
        if found is None or not found.case.is_public():
            raise Http404("no such appeal")
        self.appeal = found

    def closed_reason(self) -> ClosedReason | None:
        """As of the versions this page offers; they are asked for once."""
        if (reason := self.appeal.halted_reason()) is not None:
            return reason
        return None if self.appeal.signable_versions() else ClosedReason.NO_LETTER

    def form(self, data: Any = None) -> SignatureForm:
        return signature_form(self.appeal, data)

    def form_page(self, form: SignatureForm, status: int = 200, **more: Any) -> HttpResponse:
        context = {"form": form, "closed_reason": self.closed_reason(), **more}
        return self.page("form", context, status=status)

    def from_token(self, posted: Any) -> Intent:
        """What the posted token says; raises TokenError."""
        return read_token(posted.get("token", ""), self.appeal)

    def token_error_page(self, posted: Any) -> HttpResponse:
        """Back to the first step, with the initials kept."""
        form = self.form(posted)
        form.is_valid()
        return self.form_page(form, status=400, token_error=True)


def signature_form(appeal: Appeal, data: Any = None) -> SignatureForm:
    languages = [
        (version.language, LANGUAGES[version.language].autonym)
        for version in appeal.signable_versions()
    ]
    return SignatureForm(data, languages=languages, may_show_place=appeal.case.may_show_place)


def page_of(appeal: Appeal) -> CasePage | None:
    """The live page of the appeal's case in the visitor's language; None once it is hidden."""
    if not appeal.case.is_public():
        return None
    pages = CasePage.objects.live().filter(case=appeal.case_id).defer_streamfields()
    return pages.filter(locale__language_code=get_language()).first()


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404 with the languages there are, in the language the path or the browser asks for."""
    context = {"base_template": conf.get("BASE_TEMPLATE")}
    return render(request, "campaigns/404.html", context, status=404)
