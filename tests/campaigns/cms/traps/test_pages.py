"""Translated pages: only in public languages, finished, by somebody else; never as an alias."""

from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from wagtail.models import GroupPagePermission, Locale, Page
from wagtail_localize.models import Translation
from wagtail_localize.operations import translate_object

from campaigns.models import CasePage
from campaigns.roles import EDITOR
from tests.campaigns.cms.traps.visits import localize, refused, said, step
from tests.factories.people import browser_of, person
from tests.factories.sites import Tree, case_page, standard_page
from tests.factories.translating import write_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(tree: Tree) -> CasePage:
    return case_page(tree)


@pytest.fixture
def french(page: CasePage) -> Translation:
    translate_object(page, [Locale.objects.get(language_code="fr")])
    return Translation.objects.get()


def languages_of_live(page: Page) -> set[str]:
    rows = type(page).objects.filter(translation_key=page.translation_key, live=True)
    return {each.locale.language_code for each in rows}


def edit(page: Page) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def submit_address(page: Page) -> str:
    return localize("submit_page_translation", page.pk)


def codes(browser: Client, page: Page) -> set[str]:
    locales = browser.get(submit_address(page)).context["form"].fields["locales"].queryset
    return set(locales.values_list("language_code", flat=True))


# Submitting


def test_page_is_offered_in_public_languages_alone_and_to_each_in_their_own(
    editor: Client, page: CasePage, author: Any
) -> None:
    assert codes(editor, page) == {"en", "fr", "ar"}
    assert codes(browser_of(author), page) == {"fr"}


@pytest.mark.parametrize("subtree", ["", "on"])
def test_page_tree_is_not_submitted_into_a_letter_language(
    editor: Client, tree: Tree, page: CasePage, subtree: str
) -> None:
    turkish = Locale.objects.get(language_code="tr")

    answer = editor.post(
        submit_address(tree.cases["de"]), {"locales": [turkish.pk], "include_subtree": subtree}
    )

    assert list(answer.context["form"].errors) == ["locales"]
    assert Page.objects.filter(locale=turkish).count() == 0


def test_translator_submits_one_page_and_not_the_tree_below_it(
    author: Any, tree: Tree, page: CasePage
) -> None:
    french = Locale.objects.get(language_code="fr")
    story = standard_page(tree)

    browser_of(author).post(
        submit_address(story), {"locales": [french.pk], "include_subtree": "on"}
    )

    submitted = Translation.objects.values_list("source__object_id", flat=True)
    assert list(submitted) == [story.translation_key]


def test_submitted_page_is_a_draft(editor: Client, page: CasePage, french: Translation) -> None:
    assert languages_of_live(page) == {"de"}


# Publishing


@pytest.mark.parametrize("door", ["desk", "standard"])
def test_unfinished_page_is_not_published(
    editor: Client, page: CasePage, french: Translation, author: Any, door: str
) -> None:
    address = step("publish", french) if door == "desk" else edit(french.get_target_instance())

    clicks = [said(editor.post(address, {"action": "publish"}, follow=True)) for _try in range(2)]

    assert len(clicks[0]) == len(clicks[1]) > 0
    assert languages_of_live(page) == {"de"}


def test_finished_page_is_published_by_a_reviewer_without_any_page_permission(
    reviewer: Client, page: CasePage, french: Translation, author: Any
) -> None:
    write_page(french, author)

    reviewer.post(step("publish", french))

    assert languages_of_live(page) == {"de", "fr"}
    assert french.get_target_instance().title.startswith("Traduit")


def test_page_of_a_case_that_is_not_public_is_refused(
    reviewer: Client, page: CasePage, french: Translation, author: Any
) -> None:
    write_page(french, author)
    type(page.case).objects.update(review_due="2020-01-01")

    answer = reviewer.post(step("publish", french), follow=True)

    assert [each.startswith("The safety review of") for each in said(answer)] == [True]
    assert languages_of_live(page) == {"de"}


@pytest.mark.parametrize("kind", ["case", "standard"])
def test_own_words_are_published_by_no_door(editor: Client, tree: Tree, kind: str) -> None:
    """Bulk publishing asks neither `before_publish_page` nor any view of ours."""
    source = case_page(tree) if kind == "case" else standard_page(tree)
    translate_object(source, [Locale.objects.get(language_code="fr")])
    translation = Translation.objects.get()
    write_page(translation, get_user_model().objects.get(username="editor"))
    translation.save_target(publish=False)
    target = translation.get_target_instance()
    bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])

    editor.post(step("publish", translation))
    editor.post(edit(target), {"action": "publish"})
    editor.post(f"{bulk}?id={target.pk}", {"include_descendants": ""})

    assert languages_of_live(source) == {"de"}


