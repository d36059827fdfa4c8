"""The sheet for teachers is one page, however long its note is."""

import pytest

from campaigns.letters.lesson import Lesson, lesson
from tests.letters.sheets_of import kinds, printed


@pytest.mark.parametrize("code", ["ar", "de"])
def test_note_and_sections_stand_on_one_page(code: str) -> None:
    section = ("Why", ("Because it is polite. " * 12, "And true"))
    sheet = lesson(Lesson(code, "Letters", "In class", "About: prison. " * 10, (section,) * 5))

    assert len(sheet.pages) == 1
    assert kinds(sheet.pages[0]) == ["P", "H1", "P", *["H2", "P", "P"] * 5]
    assert printed(sheet).count("And true") == 5
