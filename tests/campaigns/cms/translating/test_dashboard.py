"""The overview of translations in the admin."""

import datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail_localize.models import Translation

from campaigns.models import LetterText, TranslationTask, Translator
from tests.factories.appeals import letter_text
from tests.factories.records import AppealFactory, CaseFactory, EditionFactory, today
from tests.factories.sites import Tree, case_page
from tests.factories.translations import submit

pytestmark = pytest.mark.django_db
ADDRESS = "campaign_translations:dashboard"


def shown(browser: Client, **query: str) -> Any:
    answer = browser.get(reverse(ADDRESS), query)
    assert answer.status_code == 200
    return answer


def titles(answer: Any) -> list[str]:
    return [line["title"] for line in answer.context["lines"]]


def test_letters_stand_in_rows_and_languages_in_columns(turkish: Translation, desk: Client) -> None:
    answer = shown(desk)

    assert titles(answer) == ["Anna Berger"]
    assert [code for code, _name in answer.context["columns"]] == ["de", "en", "fr", "ar", "tr"]
    html = answer.content.decode()
    assert reverse("campaign_translations:desk", args=[turkish.pk]) in html
    assert "0 of 5" in html


def test_pages_have_a_list_of_their_own(tree: Tree, reviewer: Client) -> None:
    case_page(tree, title="Anna in Haft")

    answer = shown(reviewer, what="pages")

    assert "Anna in Haft" in titles(answer)
    assert [code for code, _name in answer.context["columns"]] == ["de", "en", "fr", "ar"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, 2),
        ({"q": "berger"}, 1),
        ({"q": "nobody"}, 0),
        ({"state": "in_progress"}, 1),
        ({"state": "approved"}, 0),
        ({"language": "tr"}, 2),
        ({"mine": "on"}, 1),
        ({"state": "nonsense", "edition": "x", "language": "xx"}, 2),
    ],
)
def test_filters(
    turkish: Translation, translator: Any, desk: Client, query: dict[str, str], found: int
) -> None:
    letter_text(AppealFactory(case=CaseFactory(public_name="Deniz")), "de")
    TranslationTask.objects.create(translation=turkish, person=translator)

    assert len(titles(shown(desk, **query))) == found


def test_filter_by_edition(german: LetterText, desk: Client) -> None:
    edition = EditionFactory(month=datetime.date(2020, 1, 1))
    letter_text(AppealFactory(edition=edition, case=CaseFactory(public_name="Deniz")), "de")

    assert titles(shown(desk, edition=str(edition.pk))) == ["Deniz"]


def test_overdue_tasks_say_so(turkish: Translation, desk: Client, translator: Any) -> None:
    TranslationTask.objects.create(translation=turkish, person=translator, due=today(-1))

    assert "Overdue since" in shown(desk).content.decode()


@pytest.mark.parametrize("appeals", [1, 3])
def test_queries_do_not_grow(appeals: int, desk: Client, django_assert_num_queries: Any) -> None:
    for _number in range(appeals):
        submit(letter_text(AppealFactory(), "de"), "tr")
    shown(desk)

    with django_assert_num_queries(21):
        shown(desk)


def test_strangers_see_nothing(client: Client, django_user_model: Any) -> None:
    client.force_login(django_user_model.objects.create_user("stranger"))

    assert client.get(reverse(ADDRESS)).status_code == 302


def test_start_page_shows_my_languages(turkish: Translation, translator: Any, desk: Client) -> None:
    html = desk.get(reverse("wagtailadmin_home")).content.decode()

    assert "My languages" in html
    assert "1 translation is open" in " ".join(html.split())


def test_mails_are_chosen_in_the_account(translator: Any, desk: Client) -> None:
    page = desk.get(reverse("wagtailadmin_account"))
    assert "Mails about translations" in page.content.decode()

    account = {
        "name_email-first_name": "A",
        "name_email-last_name": "B",
        "name_email-email": "t@example.invalid",
        "locale-preferred_language": "en",
        "theme-theme": "system",
        "theme-contrast": "system",
        "theme-density": "default",
        "theme-keyboard_shortcuts": "on",
    }
    answer = desk.post(
        reverse("wagtailadmin_account"), {**account, "campaign_mails-wants_notices": "on"}
    )

    assert answer.status_code == 302
    profile = Translator.objects.get(user=translator)
    assert (profile.wants_digest, profile.wants_notices) == (False, True)
