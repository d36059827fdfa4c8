"""Texts cut where font or direction changes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns.letters.compose import runs
from campaigns.letters.languages import LANGUAGES, language
from campaigns.letters.stretches import Stretch, body_stretches, field_stretches, kept, tidy

NASKH, SERIF, CJK = "Noto Naskh Arabic", "Noto Serif", "Noto Serif CJK SC"


def cut(code: str, text: str) -> list[tuple[str, str, str, bool]]:
    stretches = body_stretches(runs(text), language(code))
    return [(s.text, s.family, s.direction, s.bold) for s in stretches]


def test_a_text_in_its_language_is_one_stretch() -> None:
    assert cut("tr", "Sayın Bakan, 23 kez!") == [("Sayın Bakan, 23 kez!", SERIF, "ltr", False)]
    assert cut("ar", "السيد، 23.") == [("السيد، 23.", NASKH, "rtl", False)]


def test_brackets_around_foreign_words_belong_to_the_sentence() -> None:
    assert cut("ar", "العهد (ICCPR) حرية") == [
        ("العهد (", NASKH, "rtl", False),
        ("ICCPR", SERIF, "ltr", False),
        (") حرية", NASKH, "rtl", False),
    ]


def test_a_blank_between_two_foreign_words_is_theirs_whatever_their_weight() -> None:
    assert cut("ar", "عن Deniz *Örnek* في") == [
        ("عن ", NASKH, "rtl", False),
        ("Deniz ", SERIF, "ltr", False),
        ("Örnek", SERIF, "ltr", True),
        (" في", NASKH, "rtl", False),
    ]


def test_a_number_goes_with_the_letters_before_it() -> None:
    assert cut("ar", "مادة COVID 19 سنة 2023") == [
        ("مادة ", NASKH, "rtl", False),
        ("COVID", SERIF, "ltr", False),
        (" 19", NASKH, "ltr", False),
        (" سنة 2023", NASKH, "rtl", False),
    ]


def test_a_mark_or_joiner_is_not_parted_from_its_letter() -> None:
    assert cut("fa", "می\u200cخواهم سلميًّا") == [("می\u200cخواهم سلميًّا", NASKH, "rtl", False)]


def test_a_name_in_another_script_takes_its_own_font() -> None:
    assert cut("de", "für *Li Shili* (李示例).") == [
        ("für ", SERIF, "ltr", False),
        ("Li Shili", SERIF, "ltr", True),
        (" (", SERIF, "ltr", False),
        ("李示例", CJK, "ltr", False),
        (").", SERIF, "ltr", False),
    ]


@pytest.mark.parametrize(
    ("text", "around", "shown"),
    [
        ("A.\u00a0B.", "ltr", "A.\u00a0B."),
        ("A.\u00a0B.", "rtl", "\u200eA.\u00a0B.\u200e"),
        ("م.\u00a0ع.", "ltr", "\u200fم.\u00a0ع.\u200f"),
        ("م.\u00a0ع.", "rtl", "م.\u00a0ع."),
    ],
)
def test_a_field_of_the_other_direction_keeps_its_dots(text: str, around: str, shown: str) -> None:
    assert kept(text, around) == shown
    own = "rtl" if "م" in text else "ltr"
    family = NASKH if own == "rtl" else SERIF
    directions = {stretch.direction for stretch in field_stretches(text, around)}
    assert directions == {own}
    assert family in {stretch.family for stretch in field_stretches(text, around)}


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a  b", "a b"),
        (" a\t\r\nb ", "a\nb"),
        ("\u3000a\u00a0 b", "\u3000a\u00a0 b"),
        (" \n ", "\n"),
    ],
)
def test_white_space_is_as_on_the_page(text: str, shown: str) -> None:
    assert tidy(text) == shown


@given(st.text(max_size=60), st.sampled_from(sorted(LANGUAGES)))
def test_nothing_is_lost_added_or_moved(text: str, code: str) -> None:
    shown = "".join(run.text for run in runs(text)).replace("\r\n", "\n")
    stretches: list[Stretch] = list(body_stretches(runs(text), language(code)))
    blanks = str.maketrans("", "", " \t\r")
    joined = "".join(stretch.text for stretch in stretches)
    assert joined.translate(blanks) == shown.translate(blanks)
    assert all(stretch.text for stretch in stretches)
