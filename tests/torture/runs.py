"""A harness as a process of its own, so that its settings and its database are its own, too."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import django

from tests.benchmarks import Figure
from tests.torture.site import ROOT


def of_sqlite(name: str) -> Iterator[Figure]:
    """The figures that the module `name` prints for a fresh SQLite file."""
    with tempfile.TemporaryDirectory(prefix="campaigns-torture-") as place:
        url = f"sqlite:///{Path(place) / 'letters.sqlite3'}"
        yield from _told([], name, {"DATABASE_URL": url}, "")


def of_postgresql(name: str) -> Iterator[Figure]:
    """The same for a fresh PostgreSQL, with commits on the disk; `.postgresql` ends their names."""
    yield from _told([str(ROOT / ".ci/postgres")], name, {"DURABLE": "1"}, ".postgresql")


def _told(prefix: list[str], name: str, more: dict[str, str], ending: str) -> Iterator[Figure]:
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "tests.torture.settings", **more}
    command = [*prefix, sys.executable, "-m", f"tests.torture.{name}"]
    done = subprocess.run(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, check=True)
    for line in done.stdout.decode().splitlines():
        told = json.loads(line)
        baseline = told["baseline"] and told["baseline"] + ending
        yield Figure(**{**told, "name": told["name"] + ending, "baseline": baseline})


@contextmanager
def planted_alone() -> Iterator[Any]:
    """Inside that process: the database of DATABASE_URL, migrated, with something to sign."""
    django.setup()
    from django.core.management import call_command  # noqa: PLC0415 - after the set-up

    from tests.torture.planted import plant_field  # noqa: PLC0415 - as above

    call_command("migrate", verbosity=0)
    yield plant_field(os.environ["DATABASE_URL"])


def tell(figure: Figure) -> None:
    print(json.dumps(figure), flush=True)
