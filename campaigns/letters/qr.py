"""A QR code as ink: squares, no picture, sharp at any size."""

from collections.abc import Iterator
from itertools import groupby

import segno

from campaigns.letters.ink import number

QUIET = 4  # modules of white around it, as ISO/IEC 18004 wants


def qr_code(address: str, left: float, top: float, size: float) -> bytes:
    """Operators that fill a square: in points, from the upper left corner, upwards is positive.

    The white around the code is part of the square, and is painted: it may stand on a colour.
    """
    rows = segno.make(address, error="m", micro=False).matrix
    modules = len(rows) + 2 * QUIET
    scale = b"%s 0 0 %s" % (number(size / modules), number(-size / modules))
    squares = b"\n".join(
        b"%d %d %d 1 re" % (x + QUIET, y + QUIET, width)
        for y, row in enumerate(rows)
        for x, width in _dark(row)
    )
    return b"q\n%s %s %s cm\n1 g 0 0 %d %d re f\n0 g\n%s\nf\nQ" % (
        *(scale, number(left), number(top)),
        *(modules, modules, squares),
    )


def _dark(row: bytearray) -> Iterator[tuple[int, int]]:
    """Start and length of each run of dark modules."""
    x = 0
    for dark, run in groupby(row):
        width = len(list(run))
        if dark:
            yield x, width
        x += width
