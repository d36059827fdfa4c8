"""Downloads as somebody meets them who does not see the page: PDF/UA-1, every word as written."""

import io
from collections.abc import Callable
from functools import lru_cache
from typing import Any

import pikepdf
import pytest

from campaigns.letters.assemble import single
from campaigns.letters.by_hand import by_hand_sheet
from campaigns.letters.content import Layout
from campaigns.letters.languages import LANGUAGES, language
from campaigns.letters.pdf import render
from campaigns.letters.signatory import Signatory
from tests.letters.conformity import violations
from tests.letters.pages import opened
from tests.letters.samples import DAY, letter
from tests.letters.test_kit import kit_of

MARKED = Layout(specimen="MUSTER", copy_line="Kopie an die Botschaft")
SIGNATORY = Signatory("Ł.\u00a0م.", "Łódź")


@lru_cache
def from_kit(code: str) -> bytes:
    return single(kit_of(code, MARKED), SIGNATORY, DAY)


def said(pdf: bytes) -> list[str]:
    """Texts of the blocks in reading order, as the file itself says them."""
    document = opened(pdf)
    fields = {
        int(operands[1].MCID): str(operands[1].ActualText)
        for operands, operator in pikepdf.parse_content_stream(document.pages[0])
        if str(operator) == "BDC" and "/ActualText" in operands[1]
    }
    (whole,) = document.Root.StructTreeRoot.K
    return [
        str(block.ActualText) if "/ActualText" in block else fields[int(block.K[0])]
        for block in whole.K
    ]


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_letter_from_a_kit_keeps_the_rules_and_says_every_word_as_written(code: str) -> None:
    pdf = from_kit(code)
    assert violations(pdf) == []
    assert said(pdf) == in_reading_order(code)


def in_reading_order(code: str) -> list[str]:
    content, entry = letter(code, SIGNATORY.initials, SIGNATORY.place, MARKED), language(code)
    date = [entry.dateline.replace("{place}", content.place).replace("{day}", content.day)]
    return [
        content.return_line,
        *content.address,
        *([] if entry.date_below else date),
        content.title,
        content.salutation,
        *("".join(run.text for run in paragraph) for paragraph in content.paragraphs),
        *content.closing,
        content.initials,
        *(date if entry.date_below else []),
        MARKED.copy_line,
        MARKED.specimen,
    ]


@pytest.mark.parametrize("code", ["tr", "ar", "ja", "hi", "my"])
@pytest.mark.parametrize("made", [render, by_hand_sheet], ids=lambda made: made.__name__)
def test_a_page_drawn_in_full_keeps_the_rules(made: Callable[..., bytes], code: str) -> None:
    assert violations(made(letter(code, layout=MARKED))) == []


def test_an_unsigned_letter_keeps_the_rules() -> None:
    assert violations(single(kit_of("ar", Layout(by_hand=True)), None, DAY)) == []


def without_language(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.Lang


def without_heading(pdf: pikepdf.Pdf) -> None:
    for block in pdf.Root.StructTreeRoot.K[0].K:
        block.S = pikepdf.Name.P


def with_a_paragraph_outside(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.StructTreeRoot.K[0].K[-1]


def with_loose_text(pdf: pikepdf.Pdf) -> None:
    instructions: list[Any] = list(pikepdf.parse_content_stream(pdf.pages[0]))
    kept = [entry for entry in instructions if str(entry[1]) not in ("BDC", "BMC", "EMC")]
    pdf.pages[0].Contents = pdf.make_stream(pikepdf.unparse_content_stream(kept))


def with_another_width(pdf: pikepdf.Pdf) -> None:
    for font in pdf.pages[0].Resources.Font.values():
        font.DescendantFonts[0].W = pikepdf.Array([0, pikepdf.Array([7])])


def without_texts(pdf: pikepdf.Pdf) -> None:
    for font in pdf.pages[0].Resources.Font.values():
        font.ToUnicode = pdf.make_stream(b"")


def with_a_picture_of_a_font(pdf: pikepdf.Pdf) -> None:
    for font in pdf.pages[0].Resources.Font.values():
        del font.DescendantFonts[0].FontDescriptor.FontFile2


@pytest.mark.parametrize(
    ("spoil", "clauses"),
    [
        (without_language, ["7.2 no language"]),
        (without_heading, ["7.4 not one heading"]),
        (with_a_paragraph_outside, ["7.1 content outside the structure"]),
        (with_loose_text, ["7.1 untagged content"]),
        (with_another_width, ["7.21.5 another width"]),
        (without_texts, ["7.21.7 glyph without text"]),
        (with_a_picture_of_a_font, ["7.21.4.1 glyph not embedded"]),
    ],
)
def test_a_broken_rule_is_noticed(spoil: Callable[[pikepdf.Pdf], None], clauses: list[str]) -> None:
    document, file = opened(from_kit("tr")), io.BytesIO()
    spoil(document)
    document.save(file)
    assert violations(file.getvalue()) == clauses
