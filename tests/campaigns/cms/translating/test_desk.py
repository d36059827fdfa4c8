"""The desk as it is opened: who may, what stands there, in which language and direction."""

import re
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from wagtail_localize.models import Translation
from wagtail_localize.operations import translate_object

from campaigns.models import Appeal, LetterText, TranslationTask
from tests.campaigns.cms.accounts import editor
from tests.campaigns.cms.translating.visits import address, segment, send
from tests.factories.appeals import letter_text
from tests.factories.records import today
from tests.factories.sites import Tree, case_page
from tests.factories.translations import put_strings, submit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


def opened(browser: Client, translation: Translation) -> str:
    response = browser.get(address("desk", translation))
    assert response.status_code == 200
    return response.content.decode()


def labels(html: str) -> list[str]:
    return re.findall(r'<h2 class="desk-segment__label" id="label-\d+">([^<]*)</h2>', html)


def fields(html: str) -> set[tuple[str, str, str]]:
    """Language, direction and script of the target fields."""
    found = re.findall(r"<textarea[^>]*desk-target[^>]*>", html)
    attributes = ("lang", "dir", "data-script")
    return {
        tuple(re.search(rf'\b{name}="([^"]*)"', each)[1] for name in attributes) for each in found
    }


def edit_address(translation: Translation) -> str:
    text = translation.get_target_instance()
    return reverse("wagtailsnippets_campaigns_lettertext:edit", args=[text.pk])


def test_segments_stand_in_the_order_of_the_letter_and_say_what_they_are(
    desk: Client, turkish: Translation
) -> None:
    assert labels(opened(desk, turkish)) == [
        "Subject",
        "Salutation",
        "Paragraph 1",
        "Paragraph 2",
        "Closing",
    ]


@pytest.mark.parametrize(
    ("language", "attributes"),
    [
        ("fa", ("fa", "rtl", "Arabic")),
        ("zh-hans", ("zh-Hans", "ltr", "Han")),
        ("ti", ("ti", "ltr", "Ethiopic")),
    ],
)
def test_fields_have_language_direction_and_script_of_the_target(
    desk: Client, german: LetterText, language: str, attributes: tuple[str, str, str]
) -> None:
    assert fields(opened(desk, submit(german, language))) == {attributes}


def test_opening_the_text_leads_to_its_desk(desk: Client, turkish: Translation) -> None:
    response = desk.get(edit_address(turkish))

    assert (response.status_code, response.url) == (302, address("desk", turkish))


def test_only_who_publishes_reaches_the_standard_editor(
    desk: Client, reviewer: Client, turkish: Translation
) -> None:
    standard = edit_address(turkish) + "?editor=standard"

    assert desk.get(standard).url == address("desk", turkish)
    assert reviewer.get(standard).status_code == 200


def test_text_that_is_no_translation_opens_as_ever(reviewer: Client, german: LetterText) -> None:
    edit = reverse("wagtailsnippets_campaigns_lettertext:edit", args=[german.pk])

    assert reviewer.get(edit).status_code == 200


def test_stopped_translation_has_no_desk_and_is_an_editors(
    desk: Client, reviewer: Client, turkish: Translation
) -> None:
    Translation.objects.filter(pk=turkish.pk).update(enabled=False)

    assert desk.get(address("desk", turkish)).status_code == 404
    assert desk.get(edit_address(turkish)).url == reverse("wagtailadmin_home")
    assert reviewer.get(edit_address(turkish)).status_code == 200


def test_translation_whose_text_is_gone_has_no_desk(desk: Client, turkish: Translation) -> None:
    turkish.get_target_instance().delete()
    Translation.objects.filter(pk=turkish.pk).update(enabled=True)

    assert desk.get(address("desk", turkish)).status_code == 404


def test_desk_is_closed_to_strangers(client: Client, turkish: Translation) -> None:
    paths = [address(name, turkish) for name in ("desk", "preview", "sheet", "gates")]
    login = {client.get(path).url.partition("?")[0] for path in paths}
    stranger = editor(client, "view_case")

    assert login == {reverse("wagtailadmin_login")}
    # Wagtail answers a refusal with the way home.
    assert {stranger.get(path).url for path in paths} == {reverse("wagtailadmin_home")}


