"""What is open for a person who translates: on the start page, and once a day as a mail."""

import datetime
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail_localize.models import Translation

from campaigns.letters.languages import LANGUAGES
from campaigns.models import Translator
from campaigns.translating import notices
from campaigns.translating.progress import strings_of, task_of

logger = logging.getLogger(__name__)
DUE_SOON = datetime.timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Open:
    """Of one language: translations with open segments, those of them due soon, those in review."""

    language: str
    open: int
    due_soon: int
    in_review: int

    @property
    def autonym(self) -> str:
        entry = LANGUAGES.get(self.language)
        return entry.autonym if entry else self.language


def open_for(person: Any, today: datetime.date | None = None) -> list[Open]:
    """By language of the person's profile, what is assigned to them or to nobody; five queries."""
    profile = Translator.objects.filter(user=person).prefetch_related("languages").first()
    if profile is None:
        return []
    today = today or timezone.localdate()
    codes = sorted(locale.language_code for locale in profile.languages.all())
    translations = [
        each
        for each in Translation.objects.filter(
            enabled=True, target_locale__language_code__in=codes
        ).select_related("target_locale", "task")
        if (task := task_of(each)) is None or task.person_id in (None, person.pk)
    ]
    strings = strings_of(translations)
    return [_of_language(code, translations, strings, today) for code in codes]


def _of_language(
    code: str, translations: Sequence[Translation], strings: dict[int, Any], today: datetime.date
) -> Open:
    here = [each for each in translations if each.target_locale.language_code == code]
    unfinished = [each for each in here if not strings[each.pk].complete]
    return Open(
        language=code,
        open=len(unfinished),
        due_soon=sum(_is_due(each, today) for each in unfinished),
        in_review=sum(_is_handed_in(each) for each in here),
    )


def _is_handed_in(translation: Translation) -> bool:
    task = task_of(translation)
    return task is not None and task.handed_in_on is not None


def _is_due(translation: Translation, today: datetime.date) -> bool:
    task = task_of(translation)
    return task is not None and task.due is not None and task.due <= today + DUE_SOON


@dataclass(frozen=True, slots=True)
class Digests:
    """How many mails have left, and how many could not."""

    sent: int
    failed: int


def send_digests(today: datetime.date | None = None) -> Digests:
    """A mail to each who wants one and has had none today, if anything is open.

    What failed stops nobody else's, and is tried again at the next run.
    """
    today = today or timezone.localdate()
    waiting = Translator.objects.filter(wants_digest=True, user__is_active=True).exclude(
        last_digest_on=today
    )
    waiting = waiting.select_related("user").order_by("pk")
    told = [_send(profile, today) for profile in waiting]
    return Digests(sent=told.count(True), failed=told.count(False))


def _send(profile: Translator, today: datetime.date) -> bool | None:
    """Whether the mail has left; None where there is none to send."""
    found = [each for each in open_for(profile.user, today) if each.open]
    if not found or not profile.user.email:
        return None
    message = notices.message_to(profile.user, lambda: _words(found))
    try:
        message.send()
    except Exception as error:  # servers and addresses fail in many ways; the next one must go
        # Neither address nor answer: the type alone names nobody.
        logger.warning("A digest could not be sent: %s", type(error).__name__)
        return False
    profile.last_digest_on = today
    profile.save(update_fields=["last_digest_on"])
    return True


def _words(found: Sequence[Open]) -> tuple[str, str]:
    count = sum(each.open for each in found)
    subject = ngettext(
        "%(count)d translation is open", "%(count)d translations are open", count
    ) % {"count": count}
    lines = [_line(each) for each in found]
    link = notices.absolute(reverse("campaign_translations:dashboard"))
    return subject, "\n".join([*lines, "", link, ""])


def _line(each: Open) -> str:
    line = f"{each.autonym}: {each.open}"
    if each.due_soon:
        line += " " + _("(due within a week: %(count)d)") % {"count": each.due_soon}
    return line
