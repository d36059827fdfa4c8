"""The case on one page: all of it in large type, or less of it and a word that it goes on."""

import pytest

from campaigns.letters.case_sheet import case_sheet
from tests.letters.sheets_of import ADDRESS, HOSTILE, case_words, kinds, picture, printed

LONG = tuple(f"Story{n:02} " + "they came and took the books " * 7 for n in range(40))


def test_it_tells_everything_that_fits() -> None:
    sheet = case_sheet(case_words(note="About: prison."))

    assert printed(sheet) == (
        "About: prison. Türkiye Anna Berger In prison since May. They came at dawn. We demand "
        "– Release To: Adalet Bakanlığı Sign until 3 May "
        f"Sign Scan the code. {ADDRESS}"
    )
    assert kinds(sheet.pages[0])[-1] == "Figure"


@pytest.mark.parametrize("code", ["ar", "en"])
def test_a_long_story_is_cut_between_paragraphs_and_says_so(code: str) -> None:
    sheet = case_sheet(case_words(code, story=LONG, picture=picture()))

    text = printed(sheet)
    told = [n for n in range(40) if f"Story{n:02}" in text]
    assert len(sheet.pages) == 1
    assert told == list(range(len(told)))
    assert 3 < len(told) < 40
    assert text.count("It goes on") == 1
    assert ADDRESS in text


def test_a_story_that_fits_is_not_said_to_go_on() -> None:
    assert "It goes on." not in printed(case_sheet(case_words()))


def test_without_an_address_there_is_no_way_to_a_form() -> None:
    sheet = case_sheet(case_words(address=""))

    assert "Figure" not in kinds(sheet.pages[0])
    assert printed(sheet).endswith("Sign until 3 May")


def test_markup_in_words_is_printed_and_not_obeyed() -> None:
    assert "<script>x</script>{{7*7}}<img" in printed(case_sheet(case_words(title=HOSTILE)))
