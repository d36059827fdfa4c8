"""Gettext gate: the catalogues are up to date, complete and keep their placeholders."""

import ast
import re
import shutil
import subprocess
import sys
from pathlib import Path

import polib
import pytest

from tests.quality.project import CODE, ROOT

LANGUAGES = ("de", "en", "fr", "ar")
MARKS = re.compile(r"\{[a-z_]*\}|</?[a-z][a-z0-9]*")


@pytest.fixture(scope="module")
def extracted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the sources and their catalogues, after `make messages`."""
    root = tmp_path_factory.mktemp("extracted")
    for name in (*CODE, "locale"):
        shutil.copytree(
            ROOT / name, root / name, ignore=shutil.ignore_patterns("*.mo", "__pycache__")
        )
    extract(root)
    return root


def extract(root: Path) -> None:
    """`make messages` for the sources below `root`."""
    subprocess.run([sys.executable, str(ROOT / ".ci/messages.py"), "extract"], cwd=root, check=True)


def catalogue(root: Path, language: str) -> Path:
    """Path of a catalogue below `root`."""
    return root / "locale" / language / "LC_MESSAGES" / "django.po"


def entries(language: str) -> list[polib.POEntry]:
    """The entries of a committed catalogue, obsolete ones left out."""
    return [entry for entry in polib.pofile(str(catalogue(ROOT, language))) if not entry.obsolete]


def marks(*texts: str) -> set[str]:
    """The {placeholders} and tags in `texts`."""
    return {mark for text in texts for mark in MARKS.findall(text)}


def same_marks(entry: polib.POEntry) -> bool:
    """Whether a translation has the marks of its message; one plural form may lack some."""
    if not entry.msgid_plural:
        return marks(entry.msgid) == marks(entry.msgstr)
    return marks(*entry.msgstr_plural.values()) == marks(entry.msgid, entry.msgid_plural)


@pytest.mark.parametrize("language", LANGUAGES)
def test_catalogue_is_what_make_messages_writes(language: str, extracted: Path) -> None:
    committed = catalogue(ROOT, language).read_text().splitlines()

    assert committed == catalogue(extracted, language).read_text().splitlines()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_is_translated(language: str) -> None:
    assert [entry.msgid for entry in entries(language) if not entry.translated()] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_translation_is_a_guess(language: str) -> None:
    assert [entry.msgid for entry in entries(language) if entry.fuzzy] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_placeholders_and_line_ends_match(language: str) -> None:
    command = ["msgfmt", "--check-format", "--check-domain", "--output-file=/dev/null"]
    command.append(str(catalogue(ROOT, language)))

    assert subprocess.run(command, capture_output=True, text=True).stderr == ""


@pytest.mark.parametrize("language", LANGUAGES)
def test_markup_of_a_message_is_kept(language: str) -> None:
    """msgfmt compares %(placeholders)s only; {braces} and tags matter as much."""
    assert [entry.msgid for entry in entries(language) if not same_marks(entry)] == []


def test_a_new_message_is_english_at_once_and_open_in_the_other_languages(tmp_path: Path) -> None:
    (tmp_path / "page.py").write_text('_("Sign")\n')

    extract(tmp_path)

    texts = {name: polib.pofile(str(catalogue(tmp_path, name)))[0].msgstr for name in LANGUAGES}
    assert texts == {"de": "", "en": "Sign", "fr": "", "ar": ""}


def test_extracting_twice_changes_nothing(tmp_path: Path) -> None:
    (tmp_path / "page.py").write_text('_("Sign")\nngettext("%(n)s letter", "%(n)s letters", 2)\n')
    extract(tmp_path)
    before = catalogue(tmp_path, "ar").read_bytes()

    extract(tmp_path)

    assert catalogue(tmp_path, "ar").read_bytes() == before


def test_no_sentence_stands_inside_an_f_string() -> None:
    """It would be in no catalogue and stay English for everybody."""
    names = {"_", "gettext", "gettext_lazy", "ngettext", "pgettext"}
    hidden = [
        (path.name, call.lineno)
        for name in CODE
        for path in sorted((ROOT / name).rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.JoinedStr)
        for call in ast.walk(node)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in names
    ]

    assert hidden == []


def test_sentences_are_marked_by_names_that_are_extracted() -> None:
    """Under another name, a sentence is in no catalogue and stays English for everybody."""
    renamed = [
        (path.name, alias.name, alias.asname)
        for name in CODE
        for path in sorted((ROOT / name).rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
        for alias in node.names
        if alias.asname and (alias.asname != "_" or not alias.name.startswith("gettext"))
    ]

    assert renamed == []
