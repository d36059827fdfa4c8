"""Lines of languages that join their words: where they may end, and that nothing else changes."""

import dataclasses
from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns.letters import pdf
from campaigns.letters.breaking import ZERO_WIDTH_SPACE, breakable
from campaigns.letters.content import LetterContent
from campaigns.letters.gates import block_of, tree
from campaigns.letters.languages import LANGUAGES
from tests.examples import of_contents
from tests.letters.pages import DPI, ink_heights
from tests.letters.samples import SAMPLES, letter

JOINED = [code for code, entry in LANGUAGES.items() if entry.joined]


def test_joined_languages_are_those_of_south_east_asia() -> None:
    assert JOINED == ["km", "lo", "my", "th"]


@pytest.mark.parametrize(
    ("code", "text", "words"),
    [
        ("th", "เสรีภาพในการแสดงความคิดเห็น", ["เสรีภาพ", "ใน", "การ", "แสดง", "ความ", "คิด", "เห็น"]),
        ("lo", "ສິດທິມະນຸດ", ["ສິດທິ", "ມະນຸດ"]),
        ("km", "ខ្ញុំសូមសរសេរលិខិត", ["ខ្ញុំ", "សូម", "សរសេរ", "លិខិត"]),
    ],
)
def test_words_are_found(code: str, text: str, words: list[str]) -> None:
    assert breakable(text, code).split(ZERO_WIDTH_SPACE) == words


def test_other_languages_stay_as_they_are() -> None:
    assert breakable("เสรีภาพในการ", "de") == "เสรีภาพในการ"


@pytest.mark.parametrize("code", JOINED)
@of_contents
@given(text=st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\u200b")))
def test_nothing_is_added_but_invisible_spaces(code: str, text: str) -> None:
    assert breakable(text, code).replace(ZERO_WIDTH_SPACE, "") == text


@pytest.mark.parametrize("code", JOINED)
def test_lines_end_at_the_end_of_a_word(code: str) -> None:
    blocks = SAMPLES[code].blocks
    words = "".join(blocks.paragraphs[0].replace("*", "").split()) * 2
    content = letter(code, blocks=dataclasses.replace(blocks, paragraphs=(words,)))

    lines = lines_of(content, "paragraphs.0")

    assert len(lines) > 3
    ends = set(accumulate(len(word) for word in breakable(words, code).split(ZERO_WIDTH_SPACE)))
    assert {*accumulate(map(len, lines))} - ends == set()


def lines_of(content: LetterContent, block: str) -> list[str]:
    """What the drawn page shows of a block, line by line."""
    with pdf.DRAWING:
        page = pdf.lay_out(pdf.page_of(content), content.language).pages[0]
    shown = [
        box.text
        for box, owner in tree(page)
        if getattr(box, "text", "") and block_of(owner) == block
    ]
    return [text.replace(ZERO_WIDTH_SPACE, "") for text in shown]


@pytest.mark.parametrize("code", SAMPLES)
def test_ink_of_two_lines_does_not_meet(code: str) -> None:
    entry = LANGUAGES[code]
    pitch = entry.text_size * entry.line_height * DPI / 72

    assert max(ink_heights(pdf.render(letter(code)))) < pitch
