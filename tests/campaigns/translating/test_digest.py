"""What is open for a person, and the daily mail about it."""

from smtplib import SMTPRecipientsRefused
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import CommandError, call_command
from wagtail.models import Locale
from wagtail.users.models import UserProfile
from wagtail_localize.models import Translation

from campaigns.models import LetterText, TranslationTask, Translator
from campaigns.roles import TRANSLATOR
from campaigns.translating.digest import Digests, Open, open_for, send_digests
from tests.factories.people import person
from tests.factories.records import today
from tests.factories.translations import put_strings, submit

pytestmark = pytest.mark.django_db
NOTHING = Digests(sent=0, failed=0)


class OneFullMailbox(EmailBackend):
    """A mail server that takes nothing for the address that begins with a "t"."""

    def send_messages(self, messages: Any) -> int:
        if messages[0].to[0].startswith("t"):
            raise SMTPRecipientsRefused({messages[0].to[0]: (452, b"full")})
        return super().send_messages(messages)


@pytest.fixture
def profile(translator: Any) -> Translator:
    translator.email = "t@example.invalid"
    translator.save()
    UserProfile.objects.create(user=translator, preferred_language="en")
    row = Translator.objects.create(user=translator)
    row.languages.set(Locale.objects.filter(language_code__in=["tr", "fa"]))
    return row


def test_nothing_is_open_for_who_has_no_languages(turkish: Translation, translator: Any) -> None:
    assert open_for(translator) == []


def test_open_translations_are_counted_by_language(
    german: LetterText, turkish: Translation, profile: Translator
) -> None:
    put_strings(submit(german, "fa"), blocks=german.letter_blocks())
    TranslationTask.objects.create(translation=turkish, due=today(3))

    assert open_for(profile.user) == [
        Open("fa", open=0, due_soon=0, in_review=0),
        Open("tr", open=1, due_soon=1, in_review=0),
    ]


def test_what_somebody_else_is_on_is_not_open(
    turkish: Translation, profile: Translator, admin_user: Any
) -> None:
    TranslationTask.objects.create(translation=turkish, person=admin_user)

    assert [each.open for each in open_for(profile.user)] == [0, 0]


def test_digest_comes_once_a_day_in_plain_text(
    turkish: Translation, profile: Translator, capsys: Any
) -> None:
    call_command("send_digests")
    assert send_digests() == NOTHING

    assert capsys.readouterr().out == "Digests sent: 1\n"
    [message] = mail.outbox
    assert message.subject == "1 translation is open"
    assert message.body.startswith("Türkçe: 1\n\nhttp://localhost:8000/admin/translations/\n")


@pytest.mark.parametrize("fields", [{"wants_digest": False}, {"last_digest_on": today()}])
def test_no_digest_for_who_wants_none_or_had_one(
    turkish: Translation, profile: Translator, fields: dict[str, Any]
) -> None:
    Translator.objects.update(**fields)

    assert send_digests() == NOTHING


def test_nothing_open_is_no_mail(profile: Translator) -> None:
    assert send_digests() == NOTHING


def test_full_mailbox_stops_nobody_elses_digest_and_is_tried_again(
    turkish: Translation, profile: Translator, settings: Any, caplog: Any
) -> None:
    another = person(TRANSLATOR, name="another", languages=["tr"])
    get_user_model().objects.filter(pk=another.pk).update(email="a@example.invalid")
    healthy = settings.MAILERS
    settings.MAILERS = {"default": {"BACKEND": f"{__name__}.OneFullMailbox"}}

    with pytest.raises(CommandError) as error:
        call_command("send_digests")

    assert str(error.value) == "Digests that failed: 1. The next run tries again."
    assert caplog.messages == ["A digest could not be sent: SMTPRecipientsRefused"]
    assert [message.to for message in mail.outbox] == [["a@example.invalid"]]
    settings.MAILERS = healthy
    assert [send_digests(), send_digests()] == [Digests(sent=1, failed=0), NOTHING]
    assert [message.to for message in mail.outbox][1:] == [["t@example.invalid"]]
