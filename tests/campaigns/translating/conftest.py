"""A German letter submitted into Turkish, and the person who translates it."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.utils import translation as language
from wagtail_localize.models import Translation

from campaigns.models import LetterText
from tests.factories.appeals import letter_text
from tests.factories.records import AppealFactory
from tests.factories.translations import submit


@pytest.fixture
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
def translator(db: None) -> Any:
    return get_user_model().objects.create_user("tercüman", password="x")
