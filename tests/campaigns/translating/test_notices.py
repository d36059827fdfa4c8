"""Mails to translators: who gets them, in which language, and that they name nobody."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from wagtail.users.models import UserProfile
from wagtail_localize.models import Translation

from campaigns.models import LetterText, TranslationTask, Translator
from campaigns.translating import notices

pytestmark = pytest.mark.django_db


class Unreachable(BaseEmailBackend):
    """A mail server that is down."""

    def send_messages(self, messages: Any) -> int:
        raise ConnectionRefusedError


@pytest.fixture
def sent(django_capture_on_commit_callbacks: Any) -> Iterator[None]:
    """Mails leave when the transaction is over."""
    with django_capture_on_commit_callbacks(execute=True):
        yield


def with_address(person: Any, language: str = "") -> Any:
    person.email = f"{person.pk}@example.invalid"
    person.save()
    if language:
        UserProfile.objects.update_or_create(user=person, defaults={"preferred_language": language})
    return person


@pytest.fixture
def on_it(turkish: Translation, translator: Any) -> Any:
    person = with_address(translator, "en")
    TranslationTask.objects.create(translation=turkish, person=person)
    return person


def told(callbacks: Any, work: Any) -> list[Any]:
    with callbacks(execute=True):
        work()
    return mail.outbox


def test_mail_is_a_number_and_a_link_and_names_nobody(
    german: LetterText, turkish: Translation, on_it: Any, django_capture_on_commit_callbacks: Any
) -> None:
    [message] = told(django_capture_on_commit_callbacks, lambda: notices.source_changed(german))

    number = turkish.pk
    assert message.subject == f"Translation no. {number}: the source has changed"
    assert message.body == (
        "Segments to translate: 5.\n\n"
        f"http://localhost:8000/admin/translations/{number}/\n\n"
        "You can stop these mails in your account: http://localhost:8000/admin/account/\n"
    )
    assert message.extra_headers == {}
    assert message.content_subtype == "plain"


@pytest.mark.parametrize("language", ["de", "fr", "ar"])
def test_mail_is_in_the_persons_language(
    turkish: Translation, on_it: Any, language: str, django_capture_on_commit_callbacks: Any
) -> None:
    with_address(on_it, language)

    [message] = told(django_capture_on_commit_callbacks, lambda: notices.landed(turkish))

    assert "Translation" not in message.subject
    assert "account:" not in message.body


def test_who_did_it_is_not_told(
    turkish: Translation, on_it: Any, django_capture_on_commit_callbacks: Any
) -> None:
    work = lambda: notices.landed(turkish, on_it)  # noqa: E731 - a single call

    assert told(django_capture_on_commit_callbacks, work) == []


@pytest.mark.parametrize("fields", [{"wants_notices": False}, {"email": ""}, {"is_active": False}])
def test_some_get_no_mail(
    turkish: Translation,
    on_it: Any,
    fields: dict[str, Any],
    django_capture_on_commit_callbacks: Any,
) -> None:
    profile = Translator.objects.create(user=on_it)
    for row in (profile, on_it):
        for name, value in fields.items():
            setattr(row, name, value)
        row.save()

    assert told(django_capture_on_commit_callbacks, lambda: notices.landed(turkish)) == []


def test_without_anybody_on_it_all_of_that_language_are_told(
    german: LetterText,
    turkish: Translation,
    translator: Any,
    django_capture_on_commit_callbacks: Any,
) -> None:
    profile = Translator.objects.create(user=with_address(translator))
    profile.languages.add(turkish.target_locale)

    [message] = told(django_capture_on_commit_callbacks, lambda: notices.source_changed(german))

    assert message.to == [translator.email]


def test_mail_server_that_is_down_breaks_nothing(
    turkish: Translation,
    on_it: Any,
    settings: Any,
    caplog: Any,
    django_capture_on_commit_callbacks: Any,
) -> None:
    settings.MAILERS = {"default": {"BACKEND": f"{__name__}.Unreachable"}}

    told(django_capture_on_commit_callbacks, lambda: notices.landed(turkish))

    assert [record.message for record in caplog.records] == [
        "A mail to a translator could not be sent."
    ]
