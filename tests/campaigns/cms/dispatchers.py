"""What the tests of dispatches in the admin share."""

from typing import Any

from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse
from django.utils import translation

from campaigns.models import Dispatch
from tests.campaigns.cms.accounts import address, editor, speaking


def page(dispatch: Dispatch) -> str:
    return address(Dispatch, "inspect", dispatch.pk)


def to(name: str, *args: Any) -> str:
    return reverse(f"campaign_dispatches:{name}", args=args)


def told(answer: Any) -> list[str]:
    """In English: some of it is put into words only now."""
    with translation.override("en"):
        return [str(message) for message in get_messages(answer.wsgi_request)]


def dispatcher(client: Client) -> Client:
    """Somebody who dispatches, in English."""
    browser = editor(client, "view_dispatch", "prepare_dispatch", "hand_over_dispatch")
    return speaking(browser, "en", "editor")
