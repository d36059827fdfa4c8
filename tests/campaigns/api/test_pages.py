"""Pages through the API: in their own language, whole even where a picture's file is lost."""

from typing import Any

import pytest
from django.test import Client

from tests.factories.appeals import open_appeal
from tests.factories.pictures import picture
from tests.factories.records import CaseFactory
from tests.factories.sites import Tree, case_page, form_block, success_page

pytestmark = pytest.mark.django_db


def get(client: Client, path: str, accept: str = "de") -> Any:
    return client.get(f"/api/v2/pages/{path}", headers={"Accept-Language": accept}).json()


@pytest.mark.parametrize("accept", ["de", "ar"])
def test_addresses_on_a_page_lead_into_its_own_language(
    client: Client, tree: Tree, accept: str
) -> None:
    appeal = open_appeal()
    page = case_page(tree, appeal.case, "fr", body=[form_block(appeal)])
    listing = "?type=campaigns.CasePage&fields=body"

    bodies = [
        get(client, f"{page.pk}/", accept)["body"],
        *(item["body"] for item in get(client, listing, accept)["items"]),
    ]

    urls = [block["value"]["url"] for body in bodies for block in body]
    assert urls == [f"/fr/letters/{appeal.uuid}/"] * 2


def test_page_is_answered_without_a_picture_whose_file_is_lost(client: Client, tree: Tree) -> None:
    case = CaseFactory()
    image = picture(case).image
    pages = [case_page(tree, case), success_page(tree, case, picture=image)]
    image.file.storage.delete(image.file.name)

    assert [get(client, f"{page.pk}/")["picture"] for page in pages] == [None, None]


@pytest.mark.parametrize("allowed", [True, False])
def test_picture_of_a_story_is_told_only_with_the_consent_of_its_case(
    client: Client, tree: Tree, allowed: bool
) -> None:
    case = CaseFactory(consent_picture=allowed)
    page = success_page(tree, case, picture=picture(case).image)

    assert (get(client, f"{page.pk}/")["picture"] is not None) is allowed
