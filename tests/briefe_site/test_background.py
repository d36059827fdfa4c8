"""The documented way to work in the background: tasks in the database, workers beside the web."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django_tasks_db.models import DBTaskResult

from tests.factories.appeals import open_appeal
from tests.factories.databases import database_in
from tests.quality.project import ROOT
from tests.torture.planted import url_of_connection

ENQUEUE = """
import django
django.setup()
from campaigns.models import LetterVersion
from campaigns.tasks import draw_kits
for version in [LetterVersion.objects.get()] * 3:
    draw_kits.enqueue(str(version.uuid))
"""


@pytest.fixture
def python(transactional_db: None, tmp_path: Path) -> Iterator[Any]:
    """Starts Python on the project, with the database of the test and TASKS=database."""
    with database_in(tmp_path):
        environment = {**os.environ, "TASKS": "database", "DATABASE_URL": url_of_connection()}

        def start(*arguments: str) -> subprocess.Popen[bytes]:
            command = [sys.executable, *arguments]
            return subprocess.Popen(command, cwd=ROOT, env=environment)  # noqa: S603 - our own interpreter

        yield start


def test_two_workers_do_each_task_once(python: Any) -> None:
    open_appeal(languages=("tr",))
    assert python("-c", ENQUEUE).wait(timeout=60) == 0
    assert list(DBTaskResult.objects.values_list("status", flat=True)) == ["READY"] * 3
    connection.close()

    workers = [
        python("manage.py", "db_worker", "--batch", "--no-startup-delay", "--worker-id", name)
        for name in ("one", "two")
    ]

    assert [worker.wait(timeout=120) for worker in workers] == [0, 0]
    done = DBTaskResult.objects.values_list("status", "worker_ids")
    assert sorted({status for status, _ids in done}) == ["SUCCESSFUL"]
    assert [len(ids) for _status, ids in done] == [1, 1, 1]
