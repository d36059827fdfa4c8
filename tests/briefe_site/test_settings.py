"""Production: nothing starts without its secrets, and the deployment check is silent."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
COMPLETE = {
    "SECRET_KEY": "k" * 40 + "abcdefghijklmnop",
    "RECEIPT_SECRET": "r" * 40,
    "ALLOWED_HOSTS": "example.org, www.example.org",
    "BASE_URL": "https://example.org",
}


def production(tmp_path: Path, *command: str, **variables: str) -> tuple[int, str]:
    """Exit code and all output of a Python of its own that knows only these variables."""
    system = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    environment = {
        **system,
        "DJANGO_SETTINGS_MODULE": "briefe_site.settings.production",
        "DATABASE_URL": f"sqlite:///{tmp_path / 'production.sqlite3'}",
        **variables,
    }
    done = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, *command],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


READ_SETTINGS = "from django.conf import settings; print(settings.ALLOWED_HOSTS, settings.DEBUG)"


@pytest.mark.parametrize("name", COMPLETE)
@pytest.mark.parametrize("value", [None, "", "  "])
def test_production_refuses_to_start_without_its_secrets_and_names(
    tmp_path: Path, name: str, value: str | None
) -> None:
    variables = {**COMPLETE, name: value or ""}
    if value is None:
        del variables[name]

    code, output = production(tmp_path, "-c", READ_SETTINGS, **variables)

    wanted = f"ImproperlyConfigured: Set the environment variable {name}."
    assert (code, output.strip().splitlines()[-1].rpartition("exceptions.")[2]) == (1, wanted)


def test_production_refuses_one_secret_for_both_purposes(tmp_path: Path) -> None:
    variables = {**COMPLETE, "RECEIPT_SECRET": COMPLETE["SECRET_KEY"]}

    code, output = production(tmp_path, "-c", READ_SETTINGS, **variables)

    wanted = "ImproperlyConfigured: RECEIPT_SECRET has to differ from SECRET_KEY: "
    last = output.strip().splitlines()[-1].rpartition("exceptions.")[2]
    assert (code, last[: len(wanted)]) == (1, wanted)


def test_production_starts_with_them(tmp_path: Path) -> None:
    code, output = production(tmp_path, "-c", READ_SETTINGS, **COMPLETE)

    assert (code, output.strip()) == (0, "['example.org', 'www.example.org'] False")


def test_deployment_check_is_silent(tmp_path: Path) -> None:
    check = ("manage.py", "check", "--deploy", "--fail-level", "INFO")

    code, output = production(tmp_path, *check, **COMPLETE)

    assert (code, output.strip()) == (0, "System check identified no issues (0 silenced).")
