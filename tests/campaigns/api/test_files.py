"""Images through the API: what a page shows, and never the upload itself."""

from typing import Any

import pytest
from django.test import Client
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file

from campaigns.models import Case
from tests.factories.pictures import picture
from tests.factories.records import CaseFactory
from tests.factories.sites import Tree, case_page, success_page

pytestmark = pytest.mark.django_db


def listed(client: Client, fields: str = "") -> list[dict[str, Any]]:
    return client.get(f"/api/v2/images/{fields}").json()["items"]


def an_image() -> Any:
    return get_image_model().objects.create(title="x", file=get_test_image_file())


@pytest.mark.parametrize(
    ("change", "shown"),
    [
        ({}, 1),
        ({"consent_picture": False}, 0),
        ({"consent_name": False}, 0),
        ({"status": "withdrawn"}, 0),
    ],
)
def test_picture_of_a_story_is_listed_while_its_cases_allow_it(
    client: Client, tree: Tree, change: dict[str, Any], shown: int
) -> None:
    other = CaseFactory()
    success_page(tree, CaseFactory(), further_cases=[("case", other)], picture=an_image())

    Case.objects.filter(pk=other.pk).update(**change)

    assert len(listed(client)) == shown


def test_picture_stays_listed_while_another_page_shows_it(client: Client, tree: Tree) -> None:
    image = an_image()
    success_page(tree, CaseFactory(consent_picture=False), picture=image)
    tree.homes["de"].picture = image
    tree.homes["de"].save()

    assert len(listed(client)) == 1


def test_picture_of_a_case_without_a_page_is_not_listed(client: Client, tree: Tree) -> None:
    case = CaseFactory()
    picture(case)
    before = listed(client)
    page = case_page(tree, case)
    shown = len(listed(client))
    page.unpublish()

    assert (before, shown, listed(client)) == ([], 1, [])


def test_image_is_offered_as_a_copy_not_as_it_was_uploaded(client: Client, tree: Tree) -> None:
    page = case_page(tree)
    image = picture(page.case).image

    items = [*listed(client), *listed(client, "?fields=*")]
    detail = client.get(f"/api/v2/images/{image.pk}/")

    copy = image.get_rendition("width-1200|format-webp").full_url
    assert [item["url"] for item in (*items, detail.json())] == [copy] * 3
    assert image.file.url not in detail.text
    assert ["download_url" in item["meta"] for item in items] == [False, False]


def test_image_whose_file_is_lost_is_listed_without_an_address(client: Client, tree: Tree) -> None:
    image = picture(case_page(tree).case).image
    image.file.storage.delete(image.file.name)

    assert [item["url"] for item in listed(client)] == [None]
