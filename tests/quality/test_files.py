import re
import subprocess

from tests.quality.project import ROOT, name_of, python_files

LINES = 300
# Index addresses and find-links options would tie a lock file to the machine that wrote it.
ADDRESS = re.compile(
    r"^\s*(-i|-f|--(extra-)?index-url|--find-links)\b|(https?|file)://", re.MULTILINE
)
BANNED_NAMES = {
    "utils",
    "helpers",
    "services",
    "manager",
    "managers",
    "data",
    "recipient",
    "recipients",
}


def test_no_python_file_is_longer_than_one_room() -> None:
    lengths = {name_of(path): len(path.read_text().splitlines()) for path in python_files()}

    assert {name: length for name, length in lengths.items() if length > LINES} == {}


def test_no_module_has_a_name_that_says_nothing() -> None:
    names = {
        name_of(path): set(path.relative_to(ROOT).with_suffix("").parts) for path in python_files()
    }

    assert {
        name: words & BANNED_NAMES for name, words in names.items() if words & BANNED_NAMES
    } == {}


def test_lock_files_pin_every_package_with_hashes_and_name_no_address() -> None:
    for path in sorted(ROOT.glob("requirements*.lock")):
        text = path.read_text()
        pins = re.findall(r"^[a-z0-9][^\n]*\\\n    --hash=sha256:[0-9a-f]{64}", text, re.MULTILINE)

        assert (ADDRESS.findall(text), len(pins)) == (
            [],
            len(re.findall(r"^[a-z0-9]", text, re.MULTILINE)),
        )


def test_runtime_pins_are_the_same_in_both_lock_files() -> None:
    runtime, everything = (
        set(re.findall(r"^(\S+==\S+)", (ROOT / name).read_text(), re.MULTILINE))
        for name in ("requirements.lock", "requirements-dev.lock")
    )

    assert runtime - everything == set()


def test_shell_scripts_are_valid_bash() -> None:
    for name in ("run", "bootstrap", "test", "serve", "postgres", "lock"):
        subprocess.run(["bash", "-n", str(ROOT / ".ci" / name)], check=True)
