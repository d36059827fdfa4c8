"""The registry, dates by language and country, and country lines."""

import datetime
import io

import pikepdf
import pytest
from weasyprint import HTML

from campaigns.letters.languages import (
    LANGUAGES,
    SCRIPT_FONTS,
    UnknownLanguage,
    country_line,
    format_count,
    format_day,
    lang_info,
    language,
)

DAY = datetime.date(2026, 2, 23)


# fmt: off
CODES = [
    "am", "ar", "az", "be", "bn", "ckb", "de", "el", "en", "es", "fa", "fr",
    "he", "hi", "hy", "id", "it", "ja", "ka", "kk", "km", "ko", "ku", "ky",
    "lo", "my", "ne", "nl", "om", "pl", "ps", "pt", "ru", "rw", "si", "sr",
    "sw", "ta", "tg", "th", "ti", "tk", "tr", "uk", "ur", "uz", "vi", "zh-hans",
    "zh-hant",
]
# fmt: on
RIGHT_TO_LEFT = ["ar", "ckb", "fa", "he", "ps", "ur"]
CJK = {
    "ja": "Noto Serif CJK JP",
    "ko": "Noto Serif CJK KR",
    "zh-hans": "Noto Serif CJK SC",
    "zh-hant": "Noto Serif CJK TC",
}


def test_the_registry_has_these_languages_by_code() -> None:
    assert list(LANGUAGES) == CODES


def test_no_language_claims_a_check_nobody_made() -> None:
    assert [entry.code for entry in LANGUAGES.values() if entry.native_checked] == []


def test_every_language_has_a_name_of_its_own() -> None:
    entries = LANGUAGES.values()
    assert len({entry.autonym for entry in entries}) == len(entries)
    assert len({entry.name for entry in entries}) == len(entries)


@pytest.mark.parametrize("code", sorted(set(CODES) - set(CJK)))
def test_each_script_of_a_language_is_drawn_by_one_of_its_fonts(code: str) -> None:
    entry = language(code)
    assert {SCRIPT_FONTS[script] for script in entry.scripts} <= set(entry.fonts)


def test_chinese_japanese_and_korean_have_the_letter_forms_of_their_country() -> None:
    assert {code: language(code).fonts[0] for code in CJK} == CJK


def test_the_date_stands_below_the_signature_in_east_asia() -> None:
    assert [entry.code for entry in LANGUAGES.values() if entry.date_below] == sorted(CJK)


def font_files(family: str, letter: str) -> set[bytes]:
    """The embedded fonts of a letter drawn in both weights."""
    page = f"<p style=\"font-family: '{family}'\">{letter}<b>{letter}</b>"
    document = pikepdf.open(io.BytesIO(HTML(string=page).write_pdf()))
    fonts = document.pages[0].Resources.Font
    found = [fonts[key].DescendantFonts[0].FontDescriptor for key in fonts]
    return {(font.get("/FontFile2") or font.get("/FontFile3")).read_bytes() for font in found}


@pytest.mark.parametrize("family", sorted({entry.fonts[0] for entry in LANGUAGES.values()}))
def test_a_name_in_bold_stands_out(family: str) -> None:
    entry = next(entry for entry in LANGUAGES.values() if entry.fonts[0] == family)
    assert len(font_files(family, entry.autonym[0])) == 2


def test_a_font_whose_bold_is_no_bold_would_be_noticed() -> None:
    assert len(font_files("Noto Serif Myanmar", "က")) == 1


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
    assert [code for code, info in lang_info().items() if info["bidi"]] == RIGHT_TO_LEFT


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
        ("ar", "EG", "٢٣ فبراير ٢٠٢٦"),
        ("es", "CU", "23 de febrero de 2026"),
        ("fa", "AF", "۲۳ فبروری ۲۰۲۶"),
        ("ru", "BY", "23 февраля 2026\u202fг."),
        ("ta", "IN", "23 பிப்ரவரி, 2026"),
        ("ur", "IN", "۲۳ فروری، ۲۰۲۶"),
        ("zh-hant", "HK", "2026年2月23日"),
        ("am", "ER", "23 ፌብሩዋሪ 2026"),
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
        ("BA", "hy", "ԲՈՍՆԻԱ ԵՎ ՀԵՐՑԵԳՈՎԻՆԱ"),
        ("CI", "az", "KOTD’İVUAR"),
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


@pytest.mark.parametrize(
    ("code", "country", "number"),
    [
        ("de", "DE", "4.812"),
        ("de", "CH", "4’812"),
        ("en", "ER", "4,812"),
        ("fr", "FR", "4\u202f812"),
        ("ar", "EG", "٤٬٨١٢"),
        ("ar", "TN", "4.812"),
        ("fa", "IR", "۴٬۸۱۲"),
        ("bn", "BD", "৪,৮১২"),
        ("tr", "TR", "4.812"),
    ],
)
def test_number_is_written_as_language_and_country_write_it(
    code: str, country: str, number: str
) -> None:
    assert format_count(4812, code, country) == number


def test_every_language_writes_numbers_with_its_digits() -> None:
    assert [code for code in LANGUAGES if len(format_count(7, code, "DE")) != 1] == []


def test_number_of_an_unknown_language_is_refused() -> None:
    with pytest.raises(UnknownLanguage):
        format_count(1, "xx", "DE")
