"""What the views around dispatches share: the row, and a message about what was done with it."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from campaigns.dispatch import storage
from campaigns.dispatch.states import MovedMeanwhileError
from campaigns.models import Dispatch

PAGE = "wagtailsnippets_campaigns_dispatch:inspect"


def found(uuid: UUID) -> Dispatch:
    return get_object_or_404(Dispatch.objects.select_related("appeal__authority"), uuid=uuid)


def with_message(
    request: HttpRequest, act: Callable[[], int | None], done: str | Callable[[int], str]
) -> bool:
    """Does it and says so, or says what stands against it; whether it was done.

    done: a sentence, which may have `%(n)d` for the number that act() returns, or makes one of it.
    """
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
        messages.success(request, done(count or 0) if callable(done) else _with(done, count))
        return True
    return False


def _with(done: str, count: int | None) -> str:
    return done % {"n": count} if "%(n)d" in done else done


def is_filled_in(request: HttpRequest, form: Any) -> bool:
    for name, errors in form.errors.items():
        label = form.fields[name].label if name in form.fields else ""
        messages.error(request, f"{label} {' '.join(errors)}".strip())
    return bool(form.is_valid())
