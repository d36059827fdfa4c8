"""The plugin on a site without `home` and `briefe_site`, each command in a process of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("bare") / "bare.sqlite3"


def run(database: Path, *command: str) -> tuple[int, str]:
    """Exit code and standard output; what goes wrong is shown by pytest."""
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "tests.bare_site.settings",
        "BARE_SITE_DATABASE": str(database),
    }
    done = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, *command],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout


def test_system_check_is_silent(database: Path) -> None:
    code, output = run(database, "-m", "django", "check", "--fail-level", "INFO")

    assert (code, output.strip()) == (0, "System check identified no issues (0 silenced).")


def test_models_and_migrations_agree_with_any_image_model(database: Path) -> None:
    code, output = run(database, "-m", "django", "makemigrations", "--check", "--dry-run")

    assert (code, output.strip()) == (0, "No changes detected")


def test_visitor_signs_in_turkish_on_a_freshly_migrated_site(database: Path) -> None:
    assert run(database, "-m", "django", "migrate", "--verbosity", "0") == (0, "")

    code, output = run(database, "-m", "tests.bare_site.journey")

    assert (code, json.loads(output)) == (
        0,
        {
            "case page": ["/de/faelle/anna/", 200, True],
            "base": True,
            "read": ["tr", "de"],
            "signed": [303, 200],
            "rows": [["A.\u00a0B.", "tr", "waiting"]],
            "printed": "%PDF",
            "list": 200,
            "letter language": 404,
            "missing": [404, True],
            "foreign": [],
            "settings": "tests.bare_site.settings",
        },
    )
