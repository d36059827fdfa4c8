"""Initials and places: the vectors shared with the browser, and what holds for any input."""

import json
import time
import unicodedata
from pathlib import Path

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from campaigns.letters.signatory import (
    MAX_INITIALS,
    InitialsError,
    PlaceError,
    Signatory,
    initials_of,
    place_of,
)
from tests.examples import of_initials

VECTORS = json.loads(
    (Path(__file__).parent.parent / "initials_vectors.json").read_text(encoding="utf-8")
)
NAMES = st.text(max_size=60) | st.text(
    alphabet="aiBßǆéО́王김さ ع.-'·,\u200c\u00a0\u0e40กΆ", max_size=12
)


def answer(text: str) -> dict[str, str]:
    try:
        return {"input": text, "initials": initials_of(text)}
    except InitialsError as error:
        return {"input": text, "error": error.code}


def test_there_are_at_least_300_vectors_each_once() -> None:
    assert len({vector["input"] for vector in VECTORS}) == len(VECTORS) >= 300


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: ascii(vector["input"])[:30])
def test_a_vector_gives_its_initials_or_its_error(vector: dict[str, str]) -> None:
    assert answer(vector["input"]) == vector


@pytest.mark.parametrize("vector", [v for v in VECTORS if "initials" in v])
def test_initials_pass_unchanged(vector: dict[str, str]) -> None:
    assert initials_of(vector["initials"]) == vector["initials"]


@of_initials
@given(NAMES)
def test_any_text_gives_short_clean_initials_or_a_known_error(text: str) -> None:
    result = answer(text)
    if "error" in result:
        codes = {"required", "not_a_letter", "too_many", "too_long", "invalid"}
        assert result["error"] in codes
        return
    initials = result["initials"]
    assert unicodedata.is_normalized("NFC", initials)
    assert initials_of(initials) == initials
    # By the Unicode version of `regex`, which knows letters that `unicodedata` does not know yet.
    assert regex.match(r"\p{L}", initials[0])
    assert 1 <= len(initials.replace("-", "\u00a0").split("\u00a0")) <= MAX_INITIALS
    assert not set(initials) & set("=+@|<>{}[]%\\/\"'&;:0123456789\n\t ")


@of_initials
@given(NAMES)
def test_the_form_of_normalisation_makes_no_difference(text: str) -> None:
    decomposed = unicodedata.normalize("NFD", text)
    if len(decomposed) <= 200:
        composed = answer(unicodedata.normalize("NFC", text))
        assert {**answer(decomposed), "input": ""} == {**composed, "input": ""}


def test_a_hundred_thousand_characters_are_refused_at_once() -> None:
    start = time.perf_counter()
    assert answer("x" * 100_000)["error"] == "too_long"
    assert time.perf_counter() - start < 0.1


def test_the_slowest_accepted_length_takes_less_than_a_tenth_of_a_second() -> None:
    start = time.perf_counter()
    for text in ("A\u0301" * 100, "-'.,· " * 33, "क्" * 100, "王" * 200):
        answer(text)
    assert time.perf_counter() - start < 0.1


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("", ""),
        ("  ", ""),
        ("Berlin", "Berlin"),
        ("  St.\u00a0 Gallen\n", "St. Gallen"),
        ("'s-Hertogenbosch", "'s-Hertogenbosch"),
        ("L’Aquila", "L’Aquila"),
        ("Mu\u0308nchen", "München"),
        ("شاه‌آباد", "شاه‌آباد"),
        ("북경", "북경"),
        ("Å" * 40, "Å" * 40),
    ],
)
def test_a_place_is_trimmed_and_composed(text: str, place: str) -> None:
    assert place_of(text) == place
    assert place_of(place) == place


@pytest.mark.parametrize(
    ("text", "code", "characters"),
    [
        ("a" * 41, "too_long", ""),
        ("x" * 100_000, "too_long", ""),
        ("Frankfurt/Main 2", "not_allowed", "/2"),
        ("=cmd|x", "not_allowed", "=|"),
        ("<b>{{7*7}}", "not_allowed", "<>{7*}"),
        ("-x", "not_allowed", "-"),
        ("...", "not_allowed", "."),
        ("\u0301a", "not_allowed", "\u0301"),
        ("a\u200c", "not_allowed", "\u200c"),
        ("\u3164", "not_allowed", "\u3164"),
        ("a\0", "invalid", ""),
        ("a\ud800", "invalid", ""),
        ("a\u202eb", "invalid", ""),
        ("a\ue000", "invalid", ""),
        ("a\u0301\u0302\u0303\u0304", "invalid", ""),
    ],
)
def test_what_is_no_place_says_why(text: str, code: str, characters: str) -> None:
    with pytest.raises(PlaceError) as raised:
        place_of(text)
    assert (raised.value.code, raised.value.characters) == (code, characters)


@given(st.text(max_size=60))
def test_any_text_gives_a_printable_place_or_a_known_error(text: str) -> None:
    try:
        place = place_of(text)
    except PlaceError as error:
        place, code = "", error.code
    else:
        code = "none"
    assert code in {"none", "too_long", "not_allowed", "invalid"}
    assert place_of(place) == place
    assert len(place) <= 40
    assert not set(place) & set("=+@|<>{}*\n\t")


def test_a_signatory_holds_initials_and_never_the_name() -> None:
    assert Signatory.of("Anna Berger", " Berlin ") == Signatory("A.\u00a0B.", "Berlin")
