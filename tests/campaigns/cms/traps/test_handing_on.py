"""wagtail-localize's "sync": a changed source reaches the translators, and nothing is published."""

from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from wagtail.models import Locale
from wagtail_localize.models import Translation
from wagtail_localize.operations import translate_object

from campaigns.models import LetterText
from campaigns.roles import DISPATCHER, REVIEWER, TRANSLATOR
from campaigns.translating.segments import segments_of
from tests.campaigns.cms.traps.visits import localize, refused, said, served, step
from tests.factories.people import browser_of, person
from tests.factories.sites import Tree, standard_page
from tests.factories.translating import write, write_page

pytestmark = pytest.mark.django_db


def sync_address(translation: Translation) -> str:
    return localize("update_translations", translation.source_id)


def change(german: LetterText, closing: str = "Hochachtungsvoll") -> None:
    german.refresh_from_db()
    german.closing = closing
    german.save_revision().publish()


def test_changed_source_reaches_the_translators_and_the_old_letter_serves(
    editor: Client, reviewer: Client, german: LetterText, turkish: Translation, author: Any
) -> None:
    write(turkish, author)
    reviewer.post(step("publish", turkish))
    change(german)

    answer = editor.post(sync_address(turkish), {"publish_translations": "on"}, follow=True)

    text = turkish.get_target_instance()
    assert said(answer) == ["The translators see the source as it is now."]
    assert [each.source for each in segments_of(turkish)][-1] == "Hochachtungsvoll"
    assert (text.live, text.closing, served(turkish)) == (True, "Saygılarımla,", ["Saygılarımla,"])


def test_letters_are_not_offered_to_be_published_by_the_dozen(
    editor: Client, turkish: Translation
) -> None:
    form = editor.get(sync_address(turkish)).context["form"]

    assert form.fields["publish_translations"].disabled is True


@pytest.mark.parametrize("role", [TRANSLATOR, REVIEWER, DISPATCHER])
def test_only_editors_hand_a_source_on(german: LetterText, turkish: Translation, role: str) -> None:
    change(german)

    assert refused(browser_of(person(role, languages=["tr"])), sync_address(turkish))
    assert [each.source for each in segments_of(turkish)][-1] == "Mit freundlichen Grüßen"


def test_source_that_was_deleted_is_not_handed_on(
    editor: Client, german: LetterText, turkish: Translation, settings: Any
) -> None:
    settings.WAGTAILLOCALIZE_DISABLE_ON_DELETE = True
    german.delete()

    assert editor.post(sync_address(turkish)).status_code == 404


# Pages, which may be published along


@pytest.fixture
def page(tree: Tree) -> Any:
    return standard_page(tree)


def into(page: Any, *codes: str) -> list[Translation]:
    translate_object(page, list(Locale.objects.filter(language_code__in=codes)))
    found = Translation.objects.filter(source__object_id=page.translation_key)
    return list(found.order_by("target_locale__language_code"))


def test_finished_pages_are_published_along_and_the_refused_ones_named(
    editor: Client, page: Any, author: Any
) -> None:
    arabic, french = into(page, "ar", "fr")
    write_page(french, author)

    answer = editor.post(sync_address(french), {"publish_translations": "on"}, follow=True)

    language = french.target_locale.get_display_name()
    first, *rest = said(answer)
    assert first == "The translators see the source as it is now."
    assert [each for each in rest if each.startswith("Published")] == [f"Published: {language}"]
    assert [each.split(" was not published.")[0] for each in rest if "was not" in each] == [
        arabic.target_locale.get_display_name()
    ]
    assert live_languages(page) == {"de", "fr"}


def live_languages(page: Any) -> set[str]:
    rows = type(page).objects.filter(translation_key=page.translation_key, live=True)
    return {each.locale.language_code for each in rows}


def test_pages_are_not_published_in_the_language_of_the_source(editor: Client, page: Any) -> None:
    [french] = into(page, "fr")

    for _click in range(2):
        editor.post(sync_address(french), {"publish_translations": "on"})

    assert live_languages(page) == {"de"}


def test_own_words_are_not_published_along(editor: Client, page: Any) -> None:
    [french] = into(page, "fr")
    write_page(french, get_user_model().objects.get(username="editor"))

    answer = editor.post(sync_address(french), {"publish_translations": "on"}, follow=True)

    assert len([each for each in said(answer) if "yourself" in each]) == 1
    assert live_languages(page) == {"de"}
