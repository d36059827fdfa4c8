"""The languages letters are written in: everything that differs from one to the next.

To add one, add an entry to LANGUAGES, and to SCRIPT_FONTS if its script is new; the tests render
it. Fonts are exact family names of fonts-noto-core and fonts-noto-cjk (Debian): a family that is
only similar falls back without a word. Dates and countries follow CLDR (Babel), never Django.
"""

import datetime
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Any, Literal

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton

Direction = Literal["ltr", "rtl"]

LATIN_FONT = "Noto Serif"
# Families for one field (initials, place) in any letter: each script by ISO 15924 name.
SCRIPT_FONTS: Mapping[str, str] = MappingProxyType(
    {
        "Latin": LATIN_FONT,
        "Greek": LATIN_FONT,
        "Cyrillic": LATIN_FONT,
        "Arabic": "Noto Naskh Arabic",
        "Armenian": "Noto Serif Armenian",
        "Bengali": "Noto Serif Bengali",
        "Devanagari": "Noto Serif Devanagari",
        "Ethiopic": "Noto Serif Ethiopic",
        "Georgian": "Noto Serif Georgian",
        "Gujarati": "Noto Serif Gujarati",
        "Gurmukhi": "Noto Serif Gurmukhi",
        "Han": "Noto Serif CJK SC",
        "Hangul": "Noto Serif CJK KR",
        "Hebrew": "Noto Serif Hebrew",
        "Hiragana": "Noto Serif CJK JP",
        "Kannada": "Noto Serif Kannada",
        "Katakana": "Noto Serif CJK JP",
        "Khmer": "Noto Serif Khmer",
        "Lao": "Noto Serif Lao",
        "Malayalam": "Noto Serif Malayalam",
        "Myanmar": "Noto Serif Myanmar",
        "Nko": "Noto Sans NKo",
        "Oriya": "Noto Sans Oriya",
        "Sinhala": "Noto Serif Sinhala",
        "Syriac": "Noto Sans Syriac",
        "Tamil": "Noto Serif Tamil",
        "Telugu": "Noto Serif Telugu",
        "Thaana": "Noto Sans Thaana",
        "Thai": "Noto Serif Thai",
        "Tibetan": "Noto Serif Tibetan",
        "Tifinagh": "Noto Sans Tifinagh",
    }
)


class UnknownLanguage(KeyError):  # noqa: N818 - a name, like KeyError's LookupError
    """No letter language, or no CLDR language, has this code."""


@dataclass(frozen=True, slots=True)
class LetterLanguage:
    """One language of letters.

    code as Django has it (`zh-hans`); locale is the CLDR locale when the authority's country has
    none of its own with this language; scripts are Unicode script names a text may consist of
    (Latin is always tolerated inside); numerals is a CLDR numbering system, "" for the one CLDR
    gives the language in that country; misplaced are characters of a neighbouring language that
    look right and are wrong; dateline joins {place} and {day}; indented: paragraphs and the first
    line of the closing start two characters in; text_size is in points; features is a
    CSS font-feature-settings.
    """

    code: str
    autonym: str
    name: str
    fonts: tuple[str, ...]
    locale: str
    scripts: tuple[str, ...] = ("Latin",)
    direction: Direction = "ltr"
    numerals: str = "latn"
    date_below: bool = False
    paper: str = "A4"
    native_checked: bool = False
    misplaced: str = ""
    dateline: str = "{place}, {day}"
    indented: bool = False
    text_size: float = 11
    features: str = "normal"


_SERIF = (LATIN_FONT,)
_ARABIC = ("Noto Naskh Arabic", LATIN_FONT)

LANGUAGES: Mapping[str, LetterLanguage] = MappingProxyType(
    {
        entry.code: entry
        for entry in (
            LetterLanguage("tr", "Türkçe", "Turkish", _SERIF, "tr"),
            LetterLanguage(
                "zh-hans",
                "简体中文",
                "Simplified Chinese",
                ("Noto Serif CJK SC", LATIN_FONT),
                "zh_Hans",
                scripts=("Han",),
                date_below=True,
                dateline="{place}\n{day}",
                indented=True,
            ),
            LetterLanguage(
                "ka",
                "ქართული",
                "Georgian",
                ("Noto Serif Georgian", LATIN_FONT),
                "ka",
                scripts=("Georgian",),
            ),
            LetterLanguage(
                "ar",
                "العربيّة",
                "Arabic",
                _ARABIC,
                "ar",
                scripts=("Arabic",),
                direction="rtl",
                text_size=13,
                numerals="",
                dateline="{place}، {day}",
            ),
            LetterLanguage(
                "fa",
                "فارسی",
                "Persian",
                _ARABIC,
                "fa",
                scripts=("Arabic",),
                direction="rtl",
                text_size=13,
                numerals="arabext",
                misplaced="يىك٤٥٦",
                # Noto Naskh Arabic draws Urdu digits for Persian (۴ ۶ ۷) unless told not to.
                features='"locl" 0',
                dateline="{place}، {day}",
            ),
            LetterLanguage(
                "ti",
                "ትግርኛ",
                "Tigrinya",
                ("Noto Serif Ethiopic", LATIN_FONT),
                "ti",
                scripts=("Ethiopic",),
                dateline="{place}፣ {day}",
            ),
            LetterLanguage("fr", "français", "French", _SERIF, "fr", dateline="{place}, le {day}"),
            LetterLanguage("en", "English", "English", _SERIF, "en_001"),
            LetterLanguage("de", "Deutsch", "German", _SERIF, "de"),
        )
    }
)

DIGITS: Mapping[str, str] = MappingProxyType(
    {
        "latn": "0123456789",
        "arab": "٠١٢٣٤٥٦٧٨٩",
        "arabext": "۰۱۲۳۴۵۶۷۸۹",
        "beng": "০১২৩৪৫৬৭৮৯",
        "deva": "०१२३४५६७८९",
        "khmr": "០១២៣៤៥៦៧៨៩",
        "mymr": "၀၁၂၃၄၅၆၇၈၉",
        "tibt": "༠༡༢༣༤༥༦༧༨༩",
    }
)


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
    system = entry.numerals or locale.default_numbering_system
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
    if language == "el":
        bare = unicodedata.normalize("NFD", text).replace("\u0301", "")
        return unicodedata.normalize("NFC", bare).upper()
    return text.upper()
