"""A letter in every language of the registry, drawn in full; each script in foreign letters."""

import io
from collections.abc import Iterator
from typing import Any

import pikepdf
import pytest
from weasyprint import CSS, HTML

from campaigns.letters import markup
from campaigns.letters.content import LetterContent
from campaigns.letters.faults import text_faults
from campaigns.letters.languages import LANGUAGES, SCRIPT_FONTS, language
from campaigns.letters.pdf import field_faults, page_faults, render
from campaigns.letters.signatory import Signatory
from tests.letters.samples import SAMPLES, letter

MM = 96 / 25.4
QUOTED = {"de": ["Noto Serif CJK SC"]}  # a name in its own script stands in this sample
# The date of each sample, as CLDR has it for the language in the authority's country.
DAYS = {
    "am": "23 ፌብሩዋሪ 2026",
    "ar": "23 فيفري 2026",
    "az": "23 fevral 2026",
    "be": "23 лютага 2026\u202fг.",
    "bn": "২৩ ফেব্রুয়ারী, ২০২৬",
    "ckb": "٢٣ی شوباتی ٢٠٢٦",
    "de": "23. Februar 2026",
    "el": "23 Φεβρουαρίου 2026",
    "en": "23 February 2026",
    "es": "23 de febrero de 2026",
    "fa": "۲۳ فوریهٔ ۲۰۲۶",
    "fr": "23 février 2026",
    "he": "23 בפברואר 2026",
    "hi": "23 फ़रवरी 2026",
    "hy": "23 փետրվարի, 2026 թ.",
    "id": "23 Februari 2026",
    "it": "23 febbraio 2026",
    "ja": "2026年2月23日",
    "ka": "23 თებერვალი, 2026",
    "kk": "2026\u202fж. 23 ақпан",
    "km": "២៣ កុម្ភៈ ២០២៦",
    "ko": "2026년 2월 23일",
    "ku": "23ê sibata 2026an",
    "ky": "2026-ж., 23-февраль",
    "lo": "23 ກຸມພາ 2026",
    "my": "၂၀၂၆ ဖေဖော်ဝါရီ ၂၃",
    "ne": "२०२६ फेब्रुअरी २३",
    "nl": "23 februari 2026",
    "om": "Guraandhala 23, 2026",
    "pl": "23 lutego 2026",
    "ps": "۲۰۲۶ فبروري ۲۳",
    "pt": "23 de fevereiro de 2026",
    "ru": "23 февраля 2026\u202fг.",
    "rw": "2026 Gashyantare 23",
    "si": "2026 පෙබරවාරි 23",
    "sr": "23. фебруар 2026.",
    "sw": "23 Februari 2026",
    "ta": "23 பிப்ரவரி, 2026",
    "tg": "23 Феврал 2026",
    "th": "23 กุมภาพันธ์ ค.ศ. 2026",
    "ti": "ለካቲት 23, 2026",
    "tk": "23 fewral 2026",
    "tr": "23 Şubat 2026",
    "uk": "23 лютого 2026\u202fр.",
    "ur": "23 فروری، 2026",
    "uz": "23-fevral, 2026",
    "vi": "23 tháng 2, 2026",
    "zh-hans": "2026年2月23日",
    "zh-hant": "2026年2月23日",
}
# A given name in each script that a field can be drawn in.
NAMES = {
    "Latin": "Ǎna Øye",
    "Greek": "Άννα Ηλιού",
    "Cyrillic": "Ђорђе Қанат",
    "Adlam": "𞤀𞤣𞤢𞤥",
    "Arabic": "ښکلا ټینګه",
    "Armenian": "Արամ Օհան",
    "Bengali": "রুমা ক্ষমা",
    "Bopomofo": "ㄅㄆ",
    "Canadian_Aboriginal": "ᐃᓄᒃ",
    "Chakma": "𑄌𑄋𑄴",
    "Cherokee": "ᏣᎳᎩ",
    "Devanagari": "श्रीमती क्षितिज",
    "Ethiopic": "አበበ ኣብነት",
    "Georgian": "ნინო ჭავჭავაძე",
    "Gujarati": "અનિલ શાહ",
    "Gurmukhi": "ਗੁਰਮੀਤ ਸਿੰਘ",
    "Han": "王 小明",
    "Hangul": "김 민수",
    "Hanifi_Rohingya": "𐴌𐴟",
    "Hebrew": "יעל שם",
    "Hiragana": "さくら",
    "Kannada": "ಅನಿಲ ಕುಮಾರ",
    "Katakana": "サクラ",
    "Khmer": "សុខ ខ្មែរ",
    "Lao": "ສົມສັກ ແສງ",
    "Malayalam": "അനിൽ ക്ഷമ",
    "Meetei_Mayek": "ꯃꯅꯤ",
    "Mongolian": "ᠮᠣᠩᠭᠣᠯ",
    "Myanmar": "အောင် ကျော်",
    "Nko": "ߒߞߏ",
    "Ol_Chiki": "ᱥᱟᱱ",
    "Oriya": "ଅନିଲ କ୍ଷମା",
    "Sinhala": "නිමල් ශ්‍රී",
    "Syriac": "ܐܕܡ",
    "Tamil": "கவிதா ஸ்ரீ",
    "Telugu": "అనిల్ క్షమ",
    "Thaana": "އަލީ",
    "Thai": "สมหญิง เอก",
    "Tibetan": "བསྟན་འཛིན",
    "Tifinagh": "ⵣⵉⵔⵉ",
    "Vai": "ꕙꔤ",
    "Yi": "ꆈꌠ",
}


