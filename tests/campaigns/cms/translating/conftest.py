"""A German letter submitted into Turkish, and people who come to its desk."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.utils import translation as language
from wagtail_localize.models import Translation

from campaigns.models import Appeal, LetterText
from campaigns.roles import TRANSLATOR
from tests.campaigns.cms.translating.visits import speak_english
from tests.factories.appeals import letter_text
from tests.factories.people import person
from tests.factories.records import AppealFactory, CaseFactory, FormOfAddressFactory
from tests.factories.translations import submit

LANGUAGES = ["tr", "fa", "fr", "ar", "ti", "zh-hans"]


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    with language.override("en"):
        yield


@pytest.fixture
def addressed(db: None) -> Appeal:
    """An appeal to somebody who is addressed in Turkish, for a person with a name in Arabic."""
    form = FormOfAddressFactory()
    case = CaseFactory(public_name="Anna Berger", native_name="آنا برغر", identification="77/26")
    return AppealFactory(case=case, authority=form.holder.authority)


@pytest.fixture
def german(addressed: Appeal) -> LetterText:
    return letter_text(addressed, "de")


@pytest.fixture
def turkish(german: LetterText) -> Translation:
    """Submitted; nothing is translated yet."""
    return submit(german, "tr")


@pytest.fixture
def translator(db: None) -> Any:
    """Of the languages that the tests write."""
    return speak_english(person(TRANSLATOR, name="tercüman", languages=LANGUAGES))


@pytest.fixture
def desk(client: Client, translator: Any) -> Client:
    """The translator's browser."""
    client.force_login(translator)
    return client


@pytest.fixture
def reviewer(db: None) -> Client:
    """The browser of somebody who may do everything."""
    browser = Client()
    browser.force_login(speak_english(get_user_model().objects.create_superuser("reviewer")))
    return browser
