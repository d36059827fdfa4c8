"""The menu is looked up once, and anew after whatever can change it."""

import time
from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import cache
from wagtail.models import Page, PageViewRestriction, Site

from campaigns.menus import Menu, forget, menu_of
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


def test_each_language_is_kept_for_its_own_time(
    site: Site, tree: Tree, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However many are looked up meanwhile. What no signal tells of is seen when time is up."""
    began = time.time()
    shown = []
    for seconds, language in ((0, "de"), (40, "en"), (59, "de"), (61, "de"), (99, "en")):
        monkeypatch.setattr(time, "time", lambda passed=seconds: began + passed)
        home = menu_of(site, language).home
        shown.append(home and home.title)
        Page.objects.update(title=f"After {seconds}")

    assert shown == ["Home de", "After 0", "Home de", "After 59", "After 0"]


def test_menu_looked_up_before_a_change_and_kept_after_it_is_not_shown(
    site: Site, tree: Tree, monkeypatch: pytest.MonkeyPatch
) -> None:
    began = time.time()
    old = menu_of(site, "de")
    key = f"campaigns.menus.{site.pk}.de"
    kept = cache.get(key)
    page = standard_page(tree, title="Neu", slug="neu")
    cache.set(key, kept)

    for seconds in (0, 59):
        monkeypatch.setattr(time, "time", lambda passed=seconds: began + passed)
        assert titles(site) == [*(child.title for child in old.children), page.title]


def test_all_languages_are_forgotten_at_once(site: Site, tree: Tree) -> None:
    for code in ("de", "en"):
        menu_of(site, code)
    for code in ("de", "en"):
        Page.objects.filter(pk=tree.homes[code].pk).update(title=f"New {code}")

    forget()

    homes = [menu_of(site, code).home for code in ("de", "en")]
    assert [home and home.title for home in homes] == ["New de", "New en"]


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
