"""A receipt outlives the consent to a name: it tells of the letter, not of the person."""

from typing import Any

import pytest

from campaigns.models import Appeal, Case
from tests.factories.appeals import open_appeal
from tests.factories.records import AuthorityFactory, CaseFactory
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
