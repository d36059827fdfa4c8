"""Gates: what must hold before a row goes live, the same through every door.

`clean()` asks them when the row is live or a form publishes it, `save()` asks them when it is live.
"""

from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import COMMENTS_RELATION_NAME

from campaigns.enums import CaseStatus
from campaigns.letters.compose import Fault, LetterContent, text_faults
from campaigns.letters.languages import LANGUAGES
from campaigns.letters.pdf import page_faults
from campaigns.letters.signatory import Signatory
from campaigns.models.cases import Case
from campaigns.models.four_eyes import refuse_own_words
from campaigns.models.letter_pages import letter_content
from campaigns.models.letter_words import WORDS
from campaigns.models.secret_names import texts_by_field
from campaigns.models.settings import CampaignSettings
from campaigns.models.translation_state import (
    source_instance,
    translated_instance,
    translation_is_stopped,
    untranslated_segments,
)

if TYPE_CHECKING:
    from campaigns.models.cover_texts import CoverText
    from campaigns.models.letter_texts import LetterText

# Housekeeping that Wagtail writes to a row without changing what it says.
HOUSEKEEPING = frozenset(
    {
        "latest_revision",
        "has_unpublished_changes",
        "locked",
        "locked_at",
        "locked_by",
        # Pages: written with each draft, and when an alias becomes a page of its own.
        "latest_revision_created_at",
        "draft_title",
        COMMENTS_RELATION_NAME,
        "alias_of_id",
        "live_revision",
    }
)

Errors = dict[str, list[ValidationError]]


class GatedMixin(models.Model):
    """For rows with drafts: refuses to be live while `gate_errors()` names anything.

    A form that saves a draft of a live row sets `deferred`, so that half-done work can be kept.
    """

    deferred: bool | None = None
    if TYPE_CHECKING:
        live: models.BooleanField[bool, bool]

    class Meta:
        abstract = True

    def gate_errors(self) -> Errors:
        raise NotImplementedError

    def clean(self) -> None:
        super().clean()
        asked = self.live if self.deferred is None else not self.deferred
        if asked and (errors := self.gate_errors()):
            raise ValidationError(errors)
        if asked:
            refuse_own_words(self)

    def gate_is_closed_to(self, update_fields: Any) -> bool:
        """Whether a save of `update_fields` (None: all) has to pass the gate."""
        return update_fields is None or bool(set(update_fields) - HOUSEKEEPING)

    def save(self, *args: Any, **kwargs: Any) -> None:
        asks = self.gate_is_closed_to(kwargs.get("update_fields"))
        # A page cleans itself in its own `save()`, for housekeeping too.
        self.deferred = None if asks else True
        try:
            if self.live and asks:
                self.full_clean()
            super().save(*args, **kwargs)
        finally:
            self.deferred = None


# What makes a page longest: a place as long as allowed, initials in wide and in tall letters,
# and the room that a letter signed by hand leaves. A letter that holds these holds the others.
LONG_PLACE = "Mittelbergheim an der Oberen Murgquellen"
EXTREMES = (
    (Signatory(initials="W.-W. W.-W.", place=LONG_PLACE), False),
    (Signatory(initials="ع. ع. ع. ع.", place=LONG_PLACE), False),
    (Signatory(initials="W.-W. W.-W.", place=LONG_PLACE), True),
)


def secret_name_errors(instance: models.Model, case: Case) -> Errors:
    """The fields of `instance` in which the secret name of `case` stands."""
    return {
        name: [ValidationError(_("A name that must stay secret stands here."), "legal_name")]
        for name, texts in texts_by_field(instance).items()
        if case.names_legal_name(*texts)
    }


def review_error(case: Case) -> ValidationError | None:
    """Refuses new publishing on a running case without a valid review; a closed one needs none."""
    if case.status not in (CaseStatus.ACTIVE, CaseStatus.PAUSED) or not case.review_overdue():
        return None
    text = _("The safety review of %(case)s is missing or overdue.") % {"case": case}
    return ValidationError(text, "review_overdue")


def letter_gate_errors(text: "LetterText") -> Errors:
    errors: Errors = secret_name_errors(text, text.appeal.case)
    if overdue := review_error(text.appeal.case):
        errors.setdefault("appeal", []).append(overdue)
    for fault in _faults(text):
        field = fault.block.split(".")[0]
        known = field if field in WORDS else "appeal"
        errors.setdefault(known, []).append(ValidationError(fault_message(fault), fault.code))
    for field, error in translation_errors(text):
        errors.setdefault(field, []).append(error)
    return errors


