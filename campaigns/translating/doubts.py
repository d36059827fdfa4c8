"""What looks wrong in a translated string and may be right: warnings, never refusals."""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator

import regex
from django.utils.translation import gettext as _

from campaigns.models import Case
from campaigns.translating.checks import absent_names

_NUMBER = regex.compile(r"\p{Nd}+(?:[.,٬٫'’\u00a0\u202f]\p{Nd}{3}(?!\p{Nd}))*")
_WIDE = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}]")
# A character of these scripts says about as much as this many of an alphabet.
_WORTH_OF_WIDE = 2.5
LONG_ENOUGH_TO_JUDGE = 60
TOO_LONG, TOO_SHORT = 1.5, 0.45


def doubts(source: str, target: str, cases: Iterable[Case] = ()) -> list[str]:
    """Sentences on what to look at again; none for an empty target."""
    if not target.strip():
        return []
    return [
        *_untouched(source, target),
        *_names(source, target, cases),
        *_numbers(source, target),
        *_length(source, target),
    ]


def _untouched(source: str, target: str) -> Iterator[str]:
    if source.strip() == target.strip() and len(source.split()) > 3:
        yield _("This is still the source, word by word.")


def _names(source: str, target: str, cases: Iterable[Case]) -> Iterator[str]:
    """A person counts as named by any of their names, in either script."""
    for case in cases:
        names = [name for name in (case.public_name, case.native_name) if name]
        if _all_absent(source, names) or not _all_absent(target, names):
            continue
        yield _("The source names %(name)s. Is the name here, too?") % {"name": case.public_name}


def _all_absent(text: str, names: list[str]) -> bool:
    return len(absent_names(text, names)) == len(names)


def _numbers(source: str, target: str) -> Iterator[str]:
    lost = Counter(numbers(source)) - Counter(numbers(target))
    if lost:
        yield _("These numbers of the source are missing: %(numbers)s.") % {
            "numbers": ", ".join(lost)
        }


def numbers(text: str) -> list[str]:
    """The numbers in a text in Western digits, whatever its numerals and thousands marks."""
    return [
        "".join(str(unicodedata.decimal(each)) for each in found if each.isdecimal())
        for found in _NUMBER.findall(text)
    ]


def _length(source: str, target: str) -> Iterator[str]:
    before, after = _weight(source), _weight(target)
    if before < LONG_ENOUGH_TO_JUDGE:
        return
    if after > TOO_LONG * before:
        yield _("Much longer than the source. The letter has to stay on one page.")
    if after < TOO_SHORT * before:
        yield _("Much shorter than the source. Is a sentence missing?")


def _weight(text: str) -> float:
    wide = len(_WIDE.findall(text))
    return len(text) - wide + wide * _WORTH_OF_WIDE