def test_every_language_and_script_has_its_sample() -> None:
    assert sorted(SAMPLES) == sorted(DAYS) == list(LANGUAGES)
    assert list(NAMES) == list(SCRIPT_FONTS)


def families(pdf: bytes) -> set[str]:
    """Families of the embedded fonts: /ABCDEF+Noto-Serif-Bold gives "Noto Serif"."""
    document = pikepdf.open(io.BytesIO(pdf))
    (page,) = document.pages
    fonts = page.Resources.Font
    names = {str(fonts[key].BaseFont).partition("+")[2].replace("-", " ") for key in fonts}
    return {name.removesuffix(" Bold") for name in names}


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_letter_is_one_page_in_its_own_font_with_the_date_of_its_country(code: str) -> None:
    content = letter(code)
    assert text_faults(SAMPLES[code].blocks, code) == []
    assert page_faults(content) == []
    assert families(render(content)) == {*language(code).fonts, *QUOTED.get(code, ())}
    assert content.day == DAYS[code]


def lines_of(content: LetterContent, block: str) -> list[tuple[float, float]]:
    """Left and right edges of each line of a block of the drawn page, in millimetres."""
    document = HTML(string=markup.page_of(content, 9)).render(
        stylesheets=[CSS(string=markup.css_of(content.language))]
    )
    return [
        (min(piece[0] for piece in line) / MM, max(piece[1] for piece in line) / MM)
        for line in _lines(document.pages[0]._page_box, block)
    ]


def _lines(box: Any, block: str) -> Iterator[list[tuple[float, float]]]:
    for child in box.all_children():
        within = child.element is not None and child.element.get("data-block") == block
        if within and type(child).__name__ == "LineBox":
            yield [
                (text.position_x, text.position_x + text.width)
                for text in child.descendants()
                if getattr(text, "text", "")
            ]
        elif hasattr(child, "all_children"):
            yield from _lines(child, block)


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_paragraph_begins_where_its_script_begins(code: str) -> None:
    content = letter(code)
    entry = language(code)
    first, *rest = lines_of(content, "paragraphs.0")
    indent = entry.text_size * 2 * 25.4 / 72 if entry.indented else 0
    begins, ends = first if entry.direction == "ltr" else (215 - first[1], 215 - first[0])
    assert begins == pytest.approx(markup.LEFT_MM + indent, abs=0.1)
    assert max(ends, *(right for _left, right in rest), 0) <= markup.RIGHT_MM + 0.1
    assert markup.page_of(content, 9).count(f'dir="{entry.direction}"><head>') == 1


@pytest.mark.parametrize("script", SCRIPT_FONTS)
def test_a_name_of_any_script_signs_foreign_letters_in_the_font_of_its_script(script: str) -> None:
    initials = Signatory.of(NAMES[script]).initials
    assert field_faults(initials, "initials") == field_faults(NAMES[script], "place") == ()
    for code in ("en", "he"):
        content = letter(code, initials=initials, place=NAMES[script])
        assert page_faults(content) == []
        drawn = families(render(content)) - {*language(code).fonts}
        assert drawn == {SCRIPT_FONTS[script]} - {*language(code).fonts}
