"""What stands in the notes of dispatches and of their mails, as colleagues read it.

The records keep our own sentences in English, whatever language the process spoke that wrote them,
and those of mail servers as they came. Only ours are translated.
"""

from dataclasses import dataclass
from typing import Any

import regex
from django.utils.translation import gettext_lazy as _

from campaigns.enums import Hindrance
from campaigns.models.dispatches import RESTORED

# What a record begins with; the name of a fault may follow.
_SENTENCES: dict[str, Any] = {
    RESTORED: _("Restored from the journal."),
    "The attempt was cut off.": _("The attempt was cut off."),
    "The answer was lost": _("The connection was lost before the mail server answered."),
    "The mail server cannot be reached": _("The mail server cannot be reached."),
    "A file cannot be read": _("A file of the bundle cannot be read."),
    "E-mail": _("The mail server that sent it back gave this status:"),
}
_CODES = (
    "empty|placeholder|wrong_script|unbalanced_bold|invalid_characters|second_page|missing_glyphs|"
    "foreign_font|clipped|too_many_lines"
)
# Name of an exception; place and code of a fault (letters.content.Fault), or the other way round.
_CRASHED = regex.compile(r"[A-Z]\w*[a-z]\w*[A-Z]\w+|[A-Z]\w*(?:Error|Exception)")
_FAULT = rf"(?:[a-z_.\d]+: (?:{_CODES})|(?:{_CODES}) in [a-z_.\d]+)"
_FAULTS = regex.compile(rf"{_FAULT}(?:; {_FAULT})*")


@dataclass(frozen=True, slots=True)
class Saying:
    """ours: a sentence of the site, with a technical `detail`; else words of somebody else."""

    text: Any
    detail: str = ""
    ours: bool = True


def said(note: str) -> Saying | None:
    """None where nothing is noted."""
    if not note:
        return None
    if note in Hindrance.values:
        return Saying(Hindrance(note).label)
    return _sentence(note) or _technical(note) or Saying(note, ours=False)


def _sentence(note: str) -> Saying | None:
    for start, text in _SENTENCES.items():
        rest = note.removeprefix(start)
        if note == start or (rest != note and rest.startswith(": ")):
            return Saying(text, rest.removeprefix(": "))
    return None


def _technical(note: str) -> Saying | None:
    if _CRASHED.fullmatch(note):
        return Saying(_("Something unexpected went wrong."), note)
    if _FAULTS.fullmatch(note):
        return Saying(Hindrance.NOT_DRAWABLE.label, note)
    return None
