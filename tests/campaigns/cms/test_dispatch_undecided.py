"""Where dispatches are found that need a decision: what waits, the first page, the list."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation
from django.utils.html import strip_tags

from campaigns.models import Appeal, CampaignSettings, Dispatch, DispatchItem, Letter
from tests.campaigns.cms.accounts import address, editor, speaking
from tests.campaigns.cms.dispatchers import dispatcher, page, to
from tests.campaigns.dispatch.conftest import appeal, empty_memory, own_journal

__all__ = ["appeal", "empty_memory", "own_journal"]


@pytest.fixture(autouse=True)
def english() -> Any:
    with translation.override("en"):
        yield


def a_dispatch(appeal: Appeal, state: str) -> Dispatch:
    return Dispatch.objects.create(
        appeal=appeal, language="tr", channel="email", envelope={}, state=state
    )


def words(answer: Any) -> str:
    return " ".join(strip_tags(answer.text).split())


@pytest.fixture
def refused(appeal: Appeal) -> Dispatch:
    """Two letters failed in a dispatch that has left."""
    dispatch = a_dispatch(appeal, "handed_over")
    keys = [letter.pk for letter in appeal.letters.all()[:2]]
    Letter.objects.filter(pk__in=keys).update(state="failed", dispatch=dispatch)
    return dispatch


@pytest.fixture
def doubtful(appeal: Appeal) -> Dispatch:
    """One mail is in doubt while others are still being sent."""
    dispatch = a_dispatch(appeal, "ready")
    DispatchItem.objects.create(dispatch=dispatch, message_id="<x@b>", state="in_doubt")
    return dispatch


def test_what_waits_lists_what_needs_a_decision(
    client: Client, refused: Dispatch, doubtful: Dispatch
) -> None:
    answer = dispatcher(client).get(to("waiting"))

    said = words(answer)
    assert "· Turkish · E-mail Handed over · 2 letters that failed" in said
    assert (
        "· Turkish · E-mail Being sent · 1 mail of which nobody knows whether it has left" in said
    )
    links = [f'href="{page(each)}"' in answer.text for each in (refused, doubtful)]
    assert links == [True, True]


def test_nothing_is_listed_that_needs_none(client: Client, appeal: Appeal) -> None:
    for state in ("ready", "handed_over", "cancelled"):
        a_dispatch(appeal, state)

    assert "Needs a decision" not in words(dispatcher(client).get(to("waiting")))


def test_only_who_decides_is_asked(client: Client, refused: Dispatch) -> None:
    somebody = speaking(editor(client, "view_dispatch", "prepare_dispatch"), "en", "editor")

    assert "Needs a decision" not in words(somebody.get(to("waiting")))
    assert "needs a decision" not in words(somebody.get(reverse("wagtailadmin_home")))


def test_first_page_counts_them(client: Client, refused: Dispatch, doubtful: Dispatch) -> None:
    answer = dispatcher(client).get(reverse("wagtailadmin_home"))

    assert "2 dispatches need a decision: they are in doubt, or letters of them failed." in words(
        answer
    )
    assert f'href="{to("waiting")}#undecided-heading"' in answer.text


def test_first_page_says_nothing_without_any(client: Client, appeal: Appeal) -> None:
    a_dispatch(appeal, "ready")

    assert "decision" not in words(dispatcher(client).get(reverse("wagtailadmin_home")))


def test_list_marks_them(client: Client, refused: Dispatch, appeal: Appeal) -> None:
    a_dispatch(appeal, "ready")

    said = words(dispatcher(client).get(address(Dispatch, "list")))

    assert said.count("Needs a decision") == 1


@pytest.mark.parametrize("number", [1, 3])
def test_first_page_asks_as_often_for_many(
    client: Client, appeal: Appeal, number: int, django_assert_num_queries: Any
) -> None:
    for _ in range(number):
        a_dispatch(appeal, "in_doubt")
    CampaignSettings.in_force()
    somebody = dispatcher(client)
    somebody.get(reverse("wagtailadmin_home"))

    with django_assert_num_queries(23):
        somebody.get(reverse("wagtailadmin_home"))


@pytest.mark.parametrize("number", [1, 3])
def test_what_waits_asks_as_often_for_many_that_need_a_decision(
    client: Client, appeal: Appeal, number: int, django_assert_num_queries: Any
) -> None:
    for _ in range(number):
        a_dispatch(appeal, "in_doubt")
    CampaignSettings.in_force()
    somebody = dispatcher(client)
    somebody.get(to("waiting"))

    with django_assert_num_queries(26):
        somebody.get(to("waiting"))
