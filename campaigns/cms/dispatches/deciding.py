"""The buttons of who decides what becomes of letters that are held, refused or in doubt."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from campaigns.cms.dispatches.access import HAND_OVER, needs
from campaigns.cms.dispatches.forms import StopForm
from campaigns.cms.dispatches.told import PAGE, found, is_filled_in, with_message
from campaigns.dispatch import ending, holding, sending
from campaigns.models import DispatchItem, LetterVersion


@require_POST
@needs(HAND_OVER)
def decide_held(request: HttpRequest, pk: int) -> HttpResponse:
    """Lets held letters of a version go, or gives them up for good."""
    version = get_object_or_404(LetterVersion.objects.select_related("appeal"), pk=pk)
    act = holding.release if "go" in request.POST else holding.give_up
    with_message(request, lambda: act(version), _("Decided. Letters: %(n)d."))
    return redirect("campaign_dispatches:waiting")


@require_POST
@needs(HAND_OVER)
def decide_item(request: HttpRequest, pk: int) -> HttpResponse:
    item = get_object_or_404(DispatchItem.objects.select_related("dispatch__appeal"), pk=pk)
    left = "left" in request.POST
    done = _("Decided: it has left.") if left else _("Decided: what has not left waits again.")
    with_message(request, lambda: sending.decide(item, left=left), done)
    return redirect(PAGE, item.dispatch.pk)


@require_POST
@needs(HAND_OVER)
def free_refused(request: HttpRequest, uuid: UUID) -> HttpResponse:
    dispatch = found(uuid)
    with_message(request, lambda: ending.free_refused(dispatch), _waiting_again)
    return redirect(PAGE, dispatch.pk)


@require_POST
@needs(HAND_OVER)
def stop_the_rest(request: HttpRequest, uuid: UUID) -> HttpResponse:
    dispatch, form = found(uuid), StopForm(request.POST)
    if is_filled_in(request, form):
        reason = form.cleaned_data["reason"]
        with_message(request, lambda: ending.stop_the_rest(dispatch, reason=reason), _waiting_again)
    return redirect(PAGE, dispatch.pk)


def _waiting_again(count: int) -> str:
    text = ngettext(
        "%(n)d letter has not left and waits again.",
        "%(n)d letters have not left and wait again.",
        count,
    )
    return text % {"n": count}
