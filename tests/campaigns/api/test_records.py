"""Records through the API: what has a page and has begun, found by the public name alone."""

from typing import Any

import pytest
from django.test import Client
from wagtail.models import PageViewRestriction

from campaigns.models import Case
from tests.factories.appeals import open_appeal
from tests.factories.records import CaseFactory, EditionFactory, today
from tests.factories.sites import Tree, case_page

pytestmark = pytest.mark.django_db

LISTINGS = ("cases", "appeals", "authorities", "editions")


def counts(client: Client, question: str = "") -> dict[str, int]:
    """Rows in each listing."""
    answers = {name: client.get(f"/api/v2/{name}/{question}").json() for name in LISTINGS}
    return {name: answer["meta"]["total_count"] for name, answer in answers.items()}


def case_with_appeal(**fields: Any) -> Case:
    return open_appeal(edition=EditionFactory(), **fields).case


def unpublished(page: Any) -> None:
    page.unpublish()


def restricted(page: Any) -> None:
    PageViewRestriction.objects.create(page=page, restriction_type="login")


def test_case_and_its_appeal_are_listed_with_a_page(client: Client, tree: Tree) -> None:
    case = case_with_appeal()
    before = counts(client)
    case_page(tree, case)

    assert before == dict.fromkeys(LISTINGS, 0)
    assert counts(client) == dict.fromkeys(LISTINGS, 1)


@pytest.mark.parametrize("hide", [unpublished, restricted])
def test_nothing_is_listed_of_a_case_whose_page_is_hidden(
    client: Client, tree: Tree, hide: Any
) -> None:
    hide(case_page(tree, case_with_appeal()))

    assert counts(client) == dict.fromkeys(LISTINGS, 0)


@pytest.mark.parametrize(("opens", "shown"), [(today(-1), 1), (today(), 1), (today(5), 0)])
def test_appeal_is_listed_from_its_first_day(
    client: Client, tree: Tree, opens: Any, shown: int
) -> None:
    case_page(tree, case_with_appeal(opens=opens))

    assert counts(client) == {**dict.fromkeys(LISTINGS, shown), "cases": 1}


def test_records_follow_the_locale_of_the_page(client: Client, tree: Tree) -> None:
    case_page(tree, case_with_appeal(), "fr")

    assert counts(client, "?locale=fr") == dict.fromkeys(LISTINGS, 1)
    assert counts(client, "?locale=de") == dict.fromkeys(LISTINGS, 0)


@pytest.mark.parametrize("order", ["", "&order=-id"])
@pytest.mark.parametrize("name", ["cases", "appeals"])
def test_search_finds_by_the_public_name_and_never_by_the_secret_one(
    client: Client, tree: Tree, name: str, order: str
) -> None:
    for public, secret in (("Anna Berger", "Zwetana Geheimnis"), ("Bahar Demir", "")):
        case_page(tree, open_appeal(case=CaseFactory(public_name=public, legal_name=secret)).case)
    CaseFactory(public_name="Anna without a page")

    found = {
        word: client.get(f"/api/v2/{name}/?search={word}{order}").json()["meta"]["total_count"]
        for word in ("Anna", "Zwetana", "Geheimnis", "nobody", "")
    }

    assert found == {"Anna": 1, "Zwetana": 0, "Geheimnis": 0, "nobody": 0, "": 0}
