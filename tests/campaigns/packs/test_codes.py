"""Codes: typed wrong they are known to be wrong, and nothing that is stored gives them away."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns.packs.codes import GROUP, LENGTH, SIGNS, grouped, hash_of, is_well_formed, new_code
from tests.factories.packs import CODE

codes = st.builds(lambda _seed: new_code(), st.integers())


def test_a_code_is_three_groups_of_signs_that_differ_at_a_glance() -> None:
    assert len(SIGNS) == len(set(SIGNS)) == 29
    assert set("01eilou") & set(SIGNS) == set()
    assert [len(part) for part in new_code().split("-")] == [GROUP] * (LENGTH // GROUP)


def test_two_codes_differ() -> None:
    assert len({new_code() for _ in range(1000)}) == 1000


@given(codes, st.integers(0, LENGTH - 1), st.sampled_from(SIGNS))
def test_one_wrong_sign_is_noticed(code: str, place: int, sign: str) -> None:
    plain = code.replace("-", "")
    changed = plain[:place] + sign + plain[place + 1 :]

    assert is_well_formed(changed) == (changed == plain)


@given(codes, st.integers(0, LENGTH - 1), st.integers(0, LENGTH - 1))
def test_two_signs_in_each_others_place_are_noticed(code: str, one: int, other: int) -> None:
    signs = list(code.replace("-", ""))
    signs[one], signs[other] = signs[other], signs[one]
    changed = "".join(signs)

    assert is_well_formed(changed) == (grouped(changed) == code)


@given(st.text(max_size=60))
def test_any_text_is_judged(text: str) -> None:
    assert is_well_formed(text) in (True, False)


@pytest.mark.parametrize("typed", ["7K3M P9QX BD2F", " 7k3mp9qxbd2f ", "7k3m–p9qx–bd2f"])
def test_blanks_hyphens_and_capitals_make_no_difference(typed: str) -> None:
    assert (is_well_formed(typed), hash_of(typed)) == (True, hash_of(CODE))


@pytest.mark.parametrize("typed", ["", CODE[:-1], CODE + "f", CODE * 1000, "7k3m-p9qx-bd20"])
def test_what_is_too_short_too_long_or_has_other_signs_is_no_code(typed: str) -> None:
    assert not is_well_formed(typed)


def test_the_hash_hangs_on_the_secret_of_the_site(settings: Any) -> None:
    before = hash_of(CODE)
    settings.CAMPAIGNS = {**settings.CAMPAIGNS, "RECEIPT_SECRET": "another"}

    assert hash_of(CODE) != before
