"""Gettext catalogues of the interface: extract (`make messages`) and compile (every start).

Extraction needs GNU gettext; compiling does not. Both give the same bytes for the same input,
whatever the version of gettext: headers carry no dates, entries no line numbers. English is the
source language, so its catalogue is filled with the msgids themselves.
"""

import argparse
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import polib

LANGUAGES = ("de", "en", "fr", "ar")
SOURCE_LANGUAGE = "en"
VOLATILE_HEADERS = (
    "POT-Creation-Date",
    "PO-Revision-Date",
    "Last-Translator",
    "Language-Team",
    "Report-Msgid-Bugs-To",
)
IGNORED = (".venv", "var", "tests", "node_modules", "dist", ".ci")


def extract(root: Path) -> None:
    """Bring `root`/locale/*/LC_MESSAGES/django.po up to the sources below `root`.

    Raises CalledProcessError when gettext refuses a source file.
    """
    (root / "locale").mkdir(exist_ok=True)
    command = [sys.executable, "-m", "django", "makemessages", "--verbosity", "0"]
    command += ["--no-obsolete", "--add-location", "file", "--no-wrap"]
    command += [f"--locale={language}" for language in LANGUAGES]
    command += [f"--ignore={name}" for name in IGNORED]
    # Reading texts needs no settings, and those named in the environment may lie outside `root`.
    environment = {k: v for k, v in os.environ.items() if k != "DJANGO_SETTINGS_MODULE"}
    subprocess.run(command, cwd=root, check=True, env=environment)
    for path in catalogues(root):
        normalise(path)


def catalogues(root: Path) -> Iterator[Path]:
    """The catalogues below `root`/locale, in a fixed order."""
    yield from sorted(root.glob("locale/*/LC_MESSAGES/*.po"))


def normalise(path: Path) -> None:
    """Rewrite one catalogue without dates; fill it when it is the English one."""
    catalogue = polib.pofile(str(path), wrapwidth=100)
    language = path.parent.parent.name
    catalogue.header = ""
    catalogue.metadata_is_fuzzy = False
    for name in VOLATILE_HEADERS:
        catalogue.metadata.pop(name, None)
    catalogue.metadata["Project-Id-Version"] = "wagtail-campaigns"
    catalogue.metadata["Language"] = language
    if language == SOURCE_LANGUAGE:
        for entry in catalogue:
            fill_from_msgid(entry)
    catalogue.save(str(path), newline="\n")


def fill_from_msgid(entry: polib.POEntry) -> None:
    """Translate an English entry by itself."""
    entry.fuzzy = False
    if entry.msgid_plural:
        entry.msgstr_plural = {0: entry.msgid, 1: entry.msgid_plural}
    else:
        entry.msgstr = entry.msgid


def compile_all(root: Path) -> None:
    """Write the .mo beside each .po that is newer than it."""
    for path in catalogues(root):
        compiled = path.with_suffix(".mo")
        if not compiled.exists() or compiled.stat().st_mtime < path.stat().st_mtime:
            polib.pofile(str(path)).save_as_mofile(str(compiled))


def main() -> None:
    """`messages.py extract|compile`, for the directory it is started in."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("action", choices=("extract", "compile"))
    action = parser.parse_args().action
    root = Path.cwd()
    if action == "extract":
        extract(root)
    compile_all(root)


if __name__ == "__main__":
    main()
