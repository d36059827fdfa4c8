"""The fonts that the start asks for are those of the letters, in the documents too."""

import subprocess
import sys
from pathlib import Path

import pytest

from campaigns.letters.languages import LANGUAGES, SCRIPT_FONTS
from tests.quality.project import ROOT

OF_LETTERS = sorted({family for entry in LANGUAGES.values() for family in entry.fonts})
OF_INITIALS = sorted(set(SCRIPT_FONTS.values()) - set(OF_LETTERS))


def asked(tools: Path, *arguments: str, absent: str = "") -> tuple[int, str]:
    """Exit code and words where fontconfig knows every family except `absent`."""
    for name, body in (("fc-list", f'[ "$1" = "{absent}" ] || echo "$1"'), ("fc-cache", ":")):
        (tools / name).write_text(f"#!/bin/sh\n{body}\n")
        (tools / name).chmod(0o755)
    done = subprocess.run(
        [sys.executable, ROOT / ".ci/fonts.py", *arguments],
        env={"PATH": f"{tools}:/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


def test_start_has_nothing_to_say_where_all_fonts_are(tmp_path: Path) -> None:
    assert asked(tmp_path) == (0, "")


@pytest.mark.parametrize("family", OF_LETTERS)
def test_start_refuses_without_a_font_of_a_letter_language(tmp_path: Path, family: str) -> None:
    code, words = asked(tmp_path, absent=family)

    wanted = f"Stopped: Fonts are missing, so letters would print boxes: {family}; "
    assert (code, words[: len(wanted)]) == (1, wanted)


@pytest.mark.parametrize("family", OF_INITIALS)
def test_start_goes_on_without_a_font_of_initials(tmp_path: Path, family: str) -> None:
    said = f"--> No font for some initials; they are refused: {family}\n"

    assert asked(tmp_path, absent=family) == (0, said)


def test_readme_names_the_casks_of_the_letter_languages(tmp_path: Path) -> None:
    _code, casks = asked(tmp_path, "casks")
    lines = (ROOT / "README.md").read_text().split("brew install --cask ", 1)[1]

    assert len(casks.split()) == len(OF_LETTERS)
    assert lines.split("export", 1)[0].replace("\\\n", " ").split() == casks.split()
