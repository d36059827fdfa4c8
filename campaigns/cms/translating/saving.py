"""Saving one segment from the desk, with and without a script; machine translation on request."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST
from wagtail_localize.models import Translation

from campaigns.cms.translating.access import translation_for
from campaigns.cms.translating.desk import desk_page, head_of
from campaigns.cms.translating.rows import Refused
from campaigns.enums import EditKind
from campaigns.translating import machine
from campaigns.translating.segments import Segment, segments_of
from campaigns.translating.strings import save_string

PILL = "campaigns/admin/translating/desk_pill.html"


@dataclass(frozen=True, slots=True)
class Sent:
    """What a form of the desk sends.

    seen: when the text that it started from was written, "" for none. attempted: a text that was
    sent before and never answered: if that is what is stored, it was not somebody else.
    """

    text: str
    seen: str
    attempted: str
    confirms: bool

    @classmethod
    def by(cls, request: HttpRequest) -> "Sent":
        text, attempted = (
            request.POST.get(name, "").replace("\r\n", "\n") for name in ("text", "attempted")
        )
        confirms = request.POST.get("action") == "confirm"
        return cls(text, request.POST.get("seen", ""), attempted, confirms)

    def overlooks(self, stored: Segment) -> bool:
        """Whether somebody else has written since the person began."""
        changed = stored.changed_on.isoformat() if stored.changed_on else ""
        return changed != self.seen and stored.target not in (self.text, self.attempted)


@require_POST
def save_segment(request: HttpRequest, pk: int, segment: int) -> HttpResponse:
    """Stores it, or answers why not: 422 for the text, 409 for somebody else's, 410 for a new
    source. Nothing that was typed is lost: it comes back in its field."""
    translation = translation_for(request, pk)
    sent = Sent.by(request)
    stored = _segment(translation, segment)
    if stored is None:
        return _gone(request, translation)
    try:
        overlooked = _save(translation, segment, sent, request.user)
    except ValidationError as error:
        return _refused(request, translation, Refused(segment, sent.text, error.messages), 422)
    if overlooked:
        text = _("Somebody else has saved this segment meanwhile. Saving again replaces it.")
        return _refused(request, translation, Refused(segment, sent.text, [text], True), 409)
    return _saved(request, translation, segment)


def _segment(translation: Translation, pk: int) -> Segment | None:
    return next((each for each in segments_of(translation) if each.pk == pk), None)


def _save(translation: Translation, pk: int, sent: Sent, person: Any) -> bool:
    """Whether it was *not* saved because it would overlook what somebody else has written."""
    with transaction.atomic():
        # Two people at once: the second one waits here and then sees what the first one wrote.
        Translation.objects.select_for_update().get(pk=translation.pk)
        stored = _segment(translation, pk)
        if stored is None or sent.overlooks(stored):
            return True
        unchanged = sent.text == stored.target
        kind = EditKind.CONFIRMED if sent.confirms and unchanged else EditKind.TYPED
        save_string(translation, stored, sent.text, person=person, kind=kind)
        return False


def _wants_json(request: HttpRequest) -> bool:
    return request.headers.get("Accept") == "application/json"


def _saved(request: HttpRequest, translation: Translation, pk: int) -> HttpResponse:
    if not _wants_json(request):
        messages.success(request, _("Saved."))
        return _back(translation, pk)
    stored = _segment(translation, pk)
    return JsonResponse(_told(request, stored) | {"head": head_of(request, translation)})


def _told(request: HttpRequest, stored: Segment | None) -> dict[str, str]:
    if stored is None:
        return {}
    changed = stored.changed_on.isoformat() if stored.changed_on else ""
    pill = render_to_string(PILL, {"state": stored.state.value}, request)
    return {"text": stored.target, "changed": changed, "state": stored.state.value, "pill": pill}


def _refused(
    request: HttpRequest, translation: Translation, refused: Refused, status: int
) -> HttpResponse:
    if not _wants_json(request):
        return desk_page(request, translation, refused, status)
    told = _told(request, _segment(translation, refused.segment)) if refused.conflict else {}
    return JsonResponse(told | {"messages": list(refused.messages)}, status=status)


def _gone(request: HttpRequest, translation: Translation) -> HttpResponse:
    text = _("The source has changed. Load the desk again to see it.")
    if _wants_json(request):
        return JsonResponse({"messages": [text]}, status=410)
    messages.error(request, text)
    return redirect("campaign_translations:desk", translation.pk)


def _back(translation: Translation, segment: int) -> HttpResponse:
    desk = reverse("campaign_translations:desk", args=[translation.pk])
    return redirect(f"{desk}#segment-{segment}")


@require_POST
def translate_by_machine(request: HttpRequest, pk: int) -> HttpResponse:
    """Fills what is missing; each string waits for a person to confirm it."""
    translation = translation_for(request, pk)
    if reason := machine.why_not(translation):
        messages.warning(request, reason)
        return redirect("campaign_translations:desk", pk)
    report = machine.translate_missing(translation, request.user)
    for refusal in report.refused:
        messages.warning(request, refusal.text)
    if report.taken:
        says = ngettext(
            "%(count)d segment comes from a machine. Read and confirm it.",
            "%(count)d segments come from a machine. Read and confirm each.",
            report.taken,
        )
        messages.success(request, says % {"count": report.taken})
    return redirect("campaign_translations:desk", pk)
