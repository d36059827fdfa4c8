"""Bundles are removed with the initials, and not before."""

from typing import Any

import pytest

from campaigns.dispatch import handover, storage
from campaigns.dispatch.removing import remove_bundles
from campaigns.models import Appeal, Dispatch, Letter
from campaigns.retention import Terms
from tests.factories.letters import states_of
from tests.factories.records import today

pytestmark = pytest.mark.django_db


def removed(*, dry: bool = False) -> list[tuple[str, int]]:
    return list(remove_bundles(Terms.in_force(), dry=dry))


def left(dispatch: Dispatch, days_ago: int, person: Any) -> None:
    handover.hand_over(dispatch, by=person, day=today())
    Dispatch.objects.filter(pk=dispatch.pk).update(handed_over_on=today(-days_ago))


def test_bundle_of_long_ago_goes_and_what_proves_it_stays(ready: Dispatch, admin_user: Any) -> None:
    left(ready, 31, admin_user)
    proof = Dispatch.objects.values("sha256", "count", "parts").get()

    assert removed(dry=True) == [("bundles", 1)]
    assert storage.files(ready.uuid) != []
    assert removed() == [("bundles", 1)]

    assert (storage.holds(ready.uuid), removed()) == (False, [("bundles", 0)])
    assert Dispatch.objects.values("sha256", "count", "parts").get() == proof


@pytest.mark.parametrize("days_ago", [0, 30])
def test_bundle_within_its_term_stays(ready: Dispatch, admin_user: Any, days_ago: int) -> None:
    left(ready, days_ago, admin_user)

    assert removed() == [("bundles", 0)]
    assert storage.files(ready.uuid) != []


def test_bundle_that_waits_for_its_hand_over_stays(ready: Dispatch) -> None:
    assert removed() == [("bundles", 0)]


def test_bundle_that_somebody_works_on_waits_for_the_next_run(
    ready: Dispatch, admin_user: Any
) -> None:
    left(ready, 31, admin_user)

    with storage.worked_on_alone(ready.uuid):
        assert removed() == [("bundles", 0)]

    assert removed() == [("bundles", 1)]


def test_bundle_that_nobody_decided_goes_with_its_initials(ready: Dispatch) -> None:
    Dispatch.objects.update(state="in_doubt")
    assert removed() == [("bundles", 0)]

    Appeal.objects.update(closes=today(-181))

    assert removed() == [("bundles", 1)]


def test_emptied_letter_never_waits_again(ready: Dispatch) -> None:
    Dispatch.objects.update(state="in_doubt")
    ready.letters.update(state="in_doubt")
    emptied = ready.letters.order_by("pk").first()
    Letter.objects.filter(pk=emptied.pk).update(initials="", place="")
    ready.refresh_from_db()

    handover.cancel(ready, reason="It has not left.")

    assert states_of(ready.appeal) == {"not_sent": 1, "waiting": 24}
