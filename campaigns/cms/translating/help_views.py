"""What the help of a segment posts: questions, answers, earlier wordings. Works without script."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail_localize.models import Translation

from campaigns.enums import EditKind
from campaigns.models import SegmentComment, StringEdit
from campaigns.translating import comments, history
from campaigns.translating.memory import memory_for
from campaigns.translating.roles import may_edit_source, may_translate
from campaigns.translating.segments import Segment, segments_of
from campaigns.translating.strings import save_string
from campaigns.translating.subjects import cases_of


@require_POST
def comment(request: HttpRequest, pk: int, segment: int) -> HttpResponse:
    """Asks, or answers the question of `answer_to`."""
    translation = _translation(pk)
    _check(_may_talk(request.user, translation))
    found = _segment(translation, segment)
    text = request.POST.get("comment", "")
    question = _question(translation, found, request.POST.get("answer_to", ""))
    try:
        if question:
            comments.answer(question, text, request.user)
        else:
            comments.ask(translation, found.context, text, request.user)
    except ValidationError as error:
        return _refused(request, error, segment)
    return _back(request, segment)


def _question(translation: Translation, segment: Segment, pk: str) -> SegmentComment | None:
    if not pk:
        return None
    here = SegmentComment.objects.filter(translation=translation, context=segment.context)
    return get_object_or_404(here, pk=int(pk) if pk.isdecimal() and len(pk) < 19 else 0)


@require_POST
def settle(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(SegmentComment.objects.select_related("translation"), pk=pk)
    _check(_may_talk(request.user, found.translation))
    comments.settle(found)
    here = (each for each in segments_of(found.translation) if each.context == found.context_id)
    return _back(request, next((each.pk for each in here), None))


@require_POST
def restore(request: HttpRequest, pk: int) -> HttpResponse:
    """Writes an earlier wording again, as the person's own."""
    edit = get_object_or_404(StringEdit.objects.select_related("translation"), pk=pk)
    _check(edit.translation.enabled and may_translate(request.user, edit.translation))
    try:
        segment = history.segment_of(edit)
        history.restore(edit, request.user)
    except ValidationError as error:
        return _refused(request, error, None)
    messages.success(request, _("The earlier wording stands again."))
    return _back(request, segment.pk)


@require_POST
def use(request: HttpRequest, pk: int, segment: int, string: int) -> HttpResponse:
    """Saves what an earlier letter says, when it needs no name filled in."""
    translation = _translation(pk)
    _check(may_translate(request.user, translation))
    found = _segment(translation, segment)
    offered = memory_for(translation, [found], cases_of(translation))[found.pk]
    suggestion = next((each for each in offered if each.pk == string), None)
    if suggestion is None or not suggestion.is_complete:
        raise Http404
    try:
        save_string(
            translation, found, suggestion.insert, person=request.user, kind=EditKind.MEMORY
        )
    except ValidationError as error:
        return _refused(request, error, segment)
    return _back(request, segment)


def _may_talk(person: Any, translation: Translation) -> bool:
    return may_edit_source(person) or may_translate(person, translation)


def _check(allowed: bool) -> None:
    if not allowed:
        raise PermissionDenied


def _translation(pk: int) -> Translation:
    """One that is at work: a stopped one has no strings to write."""
    found = Translation.objects.select_related("source__specific_content_type", "target_locale")
    return get_object_or_404(found, pk=pk, enabled=True)


def _segment(translation: Translation, pk: int) -> Segment:
    for each in segments_of(translation):
        if each.pk == pk:
            return each
    raise Http404


def _refused(request: HttpRequest, error: ValidationError, segment: int | None) -> HttpResponse:
    for sentence in error.messages:
        messages.error(request, sentence)
    return _back(request, segment)


def _back(request: HttpRequest, segment: int | None) -> HttpResponse:
    """To where the person was, at the segment."""
    address = get_valid_next_url_from_request(request)
    if not address:
        return redirect("wagtailadmin_home")
    return HttpResponseRedirect(f"{address}#segment-{segment}" if segment else address)
