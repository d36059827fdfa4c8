"""Pages of cases cost the same with one and with three of everything."""

from typing import Any

import pytest
from django.test import Client

from tests.factories.appeals import open_appeal
from tests.factories.pictures import picture
from tests.factories.records import CaseFactory, OutcomeFactory, today
from tests.factories.sites import Tree, case_page, success_page

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("count", [1, 3])
def test_queries_of_a_case_page_do_not_grow(
    tree: Tree, client: Client, django_assert_num_queries: Any, count: int
) -> None:
    case = CaseFactory()
    for number in range(count):
        open_appeal(case=case, closes=today(20 + number))
        OutcomeFactory(case=case, date=today(-number))
        success_page(tree, case, slug=f"s-{number}")
        picture(case)
    page = case_page(tree, case)
    client.get(page.url)

    with django_assert_num_queries(23):
        response = client.get(page.url)

    assert len(response.context["open_appeals"]) == count


@pytest.mark.parametrize("count", [1, 3])
def test_queries_of_the_list_do_not_grow(
    tree: Tree, client: Client, django_assert_num_queries: Any, count: int
) -> None:
    for _number in range(count):
        picture(case_page(tree, open_appeal().case).case)
    client.get(tree.cases["de"].url)

    with django_assert_num_queries(14):
        response = client.get(tree.cases["de"].url)

    assert len(response.context["cards"]) == count
