"""What can be seen to be wrong with a letter's text before there is a page."""

from collections.abc import Iterator, Mapping, Sequence

import regex

from campaigns.letters.content import MAX_ENVELOPE_LINES, Fault, LetterBlocks
from campaigns.letters.languages import LetterLanguage
from campaigns.letters.languages import language as letter_language

BOLD_BLOCKS = ("subject", "paragraphs")
# {name}, {{ name }}, %(name)s, [NAME], ____, XXX: what an author meant to fill in.
_PLACEHOLDER = regex.compile(
    r"\{+[^{}]*\}+|[{}]|%\([^)]*\)[sd]|%s|\[[\p{L}\p{M}\p{N} _./-]{1,60}\]|_{3,}|\bX{3,}\b"
)
_INVALID = regex.compile(
    r"(?=\p{Cc})[^\t\n\r]|[\p{Cs}\p{Cn}\uFFFD\u2028\u2029\u202A-\u202E\uFFF9-\uFFFB]"
)
_PRIVATE = regex.compile(r"\p{Co}")
_WORD = regex.compile(
    r"[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|\p{L}[\p{L}\p{M}'’\u200C\u200D-]*"
)

# Alphabets whose letters look alike: a word in two of them is misspelt for whoever searches for it.
_ALIKE = tuple(
    regex.compile(rf"\p{{Script={script}}}")
    for script in ("Latin", "Cyrillic", "Greek", "Armenian")
)
_ALIKE_WORD = regex.compile(r"\p{L}[\p{L}\p{M}]*")
# A Latin letter alone between words of these: the Russian "a", the Ukrainian "i", the Greek "o".
_ALIKE_ALONE = regex.compile(
    r"(?<=\p{Script=Cyrillic}[ ,]+)[acioky](?= \p{Script=Cyrillic}\p{Ll})"
    r"|^[ABCKOY](?= \p{Script=Cyrillic})"
    r"|(?<=\p{Script=Greek}[ ,]+)[oO](?= \p{Script=Greek})|^O(?= \p{Script=Greek})",
    regex.MULTILINE,
)


def text_faults(blocks: LetterBlocks, language: str) -> list[Fault]:
    """Every fault of a text in a letter language, in reading order; raises UnknownLanguage."""
    entry = letter_language(language)
    faults = [fault for name, text in blocks.named() for fault in _of_block(name, text, entry)]
    return faults if blocks.paragraphs else [Fault("empty", "paragraphs"), *faults]


def envelope_faults(lines: Sequence[str]) -> list[Fault]:
    """too_many_lines, or empty; that the lines fit is for the page to say."""
    if not any(line.strip() for line in lines):
        return [Fault("empty", "envelope")]
    if len(lines) > MAX_ENVELOPE_LINES:
        return [Fault("too_many_lines", f"envelope.{MAX_ENVELOPE_LINES}", detail=str(len(lines)))]
    return []


def undrawable(blocks: Mapping[str, str]) -> list[Fault]:
    """invalid_characters: controls, lone surrogates, bidi overrides; no page can show them."""
    return [
        Fault("invalid_characters", name, characters=_once(found))
        for name, text in blocks.items()
        if (found := _INVALID.findall(text))
    ]


def unreadable(blocks: Mapping[str, str]) -> list[Fault]:
    """undrawable(), and missing_glyphs for private use: where no page says what has no glyph."""
    private = [
        Fault("missing_glyphs", name, characters=_once(found))
        for name, text in blocks.items()
        if (found := _PRIVATE.findall(text))
    ]
    return [*undrawable(blocks), *private]


def _of_block(name: str, text: str, entry: LetterLanguage) -> Iterator[Fault]:
    if not text.strip(" \t\r\n\u00a0\u3000*"):
        yield Fault("empty", name)
        return
    yield from _leftovers(name, text)
    yield from unreadable({name: text})
    if name.partition(".")[0] in BOLD_BLOCKS and text.count("*") % 2:
        yield Fault("unbalanced_bold", name, characters="*")
    yield from _of_script(name, text, entry)


def _leftovers(name: str, text: str) -> Iterator[Fault]:
    for leftover in dict.fromkeys(_PLACEHOLDER.findall(text)):
        yield Fault("placeholder", name, detail=leftover)


def _of_script(name: str, text: str, entry: LetterLanguage) -> Iterator[Fault]:
    """A block is in the wrong script when two of three words are; a Han character is a word."""
    if entry.misplaced and (found := regex.findall(entry.misplaced, text)):
        yield Fault("wrong_script", name, characters=_once("".join(found)))
    if found := [*_mixed(text), *_ALIKE_ALONE.findall(text)]:
        yield Fault("wrong_script", name, characters=_once("".join(found)))
    foreign = _neighbours(text, entry) or _foreign_words(text, entry)
    if foreign:
        yield Fault("wrong_script", name, characters=_once("".join(foreign))[:40])


def _mixed(text: str) -> Iterator[str]:
    """The fewer letters of each word in two alphabets: the Latin `a` of `Бaтыр`."""
    for word in _ALIKE_WORD.findall(text):
        alphabets = sorted((found for alike in _ALIKE if (found := alike.findall(word))), key=len)
        for letters in alphabets[:-1]:
            yield "".join(letters)


def _neighbours(text: str, entry: LetterLanguage) -> list[str]:
    """Characters of the rival way of writing if there are more of them than of the proper one."""
    if not entry.rival:
        return []
    rivals: list[str] = regex.findall(f"[{entry.rival}]", text)
    return rivals if len(rivals) > len(regex.findall(f"[{entry.proper}]", text)) else []


def _foreign_words(text: str, entry: LetterLanguage) -> list[str]:
    words: list[str] = _WORD.findall(text)
    own = regex.compile("[" + "".join(rf"\p{{Script={name}}}" for name in entry.scripts) + "]")
    foreign = [word for word in words if not own.match(word)]
    return foreign if 3 * len(foreign) > 2 * len(words) else []


def _once(characters: Sequence[str]) -> str:
    return "".join(dict.fromkeys(characters))
