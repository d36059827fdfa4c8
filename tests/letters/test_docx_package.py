"""What surrounds the text of a Word file: its page, its styles, and no trace of anybody."""

import dataclasses
import getpass
import io
import time
import zipfile
from pathlib import Path

import pytest
from docx import Document
from docx.document import Document as WordDocument
from docx.oxml.ns import qn

from campaigns.letters import markup
from campaigns.letters.compose import Layout
from campaigns.letters.docx import word
from campaigns.letters.languages import LANGUAGES
from tests.letters.samples import SAMPLES, letter

BLOCKS = SAMPLES["en"].blocks
PARTS = [
    "[Content_Types].xml",
    "_rels/.rels",
    "docProps/core.xml",
    "word/_rels/document.xml.rels",
    "word/document.xml",
    "word/fontTable.xml",
    "word/settings.xml",
    "word/styles.xml",
]


def opened(file: bytes) -> WordDocument:
    return Document(io.BytesIO(file))


def parts(file: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(file)) as package:
        assert package.testzip() is None
        return {name: package.read(name) for name in package.namelist()}


def place_of(document: WordDocument, style: str) -> tuple[float, float, float]:
    """Left and top edge of a frame on the page, and its width, in millimetres."""
    frame = document.styles[style].element.find(f".//{qn('w:framePr')}")
    assert (frame.get(qn("w:hAnchor")), frame.get(qn("w:vAnchor"))) == ("page", "page")
    left, top, width = (int(frame.get(qn(f"w:{edge}"))) for edge in "xyw")
    return tuple(round(length * 25.4 / 1440, 1) for length in (left, top, width))


@pytest.mark.parametrize(("window", "left"), [("left", 25.0), ("right", 125.0)])
def test_the_address_stands_in_the_window(window: str, left: float) -> None:
    document = opened(word(letter("tr", layout=Layout(window=window))))
    assert place_of(document, "envelope return") == (left, 57.6, 80.0)
    assert place_of(document, "envelope address") == (left, 62.7, 80.0)


def test_the_page_is_a4_with_the_margins_of_the_printed_letter() -> None:
    section = opened(word(letter("tr"))).sections[0]
    edges = (section.page_width, section.page_height, section.left_margin, section.right_margin)
    assert [round(edge.mm) for edge in edges] == [210, 297, 25, 20]
    assert [round(edge.mm) for edge in (section.top_margin, section.bottom_margin)] == [97, 24]


def test_where_the_date_stands_below_the_text_begins_at_its_own_height() -> None:
    section = opened(word(letter("zh-hans"))).sections[0]
    assert round(section.top_margin.mm) == 107


def slots(code: str) -> dict[str, str]:
    styles = opened(word(letter(code))).styles.element
    return {
        key.partition("}")[2]: value for key, value in styles.find(f".//{qn('w:rFonts')}").items()
    }


@pytest.mark.parametrize("code", LANGUAGES)
def test_each_slot_of_fonts_is_filled_for_the_language(code: str) -> None:
    own = LANGUAGES[code].fonts[0]
    assert slots(code) == {"ascii": "Noto Serif", "hAnsi": own, "eastAsia": own, "cs": own}


@pytest.mark.parametrize(
    ("code", "tag"), [("tr", "tr"), ("ar", "ar"), ("zh-hans", "zh-CN"), ("ti", "ti")]
)
def test_the_language_is_tagged(code: str, tag: str) -> None:
    document = opened(word(letter(code)))
    language = document.styles.element.find(f".//{qn('w:lang')}")
    assert set(language.values()) == {tag}
    assert document.core_properties.language == markup.bcp47(LANGUAGES[code])


def traces(file: bytes) -> list[str]:
    """What in a file could say who made it, with what, where or when."""
    clues = ("canary", str(Path(__file__).parents[2]), "python-docx", "dcterms", "rsid")
    content = b"\n".join(parts(file).values()).decode(errors="replace")
    return [clue for clue in clues if clue in content]


def test_nothing_in_the_file_says_who_made_it_where_or_when(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("LOGNAME", "USER", "USERNAME", "HOSTNAME", "COMPUTERNAME"):
        monkeypatch.setenv(name, "canary")
    stock, document = io.BytesIO(), Document()
    document.core_properties.last_modified_by = getpass.getuser()
    document.save(stock)
    assert traces(stock.getvalue()) == ["canary", "python-docx", "dcterms", "rsid"]
    assert traces(word(letter("tr"))) == []
    assert list(parts(word(letter("tr")))) == PARTS


def test_the_file_has_a_title_and_a_language_and_no_other_property() -> None:
    properties = opened(word(letter("tr"))).core_properties
    assert (properties.title, properties.language) == (letter("tr").title, "tr")
    assert len(properties._element) == 2


def test_word_is_told_to_add_no_name_on_saving() -> None:
    settings = opened(word(letter("tr"))).settings.element
    assert settings.find(qn("w:removePersonalInformation")) is not None


def test_a_long_subject_is_cut_in_the_properties_alone() -> None:
    content = letter("en", blocks=dataclasses.replace(BLOCKS, subject="word " * 80))
    document = opened(word(content))
    assert len(document.core_properties.title) == 255
    assert content.title in [paragraph.text for paragraph in document.paragraphs]


def stock() -> bytes:
    """What python-docx writes by itself."""
    target = io.BytesIO()
    Document().save(target)
    return target.getvalue()


def test_equal_contents_give_equal_bytes_on_any_day(monkeypatch: pytest.MonkeyPatch) -> None:
    content = letter("ar", layout=Layout(specimen="MUSTER", copy_line="Copy: Embassy"))
    today, plain = word(content), stock()
    monkeypatch.setattr(time, "time", lambda: 2_000_000_000.0)
    assert stock() != plain
    assert word(content) == today
    with zipfile.ZipFile(io.BytesIO(today)) as package:
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
