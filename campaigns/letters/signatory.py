"""Who signs a letter: initials and, where the case allows it, a place. Nothing else is ever kept.

`campaigns/static/campaigns/initials.js` follows the same rules in the browser;
`tests/initials_vectors.json` holds both to the same answers.
"""

import unicodedata
from dataclasses import dataclass
from typing import Self

import regex

MAX_NAME_LENGTH = 200  # code points looked at; a longer text is refused unread
MAX_INITIALS = 4
MAX_PLACE_LENGTH = 40
MAX_CLUSTER_LENGTH = 8  # code points of one initial; the longest real conjuncts stay below
MAX_INHERITED_MARKS = 3  # accents on one letter; more of them would run into other lines
NO_BREAK_SPACE = "\u00a0"
DIGRAPHS = {"Ǆ": "ǅ", "ǆ": "ǅ", "Ǉ": "ǈ", "ǉ": "ǈ", "Ǌ": "ǋ", "ǌ": "ǋ", "Ǳ": "ǲ", "ǳ": "ǲ"}
# A dotless or dotted capital would be a guess: İ for a Turk, I for anyone else; ĳ stays one sign.
CASE_IS_A_GUESS = {"i", "ĳ"}
ITERATION_MARK = "々"
COMPOUND_FAMILY_NAMES = tuple(
    "|".join(
        (
            "欧阳|歐陽|司马|司馬|诸葛|諸葛|上官|司徒|夏侯|皇甫|尉迟|尉遲|公孙|公孫|慕容|令狐",
            "长孙|長孫|宇文|端木|东方|東方|南宫|南宮|西门|西門",
            "남궁|황보|제갈|사공|선우|서문|독고|동방",
        )
    ).split("|")
)

_CONTROL = r"(?=\p{Cc})[^\t\n\r]"
# Overrides, embeddings, isolates, tags and the like turn a line around or hide text in it.
_INVISIBLE_FORMAT = r"(?=\p{Cf})[^\u00AD\u061C\u200B-\u200F\u2060\uFEFF]"
_REFUSED = regex.compile(rf"{_CONTROL}|{_INVISIBLE_FORMAT}|[\p{{Cs}}\p{{Co}}\u2028\u2029]")
_DROPPED = regex.compile(r"[\u00AD\u034F\u061C\u200B\u200E\u200F\u2060\uFE00-\uFE0F\uFEFF]")
# Letters in another dress (full width, ligature, mathematical, Arabic presentation forms).
_DRESSED = regex.compile(
    r"[\uFB00-\uFB06\uFB13-\uFB17\uFB1D-\uFB4F\uFB50-\uFDCF\uFDF0-\uFDF9\uFE70-\uFEFC"
    r"\uFF01-\uFF5E\uFF65-\uFF9F\uFFA1-\uFFDC\U0001D400-\U0001D7CB]"
)
_BLANK = regex.compile(
    r"[\t\n\r \u00A0\u115F\u1160\u1680\u2000-\u200A\u202F\u205F\u2800\u3000\u3164\uFFA0]+"
)
_CJK = r"\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}"
_SEPARATOR = regex.compile(rf"[ ,،、，፡\u1361\u30FB]+|\u00B7(?=[{_CJK}])")
_HYPHEN = regex.compile(r"[-\u2010\u2011\u2013\u058A\u05BE]")
_NAME_CHARACTERS = regex.compile(
    r"[\p{L}\p{M}\u200C\u200D ,،、，.'’‘ʼ´׳״\u00B7\u0F0B\u1361\u30FB"
    r"\-\u2010\u2011\u2013\u058A\u05BE]*"
)
# Ordinal signs and vowels written before their consonant are letters that begin no name.
_BEGINS_NO_NAME = (
    r"\p{Lm}\u00AA\u00BA\u0D4E\u0E40-\u0E44\u0EC0-\u0EC4\u19B5-\u19B7\u19BA"
    r"\uAAB5\uAAB6\uAAB9\uAABB\uAABC"
)
_INITIAL = regex.compile(rf"(?=\p{{L}})[^{_BEGINS_NO_NAME}]")
_CAPITAL = regex.compile(r"[\p{Lu}\p{Lt}]")
_CASED = regex.compile(r"[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Armenian}]")
_CJK_WORD = regex.compile(rf"[{_CJK}][{_CJK}\p{{M}}\u30FC]*")
_CJK_LETTER = regex.compile(rf"[{_CJK}]")
# Thai and Lao abbreviate to the bare consonant, without vowel and tone.
_CONSONANT_ALONE = regex.compile(r"[\p{Script=Thai}\p{Script=Lao}]")
_INHERITED = regex.compile(r"\p{Script=Inherited}")
_KANA = regex.compile(r"[\p{Script=Hiragana}\p{Script=Katakana}]")
# Scripts whose consonants join into one syllable (Indic_Conjunct_Break).
_JOINING = regex.compile(
    r"[\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gujarati}\p{Script=Oriya}"
    r"\p{Script=Telugu}\p{Script=Malayalam}\p{Script=Khmer}]"
)
_HAN = regex.compile(r"\p{Script=Han}+")
_CLUSTER = regex.compile(r"\X")


