"""What the buttons around dispatches do; the rules are in `campaigns.dispatch`."""

from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from campaigns.cms.dispatches.access import HAND_OVER, LOOK, PREPARE, needs
from campaigns.cms.dispatches.around import around_piles
from campaigns.cms.dispatches.context import state_label, stop_of
from campaigns.cms.dispatches.forms import CancelForm, HandOverForm, ReplyForm
from campaigns.cms.dispatches.told import PAGE, found, is_filled_in, with_message
from campaigns.dispatch import channels, handover, holding, places, running, storage, undecided
from campaigns.dispatch.departed import departures
from campaigns.dispatch.journal import JournalDamagedError
from campaigns.dispatch.reconciling import JournalAheadError
from campaigns.dispatch.running import Wanted
from campaigns.enums import DispatchState
from campaigns.models import Appeal, Dispatch
from campaigns.tasks import work_on_dispatches


@require_safe
@never_cache
@needs(*LOOK)
def waiting(request: HttpRequest) -> HttpResponse:
    """What waits, what is in its way, what asks for a decision, and what left before."""
    held, may_decide = holding.held(), request.user.has_perm(HAND_OVER)
    left = departures({each.version.appeal for each in held})
    piles = around_piles(running.look(Wanted()), request.user)
    context = {
        "piles": piles,
        "mails": any(each.mails_to for each in piles),
        "held": [(each, left.get(each.version.appeal_id, [])) for each in held],
        "unfinished": Dispatch.objects.unfinished().select_related("appeal__case"),
        "may_look": True,
        "may_prepare": request.user.has_perm(PREPARE),
        "may_decide": may_decide,
        "undecided": [
            (each, state_label(each.dispatch))
            for each in (undecided.undecided() if may_decide else ())
        ],
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
    """Claims all that can go, or what can go of one appeal, and has it drawn and sent; also what
    was stopped or cut off before."""
    went_on = _something_goes_on()
    try:
        told = list(running.claim(_wanted(request)))
    except (JournalAheadError, JournalDamagedError) as error:
        messages.error(request, str(error))
        return redirect("campaign_dispatches:waiting")
    made = [answer for _pile, answer in told if isinstance(answer, Dispatch)]
    work_on_dispatches.enqueue()
    if made:
        text = ngettext("%(n)d dispatch was made.", "%(n)d dispatches were made.", len(made))
        messages.success(request, text % {"n": len(made)})
    elif went_on:
        messages.info(request, _("Nothing new could be claimed. What was claimed before goes on."))
    else:
        messages.info(request, _("Nothing could be claimed; the reasons stand below."))
    return redirect(_list_url()) if made else redirect("campaign_dispatches:waiting")


def _something_goes_on() -> bool:
    """Whether a run finds work that was claimed before: to draw, or to send."""
    ready = Dispatch.objects.filter(state=DispatchState.READY).order_by()
    names = ready.values_list("channel", flat=True).distinct()
    return Dispatch.objects.unfinished().exists() or any(map(channels.sends_itself, names))


def _wanted(request: HttpRequest) -> Wanted:
    """All, unless an appeal is posted; Http404 for none."""
    try:
        uuid = UUID(request.POST["appeal"]) if request.POST.get("appeal") else None
    except ValueError as error:
        raise Http404("no such appeal") from error
    return Wanted(get_object_or_404(Appeal, uuid=uuid) if uuid else None)


def _list_url() -> str:
    return reverse("wagtailsnippets_campaigns_dispatch:list")


@require_POST
@needs(PREPARE, HAND_OVER)
def act(request: HttpRequest, uuid: UUID, action: str) -> HttpResponse:
    """stop, continue, try_again: work on one dispatch."""
    dispatch = found(uuid)
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
    dispatch, form = found(uuid), HandOverForm(request.POST)
    if is_filled_in(request, form):
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
    dispatch, form = found(uuid), CancelForm(request.POST)
    if is_filled_in(request, form):
        with_message(
            request,
            lambda: handover.cancel(dispatch, reason=form.cleaned_data["reason"]),
            _("The dispatch is cancelled."),
        )
    return redirect(PAGE, dispatch.pk)


@require_POST
@needs(HAND_OVER)
def record_reply(request: HttpRequest, uuid: UUID) -> HttpResponse:
    dispatch = found(uuid)
    form = ReplyForm(request.POST, dispatch=dispatch)
    if is_filled_in(request, form):
        form.save()
        messages.success(request, _("Recorded."))
    return redirect(PAGE, dispatch.pk)


@require_POST
@needs(HAND_OVER)
def blank_place(request: HttpRequest, uuid: UUID) -> HttpResponse:
    dispatch, place = found(uuid), request.POST.get("place", "")
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
    dispatch = found(uuid)
    if (stop := stop_of(dispatch)) is not None:
        messages.error(request, str(stop.label))
        return redirect(PAGE, dispatch.pk)
    place = next((each for each in storage.files(dispatch.uuid) if each.name == name), None)
    if place is None:
        raise Http404("no such file")
    short = str(dispatch.uuid)[:8]
    return FileResponse(place.open("rb"), as_attachment=True, filename=f"{short}-{name}")
