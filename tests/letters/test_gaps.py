"""Gaps in the house's own texts: filled once, or their paragraph is left out."""

from campaigns.letters.content import LetterBlocks
from campaigns.letters.gaps import fill, filled, gaps_in

BLOCKS = LetterBlocks("{demand}", "Dear {office},", ("{count} letters.", "We are {who}."), "{who}")


def test_gaps_are_named_once_in_their_order() -> None:
    assert gaps_in("{b} and {a}, {b} again, {not this}") == ["b", "a"]


def test_values_stand_in_their_places() -> None:
    values = {"demand": "Release", "office": "Ministry", "count": "4,812", "who": "Signs"}

    assert filled(BLOCKS, values) == LetterBlocks(
        "Release", "Dear Ministry,", ("4,812 letters.", "We are Signs."), "Signs"
    )


def test_paragraph_that_has_nothing_to_say_is_left_out() -> None:
    found = filled(BLOCKS, {"count": "1", "who": ""})

    assert (found.paragraphs, found.closing) == (("1 letters.",), "")


def test_gap_that_nobody_knows_stays() -> None:
    assert filled(BLOCKS, {}) == BLOCKS


def test_value_is_neither_a_gap_nor_bold() -> None:
    assert fill("{a} *{b}*", {"a": "{b}", "b": "2*3"}) == "{b} *23*"