def translation_errors(
    text: "LetterText | CoverText",
) -> Iterator[tuple[str, ValidationError]]:
    """What is not translated yet, and what differs from the translation; by field."""
    if missing := untranslated_segments(text):
        message = ngettext(
            "%(count)d segment is not translated by a person yet.",
            "%(count)d segments are not translated by a person yet.",
            missing,
        )
        yield "paragraphs", ValidationError(message % {"count": missing}, "untranslated")
    expected = translated_instance(text)
    for field in differing_fields(text, expected) if expected is not None else ():
        differs = _("This is not what the translation says. Publish it from the translation.")
        yield field, ValidationError(differs, "not_the_translation")


def differing_fields(text: "LetterText | CoverText", expected: Any) -> list[str]:
    """Fields in which the row says something else than its translation."""
    mine, theirs = text.letter_blocks(), expected.letter_blocks()
    return [name for name in WORDS if getattr(mine, name) != getattr(theirs, name)]


def _faults(text: "LetterText") -> list[Fault]:
    if text.language not in LANGUAGES:
        return [Fault("unknown_language", "appeal", detail=text.language)]
    faults = word_faults(text)
    return faults or (page_faults_of(text) if text.is_read_by_authority() else [])


def word_faults(text: "LetterText") -> list[Fault]:
    """What is wrong with the words of a text in a letter language, wherever it goes."""
    return [*text_faults(text.letter_blocks(), text.language), *left_in_source(text)]


def page_faults_of(text: "LetterText") -> list[Fault]:
    """What is wrong with its page, signed as widely as can be; the first page that has faults."""
    blocks, house = text.letter_blocks(), CampaignSettings.in_force()
    for signatory, by_hand in EXTREMES:
        content = letter_content(
            text.appeal, blocks, text.language, signatory, house=house, by_hand=by_hand
        )
        if found := known_page_faults(content):
            return list(found)
    return []


@lru_cache(maxsize=256)
def known_page_faults(content: LetterContent) -> tuple[Fault, ...]:
    """The faults of a page, drawn once: publishing a translation saves the row twice."""
    return tuple(page_faults(content))


def left_in_source(text: "LetterText | CoverText") -> list[Fault]:
    """Blocks that still stand in the language of the source, word for word.

    Of subject, salutation and closing only once the synchronisation was stopped: before, a
    person has confirmed each of them, and a subject can be a mere name.
    """
    source = source_instance(text)
    if source is None:
        return []
    theirs = dict(source.letter_blocks().named())
    stopped = translation_is_stopped(text)
    return [
        Fault("left_in_source", name)
        for name, words in text.letter_blocks().named()
        if (words in theirs.values() if "." in name else stopped and words == theirs[name])
    ]


def fault_message(fault: Fault) -> str:
    """The sentence an editor reads for a fault of the letter's page."""
    return _MESSAGES[fault.code]() % {
        "where": _where(fault.block),
        "characters": _named(fault.characters),
        "detail": fault.detail,
    }


def _where(block: str) -> str:
    name, _dot, number = block.partition(".")
    label = {
        "subject": _("subject"),
        "salutation": _("salutation"),
        "paragraphs": _("paragraph"),
        "closing": _("closing"),
        "envelope": _("address line"),
        "initials": _("initials"),
        "place": _("place"),
        "return_line": _("return line"),
        "copy_line": _("line about copies"),
        "date": _("date"),
        "specimen": _("specimen mark"),
    }.get(name, name)
    return f"{label} {int(number) + 1}" if number.isdigit() else label


def _named(characters: str) -> str:
    return ", ".join(f"{character} (U+{ord(character):04X})" for character in characters)


_MESSAGES = {
    "empty": lambda: _("Write the %(where)s."),
    "second_page": lambda: _("The letter needs a second page. Shorten it until it fits one."),
    "missing_glyphs": lambda: _("No font has these characters (%(where)s): %(characters)s."),
    "foreign_font": lambda: _(
        "The %(where)s would be set in a font of another script (%(detail)s). "
        "Check for stray characters: %(characters)s."
    ),
    "clipped": lambda: _("The %(where)s is too long for its place on the page."),
    "too_many_lines": lambda: _("The envelope has more than six lines. Shorten the address."),
    "placeholder": lambda: _("Fill in the placeholder in the %(where)s: %(detail)s"),
    "wrong_script": lambda: _(
        "The %(where)s has letters that do not belong to this language: %(characters)s."
    ),
    "invalid_characters": lambda: _(
        "The %(where)s holds characters that cannot be printed: %(characters)s."
    ),
    "unbalanced_bold": lambda: _("The %(where)s has a * without its partner."),
    "left_in_source": lambda: _("The %(where)s still stands in the language of the source."),
    "unknown_language": lambda: _("Letters cannot be written in this language: %(detail)s."),
}
