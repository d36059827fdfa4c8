"""Tasks: giving them, taking them, and starting what is missing."""

import datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail_localize.models import Translation

from campaigns.models import LetterText, TranslationTask, Translator
from tests.factories.appeals import letter_text
from tests.factories.records import AppealFactory, EditionFactory, today
from tests.factories.translations import translated

pytestmark = pytest.mark.django_db


@pytest.fixture
def profile(translator: Any) -> Translator:
    return Translator.objects.get(user=translator)


def url(name: str, *args: Any) -> str:
    return reverse(f"campaign_translations:{name}", args=args)


def tasks() -> list[tuple[Any, Any]]:
    return [(task.person, task.due) for task in TranslationTask.objects.order_by("pk")]


def test_planner_gives_a_task(turkish: Translation, profile: Translator, reviewer: Client) -> None:
    day = today(10)

    page = reviewer.get(url("task", turkish.pk))
    answer = reviewer.post(
        url("task", turkish.pk), {"person": profile.user.pk, "due": day.isoformat(), "note": ""}
    )

    assert (page.status_code, answer.status_code) == (200, 302)
    assert tasks() == [(profile.user, day)]


def test_who_does_not_translate_into_the_language_cannot_be_chosen(
    turkish: Translation, profile: Translator, reviewer: Client
) -> None:
    profile.languages.clear()

    answer = reviewer.post(url("task", turkish.pk), {"person": profile.user.pk})

    assert list(answer.context["form"].errors) == ["person"]
    assert tasks() == []


@pytest.mark.parametrize("name", ["task", "assign"])
def test_translators_give_no_tasks(turkish: Translation, desk: Client, name: str) -> None:
    args = [turkish.pk] if name == "task" else []

    desk.post(url(name, *args), {})

    assert tasks() == []


def test_translator_takes_what_is_free_once(
    turkish: Translation, translator: Any, desk: Client, reviewer: Client
) -> None:
    desk.post(url("take", turkish.pk))
    reviewer.post(url("take", turkish.pk))

    assert tasks() == [(translator, None)]


@pytest.mark.parametrize("wanted", ["foo", "https://evil.example/", ""])
def test_task_is_taken_whatever_the_address_to_go_back_to(
    turkish: Translation, translator: Any, desk: Client, wanted: str
) -> None:
    answer = desk.post(url("take", turkish.pk), {"next": wanted})

    assert answer.url == ("foo" if wanted == "foo" else url("dashboard"))
    assert tasks() == [(translator, None)]


def test_desk_offers_what_nobody_is_on(turkish: Translation, desk: Client) -> None:
    here = url("desk", turkish.pk)
    assert f'action="{url("take", turkish.pk)}"' in desk.get(here).content.decode()

    answer = desk.post(url("take", turkish.pk), {"next": here})

    html = desk.get(here).content.decode()
    assert (answer.url, "You are on it" in html) == (here, True)
    assert f'action="{url("take", turkish.pk)}"' not in html


def test_edition_is_given_in_one_go_and_missing_letters_are_submitted(
    profile: Translator, reviewer: Client
) -> None:
    edition, day = EditionFactory(month=datetime.date(2020, 1, 1)), today(14)
    for _number in range(3):
        letter_text(AppealFactory(edition=edition), "de")
    letter_text(AppealFactory(), "de")

    page = reviewer.get(url("assign"))
    answer = reviewer.post(
        url("assign"),
        {
            "edition": edition.pk,
            "language": "tr",
            "person": profile.user.pk,
            "due": day.isoformat(),
        },
    )

    assert (page.status_code, answer.status_code) == (200, 302)
    assert tasks() == [(profile.user, day)] * 3
    assert Translation.objects.count() == 3


def test_edition_leaves_what_somebody_else_is_on(
    addressed: Any, turkish: Translation, profile: Translator, reviewer: Client, admin_user: Any
) -> None:
    TranslationTask.objects.create(translation=turkish, person=admin_user)

    reviewer.post(
        url("assign"),
        {"edition": addressed.edition.pk, "language": "tr", "person": profile.user.pk},
    )

    assert tasks() == [(admin_user, None)]


def test_missing_letter_is_started_and_its_desk_opened(german: LetterText, desk: Client) -> None:
    answer = desk.post(url("start"), {"cell": f"{german.appeal.uuid}:tr"})

    translation = Translation.objects.get()
    assert answer.url == url("desk", translation.pk)
    assert translation.get_target_instance().live is False


def test_nothing_is_started_without_a_letter(desk: Client) -> None:
    appeal = AppealFactory()

    answer = desk.post(url("start"), {"cell": f"{appeal.uuid}:tr"})

    assert (answer.status_code, Translation.objects.count()) == (302, 0)


@pytest.mark.parametrize("cell", ["", "x:tr", "00000000-0000-4000-8000-000000000000:tr"])
def test_cells_that_are_none_are_not_found(desk: Client, cell: str) -> None:
    assert desk.post(url("start"), {"cell": cell}).status_code == 404


def test_text_that_is_there_is_not_started_over(
    german: LetterText, desk: Client, django_capture_on_commit_callbacks: Any
) -> None:
    """A stale page, a double click, or the language of a translation that an editor stopped."""
    translation = translated(german, "tr")
    with django_capture_on_commit_callbacks(execute=True):
        translation.save_target(publish=True)
    Translation.objects.update(enabled=False)
    text = translation.get_target_instance()
    LetterText.objects.filter(pk=text.pk).update(closing="Kendi elimle,")

    answer = desk.post(url("start"), {"cell": f"{german.appeal.uuid}:tr"})

    text.refresh_from_db()
    assert answer.url == url("dashboard")
    assert (text.live, text.closing) == (True, "Kendi elimle,")
    assert Translation.objects.get().enabled is False
