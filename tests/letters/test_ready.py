"""Initials shaped ahead: of which scripts, and that nothing is left to shape for them."""

import pytest

from campaigns.letters import fields, ready
from campaigns.letters.assemble import prepare
from campaigns.letters.languages import LANGUAGES
from tests.letters.test_kit import kit_of


@pytest.mark.parametrize(
    ("code", "initials"),
    [
        ("tr", ["A.\u00a0B.", "Ж.\u00a0Я.", "Ω.\u00a0Α.", "م.\u00a0ع.", "ש.\u00a0ל."]),
        ("ka", ["A.\u00a0B.", "ნ.\u00a0ბ."]),
        ("hi", ["A.\u00a0B.", "अ.\u00a0क."]),
    ],
)
def test_pairs_are_those_of_the_common_scripts_and_the_letters_own(
    code: str, initials: list[str]
) -> None:
    assert set(initials) - set(ready.pairs(code)) == set()


def test_a_script_of_neither_is_left_to_its_visitor() -> None:
    assert "ნ.\u00a0ბ." not in set(ready.pairs("tr"))


def test_after_preparing_no_common_initials_are_shaped_any_more() -> None:
    kit = kit_of("hy")
    prepare(kit)
    before = fields.field.cache_info().misses

    for initials in ready.pairs("hy"):
        fields.signature("hy", initials)

    assert fields.field.cache_info().misses == before


@pytest.mark.parametrize("code", LANGUAGES)
def test_one_letter_of_each_alphabet_can_sign_in_every_language(code: str) -> None:
    for alphabet in ready.ALPHABETS.values():
        assert fields.signature(code, f"{alphabet[0]}.\u00a0{alphabet[-1]}.").width > 0
