"""Success stories: linked both ways with their cases, gated by all of them."""

from typing import Any

import pytest
from django.test import Client

from campaigns.models import Case, SuccessStoryPage
from tests.campaigns.models.refusals import refused, refused_fields
from tests.factories.appeals import open_appeal
from tests.factories.pictures import picture
from tests.factories.records import CaseFactory, OutcomeFactory
from tests.factories.sites import Tree, case_page, form_block, success_page

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


@pytest.mark.parametrize("door", ["first", "further", "none"])
def test_letter_form_of_a_story_may_name_the_appeals_of_its_cases(tree: Tree, door: str) -> None:
    appeal = open_appeal()
    first = appeal.case if door == "first" else CaseFactory()
    more = further(appeal.case) if door == "further" else []
    page = success_page(tree, first, further_cases=more, body=[form_block(appeal)], live=False)
    if door == "none":
        page.case = None

    page.save_revision().publish()

    assert SuccessStoryPage.objects.get().live is True


def test_letter_form_of_a_story_names_no_other_appeal(tree: Tree) -> None:
    body = [form_block(open_appeal())]
    page = success_page(tree, CaseFactory(), body=body, live=False)

    assert refused(page.save_revision(clean=False).publish) == {
        "body": ["The letter form names an appeal of a case that this page is not about."]
    }


@pytest.mark.parametrize(
    ("first", "second", "shown"), [(True, True, True), (True, False, False), (False, True, False)]
)
def test_picture_is_shown_only_while_every_case_consents_to_pictures(
    tree: Tree, client: Client, first: bool, second: bool, shown: bool
) -> None:
    cases = [CaseFactory(consent_picture=consent) for consent in (first, second)]
    image = picture(cases[0]).image
    story = success_page(tree, cases[0], further_cases=further(cases[1]), picture=image)

    pages = [client.get(url) for url in (story.url, tree.successes["de"].url)]

    assert [page.text.count("<img") > 0 for page in pages] == [shown, shown]
    assert ("og:image" in pages[0].text) is shown


def test_picture_of_a_story_without_a_case_is_shown(tree: Tree) -> None:
    page = success_page(tree, CaseFactory(), picture=picture(CaseFactory()).image)
    page.case = None

    assert page.shown_picture == page.picture


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

    with django_assert_num_queries(12):
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

    with django_assert_num_queries(21):
        response = client.get(story.url)

    assert len(response.context["case_pages"]) == count
