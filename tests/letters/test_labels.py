"""Labels: as many as letters, each inside its own, the address whole."""

import pytest

from campaigns.letters import pdf
from campaigns.letters.gates import boxes_of
from campaigns.letters.labels import INSET_MM, LabelSheet, labels, page_of, size_of
from tests.letters.sheets_of import file_of, printed

LINES = ("Sayın Akın Gürlek, Adalet Bakanı", "Adalet Bakanlığı", "06659 ANKARA", "TÜRKEI")
SIX = (*LINES[:2], "c/o Embassy of the Republic of Türkiye", "Tiergartenstraße 19", *LINES[2:])


@pytest.mark.parametrize(("count", "pages"), [(1, 1), (24, 1), (25, 2), (50, 3)])
def test_there_is_a_label_for_each_letter(count: int, pages: int) -> None:
    sheets = labels(LINES, count, LabelSheet())

    assert len(sheets) == pages
    assert " ".join(map(printed, sheets)) == " ".join([" ".join(LINES)] * count)


FORMATS = [LabelSheet(), LabelSheet(2, 7, 99.1, 38.1), LabelSheet(4, 10, 52.5, 29.7)]


@pytest.mark.parametrize("sheet", FORMATS)
@pytest.mark.parametrize("lines", [LINES, SIX])
def test_no_line_leaves_its_label(sheet: LabelSheet, lines: tuple[str, ...]) -> None:
    html = page_of(lines, sheet.count, sheet, size_of(lines, sheet))
    boxes = list(boxes_of(pdf.lay_out(html).pages[0]))

    for place in range(sheet.count):
        left, top = sheet.corner(place)
        inside = [
            box
            for box in boxes
            if left + INSET_MM - 0.1 <= box.left <= box.right <= left + sheet.width - INSET_MM
            and top <= box.bottom <= top + sheet.height
        ]
        assert len(inside) == len(lines)


def test_an_address_in_another_script_is_drawn_in_its_fonts() -> None:
    assert printed(labels(("საქართველო",), 1, LabelSheet())[0]) == "საქართველო"


@pytest.mark.parametrize("sizes", [(0, 8, 70, 36), (3, 9, 70, 36), (4, 8, 70, 36), (3, 8, 70, 5)])
def test_a_sheet_that_is_none_is_refused(sizes: tuple[int, int, float, float]) -> None:
    with pytest.raises(ValueError, match="label"):
        LabelSheet(*sizes)


def test_equal_labels_make_equal_bytes() -> None:
    assert file_of(*labels(LINES, 30, LabelSheet())) == file_of(*labels(LINES, 30, LabelSheet()))
