"""Scripts: the font of each, and characters that look right in a language and are wrong in it.

Fonts are exact family names of fonts-noto-core and fonts-noto-cjk (Debian): a family that is only
similar falls back without a word.
"""

from collections.abc import Mapping
from types import MappingProxyType

LATIN_FONT = "Noto Serif"
# Families for one field (initials, place) in any letter: each script by ISO 15924 name.
SCRIPT_FONTS: Mapping[str, str] = MappingProxyType(
    {
        "Latin": LATIN_FONT,
        "Greek": LATIN_FONT,
        "Cyrillic": LATIN_FONT,
        "Adlam": "Noto Sans Adlam",
        "Arabic": "Noto Naskh Arabic",
        "Armenian": "Noto Serif Armenian",
        "Bengali": "Noto Serif Bengali",
        "Bopomofo": "Noto Serif CJK TC",
        "Canadian_Aboriginal": "Noto Sans Canadian Aboriginal",
        "Chakma": "Noto Sans Chakma",
        "Cherokee": "Noto Sans Cherokee",
        "Devanagari": "Noto Serif Devanagari",
        "Ethiopic": "Noto Serif Ethiopic",
        "Georgian": "Noto Serif Georgian",
        "Gujarati": "Noto Serif Gujarati",
        "Gurmukhi": "Noto Serif Gurmukhi",
        "Han": "Noto Serif CJK SC",
        "Hangul": "Noto Serif CJK KR",
        "Hanifi_Rohingya": "Noto Sans Hanifi Rohingya",
        "Hebrew": "Noto Serif Hebrew",
        "Hiragana": "Noto Serif CJK JP",
        "Kannada": "Noto Serif Kannada",
        "Katakana": "Noto Serif CJK JP",
        "Khmer": "Noto Serif Khmer",
        "Lao": "Noto Serif Lao",
        "Malayalam": "Noto Serif Malayalam",
        "Meetei_Mayek": "Noto Sans Meetei Mayek",
        "Mongolian": "Noto Sans Mongolian",
        # Noto Serif Myanmar calls both its weights regular: names would not stand out.
        "Myanmar": "Noto Sans Myanmar",
        "Nko": "Noto Sans NKo",
        "Ol_Chiki": "Noto Sans Ol Chiki",
        "Oriya": "Noto Sans Oriya",
        "Sinhala": "Noto Serif Sinhala",
        "Syriac": "Noto Sans Syriac",
        "Tamil": "Noto Serif Tamil",
        "Telugu": "Noto Serif Telugu",
        "Thaana": "Noto Sans Thaana",
        "Thai": "Noto Serif Thai",
        "Tibetan": "Noto Serif Tibetan",
        "Tifinagh": "Noto Sans Tifinagh",
        "Vai": "Noto Sans Vai",
        "Yi": "Noto Sans Yi",
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

# What follows are regular expressions (module regex) of characters that look right and are not.
# Letters in a fixed shape, as copying from a PDF gives them: they neither join nor can be found.
SHAPED_ARABIC = r"[\uFB50-\uFDCF\uFDF0-\uFDF9\uFE70-\uFEFC]"
WRONG_ARABIC = rf"[یک۴۵۶]|{SHAPED_ARABIC}"
WRONG_PERSIAN = rf"[يىك٤٥٦]|{SHAPED_ARABIC}"
WRONG_PASHTO = rf"[ىكٹڈڑہں٤٥٦]|{SHAPED_ARABIC}"  # ي is a Pashto letter beside ی
WRONG_URDU = rf"[يىكهةۀ٤٥٦]|{SHAPED_ARABIC}"
WRONG_SORANI = rf"[يىكةؤ]|{SHAPED_ARABIC}"
WRONG_HEBREW = r"[\uFB1D-\uFB4F]"
WRONG_ARMENIAN = r"(?<=\p{Script=Armenian}):"  # the full stop is ։
WRONG_AZERBAIJANI = "[ǝƎ]"
# Zawgyi, the encoding before Unicode: letters of other peoples, and the vowel sign E first.
WRONG_BURMESE = r"[\u1060-\u1097]|(?<![\u1000-\u102A\u103B-\u103F\u104E])\u1031"
# Two signs side by side for one that has its own code: แ ำ, ແ ຳ, ោ ើ.
WRONG_THAI = r"\u0E40\u0E40|\u0E4D[\u0E48-\u0E4B]?\u0E32"
WRONG_LAO = r"\u0EC0\u0EC0|\u0ECD[\u0EC8-\u0ECB]?\u0EB2"
WRONG_KHMER = r"[\u17A3\u17A4]|\u17C1[\u17B6\u17B8]"
# The letter A or E with a vowel sign for a vowel that is a letter.
WRONG_DEVANAGARI = r"\u0905[\u093E\u0949-\u094C]|\u090F\u0947"
WRONG_BENGALI = r"[ৰৱ]|\u0985\u09BE"  # the first two are Assamese
WRONG_SINHALA = r"\u0D85[\u0DCF-\u0DD1]|[\u0D91\u0D94]\u0DCA"
# Pairs of one meaning, common in letters, neither of which the other way of writing uses.
SIMPLIFIED = (
    "们这为说时会对发学过还进动问间头车东见长书电门马话钱让谁认识记设许诉读课调谈请谢论证评词译试语误诚详该"
    "关开无权则应际难从来两个国经给实现体义张员单图团处华联严业乡习亲"
)
TRADITIONAL = (
    "們這為說時會對發學過還進動問間頭車東見長書電門馬話錢讓誰認識記設許訴讀課調談請謝論證評詞譯試語誤誠詳該"
    "關開無權則應際難從來兩個國經給實現體義張員單圖團處華聯嚴業鄉習親"
)
# Those that Japanese does not share.
NO_JAPANESE = "".join(sign for sign in SIMPLIFIED if sign not in "会学无从来个国")
