"""The address of the letters belongs to no page."""

from typing import Any

import pytest
from wagtail.models import Page

from campaigns.models import CaseIndexPage
from tests.campaigns.models.refusals import refused, refused_fields
from tests.factories.records import CaseFactory
from tests.factories.sites import Tree, case_page, standard_page, success_page

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("make", [CaseIndexPage, standard_page])
def test_address_of_the_letters_is_taken_below_home(tree: Tree, make: Any) -> None:
    def create() -> None:
        if make is CaseIndexPage:
            tree.homes["de"].add_child(instance=CaseIndexPage(title="x", slug="letters"))
        else:
            make(tree, slug="letters")

    assert refused(create) == {
        "slug": ["“letters” is the address of the letters. Choose another slug."]
    }


def test_address_of_the_letters_is_free_deeper_down(tree: Tree) -> None:
    page = case_page(tree, slug="letters")

    page.full_clean()

    assert page.url == "/de/cases/letters/"


def test_page_cannot_be_moved_to_the_address_of_the_letters(tree: Tree) -> None:
    parent = standard_page(tree)
    child = parent.add_child(instance=type(parent)(title="x", slug="letters"))

    assert refused_fields(lambda: child.move(tree.homes["de"], pos="last-child")) == ["slug"]
    assert type(child).objects.get(pk=child.pk).depth == 4


def test_page_cannot_be_copied_to_the_address_of_the_letters(tree: Tree) -> None:
    parent = standard_page(tree)
    child = parent.add_child(instance=type(parent)(title="x", slug="letters"))

    assert refused_fields(lambda: child.copy(to=tree.homes["de"])) == ["slug"]
    assert Page.objects.filter(slug="letters").count() == 1


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("summary", "Seit Mai in Haft, Akte 2026/9084."),
        ("body", [("text", "<p>Die <b>Akte</b> 2026/9084.</p>")]),
    ],
)
@pytest.mark.parametrize("make", [case_page, success_page])
def test_identification_of_a_case_is_for_letters_only(
    tree: Tree, make: Any, field: str, value: Any
) -> None:
    page = make(tree, CaseFactory(identification="Akte 2026/9084"), live=False)
    setattr(page, field, value)

    assert refused(page.save_revision(clean=False).publish) == {
        field: ["The identification of the case stands here. Only letters may give it."]
    }