def test_others_words_are_published_in_bulk(
    editor: Client, page: CasePage, french: Translation, author: Any
) -> None:
    write_page(french, author)
    french.save_target(publish=False)
    bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])

    editor.post(f"{bulk}?id={french.get_target_instance().pk}", {"include_descendants": ""})

    assert languages_of_live(page) == {"de", "fr"}


# Wagtail's page doors, for those who translate


@pytest.mark.parametrize("browser", ["translator", "reviewer"])
@pytest.mark.parametrize(
    "view", ["edit", "delete", "unpublish", "copy", "move", "lock", "unlock", "convert_alias"]
)
def test_who_translates_has_no_door_of_pages(
    request: Any, page: CasePage, french: Translation, browser: str, view: str
) -> None:
    client = request.getfixturevalue(browser)
    before = list(Page.objects.order_by("pk").values())

    for each in (page, french.get_target_instance()):
        client.post(reverse(f"wagtailadmin_pages:{view}", args=[each.pk]), {"title": "Hacked"})

    assert list(Page.objects.order_by("pk").values()) == before


@pytest.mark.parametrize("browser", ["translator", "reviewer"])
@pytest.mark.parametrize("action", ["delete", "move", "publish", "unpublish"])
def test_who_translates_does_nothing_with_pages_in_bulk(
    request: Any, page: CasePage, browser: str, action: str
) -> None:
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])

    request.getfixturevalue(browser).post(f"{address}?id={page.pk}")

    assert CasePage.objects.get().live is True


# Aliases


def test_page_does_not_become_an_alias(
    editor: Client, page: CasePage, french: Translation, author: Any, reviewer: Client
) -> None:
    write_page(french, author)
    reviewer.post(step("publish", french))
    target = french.get_target_instance()

    answer = editor.post(localize("convert_to_alias", target.pk), follow=True)

    target.refresh_from_db()
    assert said(answer) == [
        "A page speaks its own language here. Unpublish it if it should not be read."
    ]
    assert (target.alias_of_id, Translation.objects.count()) == (None, 1)


def test_nobody_but_its_editors_is_told_about_aliases(
    translator: Client, french: Translation
) -> None:
    assert refused(translator, localize("convert_to_alias", french.get_target_instance().pk))


def test_locale_is_not_filled_with_aliases_of_another(editor: Client, page: CasePage) -> None:
    """ "Sync from" belongs to wagtail_localize.locales; the site has Wagtail's own locales."""
    superuser = get_user_model().objects.create_superuser("root")
    arabic = Locale.objects.get(language_code="ar")

    browser_of(superuser).post(
        reverse("wagtaillocales:edit", args=[arabic.pk]),
        {
            "language_code": "ar",
            "component-wagtail_localize_localesynchronization-enabled": "on",
            "component-wagtail_localize_localesynchronization-sync_from": str(page.locale_id),
        },
    )

    assert Page.objects.exclude(alias_of=None).count() == 0


def test_copy_of_a_translated_page_is_a_page_of_its_own(
    editor: Client, page: CasePage, french: Translation
) -> None:
    target = french.get_target_instance()
    parent = target.get_parent()

    editor.post(
        reverse("wagtailadmin_pages:copy", args=[target.pk]),
        {
            "new_title": "Kopie",
            "new_slug": "kopie",
            "new_parent_page": parent.pk,
            "publish_copies": "on",
        },
    )

    copies = CasePage.objects.filter(slug="kopie")
    assert {each.translation_key for each in copies} & {page.translation_key} == set()
    assert copies.filter(live=True).count() == 0


def test_page_in_another_language_is_closed_to_an_editor_of_one_part(
    tree: Tree, french: Translation
) -> None:
    """An editor without any page of the tree does not reach its translation either."""
    part = browser_of(person(EDITOR, name="part"))
    GroupPagePermission.objects.filter(group__name=EDITOR).delete()

    assert part.get(step("desk", french)).url == reverse("wagtailadmin_home")