class InitialsError(ValueError):
    """A text that gives no initials; `code` is what the form shows a message for.

    required: nothing there. not_a_letter: digits, emoji, punctuation, formulas. too_many: more
    than four. too_long: over 200 characters. invalid: controls, bidi overrides, lone surrogates,
    private use, stacked accents.
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class PlaceError(ValueError):
    """A text that is no place; `code` is too_long, not_allowed or invalid.

    `characters` holds the offending ones of not_allowed, each once, for the message.
    """

    def __init__(self, code: str, characters: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.characters = characters


@dataclass(frozen=True, slots=True)
class Signatory:
    """A visitor in the act of signing: finished initials and place, never a name."""

    initials: str
    place: str = ""

    @classmethod
    def of(cls, name: str, place: str = "") -> Self:
        """Both fields as typed; raises InitialsError or PlaceError."""
        return cls(initials_of(name), place_of(place))


def initials_of(text: str) -> str:
    """One to four initials: `A.-L. M.`, joined by no-break spaces; raises InitialsError.

    Initials pass unchanged, so a server may apply this to whatever comes. Small letters become
    capitals only if no initial is one (`anna berger`); otherwise they are meant so
    (`A. v. B.`). An `i` stays: its capital depends on the language. `A.B.` is two initials, `AB`
    a word, hence one. Chinese, Japanese and Korean
    names give the first character of the family and of the given name, without dots; a name
    written in one piece is split after its family name (one character, or a known pair). A name
    of two characters, in one piece or not, gives the first alone: both would be the whole name.
    Single characters with no-break spaces between them are initials already.
    """
    groups = [group for word in _words(text) for group in _groups(word)]
    letters = [letter for group in groups for letter in group]
    if not letters:
        raise InitialsError("not_a_letter")
    if len(letters) > MAX_INITIALS:
        raise InitialsError("too_many")
    keep_case = any(_CAPITAL.match(letter) for letter in letters)
    return NO_BREAK_SPACE.join("-".join(_shown(group, keep_case)) for group in groups)


def _cleaned(text: str) -> str:
    """NFC, single spaces, nothing invisible; raises what needs no look at the letters."""
    if len(text) > MAX_NAME_LENGTH:
        raise InitialsError("too_long")
    if _REFUSED.search(text):
        raise InitialsError("invalid")
    plain = _collapsed(_DRESSED.sub(_undressed, _DROPPED.sub("", text)))
    if not plain:
        raise InitialsError("required")
    if not _NAME_CHARACTERS.fullmatch(plain) or _HYPHEN.match(plain):
        raise InitialsError("not_a_letter")
    return plain


def _undressed(match: "regex.Match[str]") -> str:
    return unicodedata.normalize("NFKC", match[0])


def _collapsed(text: str) -> str:
    return _BLANK.sub(" ", unicodedata.normalize("NFC", text)).strip(" ")


def _words(text: str) -> list[str]:
    """Words as separated by spaces and commas; one CJK word becomes family and given name."""
    words = [word for word in _SEPARATOR.split(_cleaned(text)) if word]
    if NO_BREAK_SPACE.join(words) != unicodedata.normalize("NFC", text):
        words = _spaced_name_as_one(words)
    if len(words) == 1 and _CJK_WORD.fullmatch(words[0]):
        return _family_and_given(words[0])
    return words


def _spaced_name_as_one(words: list[str]) -> list[str]:
    """`王 明` is `王明`: characters that stand apart are no initials yet."""
    if all(_CJK_WORD.fullmatch(word) and len(_CLUSTER.findall(word)) == 1 for word in words):
        return [unicodedata.normalize("NFC", "".join(words))]
    return words


def _family_and_given(name: str) -> list[str]:
    """Splits `王小明`, `欧阳修`, `山田さくら`, `김민수`; a name that begins in kana stays whole."""
    characters: list[str] = _CLUSTER.findall(name)
    han = _HAN.match(name)
    if len(characters) < 3 or _KANA.match(name) or ITERATION_MARK in characters[:2]:
        return [name]
    if han and han.end() < len(name):
        return [han[0], name[han.end() :]]
    family = 2 if len(characters) == 4 or name.startswith(COMPOUND_FAMILY_NAMES) else 1
    if len(characters) > 4:
        return [name]
    return ["".join(characters[:family]), "".join(characters[family:])]


def _groups(word: str) -> list[list[str]]:
    """First letters of a word; a full stop inside starts a new group, a hyphen continues one."""
    groups: list[list[str]] = []
    for place, part in enumerate(_HYPHEN.split(word)):
        continues = place > 0 and bool(groups)
        for letter in filter(None, map(_first_letter, part.split("."))):
            if continues:
                groups[-1].append(letter)
            else:
                groups.append([letter])
            continues = False
    return groups


def _first_letter(word: str) -> str:
    """The first letter or syllable of a word as it was typed, or "" when the word has none."""
    if regex.match(r"\p{M}", word):
        raise InitialsError("not_a_letter")
    start = _INITIAL.search(word)
    if start is None:
        return ""
    cluster: str = _CLUSTER.findall(word, start.start())[0].strip("\u200c\u200d")
    if not regex.fullmatch(r"\p{L}[\p{L}\p{M}\u200C\u200D]*", cluster) or _is_malformed(cluster):
        raise InitialsError("invalid")
    return cluster[0] if _CONSONANT_ALONE.match(cluster) else cluster


def _shown(group: list[str], keep_case: bool) -> list[str]:
    """Letters with their dots; after a hyphen always capitals: `Anne-marie`, `Min-su`."""
    return [
        letter if _CJK_LETTER.match(letter) else _titled(letter, keep_case and not place) + "."
        for place, letter in enumerate(group)
    ]


def _is_malformed(cluster: str) -> bool:
    """Too long, too many accents, or an Indic sign on a letter it cannot join."""
    foreign_sign = _JOINING.search(cluster) and not _JOINING.match(cluster)
    return (
        bool(foreign_sign)
        or len(cluster) > MAX_CLUSTER_LENGTH
        or len(_INHERITED.findall(unicodedata.normalize("NFD", cluster))) > MAX_INHERITED_MARKS
    )


def _titled(cluster: str, keep_case: bool) -> str:
    """Capital first letter where that is one letter in every language; ǆ is ǅ in any case."""
    letter, marks = cluster[0], cluster[1:]
    capital = DIGRAPHS.get(letter, letter)
    is_small = _CASED.match(letter) and not _CAPITAL.match(capital)
    if not keep_case and is_small and letter not in CASE_IS_A_GUESS:
        upper = letter.upper()
        capital = upper if len(upper) == 1 else letter
    return unicodedata.normalize("NFC", capital + marks)


_PLACE_REFUSED = regex.compile(
    rf"{_CONTROL}|(?=\p{{Cf}})[^\u200C]|[\p{{Cs}}\p{{Co}}\u2028\u2029]"
    rf"|\p{{Script=Inherited}}{{{MAX_INHERITED_MARKS + 1},}}"
)
_PLACE_FOREIGN = regex.compile(
    r"[^\p{L}\p{M} .'’\-\u200C]|[\u115F\u1160\u3164\uFFA0\u00AA\u00BA]|(?<![\p{L}\p{M}])\p{M}"
    r"|(?<![\p{L}\p{M}])\u200C|\u200C(?!\p{L})|^[\-.]"
)


def place_of(text: str) -> str:
    """The place as printed, NFC, single spaces, or ""; raises PlaceError.

    Letters, marks, space, hyphen, apostrophe and full stop, and the non-joiner Persian needs
    inside a word; at most 40 characters after trimming.
    """
    if len(text) > MAX_NAME_LENGTH:
        raise PlaceError("too_long")
    if _PLACE_REFUSED.search(unicodedata.normalize("NFD", text)):
        raise PlaceError("invalid")
    place = regex.sub(r"[\s\u00A0]+", " ", unicodedata.normalize("NFC", text)).strip(" ")
    if len(place) > MAX_PLACE_LENGTH:
        raise PlaceError("too_long")
    foreign = "".join(dict.fromkeys(_PLACE_FOREIGN.findall(place)))
    if foreign or (place and not regex.search(r"\p{L}", place)):
        raise PlaceError("not_allowed", foreign or place)
    return place
