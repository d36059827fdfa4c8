"""What the buttons around dispatches do; the rules are in `campaigns.dispatch`."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from campaigns.cms.dispatches.access import HAND_OVER, LOOK, PREPARE, needs
from campaigns.cms.dispatches.around import around_piles
from campaigns.cms.dispatches.context import stop_of
from campaigns.cms.dispatches.forms import CancelForm, HandOverForm, ReplyForm
from campaigns.dispatch import handover, holding, places, running, sending, storage
from campaigns.dispatch.departed import departures
from campaigns.dispatch.journal import JournalDamagedError
from campaigns.dispatch.reconciling import JournalAheadError
from campaigns.dispatch.running import Wanted
from campaigns.dispatch.states import MovedMeanwhileError
from campaigns.models import Dispatch, DispatchItem, LetterVersion
from campaigns.tasks import work_on_dispatches

PAGE = "wagtailsnippets_campaigns_dispatch:inspect"


@require_safe
@never_cache
@needs(*LOOK)
def waiting(request: HttpRequest) -> HttpResponse:
    """What waits, what is in its way, what asks for a decision, and what left before."""
    held = holding.held()
    left = departures({each.version.appeal for each in held})
    context = {
        "piles": around_piles(running.look(Wanted()), request.user),
        "held": [(each, left.get(each.version.appeal_id, [])) for each in held],
        "unfinished": Dispatch.objects.unfinished().select_related("appeal__case"),
        "may_look": True,
        "may_prepare": request.user.has_perm(PREPARE),
        "may_decide": request.user.has_perm(HAND_OVER),
        "header_title": _("What waits"),
        "breadcrumbs_items": [
            {"url": _list_url(), "label": _("Dispatches")},
            {"url": "", "label": _("What waits")},
        ],
        "header_icon": "time",
    }
    return render(request, "campaigns/admin/dispatches/waiting.html", context)


@require_POST
@needs(PREPARE)
def prepare(request: HttpRequest) -> HttpResponse:
    """Claims all that can go and has it drawn; also what was stopped or cut off before."""
    try:
        told = list(running.claim(Wanted()))
    except (JournalAheadError, JournalDamagedError) as error:
        messages.error(request, str(error))
        return redirect("campaign_dispatches:waiting")
    made = [answer for _pile, answer in told if isinstance(answer, Dispatch)]
    work_on_dispatches.enqueue()
    if made:
        text = ngettext("%(n)d dispatch was made.", "%(n)d dispatches were made.", len(made))
        messages.success(request, text % {"n": len(made)})
    else:
        messages.info(request, _("Nothing could be claimed; the reasons stand below."))
    return redirect(_list_url()) if made else redirect("campaign_dispatches:waiting")


@require_POST
@needs(HAND_OVER)
def decide_held(request: HttpRequest, pk: int) -> HttpResponse:
    """Lets held letters of a version go, or gives them up for good."""
    version = get_object_or_404(LetterVersion.objects.select_related("appeal"), pk=pk)
    act = holding.release if "go" in request.POST else holding.give_up
    with_message(request, lambda: act(version), _("%(n)d letters: decided."))
    return redirect("campaign_dispatches:waiting")


def with_message(request: HttpRequest, act: Callable[[], int | None], done: str) -> bool:
    """Does it and says so, or says what stands against it; whether it was done."""
    try:
        count = act()
    except ValidationError as error:
        for text in error.messages:
            messages.error(request, text)
    except MovedMeanwhileError as error:
        messages.error(request, str(error))
    except storage.AtWorkError:
        messages.error(request, _("It is being worked on. Stop the work first, or wait."))
    else:
        messages.success(request, done % {"n": count} if "%(n)d" in done else done)
        return True
    return False


def _list_url() -> str:
    return reverse("wagtailsnippets_campaigns_dispatch:list")


def _found(uuid: UUID) -> Dispatch:
    return get_object_or_404(Dispatch.objects.select_related("appeal__authority"), uuid=uuid)


@require_POST
@needs(PREPARE, HAND_OVER)
def act(request: HttpRequest, uuid: UUID, action: str) -> HttpResponse:
    """stop, continue, try_again: work on one dispatch."""
    dispatch = _found(uuid)
    if action == "stop":
        handover.ask_to_stop(dispatch)
        messages.info(request, _("The work stops at its next step. You can continue it later."))
    elif action == "try_again":
        if with_message(request, lambda: handover.try_again(dispatch), _("It is tried again.")):
            work_on_dispatches.enqueue()
    else:
        work_on_dispatches.enqueue()
    return redirect(PAGE, dispatch.pk)


@require_POST
@needs(HAND_OVER)
def hand_over(request: HttpRequest, uuid: UUID) -> HttpResponse:
    dispatch, form = _found(uuid), HandOverForm(request.POST)
    if _is_filled_in(request, form):
        cleaned = form.cleaned_data
        with_message(
            request,
            lambda: handover.hand_over(dispatch, by=request.user, **cleaned),
            _("Recorded: the letters are sent."),
        )
    return redirect(PAGE, dispatch.pk)


@require_POST
@needs(HAND_OVER)
def cancel(request: HttpRequest, uuid: UUID) -> HttpResponse:
    dispatch, form = _found(uuid), CancelForm(request.POST)
    if _is_filled_in(request, form):
        with_message(
            request,
            lambda: handover.cancel(dispatch, reason=form.cleaned_data["reason"]),
            _("The dispatch is cancelled."),
        )
    return redirect(PAGE, dispatch.pk)


@require_POST
@needs(HAND_OVER)
def record_reply(request: HttpRequest, uuid: UUID) -> HttpResponse:
    dispatch = _found(uuid)
    form = ReplyForm(request.POST, dispatch=dispatch)
    if _is_filled_in(request, form):
        form.save()
        messages.success(request, _("Recorded."))
    return redirect(PAGE, dispatch.pk)


def _is_filled_in(request: HttpRequest, form: Any) -> bool:
    for name, errors in form.errors.items():
        label = form.fields[name].label if name in form.fields else ""
        messages.error(request, f"{label} {' '.join(errors)}".strip())
    return form.is_valid()


@require_POST
@needs(HAND_OVER)
def decide_item(request: HttpRequest, pk: int) -> HttpResponse:
    item = get_object_or_404(DispatchItem.objects.select_related("dispatch__appeal"), pk=pk)
    left = "left" in request.POST
    with_message(request, lambda: sending.decide(item, left=left), _("Decided."))
    return redirect(PAGE, item.dispatch.pk)


@require_POST
@needs(HAND_OVER)
def blank_place(request: HttpRequest, uuid: UUID) -> HttpResponse:
    dispatch, place = _found(uuid), request.POST.get("place", "")
    if with_message(
        request,
        lambda: places.blank(dispatch, place),
        _("The place is off %(n)d letters. The bundle is drawn again."),
    ):
        work_on_dispatches.enqueue()
    return redirect(PAGE, dispatch.pk)


@require_safe
@never_cache
@needs(HAND_OVER)
def file(request: HttpRequest, uuid: UUID, name: str) -> HttpResponseBase:
    """A file of a bundle: for who hands it over, and only while nothing has come in its way."""
    dispatch = _found(uuid)
    if (stop := stop_of(dispatch)) is not None:
        messages.error(request, str(stop.label))
        return redirect(PAGE, dispatch.pk)
    place = next((each for each in storage.files(dispatch.uuid) if each.name == name), None)
    if place is None:
        raise Http404("no such file")
    short = str(dispatch.uuid)[:8]
    return FileResponse(place.open("rb"), as_attachment=True, filename=f"{short}-{name}")
