"""The poster: whole at any length, with a code only where there is an address."""

import re

import pytest

from campaigns.letters.poster import poster
from tests.letters.pages import checked
from tests.letters.sheets_of import (
    ADDRESS,
    HOSTILE,
    file_of,
    kinds,
    picture,
    poster_words,
    printed,
)


def test_it_says_what_it_is_given_and_leads_to_the_form() -> None:
    sheet = poster(poster_words(picture=picture(), picture_alt="A door", credit="Photo: N. N."))

    assert printed(sheet) == (
        "Photo: N. N. Türkiye Anna Berger In prison since May. Sign until 3 May "
        f"Write. Scan the code. {ADDRESS} The House"
    )
    assert kinds(sheet.pages[0]) == [
        "Figure", *["P"] * 2, "H1", *["P"] * 5, "Figure", "P",
    ]  # fmt: skip


def test_without_an_address_there_is_no_code_and_without_a_picture_no_credit() -> None:
    sheet = poster(poster_words(address="", house="", credit="Photo: N. N."))

    assert printed(sheet) == (
        "Türkiye Anna Berger In prison since May. Sign until 3 May Write. Scan the code."
    )
    assert "Figure" not in kinds(sheet.pages[0])


@pytest.mark.parametrize("code", ["ar", "de", "ka", "zh-hans"])
def test_the_longest_name_and_lead_leave_the_panel_free(code: str) -> None:
    name, lead = "Maximiliane " * 9, "Seit Mai in Haft, weil sie schrieb. " * 8
    sheet = poster(poster_words(code, name=name, lead=lead, picture=picture()))

    assert len(sheet.pages) == 1
    assert ADDRESS in printed(sheet).replace(" ", "")
    assert checked(file_of(sheet, code=code)) == ""


def test_for_a_copier_it_is_black_and_white() -> None:
    coloured, plain = poster(poster_words()), poster(poster_words(mono=True))

    assert not greys(coloured.pages[0].ink.operators)
    assert greys(plain.pages[0].ink.operators)


def greys(operators: bytes) -> bool:
    """Whether every colour set is a grey: three equal parts."""
    colours = re.findall(rb"^([\d.]+) ([\d.]+) ([\d.]+) (?:rg|RG)$", operators, re.MULTILINE)
    assert colours
    return all(len(set(colour)) == 1 for colour in colours)


def test_markup_in_words_is_printed_and_not_obeyed() -> None:
    assert "<script>x</script>{{7*7}}<img" in printed(poster(poster_words(lead=HOSTILE)))
