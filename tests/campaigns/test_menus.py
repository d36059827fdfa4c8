"""The menu is looked up once, and anew after whatever can change it."""

from collections.abc import Callable
from typing import Any

import pytest
from wagtail.models import Page, PageViewRestriction, Site

from campaigns.menus import Menu, menu_of
from tests.factories.sites import Tree, standard_page


@pytest.fixture
def site(tree: Tree) -> Site:
    return Site.objects.get(is_default_site=True)


def titles(site: Site, language: str = "de") -> list[str]:
    return [child.title for child in menu_of(site, language).children]


@pytest.mark.parametrize("number", [1, 3])
def test_kept_menu_asks_nothing(
    site: Site, tree: Tree, number: int, django_assert_num_queries: Any
) -> None:
    for each in range(number):
        standard_page(tree, title=f"Seite {each}", slug=f"seite-{each}")
    site = Site.objects.select_related("root_page").get(pk=site.pk)
    with django_assert_num_queries(3):
        found = titles(site)

    with django_assert_num_queries(0):
        assert titles(site) == found


def test_each_language_has_its_own(site: Site, tree: Tree) -> None:
    homes = [menu_of(site, code).home for code in ("de", "en", "de")]

    assert [home and home.title for home in homes] == ["Home de", "Home en", "Home de"]
    assert menu_of(site, "tr") == Menu(None)


def publish(page: Page) -> None:
    page.title = "Anders"
    page.save_revision().publish()


def unpublish(page: Page) -> None:
    page.unpublish()


def restrict(page: Page) -> None:
    PageViewRestriction.objects.create(page=page, restriction_type="login")


def delete(page: Page) -> None:
    page.delete()


@pytest.mark.parametrize(
    ("change", "after"),
    [
        (publish, ["Anders"]),
        (unpublish, []),
        (restrict, []),
        (delete, []),
    ],
)
def test_change_of_a_page_is_seen_at_once(
    site: Site, tree: Tree, change: Callable[[Page], None], after: list[str]
) -> None:
    before = titles(site)
    page = standard_page(tree, title="Neu", slug="neu")
    assert titles(site) == [*before, "Neu"]

    change(page)

    assert titles(site) == [*before, *after]


def test_page_that_was_moved_is_seen_at_once(site: Site, tree: Tree) -> None:
    one = standard_page(tree, title="Eins", slug="eins")
    two = standard_page(tree, title="Zwei", slug="zwei")
    before = titles(site)
    assert before[-2:] == ["Eins", "Zwei"]

    two.move(one, pos="first-child")

    assert titles(site) == before[:-1]


def test_site_with_another_root_has_another_menu(site: Site, tree: Tree) -> None:
    titles(site)
    home = tree.homes["de"]
    new = type(home)(title="Neu", slug="neues-haus", locale=home.locale)

    site.root_page = home.get_parent().add_child(instance=new)
    site.save()

    found = menu_of(site, "de").home
    assert found is not None
    assert (found.title, titles(site)) == ("Neu", [])
