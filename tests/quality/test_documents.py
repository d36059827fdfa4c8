"""The documents name what the code offers: a setting, command or language added alone fails."""

import re

from campaigns import conf
from campaigns.letters.languages import LANGUAGES
from tests.quality.project import ROOT


def read(name: str) -> str:
    """A file of the project."""
    return (ROOT / name).read_text()


def in_code(text: str) -> set[str]:
    """What a document sets in backticks."""
    return set(re.findall(r"`([^`\n]+)`", text))


def missing(wanted: set[str], text: str) -> set[str]:
    """Those of `wanted` that a document does not set in backticks, alone or in a longer phrase."""
    return wanted - {word for phrase in in_code(text) for word in (phrase, *phrase.split())}


def test_readme_lists_every_setting_of_the_plugin() -> None:
    assert missing(set(conf.DEFAULTS), read("README.md")) == set()


def test_readme_lists_every_variable_of_the_environment() -> None:
    sources = "".join(path.read_text() for path in (ROOT / "briefe_site/settings").glob("*.py"))
    variables = set(re.findall(r"\benv(?:\.\w+)?\(\s*\"([A-Z_]+)\"", sources))

    assert missing(variables, read("README.md")) == set()


def test_readme_names_every_letter_language() -> None:
    assert missing(set(LANGUAGES), read("README.md")) == set()


def test_every_make_target_is_documented() -> None:
    targets = set(re.findall(r"^([a-z]+):.*## ", read("Makefile"), re.MULTILINE)) - {"help"}
    documented = {
        target
        for name in ("README.md", "CONTRIBUTING.md")
        for target in re.findall(r"\bmake ([a-z]+)", read(name))
    }

    assert targets - documented == set()


def test_documents_name_only_files_that_exist() -> None:
    links = {
        link
        for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")
        for link in re.findall(r"\]\((?!\w+:|#)([^)#\s]+)", read(name))
    }

    assert {link for link in links if not (ROOT / link).exists()} == set()
