"""The sheet for colleagues beside a box."""

import io

import pytest
from pypdf import PdfReader

from campaigns.letters.box_sheet import BoxSheet, Row, box_sheet, grouped
from campaigns.letters.pack import Pack

HASH = "0123456789abcdef" * 4


def words(language: str = "en", **fields: object) -> BoxSheet:
    return BoxSheet(
        **{
            "language": language,
            "kicker": "For colleagues",
            "title": "Deniz Örnekçi",
            "office": "Adalet Bakanlığı",
            "box": "Box 1 of 3",
            "rows": (Row("Letters", "2,004"), Row("SHA-256", HASH, code=True)),
            "note": "Compare.",
            **fields,
        }
    )


def drawn(sheet: BoxSheet) -> str:
    file = io.BytesIO()
    pack = Pack(file)
    pack.sheet(box_sheet(sheet))
    pack.finish("sheets", sheet.language)
    (page,) = PdfReader(file).pages
    return " ".join(page.extract_text().split())


def test_sheet_says_what_is_in_the_box() -> None:
    text = drawn(words())

    expected = ("For colleagues", "Deniz Örnekçi", "Adalet Bakanlığı", "Box 1 of 3", "2,004")
    assert [each for each in expected if each not in text] == []
    assert "All boxes" not in text


def test_total_stands_below_where_there_is_one() -> None:
    text = drawn(words(total_heading="All boxes", total=(Row("Boxes", "3"),)))

    assert text.index("Box 1 of 3") < text.index("All boxes") < text.index("Boxes 3")


def test_hash_is_read_in_groups_on_two_lines() -> None:
    assert grouped(HASH) == ["01234567 89abcdef 01234567 89abcdef"] * 2
    assert grouped("short") == ["short"]
    assert "01234567 89abcdef 01234567 89abcdef" in drawn(words())


@pytest.mark.parametrize("language", ["ar", "fa", "zh-hans"])
def test_names_of_the_other_direction_keep_theirs(language: str) -> None:
    assert "Deniz Örnekçi" in drawn(words(language))


def test_markup_in_a_name_is_text() -> None:
    assert "<b>Deniz</b>" in drawn(words(title="<b>Deniz</b>"))


def test_equal_words_give_equal_sheets() -> None:
    assert box_sheet(words()) == box_sheet(words())
