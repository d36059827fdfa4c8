"""A text in stretches of one font and one direction, for formats that do not sort that out alone.

Word asks of each run which way it runs and, by its character, which of four fonts it takes.
"""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

import regex

from campaigns.letters.content import Run
from campaigns.letters.languages import LATIN_FONT, SCRIPT_FONTS, Direction, LetterLanguage
from campaigns.letters.markup import direction_of

_MARK = {"ltr": "\u200e", "rtl": "\u200f"}
_STRONG: dict[str, Direction] = {"L": "ltr", "R": "rtl", "AL": "rtl"}
_NUMBERS = {"EN", "AN"}
_CLINGING = {"NSM", "BN"}  # marks and joiners go with the letter before them
_SCRIPT = regex.compile(
    "|".join(rf"(?P<{script}>\p{{Script={script}}})" for script in SCRIPT_FONTS)
)
_BLANKS = regex.compile(r"[ \t\r]+")


@dataclass(frozen=True, slots=True)
class Stretch:
    """Neighbouring characters that take one font family, one direction and one weight."""

    text: str
    family: str
    direction: Direction
    bold: bool = False


def body_stretches(runs: Iterable[Run], entry: LetterLanguage) -> Iterator[Stretch]:
    """A paragraph of the letter; what its language writes takes the first of its families.

    It is cut as a whole: the blank between a plain and a bold Latin word stays theirs.
    """
    runs = [Run(_single_blanks(run.text), run.bold) for run in runs]
    weights = [run.bold for run in runs for _ in run.text]
    own = dict.fromkeys(entry.scripts, entry.fonts[0])
    text = "".join(run.text for run in runs)
    return _cut(text, weights, entry.direction, entry.fonts[0], own)


def field_stretches(text: str, around: Direction) -> Iterator[Stretch]:
    """A value of any script (initials, place, address line) amid text of the direction `around`."""
    shown = kept(tidy(text), around)
    return _cut(shown, [False] * len(shown), around, LATIN_FONT, {})


def kept(text: str, around: Direction) -> str:
    """`text` with direction marks where it would lose its dots to the other side of its line."""
    direction = direction_of(text)
    return text if direction == around else f"{_MARK[direction]}{text}{_MARK[direction]}"


def tidy(text: str) -> str:
    """White space as a page shows it: line breaks stay, blanks are one and never at an end."""
    return "\n".join(line.strip(" ") for line in _single_blanks(text).split("\n"))


def _single_blanks(text: str) -> str:
    return _BLANKS.sub(" ", text.replace("\r\n", "\n"))


def _cut(
    text: str, weights: Sequence[bool], around: Direction, base: str, own: Mapping[str, str]
) -> Iterator[Stretch]:
    families = _settled([_family(character, own) for character in text], base)
    directions = _settled(_strong(text, around), around)
    start = 0
    for kind, members in groupby(zip(families, directions, weights, strict=True)):
        end = start + len(list(members))
        yield Stretch(text[start:end], *kind)
        start = end


def _family(character: str, own: Mapping[str, str]) -> str | None:
    found = _SCRIPT.match(character)
    script = found.lastgroup if found else None
    return (own.get(script) or SCRIPT_FONTS[script]) if script else None


def _strong(text: str, around: Direction) -> list[Direction | None]:
    """The direction of each letter and number, None for what lies between (UAX 9, W1 to W7)."""
    found: list[Direction | None] = []
    last, previous = around, None
    for character in text:
        kind = unicodedata.bidirectional(character)
        last = _STRONG.get(kind, last)
        if kind not in _CLINGING:
            previous = last if kind in _STRONG or kind in _NUMBERS else None
        found.append(previous)
    return found


def _settled[T](values: Sequence[T | None], base: T) -> list[T]:
    """What is open takes the value both its neighbours have, else the base (UAX 9, N1 and N2)."""
    before, settled = base, []
    following = _following(values, base)
    for value, after in zip(values, following, strict=True):
        if value is not None:
            before = value
        settled.append(value if value is not None else before if before == after else base)
    return settled


def _following[T](values: Sequence[T | None], base: T) -> list[T]:
    """For each place the next known value, the base at the end."""
    after, found = base, []
    for value in reversed(values):
        after = after if value is None else value
        found.append(after)
    return found[::-1]
