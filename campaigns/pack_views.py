"""Pages of groups, classes and stands: make a pack, report what became of it.

Nothing of a group is kept: initials pass through to the file that it takes along.
"""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.text import slugify
from django.utils.translation import gettext as _

from campaigns.enums import ClosedReason, PackKind
from campaigns.letters.languages import LANGUAGES
from campaigns.models import CasePage
from campaigns.packs.forms import GroupPackForm, PackForm, ReportForm
from campaigns.packs.making import Order, make_pack, open_page
from campaigns.packs.reporting import pack_of
from campaigns.protocol import RefusedError
from campaigns.signing import NotOpenError
from campaigns.views import LetterView, OfAppealView, chosen_version


class GroupView(OfAppealView):
    """GET shows the form of a pack, POST answers with the pack as one PDF.

    Only where everybody can read the case page in this language: the pack tells of it.
    """

    kind = PackKind.GROUP
    form_class: type[PackForm] = GroupPackForm
    case_page: CasePage

    def find(self) -> None:
        super().find()
        page = open_page(self.appeal)
        if page is None:
            raise Http404("the case has no page in this language")
        self.case_page = page

    def refused(self, refused: RefusedError) -> HttpResponse:
        """Only names can make this form too large; what was sent is not read."""
        if refused.status != 413:
            return super().refused(refused)
        form = self.pack_form({"blank": "1"})
        too_long = _("This is too long. Enter initials only, like A. B.")
        form.add_error(form.first_field, ValidationError(too_long, "too_long"))
        return self.pack_page(form, status=400)

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return self.pack_page(self.pack_form())

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if (reason := self.appeal.closed_reason()) is not None:
            raise NotOpenError(reason)
        form = self.pack_form(request.POST)
        if not form.is_valid():
            return self.pack_page(form, status=form.status)
        version = chosen_version(self.appeal, form.cleaned_data["language"])
        if version is None:
            raise NotOpenError(ClosedReason.NO_LETTER)
        return self.file(make_pack(version, self.case_page, self.order(form)).file)

    def order(self, form: PackForm) -> Order:
        cleaned = form.cleaned_data
        return Order(
            kind=self.kind,
            initials=form.initials(),
            blank=cleaned["blank"] or 0,
            contents=frozenset(cleaned["contents"]),
            two_sided=cleaned["two_sided"],
        )

    def file(self, file: bytes) -> HttpResponse:
        name = f"{slugify(self.appeal.case.public_name)}-{self.kind}.pdf"
        response = HttpResponse(file, content_type="application/pdf")
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        return response

    def pack_form(self, posted: Any = None) -> PackForm:
        languages = [
            (version.language, LANGUAGES[version.language].autonym)
            for version in self.appeal.signable_versions()
        ]
        return self.form_class(posted, languages=languages)

    def pack_page(self, form: PackForm, status: int = 200) -> HttpResponse:
        context = {
            "form": form,
            "closed_reason": self.appeal.closed_reason(),
            "in_class": self.kind == PackKind.CLASS,
        }
        return self.page("groups", context, status=status)


class ClassView(GroupView):
    """The same for a class: no names, no initials, sheets in black and white."""

    kind = PackKind.CLASS
    form_class = PackForm


class ReportView(LetterView):
    """How many letters of a pack were posted; the code is posted, so it stays out of addresses."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.page("report_pack", {"form": ReportForm()})

    def post(self, request: HttpRequest) -> HttpResponse:
        form = ReportForm(request.POST)
        pack = pack_of(form.cleaned_data["code"]) if form.is_valid() else None
        if form.is_valid() and pack is None:
            nobodys = _("There is no pack with this code. Please compare it with your pack.")
            form.add_error("code", ValidationError(nobodys, "unknown"))
        if pack is not None:
            try:
                pack.report(form.cleaned_data["number"])
            except ValidationError as error:
                form.add_error("number", error.messages)
        if form.errors:
            return self.page("report_pack", {"form": form}, status=self._status(form))
        return self.page("report_pack", {"pack": pack})

    def _status(self, form: ReportForm) -> int:
        codes = {error.code for error in form.errors.as_data().get("code", [])}
        return 404 if "unknown" in codes else 422
