"""A text of the house as a letter of its own."""

import datetime

import pytest

from campaigns.letters.content import Envelope, Layout, LetterBlocks
from campaigns.letters.covers import cover, without_name
from campaigns.letters.pdf import page_faults
from campaigns.letters.telling import House

BLOCKS = LetterBlocks(
    subject="Letters: {demand}",
    salutation="Dear Minister,",
    paragraphs=("{count} letters to {office}.", "We are {organisation}.", "Answer: {answers}"),
    closing="Yours faithfully,",
)
VALUES = {"office": "the Ministry", "demand": "Release", "organisation": "Signs", "answers": "here"}
LAYOUT = Layout(window="right", specimen="SPECIMEN", copy_line="Cc: x", by_hand=True)


def page(count: int = 4812, language: str = "en", country: str = "TR", **values: str):  # type: ignore[no-untyped-def]
    return cover(
        BLOCKS,
        Envelope(("Ministry", "ANKARA"), "Signs, Street 1"),
        VALUES | values,
        count,
        datetime.date(2026, 2, 23),
        language=language,
        country=country,
        layout=LAYOUT,
    )


def test_page_has_its_gaps_filled_and_the_house_below_the_closing() -> None:
    found = page()

    assert ["".join(run.text for run in each) for each in found.paragraphs] == [
        "4,812 letters to the Ministry.",
        "We are Signs.",
        "Answer: here",
    ]
    assert found.closing == ("Yours faithfully,", "\N{NO-BREAK SPACE}", "Signs")
    assert (found.title, found.return_line, found.initials) == (
        "Letters: Release",
        "Signs, Street 1",
        "",
    )


def test_page_keeps_the_window_and_nothing_else_of_the_layout_of_letters() -> None:
    assert page().layout == Layout(window="right")


def test_house_that_is_not_named_signs_nothing() -> None:
    found = page(organisation="", answers="")

    assert (len(found.paragraphs), found.closing) == (1, ("Yours faithfully,",))


def test_page_can_be_drawn() -> None:
    assert page_faults(page()) == []


def test_paragraphs_that_write_a_name_out_are_left_out() -> None:
    blocks = LetterBlocks("s", "d", ("one", "Signs two"), "c")

    assert without_name(blocks, House("Signs")) == LetterBlocks("s", "d", ("one",), "c")
    assert without_name(blocks, House()) == blocks


@pytest.mark.parametrize(
    "blocks",
    [
        LetterBlocks("Signs", "d", ("one",), "c"),
        LetterBlocks("s", "d", ("one",), "signs"),
        LetterBlocks("s", "d", ("Signs",), "c"),
    ],
)
def test_text_that_cannot_do_without_a_name_is_none(blocks: LetterBlocks) -> None:
    assert without_name(blocks, House("Signs")) is None
