"""The files of the project, as the gates see them."""

from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCES = ("briefe_site", "home", "campaigns", "tests", ".ci")
CODE = ("briefe_site", "home", "campaigns")


def python_files() -> Iterator[Path]:
    """Python sources that people write: no migrations."""
    for top in SOURCES:
        for path in sorted((ROOT / top).rglob("*.py")):
            if "migrations" not in path.parts:
                yield path


def documents() -> list[Path]:
    """What people read: the pages at the root, and those in docs/."""
    pages = [ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")]
    return [*pages, *sorted((ROOT / "docs").rglob("*.md"))]


def name_of(path: Path) -> str:
    """The path from the root of the project, for messages."""
    return path.relative_to(ROOT).as_posix()
