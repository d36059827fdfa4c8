"""The documents name what the code offers: a setting, command or language added alone fails."""

import re
from collections.abc import Iterable

from campaigns import conf
from campaigns.enums import DispatchState, LetterState
from campaigns.letters.languages import LANGUAGES
from campaigns.roles import ROLES
from tests.quality.project import ROOT, documents, name_of

# Read by the Makefile's scripts and by Django, not by the settings.
OTHER_VARIABLES = {"DJANGO_SETTINGS_MODULE", "HOST", "PORT", "PYTHON"}
DIRECTIONS = {"ltr": "left to right", "rtl": "right to left"}


def read(name: str) -> str:
    """A file of the project."""
    return (ROOT / name).read_text()


def section(name: str, heading: str) -> str:
    """What a document says below one of its headings of the second level."""
    return read(name).split(f"\n## {heading}\n", 1)[1].split("\n## ", 1)[0]


def rows(text: str) -> list[list[str]]:
    """The cells of all tables, without their heads."""
    found: list[list[str]] = []
    for line in text.splitlines():
        if line.startswith("|---"):
            found.pop()
        elif line.startswith("|"):
            found.append([cell.strip() for cell in line.strip("|").split(" |")])
    return found


def in_code(text: str) -> list[str]:
    """What a text sets in backticks."""
    return re.findall(r"`([^`\n]+)`", text)


def first_cells(text: str) -> list[str]:
    """What tables set in backticks in the first cell of each row."""
    return [word for row in rows(text) for word in in_code(row[0])]


def named_in(patterns: Iterable[str], pattern: str) -> set[str]:
    """What `pattern` finds in the files of the project that fit one of `patterns`."""
    places = [place for each in patterns for place in sorted(ROOT.glob(each))]
    return {word for place in places for word in re.findall(pattern, place.read_text())}


def test_settings_of_the_plugin_are_listed() -> None:
    assert set(first_cells(section("docs/settings.md", "The plugin"))) == set(conf.DEFAULTS)


def test_variables_of_the_environment_are_listed() -> None:
    asked = r"\b(?:env(?:\.\w+)?|required)\(\s*\"([A-Z_]+)\""
    variables = named_in(["briefe_site/settings/*.py"], asked)

    listed = first_cells(section("docs/settings.md", "The environment"))
    assert set(listed) == variables | OTHER_VARIABLES


def test_system_checks_are_listed() -> None:
    checks = named_in(["campaigns/**/*.py"], r"\bid=\"(campaigns\.[A-Z]\d+)\"")

    assert set(first_cells(section("docs/settings.md", "System checks"))) == checks


def test_letter_languages_are_listed() -> None:
    listed = [row[:3] for row in rows(read("docs/languages.md"))]

    assert sorted(listed) == sorted(
        [f"`{entry.code}`", entry.name, DIRECTIONS[entry.direction]] for entry in LANGUAGES.values()
    )


def test_documents_agree_on_the_number_of_letter_languages() -> None:
    told = re.compile(r"Letters can be written in \[?(\d+) languages")

    for name in ("README.md", "docs/languages.md"):
        assert told.findall(" ".join(read(name).split())) == [str(len(LANGUAGES))]


def test_commands_are_listed() -> None:
    places = [place for place in ROOT.glob("*/management/commands/*.py") if place.stem[0] != "_"]

    listed = first_cells(section("docs/production.md", "Commands"))
    assert sorted(listed) == sorted(place.stem for place in places)


def test_timers_are_listed() -> None:
    timers = {place.name for place in (ROOT / "docs/deploy/systemd").glob("*.timer")}

    assert timers - set(first_cells(read("docs/production.md"))) == set()


def test_groups_are_listed() -> None:
    listed = rows(section("docs/editors.md", "Who may do what"))

    assert [row[0] for row in listed] == list(ROLES)


def test_states_of_letters_and_dispatches_are_listed() -> None:
    listed = first_cells(section("docs/dispatch.md", "States"))

    assert sorted(listed) == sorted([*LetterState.values, *DispatchState.values])


def test_endpoints_of_the_api_are_named() -> None:
    registered = named_in(["campaigns/api/router.py"], r"register_endpoint\(\"(\w+)\"")

    assert registered - set(in_code(section("docs/headless.md", "Reading"))) == set()


def test_every_make_target_is_documented() -> None:
    targets = set(re.findall(r"^([a-z]+):.*## ", read("Makefile"), re.MULTILINE)) - {"help"}
    documented = {
        target
        for name in ("README.md", "CONTRIBUTING.md")
        for target in re.findall(r"\bmake ([a-z]+)", read(name))
    }

    assert targets - documented == set()


def test_readme_has_no_figure_that_the_benchmarks_lack() -> None:
    figures = [tuple(row) for row in rows(section("README.md", "Figures"))]

    assert set(figures) - {tuple(row) for row in rows(read("docs/benchmarks.md"))} == set()


def test_readme_lists_every_document_with_a_sentence() -> None:
    listed = {row[0]: row[1] for row in rows(section("README.md", "Documents"))}
    others = [name for name in map(name_of, documents()) if name != "README.md"]

    assert set(listed) == {f"[{name}]({name})" for name in others}
    assert [name for name, sentence in listed.items() if not sentence.endswith(".")] == []
