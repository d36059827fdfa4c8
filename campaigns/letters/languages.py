"""The languages letters are written in: everything that differs from one to the next.

To add one, add an entry to language_table.py, to SCRIPT_FONTS (scripts.py) if its script is new,
and a sample to the tests, which render it. Dates and countries follow CLDR (Babel), never Django.
"""

import datetime
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton
from babel.numbers import UnsupportedNumberingSystemError, format_decimal

from campaigns.letters.language_table import ENTRIES, Direction, LetterLanguage
from campaigns.letters.scripts import DIGITS, LATIN_FONT, SCRIPT_FONTS

__all__ = [
    "DIGITS",
    "LANGUAGES",
    "LATIN_FONT",
    "SCRIPT_FONTS",
    "Direction",
    "LetterLanguage",
    "UnknownLanguage",
    "capitals",
    "country_line",
    "format_count",
    "format_day",
    "lang_info",
    "language",
]

LANGUAGES: Mapping[str, LetterLanguage] = MappingProxyType({entry.code: entry for entry in ENTRIES})


class UnknownLanguage(KeyError):  # noqa: N818 - a name, like KeyError's LookupError
    """No letter language, or no CLDR language, has this code."""


def language(code: str) -> LetterLanguage:
    """The entry of a code; raises UnknownLanguage."""
    try:
        return LANGUAGES[code.lower()]
    except KeyError:
        raise UnknownLanguage(code) from None


def lang_info() -> dict[str, dict[str, Any]]:
    """Entries for django.conf.locale.LANG_INFO, by code."""
    return {
        entry.code: {
            "bidi": entry.direction == "rtl",
            "code": entry.code,
            "name": entry.name,
            "name_local": entry.autonym,
        }
        for entry in LANGUAGES.values()
    }


def format_day(day: datetime.date, language: str, country: str, *, month_only: bool = False) -> str:
    """The date of a letter as the authority's country (ISO 3166-1) writes it in that language.

    CLDR's long form, Gregorian: 23 فيفري 2026 in ar for TN. Where CLDR has no such pair, the
    language's own locale decides. `month_only` leaves out the day.
    """
    entry = LANGUAGES.get(language.lower())
    if entry is None:
        raise UnknownLanguage(language)
    locale = _locale(entry.locale, country.upper())
    text = (
        format_skeleton("yMMMM", day, locale=locale)
        if month_only
        else format_date(day, "long", locale=locale)
    )
    return _in_digits(text, _numerals(entry, locale))


def format_count(number: int, language: str, country: str) -> str:
    """A whole number as letters in that language to that country write it: 4,812, ٤٬٨١٢."""
    entry = LANGUAGES.get(language.lower())
    if entry is None:
        raise UnknownLanguage(language)
    locale = _locale(entry.locale, country.upper())
    system = _numerals(entry, locale)
    try:
        text = format_decimal(number, locale=locale, numbering_system=system)
    except UnsupportedNumberingSystemError:
        text = format_decimal(number, locale=locale)
    return _in_digits(text, system)


def _numerals(entry: LetterLanguage, locale: Locale) -> str:
    return entry.numerals or str(locale.default_numbering_system)


def _in_digits(text: str, system: str) -> str:
    return text.translate(str.maketrans(DIGITS["latn"], DIGITS.get(system, DIGITS["latn"])))


@lru_cache(maxsize=512)
def _locale(base: str, country: str) -> Locale:
    locale = Locale.parse(base)
    try:
        return Locale(locale.language, country, script=locale.script)
    except (UnknownLocaleError, ValueError):
        return locale


def country_line(country: str, language: str) -> str:
    """The last line of an address: a country's name in capitals in the language of posting.

    `country` is ISO 3166-1 alpha-2, `language` any CLDR language (`de`, `de-ch`). Raises
    UnknownLanguage, and LookupError for a country CLDR does not name in it.
    """
    try:
        locale = Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        raise UnknownLanguage(language) from None
    name = locale.territories.get(country.upper())
    if not name or len(country) != 2:
        raise LookupError(country)
    return capitals(name, locale.language)


def capitals(text: str, language: str) -> str:
    """Upper case as the language writes it: Turkish İ, Greek without accents, Georgian as it is."""
    if language in {"tr", "az"}:
        return text.replace("i", "İ").replace("ı", "I").upper()
    if language == "ka":
        return text
    if language == "hy":
        return text.replace("և", "եվ").upper()
    if language == "el":
        bare = unicodedata.normalize("NFD", text).replace("\u0301", "")
        return unicodedata.normalize("NFC", bare).upper()
    return text.upper()
