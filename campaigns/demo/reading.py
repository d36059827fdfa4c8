"""Reads the demo's TOML files."""

import datetime
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

CONTENT = Path(__file__).parent / "content"
PICTURES = Path(__file__).parent / "pictures"
SOURCE_LANGUAGE = "de"

Table = dict[str, Any]


def read(name: str) -> Table:
    """One content file, by its name without ending."""
    return tomllib.loads((CONTENT / f"{name}.toml").read_text(encoding="utf-8"))


def read_all(prefix: str) -> Iterator[Table]:
    """All content files that begin with `prefix`, in the order of their names."""
    for path in sorted(CONTENT.glob(f"{prefix}_*.toml")):
        yield read(path.stem)


def day(table: Table, key: str, today: datetime.date) -> datetime.date:
    """`opens = 2021-09-01` as it stands, `opens_in_days = -10` counted from `today`."""
    if key in table:
        return table[key]
    return today + datetime.timedelta(days=table[f"{key}_in_days"])


def month(offset: int, today: datetime.date) -> datetime.date:
    """The first day of the month `offset` months from that of `today`."""
    months = today.year * 12 + today.month - 1 + offset
    return datetime.date(months // 12, months % 12 + 1, 1)
