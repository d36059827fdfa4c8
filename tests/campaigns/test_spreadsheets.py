"""Files for spreadsheets: no formula, no author, no moment; numbers stay numbers."""

import csv
import datetime
import io
from typing import Any
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from campaigns.spreadsheets import csv_lines, harmless, write_xlsx

DAY = datetime.date(2026, 11, 27)
HEADINGS = ["Case", "Day", "Number"]
ROWS: list[list[Any]] = [["Anna", DAY, 3], ["=1+1", None, 0], ["زوي", DAY, -4]]
FORMULAS = ["=cmd|x", "+x", "-x", "@x", "\tx", "\rx", "\nx", "＝x", "＋x", "－x", "＠x"]


def as_csv(rows: list[list[Any]]) -> bytes:
    return b"".join(csv_lines(HEADINGS, rows))


def as_xlsx(rows: list[list[Any]], title: str = "Letters") -> bytes:
    file = io.BytesIO()
    write_xlsx(file, title, HEADINGS, rows)
    return file.getvalue()


def cells(content: bytes) -> list[list[Any]]:
    sheet = load_workbook(io.BytesIO(content)).worksheets[0]
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


@pytest.mark.parametrize("text", FORMULAS)
def test_formula_gets_an_apostrophe_in_both_kinds_of_file(text: str) -> None:
    read = list(csv.reader(io.StringIO(as_csv([[text, DAY, 1]]).decode("utf-8-sig"), newline="")))

    assert (read[1][0], cells(as_xlsx([[text, DAY, 1]]))[1][0]) == (f"'{text}", f"'{text}")


def test_a_formula_would_be_one_without_the_apostrophe() -> None:
    """Proves the danger: openpyxl marks such a cell as a formula."""
    sheet = load_workbook(io.BytesIO(as_xlsx(ROWS))).worksheets[0]
    sheet["A1"].value = "=1+1"

    assert (sheet["A1"].data_type, sheet["A3"].data_type) == ("f", "s")


@given(st.text(alphabet=st.characters(codec="utf-8")))
def test_nothing_harmless_begins_like_a_formula(text: str) -> None:
    assert harmless(text)[:1] not in {formula[0] for formula in FORMULAS}


@pytest.mark.parametrize("text", ["Anna", "5", "a=b", "", "'x"])
def test_other_text_stays_as_it_is(text: str) -> None:
    assert harmless(text) == text


def test_what_no_file_can_hold_is_left_out_and_does_not_hide_a_formula() -> None:
    assert (harmless("A\x00B"), harmless("\x01=x"), len(harmless("=" * 99_999))) == (
        "AB",
        "'=x",
        32_767,
    )


def test_csv_begins_with_the_mark_that_excel_needs_and_keeps_numbers_and_days() -> None:
    assert as_csv(ROWS).decode() == (
        "\ufeffCase,Day,Number\r\nAnna,2026-11-27,3\r\n'=1+1,,0\r\nزوي,2026-11-27,-4\r\n"
    )


def test_csv_comes_line_by_line() -> None:
    lines = csv_lines(HEADINGS, iter(ROWS))

    assert len(list(lines)) == 1 + len(ROWS)


def test_xlsx_keeps_numbers_and_days_as_such() -> None:
    moment = datetime.datetime(2026, 11, 27)  # noqa: DTZ001 - as openpyxl reads a day

    assert cells(as_xlsx(ROWS)) == [
        HEADINGS,
        ["Anna", moment, 3],
        ["'=1+1", None, 0],
        ["زوي", moment, -4],
    ]


def test_same_rows_give_the_same_bytes() -> None:
    assert (as_csv(ROWS), as_xlsx(ROWS)) == (as_csv(list(ROWS)), as_xlsx(list(ROWS)))


def test_xlsx_says_nothing_of_who_made_it_and_when() -> None:
    with ZipFile(io.BytesIO(as_xlsx(ROWS))) as package:
        core = package.read("docProps/core.xml").decode()
        dates = {entry.date_time for entry in package.infolist()}
        year = str(datetime.date.today().year).encode()  # noqa: DTZ011 - as openpyxl takes it
        dated = [name for name in package.namelist() if year + b"-" in package.read(name)]

    assert core.endswith('core-properties"/>')
    assert (dates, dated) == ({(1980, 1, 1, 0, 0, 0)}, [])


@pytest.mark.parametrize(
    ("title", "expected"), [("Letters: [a/b]", "Letters   a b "), ("x" * 40, "x" * 31)]
)
def test_title_of_the_sheet_is_one_that_excel_takes(title: str, expected: str) -> None:
    assert load_workbook(io.BytesIO(as_xlsx(ROWS, title))).sheetnames == [expected]
