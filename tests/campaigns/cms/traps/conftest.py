"""A German letter submitted into Turkish, and the browsers of those who work on it."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.utils import translation as language
from wagtail_localize.models import Translation

from campaigns.models import LetterText
from campaigns.roles import EDITOR, REVIEWER, TRANSLATOR
from tests.factories.appeals import letter_text
from tests.factories.people import browser_of, person
from tests.factories.records import AppealFactory
from tests.factories.translations import submit


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    with language.override("en"):
        yield


@pytest.fixture
def german(db: None) -> LetterText:
    return letter_text(AppealFactory(), "de")


@pytest.fixture
def turkish(german: LetterText) -> Translation:
    """Submitted; nothing is translated yet."""
    return submit(german, "tr")


@pytest.fixture
def author(db: None) -> Any:
    """Somebody who has written translations, and does nothing else here."""
    return person(TRANSLATOR, name="author", languages=["tr", "fr"])


@pytest.fixture
def translator(db: None) -> Client:
    return browser_of(person(TRANSLATOR, languages=["tr"]))


@pytest.fixture
def reviewer(db: None) -> Client:
    return browser_of(person(REVIEWER))


@pytest.fixture
def editor(db: None) -> Client:
    return browser_of(person(EDITOR))
