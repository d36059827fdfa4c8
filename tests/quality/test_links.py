"""Links in the documents lead somewhere: to a file of the project, and to a heading in it."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.quality.project import ROOT, documents, name_of

FENCED = re.compile(r"^(```|~~~).*?^\1", re.MULTILINE | re.DOTALL)
INDENTED = re.compile(r"^(?: {4}|\t).*", re.MULTILINE)
IN_TEXT = re.compile(r"\]\(\s*<?([^)>\s]*)")
BELOW = re.compile(r"^\[[^\]]+\]:\s*<?([^>\s]+)", re.MULTILINE)
HEADING = re.compile(r"^#{1,6} +(.+?)(?: +#+)?$", re.MULTILINE)
ELSEWHERE = re.compile(r"[a-z][a-z+.-]*:")


def without_blocks(text: str) -> str:
    """The text without blocks of code, in which neither links nor headings stand."""
    return INDENTED.sub("", FENCED.sub("", text))


def links(text: str) -> Iterator[str]:
    """Links and pictures that lead to this project."""
    prose = re.sub(r"`[^`\n]*`", "", without_blocks(text))
    for link in (*IN_TEXT.findall(prose), *BELOW.findall(prose)):
        if not ELSEWHERE.match(link):
            yield link


def anchors(text: str) -> set[str]:
    """The names GitHub gives to headings: small letters, hyphens for blanks, numbers at repeats."""
    found, seen = set(), Counter[str]()
    for heading in HEADING.findall(without_blocks(text)):
        words = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading).lower()
        name = re.sub(r"[^\w\- ]", "", words).replace(" ", "-")
        found.add(f"{name}-{seen[name]}" if seen[name] else name)
        seen[name] += 1
    return found


def leads_somewhere(link: str, document: Path) -> bool:
    name, has_anchor, anchor = link.partition("#")
    if name.startswith("/") or not link:
        return False
    target = document.parent / name if name else document
    if not has_anchor:
        return target.exists()
    return target.suffix == ".md" and target.exists() and anchor in anchors(target.read_text())


def lost(document: Path) -> list[str]:
    """Links of a document that lead nowhere."""
    return [link for link in links(document.read_text()) if not leads_somewhere(link, document)]


@pytest.mark.parametrize("name", [name_of(document) for document in documents()])
def test_links_lead_somewhere(name: str) -> None:
    assert lost(ROOT / name) == []


@pytest.mark.parametrize(
    ("link", "is_lost"),
    [
        ("other.md", False),
        ("other.md#two-words-and-code", False),
        ("other.md#again-1", False),
        ("#here", False),
        ("https://example.org/nowhere#nothing", False),
        ("nowhere.md", True),
        ("/other.md", True),
        ("other.md#two-words", True),
        ("other.md#again-2", True),
        ("other.md#no-heading", True),
        ("other.md#", True),
        ("#there", True),
        ("", True),
    ],
)
def test_lost_links_are_found(tmp_path: Path, link: str, is_lost: bool) -> None:
    other = "# Two words, and `code`!\n\n    # no heading\n\n## Again\n\n## Again\n"
    (tmp_path / "other.md").write_text(other)
    document = tmp_path / "document.md"
    document.write_text(f"## Here\n\nA [link\nand more]({link}), `[code](nowhere.md)`.\n")

    assert lost(document) == ([link] if is_lost else [])
