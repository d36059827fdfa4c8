"""Rows as CSV and XLSX for whoever works with a spreadsheet: streamed, harmless, reproducible.

A cell of text that a spreadsheet would take for a formula gets an apostrophe. Numbers and days
stay numbers and days. The same rows give the same bytes, and no file says who made it or when.
"""

import csv
import datetime
import io
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import IO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

# What a spreadsheet takes for a formula when a cell begins with it; full-width signs, too.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
BYTE_ORDER_MARK = "\ufeff"  # Excel reads UTF-8 only behind it.
LONGEST_CELL = 32_767
LONGEST_TITLE = 31
NOT_IN_TITLES = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))
FIRST_DAY_OF_ZIP = (1980, 1, 1, 0, 0, 0)
CORE = "docProps/core.xml"
NOBODY = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
    b'core-properties"/>'
)

Cell = str | int | datetime.date | None


def harmless(text: str) -> str:
    """The text as a spreadsheet shows it and never works it out."""
    plain = ILLEGAL_CHARACTERS_RE.sub("", text)[: LONGEST_CELL - 1]
    return f"'{plain}" if plain.startswith(FORMULA) else plain


def csv_lines(headings: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Iterator[bytes]:
    """The file line by line, in UTF-8 behind a byte order mark; days as ISO 8601."""
    line = io.StringIO()
    writer = csv.writer(line)
    line.write(BYTE_ORDER_MARK)
    for cells in chain([headings], rows):
        writer.writerow([_csv_cell(cell) for cell in cells])
        yield line.getvalue().encode("utf-8", "replace")
        line.seek(0)
        line.truncate()


def _csv_cell(cell: Cell) -> str | int:
    if isinstance(cell, str):
        return harmless(cell)
    if isinstance(cell, datetime.date):
        return cell.isoformat()
    return "" if cell is None else cell


def write_xlsx(
    file: IO[bytes], title: str, headings: Sequence[str], rows: Iterable[Sequence[Cell]]
) -> None:
    """One sheet, written row by row; `file` is open for writing bytes."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title.translate(NOT_IN_TITLES)[:LONGEST_TITLE] or None)
    sheet.freeze_panes = "A2"
    sheet.append([harmless(heading) for heading in headings])
    for cells in rows:
        sheet.append([harmless(cell) if isinstance(cell, str) else cell for cell in cells])
    drawn = io.BytesIO()
    book.save(drawn)
    _without_time_and_author(drawn, file)


def _without_time_and_author(drawn: io.BytesIO, file: IO[bytes]) -> None:
    """Packed anew: openpyxl writes the moment into the properties and into each entry."""
    with ZipFile(drawn) as package, ZipFile(file, "w", ZIP_DEFLATED) as anew:
        for name in package.namelist():
            content = NOBODY if name == CORE else package.read(name)
            entry = ZipInfo(name, FIRST_DAY_OF_ZIP)
            anew.writestr(entry, content, ZIP_DEFLATED)
