"""The Word file: the same letter, every text in its place, direction and font."""

import dataclasses
import io
import json
import zipfile
from pathlib import Path

import pytest
from docx import Document
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.shared import Mm
from docx.text.paragraph import Paragraph
from hypothesis import given
from hypothesis import strategies as st

from campaigns.letters.compose import Fault, Layout, LetterBlocks
from campaigns.letters.docx import word
from campaigns.letters.faults import unreadable
from campaigns.letters.gates import LetterRefused, texts_of
from campaigns.letters.languages import LANGUAGES, LetterLanguage
from campaigns.letters.stretches import kept, tidy
from tests.examples import of_contents
from tests.letters.samples import SAMPLES, letter

BLOCKS = SAMPLES["en"].blocks
HOSTILE = "<script>alert(1)</script> {{7*7}} {% load %} =cmd|' /C calc'!A0 ]]> &lt; { HYPERLINK x }"
RTL = [code for code, entry in LANGUAGES.items() if entry.direction == "rtl"]

# What can be drawn, most of it by some font; now and then what cannot.
ASSIGNED = st.characters(codec="utf-8", exclude_categories=("Cc", "Cn", "Co", "Cs"))
TEXTS = st.text(ASSIGNED | st.sampled_from("*\n\r\t אب.A"), max_size=60) | st.text(max_size=9)


def opened(file: bytes) -> WordDocument:
    return Document(io.BytesIO(file))


def parts(file: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(file)) as package:
        assert package.testzip() is None
        return {name: package.read(name) for name in package.namelist()}


def shown(document: WordDocument) -> list[tuple[str, str]]:
    """Style and text of each paragraph, direction marks left out."""
    marks = str.maketrans("", "", "\u200e\u200f")
    return [(p.style.name, p.text.translate(marks)) for p in document.paragraphs]


def dateline(entry: LetterLanguage, place: str, day: str) -> str:
    return entry.dateline.replace("{place}", place).replace("{day}", day)


def flags(paragraph: Paragraph, name: str) -> list[tuple[str, bool]]:
    """Each run with whether it carries a flag such as w:rtl."""
    return [(run.text, run._r.find(f".//{qn(name)}") is not None) for run in paragraph.runs]


def is_bidi(paragraph: Paragraph) -> bool:
    return paragraph._p.find(f"{qn('w:pPr')}/{qn('w:bidi')}") is not None


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_sample_opens_with_every_text_in_its_place_and_style(code: str) -> None:
    entry, content = LANGUAGES[code], letter(code)
    date = [("Date", dateline(entry, "Berlin", content.day))]
    texts = ["".join(run.text for run in paragraph) for paragraph in content.paragraphs]
    assert shown(opened(word(content))) == [
        ("envelope return", content.return_line),
        *(("envelope address", line) for line in content.address),
        *([] if entry.date_below else date),
        ("Heading 1", content.title),
        ("Salutation", content.salutation),
        *(("Body Text", text) for text in texts),
        *(("Closing", line) for line in content.closing),
        ("Signature", content.initials),
        *(date if entry.date_below else []),
    ]


@pytest.mark.parametrize(
    ("line", "size"), [("ASMARA", 10.5), ("x" * 45, 9.5), ("x" * 90, 9.0), ("司" * 23, 9.0)]
)
def test_long_address_lines_are_set_smaller(line: str, size: float) -> None:
    content = dataclasses.replace(letter("en"), address=("Ministry", line))
    assert opened(word(content)).styles["envelope address"].font.size.pt == size


@pytest.mark.parametrize("code", LANGUAGES)
def test_paragraphs_of_the_letter_run_as_its_language_does(code: str) -> None:
    document = opened(word(letter(code)))
    body = [p for p in document.paragraphs if not p.style.name.startswith("envelope")]
    assert {is_bidi(paragraph) for paragraph in body} == {code in RTL}


def test_latin_words_in_arabic_run_from_left_to_right_their_brackets_do_not() -> None:
    document = opened(word(letter("ar")))
    paragraph = next(p for p in document.paragraphs if "ICCPR" in p.text)
    before, latin, after = flags(paragraph, "w:rtl")
    assert (before[0][-1], latin[0], after[0][0]) == ("(", "ICCPR", ")")
    assert (before[1], latin[1], after[1]) == (True, False, True)


def test_fields_of_the_other_direction_keep_their_dots_on_the_right_side() -> None:
    arabic = opened(word(letter("ar"))).paragraphs[-1]
    assert flags(arabic, "w:rtl") == [("\u200eA.\u00a0B.\u200e", False)]
    turkish = opened(word(letter("tr", initials="م.\u00a0ع."))).paragraphs[-1]
    assert [flag for _, flag in flags(turkish, "w:rtl")] == [True] * len(turkish.runs)
    assert turkish.text == "\u200fم.\u00a0ع.\u200f"


def test_an_arabic_address_begins_at_the_left_of_the_window() -> None:
    content = dataclasses.replace(letter("fr"), address=("رئيس الجمهورية", "CARTHAGE"))
    arabic, latin = opened(word(content)).paragraphs[1:3]
    assert (is_bidi(arabic), arabic.alignment.name) == (True, "RIGHT")
    assert (is_bidi(latin), latin.alignment) == (False, None)


def test_bold_is_bold_in_every_script() -> None:
    for code in ("tr", "ar", "zh-hans"):
        paragraph = opened(word(letter(code))).paragraphs
        bold = [run for p in paragraph for run in p.runs if run.bold]
        assert [run.text for run in bold] == [
            run.text
            for block in (letter(code).subject, *letter(code).paragraphs)
            for run in block
            if run.bold
        ]
        assert all(run.font.cs_bold for run in bold)
        assert opened(word(letter(code))).styles["Heading 1"].font.bold


