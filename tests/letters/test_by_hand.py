"""The sheet to copy from: large, whole, in writing order, behind the same gates."""

import bisect
import dataclasses
import io
from collections.abc import Iterable
from pathlib import Path

import pikepdf
import pypdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns.letters import by_hand, markup
from campaigns.letters.by_hand import by_hand_sheet
from campaigns.letters.compose import Fault, Layout, LetterBlocks
from campaigns.letters.gates import LetterRefused
from campaigns.letters.languages import LANGUAGES, language
from campaigns.letters.pdf import page_faults
from tests.examples import of_contents
from tests.letters.samples import SAMPLES, letter

BLOCKS = SAMPLES["en"].blocks
HOSTILE = '<script>x</script>{{7*7}}{% load %}=cmd|x<img src="file:///etc/passwd">&lt;"</style>'
MARKS = str.maketrans("", "", "\u200e\u200f")
KNOWN = {"second_page", "missing_glyphs", "foreign_font", "invalid_characters"}


def opened(pdf: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(pdf))


def fonts_of(pdf: bytes) -> set[str]:
    """Families of the embedded fonts: /ABCDEF+Noto-Serif-Bold gives "Noto Serif"."""
    names = {
        str(font.BaseFont).partition("+")[2].replace("-", " ")
        for page in opened(pdf).pages
        for font in page.Resources.Font.values()
    }
    return {name.removesuffix(" Bold") for name in names}


def printed(pdf: bytes) -> str:
    """The text of the sheet with single blanks, in the order it is drawn, invisible marks out."""
    pages = (page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)
    return " ".join("".join(pages).translate(MARKS).split())


def codes(faults: Iterable[Fault]) -> set[str]:
    return {fault.code for fault in faults} & KNOWN


def with_paragraphs(*paragraphs: str) -> LetterBlocks:
    return dataclasses.replace(BLOCKS, paragraphs=paragraphs)


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_sample_is_a_tagged_sheet_in_the_fonts_of_its_language(code: str) -> None:
    content = letter(code)
    pdf = by_hand_sheet(content)
    document = opened(pdf)
    assert len(document.pages) <= by_hand.MOST_PAGES
    assert {tuple(round(float(x)) for x in p.MediaBox) for p in document.pages} == {
        (0, 0, 595, 842)
    }
    assert fonts_of(pdf) <= {*language(code).fonts, *markup.letter_fonts(content)}
    assert document.Root.MarkInfo.Marked
    assert str(document.Root.Lang) == markup.bcp47(language(code))
    with document.open_metadata() as metadata:
        assert (metadata["dc:title"], metadata["pdfuaid:part"]) == (content.title, "1")


def test_the_sheet_holds_what_is_written_in_the_order_of_writing() -> None:
    content = letter("en", blocks=LetterBlocks("On *Ann*", "Sir,", ("Free *Ann*.",), "Yours,"))
    assert printed(by_hand_sheet(content)) == (
        "President Isaias Afwerki Office of the President PO Box 257 ASMARA ERITREA "
        "Berlin, 23 February 2026 On Ann Sir, Free Ann. Yours, A. B. 1 / 1"
    )


def test_a_chinese_letter_is_dated_below_its_initials() -> None:
    text = printed(by_hand_sheet(letter("zh-hans")))
    assert text.endswith("此致 敬礼！ A. B. Berlin 2026年2月23日 1 / 1")


def test_without_a_signatory_the_closing_is_last() -> None:
    content = letter("en", initials="", place="")
    text = printed(by_hand_sheet(content))
    assert text.endswith("Yours respectfully, 1 / 1")


def sizes(pdf: bytes) -> set[float]:
    """Font sizes in use, in points."""
    found = set()

    def note(text: str, matrix: list[float], _: object, __: object, size: float) -> None:
        if text.strip():
            found.add(round(size * abs(matrix[3]), 1))

    pypdf.PdfReader(io.BytesIO(pdf)).pages[0].extract_text(visitor_text=note)
    return found


@pytest.mark.parametrize(("code", "body"), [("en", 16), ("ar", 18.9)])
def test_the_type_is_large(code: str, body: float) -> None:
    assert sizes(by_hand_sheet(letter(code))) == {9, 16, body}