def test_case_is_told_with_its_names_and_never_the_legal_one(
    desk: Client, addressed: Appeal, turkish: Translation
) -> None:
    addressed.case.legal_name = "Gizli Ad"
    addressed.case.save()

    html = opened(desk, turkish)

    told = {name: name in html for name in ("آنا برغر", "77/26", "Sayın Bakan,", "Gizli Ad")}
    assert told == {"آنا برغر": True, "77/26": True, "Sayın Bakan,": True, "Gizli Ad": False}


def test_page_of_the_case_is_told_in_the_language_of_the_source(
    desk: Client, addressed: Appeal, turkish: Translation, tree: Tree
) -> None:
    case_page(tree, addressed.case, "de", demands="Freilassen\n\nJetzt")
    case_page(tree, addressed.case, "en", demands="Release")

    html = opened(desk, turkish)

    assert re.findall(r"<li>(\w+)</li>", html.partition("desk-segment")[0]) == [
        "Freilassen",
        "Jetzt",
    ]


@pytest.mark.parametrize("paragraphs", [1, 3])
def test_desk_takes_the_same_queries_whatever_its_length(
    desk: Client, addressed: Appeal, paragraphs: int, django_assert_num_queries: Any
) -> None:
    words = [("paragraph", f"Absatz {number} *Anna*") for number in range(paragraphs)]
    translation = submit(letter_text(addressed, "de", paragraphs=words), "tr")
    opened(desk, translation)

    with django_assert_num_queries(44):
        opened(desk, translation)


def step(browser: Client, translation: Translation) -> tuple[str, str]:
    standing = browser.get(address("desk", translation)).context["standing"]
    return standing.state.value, standing.step.value


def test_next_step_depends_on_what_is_done_and_on_the_person(
    desk: Client, reviewer: Client, turkish: Translation, translator: Any
) -> None:
    assert step(desk, turkish) == ("in_progress", "next")
    put_strings(turkish, last_translated_by=translator)
    assert step(desk, turkish) == ("complete", "hand_in")
    assert step(reviewer, turkish) == ("complete", "publish")

    task = TranslationTask.objects.create(translation=turkish, handed_in_on="2026-11-26T12:00Z")
    assert step(desk, turkish) == ("in_review", "wait")
    assert step(reviewer, turkish) == ("in_review", "publish")
    task.delete()


def test_nobody_is_asked_to_publish_the_last_words_of_one_s_own(
    reviewer: Client, turkish: Translation, translator: Any
) -> None:
    put_strings(turkish, last_translated_by=translator)
    send(reviewer, turkish, segment(turkish), "Sayın Bakanım,")

    assert step(reviewer, turkish) == ("complete", "hand_in")


def test_published_translation_leaves_nothing_to_do_until_a_word_changes(
    desk: Client, turkish: Translation, translator: Any, django_capture_on_commit_callbacks: Any
) -> None:
    put_strings(turkish, last_translated_by=translator)
    with django_capture_on_commit_callbacks(execute=True):
        turkish.save_target(publish=True)
    assert step(desk, turkish) == ("approved", "none")

    send(desk, turkish, segment(turkish), "Sayın Bakanım,")

    assert step(desk, turkish) == ("complete", "hand_in")


def test_task_shows_its_day_and_its_note(desk: Client, turkish: Translation) -> None:
    TranslationTask.objects.create(translation=turkish, due=today(), note="Kısa tut")
    html = opened(desk, turkish)

    assert ("Kısa tut" in html, "Due " in html) == (True, True)


def test_page_opens_at_a_desk_with_its_own_preview(reviewer: Client, tree: Tree) -> None:
    page = case_page(tree, language="de", title="Anna")
    french = tree.homes["fr"].locale
    translate_object(page, [french])
    translation = Translation.objects.get(target_locale=french)
    edit = reverse("wagtailadmin_pages:edit", args=[translation.get_target_instance().pk])

    assert reviewer.get(edit).url == address("desk", translation)
    html = opened(reviewer, translation)
    assert labels(html)[:2] == ["Title", "Slug"]
    preview = reverse("wagtail_localize:preview_translation", args=[translation.pk])
    assert f'data-page="{preview}"' in html
    assert reviewer.get(address("preview", translation)).status_code == 404


def test_account_is_no_name(desk: Client, turkish: Translation) -> None:
    account = get_user_model().objects.get(username="tercüman")

    assert f'data-account="{account.pk}"' in opened(desk, turkish)
