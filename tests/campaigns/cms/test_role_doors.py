"""Each role at each door: what opens, and what sends the person home."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale
from wagtail_localize.models import Translation
from wagtail_localize.operations import translate_object

from campaigns.models import Appeal, Authority, Case, CasePage, Edition, LetterText, LetterVersion
from campaigns.models import Translator as Profile
from campaigns.roles import (
    ADMINISTRATOR,
    DISPATCHER,
    EDITOR,
    RESEARCHER,
    REVIEWER,
    TRANSLATOR,
)
from tests.campaigns.cms.accounts import address
from tests.factories.appeals import letter_text
from tests.factories.people import browser_of, person
from tests.factories.records import AppealFactory, CaseFactory
from tests.factories.sites import case_page, plant
from tests.factories.translations import submit

pytestmark = pytest.mark.django_db


def letter(code: str) -> Translation:
    return Translation.objects.get(target_locale__language_code=code)


def localize(name: str, *args: Any) -> str:
    return reverse(f"wagtail_localize:{name}", args=args)


def desk(name: str, code: str) -> str:
    return reverse(f"campaign_translations:{name}", args=[letter(code).pk])


# Every language but French belongs to nobody's profile here: "tr" is a letter, "fr" a page.
DOORS: dict[str, Callable[[], str]] = {
    "admin": lambda: reverse("wagtailadmin_home"),
    "dashboard": lambda: reverse("campaign_translations:dashboard"),
    "desk of my letter": lambda: desk("desk", "tr"),
    "desk of another letter": lambda: desk("desk", "fa"),
    "desk of my page": lambda: desk("desk", "fr"),
    "PO of my letter": lambda: localize("download_pofile", letter("tr").pk),
    "PO of another letter": lambda: localize("download_pofile", letter("fa").pk),
    "preview of my page": lambda: localize("preview_translation", letter("fr").pk),
    "report of translations": lambda: localize("translations_report"),
    "submit a letter": lambda: localize(
        "submit_snippet_translation", "campaigns", "lettertext", german().pk
    ),
    "hand a source on": lambda: localize("update_translations", letter("tr").source_id),
    "source letter": lambda: address(LetterText, "edit", german().pk),
    "row of my letter": lambda: address(LetterText, "edit", row("tr").pk),
    "row of another letter": lambda: address(LetterText, "edit", row("fa").pk),
    "new letter": lambda: address(LetterText, "add"),
    "delete a letter": lambda: address(LetterText, "delete", row("tr").pk),
    "take a letter offline": lambda: address(LetterText, "unpublish", german().pk),
    "letters": lambda: address(LetterText, "list"),
    "versions": lambda: address(LetterVersion, "list"),
    "cases": lambda: address(Case, "list"),
    "edit a case": lambda: address(Case, "edit", Case.objects.get(pages=None).pk),
    "delete a case": lambda: address(Case, "delete", Case.objects.get(pages=None).pk),
    "appeals": lambda: address(Appeal, "list"),
    "authorities": lambda: address(Authority, "list"),
    "editions": lambda: address(Edition, "list"),
    "translators": lambda: address(Profile, "list"),
    "source page": lambda: reverse("wagtailadmin_pages:edit", args=[page("de").pk]),
    "delete a page": lambda: reverse("wagtailadmin_pages:delete", args=[page("de").pk]),
    "accounts": lambda: reverse("wagtailusers_users:index"),
    "settings": lambda: reverse("wagtailsettings:edit", args=["campaigns", "campaignsettings"]),
}


def german() -> LetterText:
    return LetterText.objects.get(locale__language_code="de")


def row(code: str) -> LetterText:
    return LetterText.objects.get(locale__language_code=code)


def page(code: str) -> CasePage:
    return CasePage.objects.get(locale__language_code=code)


OF_ALL = {"admin"}
TRANSLATING = {
    "dashboard",
    "desk of my letter",
    "desk of my page",
    "PO of my letter",
    "preview of my page",
    "report of translations",
    "submit a letter",
    "row of my letter",
    "letters",
}
OTHERS = {"desk of another letter", "PO of another letter", "row of another letter"}
EDITING = {
    "hand a source on",
    "source letter",
    "new letter",
    "delete a letter",
    "take a letter offline",
    "versions",
    "cases",
    "edit a case",
    "appeals",
    "authorities",
    "editions",
    "translators",
    "source page",
    "delete a page",
}

OPEN: dict[str, set[str]] = {
    TRANSLATOR: OF_ALL | TRANSLATING,
    REVIEWER: OF_ALL | TRANSLATING | OTHERS,
    EDITOR: OF_ALL | TRANSLATING | OTHERS | EDITING,
    RESEARCHER: OF_ALL | {"letters", "versions", "cases", "edit a case", "appeals", "authorities"},
    DISPATCHER: OF_ALL | {"versions", "appeals", "authorities", "editions"},
    ADMINISTRATOR: OF_ALL
    | TRANSLATING
    | OTHERS
    | EDITING
    | {"delete a case", "accounts", "settings"},
}


@pytest.fixture
def everything(db: None) -> None:
    """A letter into Turkish and Persian, a page into French."""
    tree = plant()
    text = letter_text(AppealFactory(case=CaseFactory()), "de")
    for code in ("tr", "fa"):
        submit(text, code)
    translate_object(case_page(tree), [Locale.objects.get(language_code="fr")])


def opens(browser: Client, door: Callable[[], str]) -> bool:
    answer = browser.get(door())
    home = reverse("wagtailadmin_home")
    return answer.status_code in (200, 302) and answer.headers.get("Location") != home


@pytest.mark.usefixtures("everything")
@pytest.mark.parametrize("role", list(OPEN))
def test_what_opens_to_a_role(role: str) -> None:
    languages = ["tr", "fr"] if role == TRANSLATOR else None
    browser = browser_of(person(role, languages=languages))

    opened = {name for name, door in DOORS.items() if opens(browser, door)}

    assert opened == OPEN[role]


@pytest.mark.usefixtures("everything")
def test_nothing_opens_to_a_visitor(client: Client) -> None:
    login = reverse("wagtailadmin_login")

    answers = {client.get(door()).url.partition("?")[0] for door in DOORS.values()}

    assert answers == {login}
