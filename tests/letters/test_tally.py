"""The sheet to count on: as many boxes as letters, and the code as it is typed."""

import pytest

from campaigns.letters.tally import tally
from tests.letters.sheets_of import ADDRESS, printed, tally_words


@pytest.mark.parametrize("boxes", [1, 10, 12, 50])
def test_there_is_a_box_for_each_letter(boxes: int) -> None:
    sheet = tally(tally_words(boxes=boxes))

    numbers = " ".join(map(str, range(1, boxes + 1)))
    assert len(sheet.pages) == 1
    assert printed(sheet) == (
        f"Letters Count How 1. Read 2. Sign Boxes {numbers} Code 7k3m-p9qx-bd2f Report here: "
        f"{ADDRESS} No names."
    )


def test_the_code_reads_from_left_to_right_in_arabic_too() -> None:
    assert "7k3m-p9qx-bd2f" in printed(tally(tally_words("ar", boxes=3)))