def test_a_quoted_name_names_its_font_in_each_slot() -> None:
    document = opened(word(letter("de")))
    run = next(run for p in document.paragraphs for run in p.runs if run.text == "李示例")
    fonts = run._r.find(f".//{qn('w:rFonts')}")
    assert {key.partition("}")[2]: value for key, value in fonts.items()} == {
        **dict.fromkeys(("ascii", "hAnsi", "eastAsia", "cs"), "Noto Serif CJK SC"),
        "hint": "eastAsia",
    }


def test_a_specimen_says_so_at_the_head_of_the_page() -> None:
    document = opened(word(letter("tr", layout=Layout(specimen="MUSTER"))))
    (mark,) = document.sections[0].header.paragraphs
    assert (mark.text, mark.alignment.name, mark.runs[0].font.size.pt) == ("MUSTER", "CENTER", 48)
    assert document.sections[0].footer.is_linked_to_previous


def test_the_line_on_copies_stands_at_the_foot() -> None:
    document = opened(word(letter("tr", layout=Layout(copy_line="Copy: Embassy"))))
    assert [p.text for p in document.sections[0].footer.paragraphs] == ["Copy: Embassy"]
    assert document.sections[0].header.is_linked_to_previous


@pytest.mark.parametrize(
    ("content", "is_room"),
    [
        (letter("tr"), False),
        (letter("tr", layout=Layout(by_hand=True)), True),
        (letter("tr", initials="", place=""), True),
    ],
)
def test_there_is_room_to_sign_by_hand(content: object, is_room: bool) -> None:
    signature = opened(word(content)).paragraphs[-1]
    room = signature.paragraph_format.space_before
    assert signature.style.name == "Signature"
    assert (room is not None and abs(room - Mm(18)) < Mm(0.1)) is is_room


def test_a_letter_posted_by_the_visitor_carries_no_return_line() -> None:
    document = opened(word(letter("tr", layout=Layout(by_hand=True))))
    assert shown(document)[0][0] == "envelope address"


def test_hostile_text_is_text() -> None:
    evil = LetterBlocks(HOSTILE, HOSTILE, (HOSTILE,), HOSTILE)
    layout = Layout(specimen=HOSTILE, copy_line=HOSTILE)
    content = letter("en", blocks=evil, place=HOSTILE, initials=HOSTILE, layout=layout)
    content = dataclasses.replace(content, address=(HOSTILE,), return_line=HOSTILE)
    file = word(content)
    document = opened(file)
    texts = [text for style, text in shown(document) if style != "Date"]
    assert texts == [HOSTILE] * 7
    assert shown(document)[2] == ("Date", f"{HOSTILE}, {content.day}")
    section = document.sections[0]
    assert section.header.paragraphs[0].text == section.footer.paragraphs[0].text == HOSTILE
    for name, part in parts(file).items():
        found = [
            tag for tag in (b"<script", b"fldSimple", b"instrText", b"<w:object") if tag in part
        ]
        assert found == [], name


@pytest.mark.parametrize("place", ["{day}", "{place}", "{0}", "%s"])
def test_a_place_is_never_filled_in(place: str) -> None:
    content = letter("tr", place=place)
    assert ("Date", f"{place}, {content.day}") in shown(opened(word(content)))


def test_what_no_page_can_show_is_refused() -> None:
    content = letter("en", blocks=dataclasses.replace(BLOCKS, paragraphs=("a\ud800b", "a\0b")))
    with pytest.raises(LetterRefused) as refused:
        word(content)
    assert refused.value.faults == (
        Fault("invalid_characters", "paragraphs.0", characters="\ud800"),
        Fault("invalid_characters", "paragraphs.1", characters="\0"),
    )


def test_a_seventh_address_line_is_refused() -> None:
    with pytest.raises(LetterRefused) as refused:
        word(dataclasses.replace(letter("en"), address=tuple("ABCDEFG")))
    assert refused.value.faults == (Fault("too_many_lines", "envelope.6", detail="7"),)


@of_contents
@given(
    st.lists(TEXTS, min_size=4, max_size=6),
    st.text(max_size=10),
    st.sampled_from(sorted(LANGUAGES)),
)
def test_any_text_opens_as_it_was_written_or_is_refused(
    texts: list[str], field: str, code: str
) -> None:
    blocks = LetterBlocks(texts[0], texts[1], tuple(texts[3:]), texts[2])
    content = letter(code, blocks=blocks, initials=field, place="")
    if unreadable(texts_of(content)):
        with pytest.raises(LetterRefused):
            word(content)
        return
    document = opened(word(content))
    written = {(p.style.name, tidy(p.text)) for p in document.paragraphs}
    wanted = {("Salutation", content.salutation), ("Heading 1", content.title)} | {
        ("Body Text", "".join(run.text for run in paragraph)) for paragraph in content.paragraphs
    }
    assert {(style, tidy(text)) for style, text in wanted} <= written
    initials = kept(tidy(content.initials), content.direction)
    assert ("Signature", tidy(initials)) in written


@pytest.mark.parametrize("code", ["tr", "ar"])
def test_initials_of_the_vectors_sign_the_file_as_they_are(code: str) -> None:
    vectors = json.loads((Path(__file__).parents[1] / "initials_vectors.json").read_text("utf-8"))
    known = sorted({vector["initials"] for vector in vectors if "initials" in vector})[::4]
    signed = {initials: opened(word(letter(code, initials=initials))) for initials in known}
    direction = LANGUAGES[code].direction
    assert {initials: document.paragraphs[-1].text for initials, document in signed.items()} == {
        initials: kept(initials, direction) for initials in known
    }
