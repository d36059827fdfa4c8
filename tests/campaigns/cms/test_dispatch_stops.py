"""Something stops an appeal: its form and the list of what waits say what has left before."""

from typing import Any

import pytest
from django.test import Client
from django.utils import translation
from django.utils.html import strip_tags

from campaigns.dispatch import handover
from campaigns.models import Appeal, CampaignSettings, Dispatch
from tests.campaigns.cms.accounts import address, editor, speaking
from tests.campaigns.cms.dispatchers import dispatcher, page, to
from tests.campaigns.dispatch.conftest import appeal, empty_memory, own_journal, ready
from tests.factories.letters import letters
from tests.factories.records import today

__all__ = ["appeal", "empty_memory", "own_journal", "ready"]


@pytest.fixture(autouse=True)
def english() -> Any:
    with translation.override("en"):
        yield


@pytest.fixture
def left(ready: Dispatch) -> Dispatch:
    """25 letters have left, three more wait."""
    CampaignSettings.in_force()
    handover.hand_over(ready, by=None, day=today())
    letters(ready.appeal, 3)
    return ready


def stop() -> None:
    Appeal.objects.update(stopped=True, stopped_reason="x")


def words(answer: Any) -> str:
    return " ".join(strip_tags(answer.text).split())


def form(client: Client, appeal: Appeal, *more: str) -> Any:
    somebody = speaking(editor(client, "change_appeal", *more), "en", "editor")
    return somebody.get(address(Appeal, "edit", appeal.pk))


def test_form_of_a_stopped_appeal_says_what_has_left_and_what_is_held(
    client: Client, left: Dispatch
) -> None:
    stop()

    answer = form(client, left.appeal, "view_dispatch")

    said = words(answer)
    assert "The appeal is stopped. 3 letters are held until somebody decides." in said
    assert "These have left before: 25 letters · Turkish · Post · " in said
    assert f'href="{page(left)}"' in answer.text


def test_dispatch_is_no_link_for_who_may_not_look_at_it(client: Client, left: Dispatch) -> None:
    stop()

    answer = form(client, left.appeal)

    assert "These have left before: 25 letters · Turkish" in words(answer)
    assert page(left) not in answer.text


def test_form_of_an_appeal_that_nothing_stops_says_nothing_of_it(
    client: Client, left: Dispatch
) -> None:
    assert "These have left before" not in words(form(client, left.appeal))


def test_stop_before_anything_left_says_so(client: Client, ready: Dispatch) -> None:
    stop()

    assert "Nothing of it has left yet." in words(form(client, ready.appeal))


def test_list_of_what_waits_says_what_left_before(client: Client, left: Dispatch) -> None:
    stop()

    answer = dispatcher(client).get(to("waiting"))

    assert "These have left before: 25 letters · Turkish · Post · " in words(answer)
    assert f'href="{page(left)}"' in answer.text
