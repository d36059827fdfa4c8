"""The buttons of a translation on its way: hand in, send back, publish."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail_localize.models import Translation

from campaigns.cms.translating.access import translation_for
from campaigns.translating import reviewing

Step = Callable[[HttpRequest, Translation], None]


def _step(step: Step) -> Callable[[HttpRequest, int], HttpResponse]:
    """A view that takes the step on POST and shows at the desk what became of it."""

    @wraps(step)
    def view(request: HttpRequest, pk: int) -> HttpResponse:
        translation = translation_for(request, pk)
        if request.method == "POST":
            try:
                step(request, translation)
            except ValidationError as error:
                for sentence in error.messages:
                    messages.error(request, sentence)
        return redirect("campaign_translations:desk", pk)

    return view


@_step
def hand_in(request: HttpRequest, translation: Translation) -> None:
    reported = reviewing.hand_in(translation, request.user)
    messages.success(request, _("Handed in. A reviewer will look at it."))
    for sentence in reported:
        text = _("An editor has to mend this before it can be published: %(fault)s")
        messages.warning(request, text % {"fault": sentence})


@_step
def send_back(request: HttpRequest, translation: Translation) -> None:
    reviewing.send_back(translation, request.user, request.POST.get("why", ""))
    messages.success(request, _("Sent back. Your reason stands at the first segment."))


@_step
def publish(request: HttpRequest, translation: Translation) -> None:
    target: Any = reviewing.publish(translation, request.user)
    text = _("Published: %(title)s")
    messages.success(request, text % {"title": target})
