"""Mails to people who translate: a number and a link, in their language, and no name of anybody.

Each is sent after the commit. Where the mail server fails, the digest of the next day still tells
of whatever is open.
"""

import logging
import smtplib
from collections.abc import Callable, Iterable
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.mail import EmailMessage
from django.db import transaction
from django.urls import reverse
from django.utils import translation as language
from django.utils.translation import gettext as _
from wagtail_localize.models import Translation, TranslationSource

from campaigns.models import Translator
from campaigns.translating.progress import strings_of, task_of
from campaigns.translating.reviewing import handed_in as has_been_handed_in
from campaigns.translating.reviewing import sent_back as has_been_sent_back
from campaigns.translating.roles import REVIEW, speaks

logger = logging.getLogger(__name__)
_MODELS = "django.contrib.auth.backends.ModelBackend"
# Subject and body, made while the language of whoever reads it is active.
Words = Callable[[], tuple[str, str]]


def source_changed(row: Any, person: Any = None) -> None:
    """To those who translate `row`, in each language in which segments are open again."""
    source = TranslationSource.objects.get_for_instance_or_none(row)
    if source is None:
        return
    translations = list(source.translations.filter(enabled=True).select_related("task__person"))
    strings = strings_of(translations)
    for each in translations:
        of_it = strings[each.pk]
        if is_open := of_it.total - of_it.done:
            _tell(_translators_of(each), person, _source_changed_words(each, is_open))


def landed(translation: Translation, person: Any = None) -> None:
    """To those who worked on a translation: it has been published."""
    _tell(_involved(translation), person, _landed_words(translation))


def handed_in(translation: Translation, person: Any = None) -> None:
    """To those who review in its language: a translation waits for them."""
    code = translation.target_locale.language_code
    reviewers = get_user_model().objects.with_perm(
        REVIEW, include_superusers=False, backend=_MODELS
    )
    people = [each for each in reviewers if speaks(each, code)]
    _tell(people, person, _handed_in_words(translation))


def sent_back(translation: Translation, person: Any = None) -> None:
    """To those who worked on it: something is to be changed."""
    _tell(_involved(translation), person, _sent_back_words(translation))


def _source_changed_words(translation: Translation, is_open: int) -> Words:
    def words() -> tuple[str, str]:
        subject = _("Translation no. %(number)d: the source has changed")
        body = _("Segments to translate: %(open)d.\n\n%(link)s\n")
        values = {"number": translation.pk, "open": is_open, "link": desk_link(translation)}
        return subject % values, body % values

    return words


def _plain_words(translation: Translation, subject: Callable[[], str]) -> Words:
    def words() -> tuple[str, str]:
        return subject() % {"number": translation.pk}, f"{desk_link(translation)}\n"

    return words


def _landed_words(translation: Translation) -> Words:
    return _plain_words(translation, lambda: _("Translation no. %(number)d has been published"))


def _handed_in_words(translation: Translation) -> Words:
    return _plain_words(translation, lambda: _("Translation no. %(number)d waits for a review"))


def _sent_back_words(translation: Translation) -> Words:
    return _plain_words(translation, lambda: _("Translation no. %(number)d has been sent back"))


def desk_link(translation: Translation) -> str:
    return absolute(reverse("campaign_translations:desk", args=[translation.pk]))


def absolute(path: str) -> str:
    return f"{settings.WAGTAILADMIN_BASE_URL.rstrip('/')}{path}"


def _translators_of(translation: Translation) -> list[Any]:
    """Who is on it; without anybody, all who translate into its language."""
    task = task_of(translation)
    if task and task.person:
        return [task.person]
    profiles = Translator.objects.filter(languages=translation.target_locale_id)
    return [profile.user for profile in profiles.select_related("user")]


def _involved(translation: Translation) -> list[Any]:
    task = task_of(translation)
    found = [task.person, task.handed_in_by] if task else []
    return list({person.pk: person for person in found if person}.values())


def _tell(people: Iterable[Any], actor: Any, words: Words) -> None:
    """Whoever did it knows of it already."""
    keys = {person.pk for person in people} - {getattr(actor, "pk", None)}
    for person in get_user_model().objects.filter(pk__in=keys, is_active=True).order_by("pk"):
        if wants(person, "wants_notices"):
            send(person, words)


def wants(person: Any, what: str) -> bool:
    """Without a profile nobody has said no."""
    profile = Translator.objects.filter(user=person).first()
    return bool(person.email) and (profile is None or getattr(profile, what))


def send(person: Any, words: Words) -> None:
    """One mail, once the transaction is over; a mail server that fails breaks nothing."""
    message = message_to(person, words)
    transaction.on_commit(lambda: _deliver(message))


def message_to(person: Any, words: Words) -> EmailMessage:
    """A mail in the person's language that also says how to stop these mails."""
    with language.override(language_of(person)):
        subject, body = words()
        body += f"\n{_leave_words()}\n"
    return EmailMessage(subject, body, to=[person.email])


def _leave_words() -> str:
    link = absolute(reverse("wagtailadmin_account"))
    return _("You can stop these mails in your account: %(link)s") % {"link": link}


def _deliver(message: EmailMessage) -> None:
    try:
        message.send()
    except (OSError, smtplib.SMTPException):
        # Neither address nor text: the digest will tell what is open.
        logger.warning("A mail to a translator could not be sent.")


def language_of(person: Any) -> str:
    """The language the person has chosen for the admin, if the interface speaks it."""
    profile = getattr(person, "wagtail_userprofile", None)
    chosen = profile.get_preferred_language() if profile else ""
    known = {code for code, _name in getattr(settings, "WAGTAILADMIN_PERMITTED_LANGUAGES", ())}
    return str(chosen) if chosen in known else str(settings.LANGUAGE_CODE)


def listen() -> None:
    """Connects the notices to what happens in a review."""
    has_been_handed_in.connect(_on_handed_in, dispatch_uid="campaigns.notice_handed_in")
    has_been_sent_back.connect(_on_sent_back, dispatch_uid="campaigns.notice_sent_back")


def _on_handed_in(translation: Translation, person: Any, **kwargs: Any) -> None:
    handed_in(translation, person)


def _on_sent_back(translation: Translation, person: Any, **kwargs: Any) -> None:
    sent_back(translation, person)
