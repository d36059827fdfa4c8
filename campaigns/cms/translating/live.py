"""What a letter looks like while it is translated, and what is wrong with it; pages are framed."""

from collections.abc import Sequence
from dataclasses import dataclass

import regex
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods
from wagtail.utils.decorators import xframe_options_sameorigin_override
from wagtail_localize.models import Translation

from campaigns.cms.translating.access import translation_for
from campaigns.models import CoverText, LetterText
from campaigns.translating.letter_draft import (
    LetterDraft,
    LiveFault,
    draft_of,
    live_faults,
    with_typed,
)
from campaigns.translating.segments import Segment, segments_of

_TYPED = regex.compile(r"text-(\d{1,18})")


@dataclass(frozen=True, slots=True)
class Live:
    segments: Sequence[Segment]
    draft: LetterDraft | None

    def faults(self) -> list[LiveFault]:
        return live_faults(self.segments, self.draft)

    def missing(self) -> int:
        return sum(1 for each in self.segments if not each.target.strip())


def _live(request: HttpRequest, translation: Translation) -> Live:
    """What is stored, under what the person has typed and not saved yet ("text-<segment>")."""
    typed = {
        int(match[1]): str(text).replace("\r\n", "\n")
        for name, text in request.POST.items()
        if (match := _TYPED.fullmatch(name))
    }
    segments = with_typed(segments_of(translation), typed)
    target = translation.get_target_instance()
    is_letter = isinstance(target, LetterText | CoverText)
    return Live(segments, draft_of(translation, segments, target) if is_letter else None)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def gates(request: HttpRequest, pk: int) -> HttpResponse:
    """JSON: what is wrong with the words as they stand, each at its segment."""
    live = _live(request, translation_for(request, pk))
    missing = live.missing()
    says = ngettext(
        "%(count)d segment is missing; the preview shows the source in its place.",
        "%(count)d segments are missing; the preview shows the source in their place.",
        missing,
    )
    return JsonResponse(
        {
            "faults": [
                {"segment": each.segment, "message": each.message} for each in live.faults()
            ],
            "missing": says % {"count": missing} if missing else "",
        }
    )


@never_cache
@xframe_options_sameorigin_override
@require_http_methods(["GET", "HEAD", "POST"])
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """The PDF page of the letter as it stands; the sheet where no page can be drawn."""
    live = _live(request, translation_for(request, pk))
    if live.draft is None:
        raise Http404
    pdf = live.draft.pdf() if live.draft.can_be_drawn() else b""
    if not pdf:
        return _sheet(request, live, live.draft)
    return HttpResponse(
        pdf, content_type="application/pdf", headers={"Content-Disposition": "inline"}
    )


@never_cache
@xframe_options_sameorigin_override
@require_http_methods(["GET", "HEAD", "POST"])
def sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """The letter as text with its faults, for telephones and browsers that show no PDF."""
    live = _live(request, translation_for(request, pk))
    if live.draft is None:
        raise Http404
    return _sheet(request, live, live.draft)


def _sheet(request: HttpRequest, live: Live, draft: LetterDraft) -> HttpResponse:
    return render(
        request,
        "campaigns/admin/translating/desk_sheet.html",
        {
            "faults": live.faults(),
            "letter": draft.content(),
            "subject": draft.text.subject,
        },
    )
