"""The sheet a colleague lays beside a box: what it holds, and how to check it."""

from collections.abc import Iterable
from dataclasses import dataclass

from campaigns.letters.sheets import Sheet, block, draw, own_way, page, shown

A_GROUP, GROUPS_A_LINE = 8, 4

CSS = """
h1 { font-size: 1.9em; line-height: 1.25; margin: 1mm 0 1mm; font-weight: bold }
h2 { font-size: 1.15em; margin: 9mm 0 2mm; break-after: avoid }
.office { font-size: 1.1em; margin-bottom: 9mm }
.box { font-size: 2.6em; line-height: 1.2; font-weight: bold; margin-bottom: 4mm }
table { border-collapse: collapse; width: 100% }
td { padding: 1.7mm 0; border-bottom: 0.4pt solid #bbb; vertical-align: baseline }
td.name { width: 48mm; padding-inline-end: 4mm }
.code { font-size: 0.92em }
.note { margin-top: 8mm; font-size: 0.92em }
"""


@dataclass(frozen=True, slots=True)
class Row:
    """A figure and what it is; `code`: read letter by letter, in groups, left to right."""

    name: str
    value: str
    code: bool = False


@dataclass(frozen=True, slots=True)
class BoxSheet:
    """What the sheet says. `total` stands on the first sheet of a dispatch alone."""

    language: str
    kicker: str
    title: str
    office: str
    box: str
    rows: tuple[Row, ...]
    note: str
    total_heading: str = ""
    total: tuple[Row, ...] = ()


def box_sheet(words: BoxSheet) -> Sheet:
    """One page."""
    body = (
        block("p", shown(words.kicker), "kicker")
        + block("h1", own_way(words.title))
        + block("p", own_way(words.office), "office soft")
        + block("p", shown(words.box), "box accent")
        + _table(words.rows)
        + block("h2", shown(words.total_heading))
        + _table(words.total)
        + block("p", shown(words.note), "note soft")
    )
    return draw(page(words.language, words.title, CSS, body, size=11.5), words.language, most=1)


def _table(rows: Iterable[Row]) -> str:
    cells = "".join(_row(row) for row in rows)
    return f"<table>{cells}</table>" if cells else ""


def _row(row: Row) -> str:
    lines = "<br>".join(own_way(line) for line in grouped(row.value))
    value = f'<span class="code">{lines}</span>' if row.code else shown(row.value)
    return (
        f'<tr><td class="name soft" data-block="name">{shown(row.name)}</td>'
        f'<td data-block="value">{value}</td></tr>'
    )


def grouped(code: str) -> list[str]:
    """A long code as lines of groups that an eye can follow."""
    groups = [code[n : n + A_GROUP] for n in range(0, len(code), A_GROUP)]
    lines = range(0, len(groups), GROUPS_A_LINE)
    return [" ".join(groups[n : n + GROUPS_A_LINE]) for n in lines]
