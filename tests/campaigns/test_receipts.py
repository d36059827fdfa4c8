"""A receipt outlives the consent to a name: it tells of the letter, not of the person."""

from typing import Any

import pytest
from django.utils import translation

from campaigns.models import Appeal, Case, Dispatch, DispatchReply, Letter
from tests.factories.appeals import open_appeal
from tests.factories.records import AuthorityFactory, CaseFactory, today
from tests.factories.sites import Tree, case_page
from tests.factories.visits import browser, signed

pytestmark = pytest.mark.django_db

TOLD = ("Tamar Quombatt", "Ministry of Vlonfretsk", "/de/cases/tamar-quombatt/")


@pytest.fixture
def appeal(db: None) -> Appeal:
    case = CaseFactory(public_name=TOLD[0])
    return open_appeal(case=case, authority=AuthorityFactory(name=TOLD[1]))


def shown(page: Any) -> list[bool]:
    """Whether person, authority and the page of the case stand in it."""
    return [word in page.text for word in TOLD]


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({}, True),
        ({"status": "closed"}, True),
        ({"consent_name": False}, False),
        ({"status": "withdrawn"}, False),
    ],
)
def test_receipt_names_the_person_only_while_the_case_is_public(
    tree: Tree, appeal: Appeal, change: dict[str, Any], named: bool
) -> None:
    case_page(tree, appeal.case)
    visitor = browser()
    receipt = signed(visitor, appeal)[1]

    Case.objects.update(**change)
    pages = [visitor.get(receipt), visitor.get(f"{receipt}withdraw/")]
    pages.append(visitor.post(f"{receipt}withdraw/"))

    assert [page.status_code for page in pages] == [200] * 3
    assert [shown(page) for page in pages] == [[named] * 3, [named, False, named], [named] * 3]
    assert pages[-1].context["letter"].state == "withdrawn"


def left(letter: Any, count: int) -> Dispatch:
    """The letter has left in a dispatch of `count` letters."""
    dispatch = Dispatch.objects.create(
        appeal=letter.appeal,
        language="tr",
        channel="postal",
        state="handed_over",
        count=count,
        envelope={},
        sha256="f00d" * 16,
        handed_over_on=today(-1),
    )
    Letter.objects.filter(pk=letter.pk).update(state="sent", dispatch=dispatch)
    return dispatch


@pytest.mark.parametrize(
    ("count", "told"),
    [(25, "25 letters left together"), (9, "together with fewer than ten letters")],
)
def test_receipt_of_a_letter_that_has_left_gives_the_proof(
    appeal: Appeal, count: int, told: str
) -> None:
    visitor = browser()
    letter, receipt = signed(visitor, appeal)
    dispatch = left(letter, count)
    DispatchReply.objects.create(dispatch=dispatch, kind="answered", n=1, date=today())

    with translation.override("en"):
        page = visitor.get(receipt.replace("/de/", "/en/")).text

    wanted = (told, str(dispatch.uuid), "f00d" * 16, "The authority has answered.")
    assert [words in page for words in wanted] == [True] * 4


@pytest.mark.parametrize("state", ["claimed", "held", "in_doubt", "failed", "not_sent"])
def test_receipt_gives_no_proof_of_a_letter_that_has_not(appeal: Appeal, state: str) -> None:
    visitor = browser()
    letter, receipt = signed(visitor, appeal)
    dispatch = left(letter, 25)
    Letter.objects.filter(pk=letter.pk).update(state=state)

    page = visitor.get(receipt)

    assert (page.status_code, str(dispatch.uuid) in page.text) == (200, False)
