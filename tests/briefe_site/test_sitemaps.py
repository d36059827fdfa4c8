"""The sitemap: every public language, and nothing that may not be found."""

import re
from typing import Any

import pytest
from django.test import Client
from wagtail.models import Locale, Page, PageViewRestriction

from campaigns.models import Case
from home.models import HomePage
from tests.factories.records import CaseFactory
from tests.factories.sites import Tree, case_page, standard_page, success_page

pytestmark = pytest.mark.django_db


def listed(client: Client) -> list[str]:
    """Paths of the sitemap, in its order."""
    answer = client.get("/sitemap.xml")
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/xml")
    return re.findall(r"<loc>http://localhost(.*?)</loc>", answer.text)


SKELETON = ["", "cases/", "2025/"]


def skeleton() -> list[str]:
    return [f"/{code}/{path}" for code in ("de", "en", "fr", "ar") for path in SKELETON]


def test_pages_of_all_public_languages_are_listed(client: Client, tree: Tree) -> None:
    pages: list[Any] = [case_page(tree, CaseFactory(), code) for code in ("de", "ar")]

    assert sorted(listed(client)) == sorted([*skeleton(), *(page.url for page in pages)])


@pytest.mark.parametrize(
    "change",
    [
        {"may_be_indexed": False},
        {"consent_name": False, "status": "paused"},
        {"status": "withdrawn"},
        {"status": "preparing"},
    ],
)
def test_case_that_may_not_be_found_is_hidden_with_its_stories(
    client: Client, tree: Tree, change: dict[str, Any]
) -> None:
    case, other = CaseFactory(), CaseFactory()
    page, story = case_page(tree, case), success_page(tree, case)
    shared = success_page(tree, other, further_cases=[("case", case)])
    shown = success_page(tree, other, slug="shown")
    before = {page.url, story.url, shared.url, shown.url} - set(listed(client))

    Case.objects.filter(pk=case.pk).update(**change)

    assert before == set()
    assert set(listed(client)) - set(skeleton()) == {shown.url}


def draft(tree: Tree) -> Page:
    return standard_page(tree, live=False)


def restricted(tree: Tree) -> Page:
    page = standard_page(tree)
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    return page


def alias(tree: Tree) -> Page:
    return standard_page(tree).create_alias(update_slug="alias")


def of_no_site(tree: Tree) -> Page:
    root = Page.get_first_root_node()
    locale = Locale.objects.get(language_code="de")
    return root.add_child(instance=HomePage(title="Old", slug="old", locale=locale))


@pytest.mark.parametrize("make", [draft, restricted, alias, of_no_site])
def test_page_that_nobody_should_open_is_left_out(client: Client, tree: Tree, make: Any) -> None:
    page = make(tree)

    paths = listed(client)
    assert [path for path in paths if path.rstrip("/").endswith(page.slug)] == []
    assert len(paths) == len(set(paths))
