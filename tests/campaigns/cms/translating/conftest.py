"""A German letter submitted into Turkish, and its translator with an account of the admin."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.test import Client
from django.utils import translation as language
from wagtail.models import Locale
from wagtail_localize.models import Translation

from campaigns.models import Appeal, LetterText
from campaigns.roles import TRANSLATOR
from tests.campaigns.cms.translating.visits import speak_english
from tests.factories.appeals import letter_text
from tests.factories.people import person
from tests.factories.records import (
    AppealFactory,
    CaseFactory,
    EditionFactory,
    FormOfAddressFactory,
)
from tests.factories.translations import submit

LANGUAGES = ["tr", "fa", "fr", "ar", "ti", "zh-hans"]


@pytest.fixture
def english() -> Iterator[None]:
    with language.override("en"):
        yield


@pytest.fixture
def addressed(db: None) -> Appeal:
    """An appeal to somebody who is addressed in Turkish, for a person with a name in Arabic."""
    authority = FormOfAddressFactory().holder.authority
    case = CaseFactory(public_name="Anna Berger", native_name="آنا برغر", identification="77/26")
    return AppealFactory(case=case, authority=authority, edition=EditionFactory())


@pytest.fixture
def german(addressed: Appeal) -> LetterText:
    return letter_text(addressed, "de")


@pytest.fixture
def turkish(german: LetterText) -> Translation:
    return submit(german, "tr")


@pytest.fixture
def translator(db: None) -> Any:
    """Of the languages that the tests write."""
    return speak_english(person(TRANSLATOR, name="tercüman", languages=LANGUAGES))


@pytest.fixture
def at_work(client: Client, translator: Any) -> Client:
    """The translator, logged in."""
    client.force_login(translator)
    return client


@pytest.fixture
def stranger(db: None) -> Client:
    """Somebody of the admin who has nothing to do with translations."""
    account = get_user_model().objects.create_user("stranger")
    account.user_permissions.set(Permission.objects.filter(codename="access_admin"))
    client = Client()
    client.force_login(account)
    return client


@pytest.fixture
def desk(client: Client, translator: Any) -> Client:
    """The browser of the translator, into any language."""
    translator.translator.languages.set(Locale.objects.all())
    client.force_login(speak_english(translator))
    return client


@pytest.fixture
def reviewer(db: None) -> Client:
    """The browser of somebody who may do everything."""
    browser = Client()
    browser.force_login(speak_english(get_user_model().objects.create_superuser("reviewer")))
    return browser
