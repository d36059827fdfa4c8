"""No page has a letter language, whichever door it comes through."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db import transaction
from django.test import Client
from django.urls import reverse
from wagtail.actions.copy_for_translation import CopyPageForTranslationAction
from wagtail.models import Locale, Page

from campaigns import conf
from campaigns.models import CasePage
from home.models import HomePage
from tests.factories.sites import Tree, case_page

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_page_in_a_letter_language(db: None) -> Iterator[None]:
    """What every test here has to end with."""
    yield
    found = Page.objects.filter(depth__gt=1).exclude(
        locale__language_code__in=conf.public_languages()
    )
    assert list(found) == []


@pytest.fixture
def admin(client: Client) -> Client:
    client.force_login(get_user_model().objects.create_superuser("admin"))
    return client


def turkish() -> Locale:
    return Locale.objects.get(language_code="tr")


def test_every_content_language_has_a_locale() -> None:
    assert set(Locale.objects.values_list("language_code", flat=True)) == {
        code for code, _name in settings.LANGUAGES
    }


def copied_for_translation(tree: Tree) -> None:
    tree.homes["de"].copy_for_translation(turkish())


def copied_with_its_parents(tree: Tree) -> None:
    case_page(tree).copy_for_translation(turkish(), copy_parents=True)


def copied_as_an_alias(tree: Tree) -> None:
    tree.homes["de"].copy_for_translation(turkish(), alias=True)


def copied_with_its_subtree(tree: Tree) -> None:
    CopyPageForTranslationAction(tree.homes["de"], turkish(), include_subtree=True).execute()


def alias_made(tree: Tree) -> None:
    tree.homes["de"].create_alias(update_slug="home-tr", update_locale=turkish())


def copied(tree: Tree) -> None:
    tree.cases["de"].copy(update_attrs={"locale": turkish(), "slug": "x"}, recursive=True)


def created_live(tree: Tree) -> None:
    Page.get_first_root_node().add_child(
        instance=HomePage(title="x", slug="x", locale=turkish(), live=True)
    )


def created_as_a_draft(tree: Tree) -> None:
    Page.get_first_root_node().add_child(
        instance=HomePage(title="x", slug="x", locale=turkish(), live=False)
    )


def plain_page_created(tree: Tree) -> None:
    Page.get_first_root_node().add_child(instance=Page(title="x", slug="x", locale=turkish()))


def locale_changed(tree: Tree) -> None:
    page = tree.cases["de"]
    page.locale = turkish()
    page.save()


@pytest.mark.parametrize(
    "door",
    [
        copied_for_translation,
        copied_with_its_parents,
        copied_as_an_alias,
        copied_with_its_subtree,
        alias_made,
        copied,
        created_live,
        created_as_a_draft,
        plain_page_created,
        locale_changed,
    ],
)
def test_door_refuses_a_page_in_a_letter_language(tree: Tree, door: Any) -> None:
    with pytest.raises(ValidationError), transaction.atomic():
        door(tree)


def test_translation_into_a_public_language_goes_through_the_same_doors(tree: Tree) -> None:
    french = Locale.objects.get(language_code="fr")

    translated = case_page(tree).copy_for_translation(french)

    assert translated.locale == french


def submit_url(page: Page) -> str:
    return reverse("wagtail_localize:submit_page_translation", args=[page.pk])


def test_form_for_translations_offers_public_languages_alone(tree: Tree, admin: Client) -> None:
    response = admin.get(submit_url(case_page(tree)))

    offered = response.context["form"].fields["locales"].queryset

    assert sorted(locale.language_code for locale in offered) == ["ar", "en", "fr"]


@pytest.mark.parametrize("also_public", [False, True])
def test_form_for_translations_refuses_a_letter_language(
    tree: Tree, admin: Client, also_public: bool
) -> None:
    page = case_page(tree)
    french = Locale.objects.get(language_code="fr")
    wanted = [turkish().pk, french.pk] if also_public else [turkish().pk]

    response = admin.post(submit_url(page), {"locales": wanted, "include_subtree": "on"})

    assert response.status_code == 200
    assert list(response.context["form"].errors) == ["locales"]
    assert CasePage.objects.count() == 1


def test_form_for_translations_takes_a_subtree_into_a_public_language(
    tree: Tree, admin: Client
) -> None:
    tree.cases["fr"].delete()
    case_page(tree)

    response = admin.post(
        submit_url(tree.cases["de"]),
        {
            "locales": [Locale.objects.get(language_code="fr").pk],
            "include_subtree": "on",
        },
    )

    assert response.status_code == 302
    assert sorted(CasePage.objects.values_list("locale__language_code", flat=True)) == ["de", "fr"]


def test_home_in_a_letter_language_is_refused_by_the_create_view_with_a_message(
    tree: Tree, admin: Client
) -> None:
    root = Page.get_first_root_node()
    address = reverse("wagtailadmin_pages:add", args=["home", "homepage", root.pk])

    response = admin.post(
        f"{address}?locale=tr",
        {"title": "x", "slug": "x", "body-count": "0", "locale": "tr", "action-publish": "x"},
        follow=True,
    )

    assert response.status_code == 200
    assert list(response.context["form"].errors) == ["__all__"]
