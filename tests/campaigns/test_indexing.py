"""Who may not be found by search engines is not found through a list either."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from campaigns.models import Case
from tests.factories.appeals import open_appeal
from tests.factories.records import CaseFactory
from tests.factories.sites import Tree, case_page, success_page

pytestmark = pytest.mark.django_db


def asks_not_to_be_indexed(page: Any) -> bool:
    return '<meta name="robots" content="noindex">' in page.text


def without_snippet(page: Any) -> int:
    return len(re.findall(r"<div[^>]*\sdata-nosnippet\b", page.text))


def lists(tree: Tree) -> list[str]:
    return [tree.cases["de"].url, reverse("campaigns:appeals"), tree.successes["de"].url]


def told(tree: Tree, **fields: Any) -> Case:
    """A case with an open appeal, a page and a story."""
    case = open_appeal(case=CaseFactory(**fields)).case
    case_page(tree, case)
    success_page(tree, case)
    return case


@pytest.mark.parametrize(("indexed", "hidden"), [(True, 0), (False, 1)])
def test_list_that_shows_such_a_case_asks_not_to_be_indexed(
    client: Client, tree: Tree, indexed: bool, hidden: int
) -> None:
    told(tree)
    told(tree, may_be_indexed=indexed)

    pages = [client.get(url) for url in lists(tree)]

    assert [asks_not_to_be_indexed(page) for page in pages] == [not indexed] * 3
    assert [without_snippet(page) for page in pages] == [hidden] * 3


def test_home_page_stays_in_search_and_shows_only_who_may_be_found(
    client: Client, tree: Tree
) -> None:
    shown, hidden = told(tree), told(tree, may_be_indexed=False)

    page = client.get(tree.homes["de"].url)

    assert [card.case for card in page.context["cards"]] == [shown]
    assert [story.case for story in page.context["stories"]] == [shown]
    assert (shown.public_name in page.text, hidden.public_name in page.text) == (True, False)
    assert asks_not_to_be_indexed(page) is False


def test_home_page_does_not_deny_an_open_letter_it_may_not_show(client: Client, tree: Tree) -> None:
    nothing = client.get(tree.homes["de"].url)
    told(tree, may_be_indexed=False)
    hidden = client.get(tree.homes["de"].url)

    assert [page.context["nothing_open"] for page in (nothing, hidden)] == [True, False]
    assert [page.text.count('<p class="c-empty">') for page in (nothing, hidden)] == [1, 1]
    opened = reverse("campaigns:appeals")
    counts = [page.text.count(f'href="{opened}"') for page in (nothing, hidden)]
    assert counts[1] - counts[0] == 1


@pytest.mark.parametrize(("indexed", "hidden"), [(True, 0), (False, 1)])
def test_page_beside_a_story_of_such_a_case_asks_not_to_be_indexed(
    client: Client, tree: Tree, indexed: bool, hidden: int
) -> None:
    case, other = CaseFactory(), CaseFactory(may_be_indexed=indexed)
    page = case_page(tree, case)
    success_page(tree, case, further_cases=[("case", other)])

    shown = client.get(page.url)

    assert asks_not_to_be_indexed(shown) is not indexed
    assert without_snippet(shown) == hidden
