"""The code on the page is the code of the address, square by square."""

import re

import pytest
import segno

from campaigns.letters.qr import QUIET, qr_code

ADDRESS = "https://letters.example/de/letters/0e320627-6671-4e34-84dc-8f61b5f2742d/"


def painted(operators: bytes) -> set[tuple[int, int]]:
    """The dark squares, as column and row without the white around them."""
    found = re.findall(rb"^(\d+) (\d+) (\d+) 1 re$", operators, re.MULTILINE)
    return {
        (x - QUIET + step, y - QUIET)
        for x, y, width in (map(int, each) for each in found)
        for step in range(width)
    }


@pytest.mark.parametrize("address", ["A", ADDRESS])
def test_every_dark_square_is_painted_once_and_no_other(address: str) -> None:
    rows = segno.make(address, error="m", micro=False).matrix
    dark = {(x, y) for y, row in enumerate(rows) for x, is_dark in enumerate(row) if is_dark}

    assert painted(qr_code(address, 0, 0, 100)) == dark


def test_the_code_with_its_white_fills_the_square() -> None:
    modules = len(segno.make("A", error="m", micro=False).matrix) + 2 * QUIET
    head = qr_code("A", 10, 200, modules * 2.0).splitlines()[:3]

    assert head == [b"q", b"2 0 0 -2 10 200 cm", b"1 g 0 0 %d %d re f" % (modules, modules)]
