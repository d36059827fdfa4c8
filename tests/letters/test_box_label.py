"""Labels of boxes: read from afar, two on a sheet, nothing over its edge."""

import io
from typing import Any

import pytest
from pypdf import PdfReader

from campaigns.letters import box_label
from campaigns.letters.box_label import BoxLabel, box_labels
from campaigns.letters.pack import Pack

LINES = ("Adalet Bakanlığı", "Milli Müdafaa Caddesi 22", "06659 ANKARA", "TÜRKEI")
LONG = (
    "Sayın Yılmaz-Alexandros Örnekçioğlu-Papadopoulos, Adalet Bakanı",
    "Ministry of Foreign Affairs and International Cooperation",
    "c/o Botschaft der Demokratischen Bundesrepublik Beispiel",
    "Straße der Pariser Kommune 123-125, Hinterhaus",
    "10243 Berlin-Friedrichshain",
    "ბატონი მინისტრი, საქართველო",
)


def label(number: int = 1, lines: tuple[str, ...] = LINES, **fields: Any) -> BoxLabel:
    return BoxLabel(
        **{
            "lines": lines,
            "return_line": "Zeichen, Musterweg 1, 12345 Berlin",
            "number": number,
            "boxes": 3,
            "load": "2,004 letters · 10.0 kg",
            **fields,
        }
    )


def drawn(labels: list[BoxLabel]) -> list[str]:
    """The words of each sheet."""
    file = io.BytesIO()
    pack = Pack(file)
    for sheet in box_labels(labels):
        pack.sheet(sheet)
    pack.finish("labels", "en")
    return [" ".join(page.extract_text().split()) for page in PdfReader(file).pages]


def test_two_labels_stand_on_a_sheet() -> None:
    sheets = drawn([label(1), label(2), label(3)])

    assert len(sheets) == 2
    assert [[f"{n} / 3" in sheet for n in (1, 2, 3)] for sheet in sheets] == [
        [True, True, False],
        [False, False, True],
    ]


def test_label_says_where_from_how_much_and_which_box() -> None:
    (sheet,) = drawn([label()])

    expected = (*LINES, "Zeichen, Musterweg 1, 12345 Berlin", "2,004 letters · 10.0 kg", "1 / 3")
    assert [words for words in expected if words not in sheet] == []


def test_house_that_names_itself_nowhere_has_no_return_line() -> None:
    (sheet,) = drawn([label(return_line="")])

    assert "Zeichen" not in sheet


def test_short_address_is_as_large_as_can_be() -> None:
    assert box_label._sizes((label(), label(2))) == (28.0, 11.0)


@pytest.mark.parametrize("count", [1, 2])
def test_long_address_is_smaller_and_stays_on_its_label(count: int) -> None:
    labels = tuple(label(n + 1, LONG, return_line="Zeichen " * 14) for n in range(count))

    size, small = box_label._sizes(labels)

    assert box_label._fits(labels, size, small) is True
    assert box_label.SIZES_PT[-1] < size < box_label.SIZES_PT[0]


def test_equal_labels_give_equal_sheets() -> None:
    first, second = (list(box_labels([label(), label(2, LONG)])) for _ in range(2))

    assert first == second


def test_no_boxes_no_sheet() -> None:
    assert list(box_labels([])) == []
