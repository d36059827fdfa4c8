"""The reference site's own pages and its images."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from wagtail.images.tests.utils import get_test_image_file

from home.models import CampaignImage, HomePage, StandardPage
from tests.campaigns.models.refusals import refused, refused_fields
from tests.factories.appeals import open_appeal
from tests.factories.pictures import picture
from tests.factories.records import CaseFactory
from tests.factories.sites import Tree, case_page, form_block, standard_page, success_page

pytestmark = pytest.mark.django_db


def upload(name: str) -> CampaignImage:
    return CampaignImage.objects.create(title="x", file=get_test_image_file(filename=name))


def test_name_of_an_upload_is_not_kept() -> None:
    image = upload("Zwetana Geheimnis.PNG")

    name = Path(image.file.name)

    assert (len(name.stem), name.suffix) == (24, ".png")
    assert "eheimnis" not in image.get_rendition("width-20").file.name


def test_uploads_of_the_same_name_have_different_names() -> None:
    assert upload("a.png").file.name != upload("a.png").file.name


@pytest.mark.parametrize("language", ["de", "ar"])
@pytest.mark.parametrize("make", [HomePage, StandardPage])
def test_form_without_an_appeal_is_refused_on_pages_without_a_case(
    tree: Tree, make: Any, language: str
) -> None:
    page = tree.homes[language] if make is HomePage else standard_page(tree, language)
    page.body = [form_block()]

    assert refused(page.save_revision) == {
        "body": ["This page is not about one case: choose an appeal in the letter form."]
    }
    assert refused_fields(page.save_revision(clean=False).publish) == ["body"]
    assert len(make.objects.get(pk=page.pk).body) == 0


def test_form_with_an_appeal_is_shown_on_home_and_standard_pages(
    tree: Tree, client: Client
) -> None:
    appeal = open_appeal()
    pages = [tree.homes["de"], standard_page(tree)]
    for page in pages:
        page.body = [form_block(appeal)]
        page.save_revision().publish()

    shown = [client.get(page.url).text for page in pages]

    assert [f'action="/de/letters/{appeal.uuid}/"' in text for text in shown] == [True, True]


def test_form_of_an_appeal_that_is_closed_is_not_shown(tree: Tree, client: Client) -> None:
    page, appeal = standard_page(tree), open_appeal()
    page.body = [form_block(appeal)]
    page.save_revision().publish()
    appeal.stopped = True
    appeal.save()

    assert client.get(page.url).text.count(f"/letters/{appeal.uuid}/") == 0


def test_home_shows_open_cases_and_the_newest_review_in_its_language(
    tree: Tree, client: Client
) -> None:
    page = case_page(tree, open_appeal().case)
    case_page(tree)
    case_page(tree, page.case, "fr")
    story = success_page(tree, CaseFactory())

    context = client.get(tree.homes["de"].url).context

    assert context["cards"] == [page]
    assert (context["case_index"], context["review"]) == (tree.cases["de"], tree.successes["de"])
    assert context["stories"] == [story]


@pytest.mark.parametrize("count", [1, 3])
def test_queries_of_the_home_page_do_not_grow(
    tree: Tree, client: Client, django_assert_num_queries: Any, count: int
) -> None:
    for _number in range(count):
        page = case_page(tree, open_appeal().case)
        success_page(tree, page.case, picture=picture(page.case).image)
    client.get(tree.homes["de"].url)

    with django_assert_num_queries(17):
        response = client.get(tree.homes["de"].url)

    assert len(response.context["cards"]) == count
