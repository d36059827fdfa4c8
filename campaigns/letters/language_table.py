"""Every letter language there is, one entry each; what the fields mean stands at the class."""

from dataclasses import dataclass
from typing import Literal

from campaigns.letters import scripts

Direction = Literal["ltr", "rtl"]


@dataclass(frozen=True, slots=True)
class LetterLanguage:
    """One language of letters.

    code as Django has it (`zh-hans`); locale is the CLDR locale when the authority's country has
    none of its own with this language; scripts are Unicode script names a text may consist of
    (Latin is always tolerated inside); numerals is a CLDR numbering system, "" for the one CLDR
    gives the language in that country; misplaced is a regular expression of what looks right and
    is wrong; a block with more characters of the class `rival` than of the class `proper` is in a
    neighbouring language; dateline joins {place} and {day}; indented: paragraphs and the first
    line of the closing start two characters in; text_size is in points, line_height a multiple of
    it that keeps the ink of two lines apart; features is a CSS font-feature-settings; joined: words
    stand without spaces between them, and breaking.py finds where a line may end.
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
    proper: str = ""
    rival: str = ""
    dateline: str = "{place}, {day}"
    indented: bool = False
    text_size: float = 11
    line_height: float = 1.42
    features: str = "normal"
    joined: bool = False


_SERIF = (scripts.LATIN_FONT,)


def _fonts(script: str) -> tuple[str, ...]:
    return (scripts.SCRIPT_FONTS[script], scripts.LATIN_FONT)


def _cyrillic(code: str, autonym: str, name: str, locale: str = "") -> LetterLanguage:
    return LetterLanguage(code, autonym, name, _SERIF, locale or code, scripts=("Cyrillic",))


def _arabic(
    code: str,
    autonym: str,
    name: str,
    misplaced: str,
    *,
    numerals: str = "",
    features: str = "normal",
) -> LetterLanguage:
    """A language in Arabic letters, in Naskh, which is small for its size.

    Urdu too: Noto Nastaliq Urdu as packaged has no bold, and needs lines twice as far apart.
    """
    return LetterLanguage(
        code,
        autonym,
        name,
        _fonts("Arabic"),
        code,
        scripts=("Arabic",),
        direction="rtl",
        numerals=numerals,
        misplaced=misplaced,
        dateline="{place}، {day}",
        text_size=13,
        features=features,
    )


def _own_script(
    code: str,
    autonym: str,
    name: str,
    script: str,
    *,
    numerals: str = "latn",
    misplaced: str = "",
    dateline: str = "{place}, {day}",
    text_size: float = 11,
    line_height: float = 1.42,
    joined: bool = False,
) -> LetterLanguage:
    """A language with a script that no other language of the table needs."""
    return LetterLanguage(
        code,
        autonym,
        name,
        _fonts(script),
        code,
        scripts=(script,),
        numerals=numerals,
        misplaced=misplaced,
        dateline=dateline,
        text_size=text_size,
        line_height=line_height,
        joined=joined,
    )


# Noto Naskh Arabic draws Urdu digits for Persian (۴ ۶ ۷) unless told not to.
_OWN_DIGITS = '"locl" 0'
_KANA = r"\p{Script=Hiragana}\p{Script=Katakana}"

ENTRIES = (
    _own_script("am", "አማርኛ", "Amharic", "Ethiopic", dateline="{place}፣ {day}"),
    _arabic("ar", "العربيّة", "Arabic", scripts.WRONG_ARABIC),
    LetterLanguage(
        "az",
        "azərbaycanca",
        "Azerbaijani",
        _SERIF,
        "az_Latn",
        misplaced=scripts.WRONG_AZERBAIJANI,
    ),
    _cyrillic("be", "беларуская", "Belarusian"),
    _own_script(
        "bn",
        "বাংলা",
        "Bengali",
        "Bengali",
        numerals="",
        misplaced=scripts.WRONG_BENGALI,
        text_size=12,
    ),
    _arabic("ckb", "کوردیی ناوەندی", "Central Kurdish", scripts.WRONG_SORANI),
    LetterLanguage("de", "Deutsch", "German", _SERIF, "de"),
    LetterLanguage("el", "Ελληνικά", "Greek", _SERIF, "el", scripts=("Greek",)),
    LetterLanguage("en", "English", "English", _SERIF, "en_001"),
    LetterLanguage("es", "español", "Spanish", _SERIF, "es"),
    _arabic(
        "fa",
        "فارسی",
        "Persian",
        scripts.WRONG_PERSIAN,
        numerals="arabext",
        features=_OWN_DIGITS,
    ),
    LetterLanguage("fr", "français", "French", _SERIF, "fr", dateline="{place}, le {day}"),
    LetterLanguage(
        "he",
        "עברית",
        "Hebrew",
        _fonts("Hebrew"),
        "he",
        scripts=("Hebrew",),
        direction="rtl",
        misplaced=scripts.WRONG_HEBREW,
        text_size=12,
    ),
    _own_script(
        "hi",
        "हिन्दी",
        "Hindi",
        "Devanagari",
        misplaced=scripts.WRONG_DEVANAGARI,
        text_size=12,
    ),
    _own_script("hy", "հայերեն", "Armenian", "Armenian", misplaced=scripts.WRONG_ARMENIAN),
    LetterLanguage("id", "Bahasa Indonesia", "Indonesian", _SERIF, "id"),
    LetterLanguage("it", "italiano", "Italian", _SERIF, "it"),
    LetterLanguage(
        "ja",
        "日本語",
        "Japanese",
        _fonts("Hiragana"),
        "ja",
        scripts=("Hiragana", "Katakana", "Han"),
        date_below=True,
        proper=_KANA,
        rival=scripts.NO_JAPANESE,
        dateline="{place}\n{day}",
    ),
    _own_script("ka", "ქართული", "Georgian", "Georgian"),
    _cyrillic("kk", "қазақ тілі", "Kazakh"),
    _own_script(
        "km",
        "ខ្មែរ",
        "Khmer",
        "Khmer",
        numerals="khmr",
        misplaced=scripts.WRONG_KHMER,
        line_height=1.75,
        joined=True,
    ),
    LetterLanguage(
        "ko",
        "한국어",
        "Korean",
        _fonts("Hangul"),
        "ko",
        scripts=("Hangul",),
        date_below=True,
        dateline="{place}\n{day}",
    ),
    LetterLanguage("ku", "kurdî (kurmancî)", "Kurmanji Kurdish", _SERIF, "ku"),
    _cyrillic("ky", "кыргызча", "Kyrgyz"),
    _own_script(
        "lo", "ລາວ", "Lao", "Lao", misplaced=scripts.WRONG_LAO, line_height=1.55, joined=True
    ),
    _own_script(
        "my",
        "မြန်မာ",
        "Burmese",
        "Myanmar",
        numerals="",
        misplaced=scripts.WRONG_BURMESE,
        dateline="{place}၊ {day}",
        line_height=1.75,
        joined=True,
    ),
    _own_script(
        "ne",
        "नेपाली",
        "Nepali",
        "Devanagari",
        numerals="",
        misplaced=scripts.WRONG_DEVANAGARI,
        text_size=12,
    ),
    LetterLanguage("nl", "Nederlands", "Dutch", _SERIF, "nl"),
    LetterLanguage("om", "Afaan Oromoo", "Oromo", _SERIF, "om"),
    LetterLanguage("pl", "polski", "Polish", _SERIF, "pl"),
    _arabic("ps", "پښتو", "Pashto", scripts.WRONG_PASHTO, features=_OWN_DIGITS),
    LetterLanguage("pt", "português", "Portuguese", _SERIF, "pt"),
    _cyrillic("ru", "русский", "Russian"),
    LetterLanguage("rw", "Ikinyarwanda", "Kinyarwanda", _SERIF, "rw"),
    _own_script("si", "සිංහල", "Sinhala", "Sinhala", misplaced=scripts.WRONG_SINHALA),
    _cyrillic("sr", "српски", "Serbian", "sr_Cyrl"),
    LetterLanguage("sw", "Kiswahili", "Swahili", _SERIF, "sw"),
    _own_script("ta", "தமிழ்", "Tamil", "Tamil"),
    _cyrillic("tg", "тоҷикӣ", "Tajik"),
    _own_script(
        "th",
        "ไทย",
        "Thai",
        "Thai",
        misplaced=scripts.WRONG_THAI,
        dateline="{place} {day}",
        text_size=12,
        joined=True,
    ),
    _own_script("ti", "ትግርኛ", "Tigrinya", "Ethiopic", dateline="{place}፣ {day}"),
    LetterLanguage("tk", "türkmençe", "Turkmen", _SERIF, "tk"),
    LetterLanguage("tr", "Türkçe", "Turkish", _SERIF, "tr"),
    _cyrillic("uk", "українська", "Ukrainian"),
    _arabic("ur", "اردو", "Urdu", scripts.WRONG_URDU),
    LetterLanguage("uz", "oʻzbekcha", "Uzbek", _SERIF, "uz_Latn"),
    LetterLanguage("vi", "Tiếng Việt", "Vietnamese", _SERIF, "vi"),
    LetterLanguage(
        "zh-hans",
        "简体中文",
        "Simplified Chinese",
        _fonts("Han"),
        "zh_Hans",
        scripts=("Han",),
        date_below=True,
        proper=scripts.SIMPLIFIED,
        rival=scripts.TRADITIONAL + _KANA,
        dateline="{place}\n{day}",
        indented=True,
    ),
    LetterLanguage(
        "zh-hant",
        "繁體中文",
        "Traditional Chinese",
        ("Noto Serif CJK TC", scripts.LATIN_FONT),
        "zh_Hant",
        scripts=("Han",),
        date_below=True,
        proper=scripts.TRADITIONAL,
        rival=scripts.SIMPLIFIED + _KANA,
        dateline="{place}\n{day}",
        indented=True,
    ),
)
