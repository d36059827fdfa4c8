"""The registry, dates by language and country, and country lines."""

import datetime

import pytest

from campaigns.letters.languages import (
    LANGUAGES,
    SCRIPT_FONTS,
    UnknownLanguage,
    country_line,
    format_day,
    lang_info,
    language,
)

DAY = datetime.date(2026, 2, 23)


def test_the_registry_has_the_first_nine_languages() -> None:
    assert list(LANGUAGES) == ["tr", "zh-hans", "ka", "ar", "fa", "ti", "fr", "en", "de"]


def test_no_language_claims_a_check_nobody_made() -> None:
    assert [entry.code for entry in LANGUAGES.values() if entry.native_checked] == []


@pytest.mark.parametrize("entry", LANGUAGES.values(), ids=LANGUAGES.keys())
def test_each_script_of_a_language_is_drawn_by_one_of_its_fonts(entry) -> None:
    assert {SCRIPT_FONTS[script] for script in entry.scripts} <= set(entry.fonts)


def test_a_code_is_found_in_any_case() -> None:
    assert language("zh-Hans") is LANGUAGES["zh-hans"]


def test_an_unknown_code_is_an_error() -> None:
    with pytest.raises(UnknownLanguage):
        language("xx")


def test_django_learns_direction_and_names() -> None:
    assert lang_info()["fa"] == {
        "bidi": True,
        "code": "fa",
        "name": "Persian",
        "name_local": "فارسی",
    }
    assert [code for code, info in lang_info().items() if info["bidi"]] == ["ar", "fa"]


@pytest.mark.parametrize(
    ("code", "country", "date"),
    [
        ("tr", "TR", "23 Şubat 2026"),
        ("zh-hans", "CN", "2026年2月23日"),
        ("ka", "GE", "23 თებერვალი, 2026"),
        ("ar", "TN", "23 فيفري 2026"),
        ("ar", "SY", "٢٣ شباط ٢٠٢٦"),
        ("ar", "ER", "٢٣ فبراير ٢٠٢٦"),
        ("ar", "CN", "23 فبراير 2026"),
        ("fa", "IR", "۲۳ فوریهٔ ۲۰۲۶"),
        ("ti", "ER", "ለካቲት 23, 2026"),
        ("fr", "TN", "23 février 2026"),
        ("fr", "GE", "23 février 2026"),
        ("en", "ER", "23 February 2026"),
        ("en", "TR", "23 February 2026"),
        ("en", "US", "February 23, 2026"),
        ("de", "CN", "23. Februar 2026"),
        ("de", "AT", "23. Februar 2026"),
    ],
)
def test_a_date_follows_language_and_country(code: str, country: str, date: str) -> None:
    assert format_day(DAY, code, country) == date


@pytest.mark.parametrize(
    ("code", "country", "month"),
    [
        ("de", "CN", "Februar 2026"),
        ("ar", "TN", "فيفري 2026"),
        ("fa", "IR", "فوریهٔ ۲۰۲۶"),
        ("zh-hans", "CN", "2026年2月"),
        ("en", "ER", "February 2026"),
    ],
)
def test_the_day_can_be_left_out(code: str, country: str, month: str) -> None:
    assert format_day(DAY, code, country, month_only=True) == month


def test_a_date_in_no_letter_language_is_an_error() -> None:
    with pytest.raises(UnknownLanguage):
        format_day(DAY, "xx", "TR")


@pytest.mark.parametrize(
    ("country", "posting_language", "line"),
    [
        ("GE", "de", "GEORGIEN"),
        ("TN", "de", "TUNESIEN"),
        ("TR", "de-ch", "TÜRKEI"),
        ("BE", "fr", "BELGIQUE"),
        ("ER", "fr", "ÉRYTHRÉE"),
        ("IR", "tr", "İRAN"),
        ("CN", "tr", "ÇİN"),
        ("TR", "el", "ΤΟΥΡΚΙΑ"),
        ("BE", "ka", "ბელგია"),
        ("ge", "de", "GEORGIEN"),
    ],
)
def test_the_country_line_is_in_capitals_of_the_posting_language(
    country: str, posting_language: str, line: str
) -> None:
    assert country_line(country, posting_language) == line


def test_unknown_countries_and_languages_are_errors() -> None:
    with pytest.raises(LookupError):
        country_line("QQ", "de")
    with pytest.raises(LookupError):
        country_line("", "de")
    with pytest.raises(UnknownLanguage):
        country_line("DE", "xx")
