"""Asks fontconfig for the fonts of letters; without one of them letters would print boxes.

    fonts.py            refuses, with one sentence, when a letter language lacks a font
    fonts.py casks      prints the Homebrew casks of the letter languages

Families come from the registry in campaigns/letters/languages.py. A script that only initials
can be written in is not required: its letters are refused at the form while its font is missing.
"""

import shutil
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from campaigns.letters.languages import LANGUAGES, SCRIPT_FONTS

REQUIRED = sorted({family for entry in LANGUAGES.values() for family in entry.fonts})
FOR_INITIALS = sorted(set(SCRIPT_FONTS.values()) - set(REQUIRED))


def casks() -> str:
    """`Noto Naskh Arabic` is `font-noto-naskh-arabic`."""
    return " ".join(f"font-{family.lower().replace(' ', '-')}" for family in REQUIRED)


def is_installed(family: str) -> bool:
    listed = subprocess.run(
        ["fc-list", family, "family"],  # noqa: S607
        capture_output=True,
        text=True,
        check=False,
    )
    return bool(listed.stdout.strip())


def missing(families: list[str]) -> list[str]:
    """Those that fontconfig does not know, even after it has looked again."""
    if all(map(is_installed, families)):
        return []
    subprocess.run(["fc-cache", "-f"], capture_output=True, check=False)  # noqa: S607
    return [family for family in families if not is_installed(family)]


def main() -> None:
    if sys.argv[1:] == ["casks"]:
        print(casks())
        return
    if not shutil.which("fc-list") or not shutil.which("fc-cache"):
        return
    if absent := missing(REQUIRED):
        sys.exit(
            f"Stopped: Fonts are missing, so letters would print boxes: {', '.join(absent)}; "
            "install them (Debian: apt-get install fonts-noto-core fonts-noto-cjk; "
            f"macOS: brew install --cask {casks()}) and start again."
        )
    if absent := missing(FOR_INITIALS):
        print(f"--> No font for some initials; they are refused: {', '.join(absent)}")


if __name__ == "__main__":
    main()
