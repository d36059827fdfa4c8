"""Success stories: linked both ways with their cases, gated by all of them."""

from typing import Any

import pytest
from django.test import Client

from campaigns.models import Case, SuccessStoryPage
from tests.campaigns.models.refusals import refused, refused_fields
from tests.factories.pictures import picture
from tests.factories.records import CaseFactory, OutcomeFactory
from tests.factories.sites import Tree, case_page, success_page

pytestmark = pytest.mark.django_db


def further(*cases: Case) -> list[tuple[str, Case]]:
    return [("case", case) for case in cases]


def test_story_may_be_without_a_case(tree: Tree, client: Client) -> None:
    page = success_page(tree, CaseFactory())
    page.case = None
    page.save_revision().publish()
    page.refresh_from_db()

    assert (page.cases(), page.is_public()) == ([], True)
    assert client.get(page.url).status_code == 200


def test_story_tells_of_its_case_and_the_further_ones_each_once(tree: Tree) -> None:
    first, second = CaseFactory(), CaseFactory()

    page = success_page(tree, first, further_cases=further(second, first))

    assert page.cases() == [first, second]
    assert page.case_ids() == {first.pk, second.pk}


def test_gate_asks_every_case_of_the_story(tree: Tree) -> None:
    page = success_page(
        tree,
        CaseFactory(),
        further_cases=further(CaseFactory(), CaseFactory(public_name="B", status="withdrawn")),
        live=False,
    )

    assert refused(page.save_revision(clean=False).publish) == {
        "case": ["B is not public: check status and consent of the case."]
    }


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", "Zwetana Geheimnis ist frei"),
        ("summary", "Zwetana Geheimnis"),
        ("picture_alt", "Zwetana Geheimnis"),
        ("picture_credit", "Foto: Zwetana Geheimnis"),
        ("body", [("text", "<p>Zwetana Geheimnis</p>")]),
    ],
)
def test_secret_name_of_a_further_case_is_refused_wherever_it_stands(
    tree: Tree, field: str, value: Any
) -> None:
    secret = CaseFactory(legal_name="Zwetana Geheimnis")
    page = success_page(tree, CaseFactory(), further_cases=further(secret), live=False)
    setattr(page, field, value)

    assert refused_fields(page.save_revision(clean=False).publish) == [field]


def test_story_is_gone_once_one_of_its_cases_is_withdrawn(tree: Tree, client: Client) -> None:
    case, other = CaseFactory(), CaseFactory()
    page = success_page(tree, case, further_cases=further(other))
    before = client.get(page.url).status_code
    other.status = "withdrawn"
    other.save()

    assert (before, client.get(page.url).status_code) == (200, 404)
    assert client.get(tree.successes["de"].url).context["stories"] == []
    assert SuccessStoryPage.of_case(case, page.locale_id) == []


def test_case_page_and_story_are_linked_both_ways(tree: Tree, client: Client) -> None:
    case, other = CaseFactory(), CaseFactory()
    page, other_page = case_page(tree, case), case_page(tree, other)
    story = success_page(tree, case, further_cases=further(other))

    assert client.get(page.url).context["stories"] == [story]
    assert client.get(other_page.url).context["stories"] == [story]
    assert set(client.get(story.url).context["case_pages"]) == {page, other_page}
    assert [
        client.get(each.url).text.count(f'href="{story.url}"') > 0 for each in (page, other_page)
    ] == [True, True]


def test_story_links_to_case_pages_in_its_own_language(tree: Tree, client: Client) -> None:
    case = CaseFactory()
    case_page(tree, case, "fr")
    german = case_page(tree, case)
    story = success_page(tree, case)

    assert client.get(story.url).context["case_pages"] == [german]


def test_case_of_a_story_cannot_be_deleted(tree: Tree) -> None:
    story = success_page(tree, CaseFactory())

    with pytest.raises(Exception, match="protected foreign keys"):
        story.case.delete()


@pytest.mark.parametrize("count", [1, 3])
def test_queries_of_the_review_of_a_year_do_not_grow(
    tree: Tree, client: Client, django_assert_num_queries: Any, count: int
) -> None:
    for _number in range(count):
        case = CaseFactory()
        success_page(tree, case, picture=picture(case).image)
    client.get(tree.successes["de"].url)

    with django_assert_num_queries(17):
        response = client.get(tree.successes["de"].url)

    assert len(response.context["stories"]) == count


@pytest.mark.parametrize("count", [1, 3])
def test_queries_of_a_story_do_not_grow(
    tree: Tree, client: Client, django_assert_num_queries: Any, count: int
) -> None:
    cases = [CaseFactory() for _number in range(count)]
    for case in cases:
        case_page(tree, case)
        picture(case)
        OutcomeFactory(case=case)
    story = success_page(tree, cases[0], further_cases=further(*cases))
    client.get(story.url)

    with django_assert_num_queries(26):
        response = client.get(story.url)

    assert len(response.context["case_pages"]) == count
