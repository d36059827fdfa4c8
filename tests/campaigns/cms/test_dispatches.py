"""Dispatches in the admin: who sees what, and that each button does what it says."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from campaigns.dispatch import storage
from campaigns.models import (
    Appeal,
    CampaignSettings,
    Dispatch,
    DispatchItem,
    Letter,
)
from tests.campaigns.cms.accounts import address, editor
from tests.campaigns.cms.dispatchers import dispatcher, page, to, told
from tests.campaigns.dispatch.conftest import appeal, empty_memory, own_journal, ready
from tests.factories.appeals import open_appeal
from tests.factories.letters import letters, states_of

__all__ = ["appeal", "empty_memory", "own_journal", "ready"]


@pytest.fixture(autouse=True)
def english() -> Any:
    with translation.override("en"):
        yield


def requests_of(dispatch: Dispatch) -> dict[str, tuple[str, str]]:
    """Everything there is to ask for: method and address."""
    item = DispatchItem.objects.create(dispatch=dispatch, message_id="<x@example.org>")
    held = dispatch.appeal.versions.get(language="tr")
    name = storage.files(dispatch.uuid)[0].name
    return {
        "list": ("get", address(Dispatch, "list")),
        "page": ("get", page(dispatch)),
        "waiting": ("get", to("waiting")),
        "file": ("get", to("file", dispatch.uuid, name)),
        "prepare": ("post", to("prepare")),
        "stop": ("post", to("act", dispatch.uuid, "stop")),
        "held": ("post", to("decide_held", held.pk)),
        "item": ("post", to("decide_item", item.pk)),
        "hand over": ("post", to("hand_over", dispatch.uuid)),
        "cancel": ("post", to("cancel", dispatch.uuid)),
        "rest": ("post", to("stop_the_rest", dispatch.uuid)),
        "refused": ("post", to("free_refused", dispatch.uuid)),
        "place": ("post", to("blank_place", dispatch.uuid)),
        "reply": ("post", to("record_reply", dispatch.uuid)),
    }


LOOKING = {"list", "page", "waiting"}
PREPARING = LOOKING | {"prepare", "stop"}
DECIDING = {"held", "item", "hand over", "cancel", "rest", "refused", "place", "reply"}
HANDING = LOOKING | DECIDING | {"file", "stop"}


@pytest.mark.parametrize(
    ("codenames", "allowed"),
    [
        ((), set()),
        (("view_dispatch",), LOOKING),
        (("prepare_dispatch",), PREPARING),
        (("hand_over_dispatch",), HANDING),
        (("view_letter", "change_appeal"), set()),
    ],
)
def test_each_door_asks_for_its_permission(
    client: Client, ready: Dispatch, codenames: tuple[str, ...], allowed: set[str]
) -> None:
    somebody = editor(client, *codenames)
    home = reverse("wagtailadmin_home")

    opened = set()
    for name, (method, url) in requests_of(ready).items():
        answer = getattr(somebody, method)(url)
        # Read to its end, a file is closed.
        b"".join(answer.streaming_content if answer.streaming else ())
        refused = answer.status_code == 403 or getattr(answer, "url", "") == home
        if not refused:
            opened.add(name)

    assert opened == allowed


def test_buttons_are_shown_to_who_may_press_them(client: Client, ready: Dispatch) -> None:
    shown = editor(client, "view_dispatch").get(page(ready)).text

    assert re.findall(r'action="[^"]*dispatches/[^"]*"', shown) == []
    assert "letters-001.pdf" not in shown


def test_nothing_shows_initials(client: Client, ready: Dispatch) -> None:
    Letter.objects.update(initials="Q.\u00a0X.")
    somebody = dispatcher(client)

    texts = [somebody.get(url).text for url in (page(ready), to("waiting"))]

    assert ["Q." in text for text in texts] == [False, False]


def test_button_claims_and_draws_what_can_go(client: Client, appeal: Appeal) -> None:
    few = open_appeal()
    letters(few, 3)
    somebody = dispatcher(client)
    shown = somebody.get(to("waiting")).text
    assert ("Nothing: it can go." in shown, "fewer than the smallest" in shown) == (True, True)

    answer = somebody.post(to("prepare"))

    assert told(answer) == ["1 dispatch was made."]
    assert (Dispatch.objects.get().state, states_of(few)) == ("ready", {"waiting": 3})


def test_nothing_to_claim_is_told(client: Client, db: None) -> None:
    answer = dispatcher(client).post(to("prepare"))

    assert told(answer) == ["Nothing could be claimed; the reasons stand below."]


def test_restored_backup_is_told_and_nothing_claimed(
    client: Client, ready: Dispatch, own_journal: Any
) -> None:
    own_journal.unlink()
    letters(ready.appeal, 20)

    answer = dispatcher(client).post(to("prepare"))

    assert ["reconcile_journal" in text for text in told(answer)] == [True]
    assert states_of(ready.appeal) == {"claimed": 25, "waiting": 20}


def test_files_go_to_who_hands_over(client: Client, ready: Dispatch) -> None:
    answer = dispatcher(client).get(to("file", ready.uuid, "letters-001.pdf"))

    assert b"".join(answer.streaming_content).startswith(b"%PDF")
    assert answer["Content-Disposition"].startswith("attachment")
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize("name", ["letters-002.pdf", "..", "%2e%2e%2fdispatches.jsonl"])
def test_no_other_file_is_there(client: Client, ready: Dispatch, name: str) -> None:
    url = to("file", ready.uuid, "x").removesuffix("x") + name

    assert dispatcher(client).get(url, follow=True).status_code == 404


def test_bundle_that_must_not_leave_is_not_handed_out(client: Client, ready: Dispatch) -> None:
    Appeal.objects.update(stopped=True)
    somebody = dispatcher(client)

    answer = somebody.get(to("file", ready.uuid, "letters-001.pdf"))

    assert (answer.status_code, told(answer)) == (302, ["The appeal is stopped."])
    assert "This dispatch must not leave" in somebody.get(page(ready)).text


@pytest.mark.parametrize("number", [1, 3])
def test_list_asks_as_often_for_many(
    client: Client, appeal: Appeal, number: int, django_assert_num_queries: Any
) -> None:
    for _ in range(number):
        Dispatch.objects.create(appeal=appeal, language="tr", channel="postal", envelope={})
    somebody = dispatcher(client)
    somebody.get(address(Dispatch, "list"))

    with django_assert_num_queries(15):
        somebody.get(address(Dispatch, "list"))


@pytest.mark.parametrize("number", [1, 3])
def test_what_waits_asks_as_often_for_many(
    client: Client, appeal: Appeal, number: int, django_assert_num_queries: Any
) -> None:
    for _ in range(number - 1):
        letters(open_appeal(), 20)
    stopped = [open_appeal(stopped=True, stopped_reason="x") for _ in range(number)]
    for each in stopped:
        letters(each, 2, version=each.versions.first(), state="held")
    CampaignSettings.in_force()
    somebody = dispatcher(client)
    somebody.get(to("waiting"))

    with django_assert_num_queries(27):
        somebody.get(to("waiting"))