@pytest.mark.parametrize("code", ["en", "ar", "zh-hans"])
def test_a_letter_that_fills_its_page_fits_two_sheets(code: str) -> None:
    words = " ".join(SAMPLES[code].blocks.paragraphs).replace("*", "") + " "

    def filled(length: int) -> LetterBlocks:
        return dataclasses.replace(SAMPLES[code].blocks, paragraphs=((words * 9)[:length],))

    lengths = range(300, 2400, 60)
    first = bisect.bisect(
        lengths, False, key=lambda n: page_faults(letter(code, blocks=filled(n))) != []
    )
    assert 0 < first < len(lengths)
    sheet = by_hand_sheet(letter(code, blocks=filled(lengths[first - 1])))
    assert len(opened(sheet).pages) == 2


def test_a_third_page_is_refused_where_it_begins() -> None:
    content = letter("en", blocks=with_paragraphs(*["word " * 80] * 9))
    with pytest.raises(LetterRefused) as refused:
        by_hand_sheet(content)
    assert refused.value.faults == (Fault("second_page", "paragraphs.5"),)


def test_equal_contents_give_equal_bytes() -> None:
    assert by_hand_sheet(letter("ar")) == by_hand_sheet(letter("ar"))


def test_a_sheet_says_nothing_of_when_and_where_it_was_made() -> None:
    pdf = by_hand_sheet(letter("tr"))
    assert set(opened(pdf).docinfo.keys()) <= {"/Title", "/Producer"}
    assert str(Path(__file__).parents[2]).encode() not in pdf


def test_the_mark_of_a_specimen_is_on_each_page() -> None:
    layout = Layout(specimen="MUSTER")
    content = letter("en", layout=layout, blocks=with_paragraphs(*["word " * 80] * 4))
    sheet = by_hand_sheet(content)
    assert len(opened(sheet).pages) == 2
    assert printed(sheet).count("MUSTER") == 2


def test_no_return_line_and_no_copy_line_are_copied() -> None:
    content = letter("en", layout=Layout(copy_line="Copy: Embassy"))
    text = printed(by_hand_sheet(content))
    assert [words for words in (content.return_line, "Copy:") if words in text] == []


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("a\ud800b", Fault("invalid_characters", "paragraphs.0", "\ud800")),
        ("a\0b", Fault("invalid_characters", "paragraphs.0", "\0")),
        ("a \ue000", Fault("missing_glyphs", "paragraphs.0", "\ue000")),
    ],
)
def test_what_cannot_be_drawn_is_refused(text: str, fault: Fault) -> None:
    with pytest.raises(LetterRefused) as refused:
        by_hand_sheet(letter("en", blocks=with_paragraphs(text)))
    assert refused.value.faults == (fault,)


def test_a_font_nobody_chose_is_refused() -> None:
    with pytest.raises(LetterRefused) as refused:
        by_hand_sheet(letter("en", blocks=with_paragraphs("Call ☎ now")))
    assert [(f.code, f.block, f.characters) for f in refused.value.faults] == [
        ("foreign_font", "paragraphs.0", "☎")
    ]


def test_a_seventh_address_line_is_refused() -> None:
    with pytest.raises(LetterRefused) as refused:
        by_hand_sheet(dataclasses.replace(letter("en"), address=tuple("ABCDEFG")))
    assert refused.value.faults == (Fault("too_many_lines", "envelope.6", detail="7"),)


def test_markup_in_a_value_stays_text() -> None:
    evil = LetterBlocks(HOSTILE, HOSTILE, (HOSTILE,), HOSTILE)
    content = letter("en", blocks=evil, place=HOSTILE, initials=HOSTILE)
    content = dataclasses.replace(content, address=(HOSTILE,), day=HOSTILE)
    page = by_hand.page_of(content)
    assert [page.count(tag) for tag in ("<script", "<img", "</style>")] == [0, 0, 1]
    text = printed(by_hand_sheet(content)).replace(" ", "")
    assert text.count(HOSTILE.replace(" ", "")) == 8


@of_contents
@given(
    st.lists(st.text(st.characters(codec="utf-8"), max_size=40), min_size=1, max_size=3),
    st.sampled_from(sorted(LANGUAGES)),
)
def test_any_text_is_drawn_or_refused_with_reasons(paragraphs: list[str], code: str) -> None:
    content = letter(code, blocks=with_paragraphs(*paragraphs))
    refusals = codes(page_faults(content))
    try:
        found = by_hand_sheet(content)
    except LetterRefused as refused:
        found, faults = b"", codes(refused.faults)
    else:
        faults = set()
    assert faults - {"second_page"} == refusals - {"second_page"}
    assert (found == b"") == (faults != set())
