"""Warnings: what is worth a second look."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns.models import Case
from campaigns.translating.doubts import doubts, numbers

CASE = Case(public_name="Deniz Örnekçi", native_name="دنیز")
LONG = "Ich bitte Sie höflich, dafür zu sorgen, dass die Anklage fallen gelassen wird. " * 2


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Deniz Örnekçi ist in Haft.", "Deniz Örnekçi'nin davası"),
        ("Deniz Örnekçi ist in Haft.", "دنیز در زندان است."),
        ("Sie ist in Haft.", "Tutuklu."),
        ("Am 5. Mai 2026", "۵ مه ۲۰۲۶"),
        ("Am 5. Mai 2026", "٥ مايو ٢٠٢٦"),
        ("10.000 Briefe", "10,000 letters"),
        ("10.000 Briefe", "۱۰٬۰۰۰ نامه"),
        (LONG, LONG.replace("Ich", "Wir")),
        (LONG, "我恳请阁下" * 13),
        ("Sehr geehrter Herr", "Sehr geehrter Herr"),
        ("", "x"),
        ("Deniz Örnekçi hat 5", ""),
    ],
)
def test_faithful_text_raises_no_doubt(source: str, target: str) -> None:
    assert doubts(source, target, [CASE]) == []


@pytest.mark.parametrize(
    ("source", "target", "sentence"),
    [
        (
            "*Deniz Örnekçi* ist frei",
            "Serbest",
            "The source names Deniz Örnekçi. Is the name here, too?",
        ),
        (
            "Am 5. Mai 2026",
            "۵ مه ۲۰۲۵",
            "These numbers of the source are missing: 2026.",
        ),
        ("7 Jahre und 7 Tage", "7 yıl", "These numbers of the source are missing: 7."),
        (LONG, LONG * 2, "Much longer than the source. The letter has to stay on one page."),
        (LONG, "Lütfen.", "Much shorter than the source. Is a sentence missing?"),
        (LONG, LONG, "This is still the source, word by word."),
    ],
)
def test_doubt_is_told(source: str, target: str, sentence: str, english: None) -> None:
    assert doubts(source, target, [CASE]) == [sentence]


@given(st.integers(0, 10**9), st.sampled_from("0٠۰०০๐༠"))
def test_numbers_are_the_same_in_any_numerals(number: int, zero: str) -> None:
    written = "".join(chr(ord(zero) + int(each)) for each in str(number))

    assert numbers(f"a {written} b") == [str(number)]


@given(st.text(), st.text())
def test_any_two_texts_are_compared_without_an_error(source: str, target: str) -> None:
    assert all(doubts(source, target, [CASE]))
