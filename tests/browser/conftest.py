"""A live site with content in a database of its own, and a watched browser.

The test database is copied into a file, planted once and put back after each test, so nothing is
flushed and the other tests of the process find theirs as they left it.
"""

import os
import shutil
import sqlite3
import warnings
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.db import connections
from django.test import Client, override_settings
from django.utils import translation
from playwright.sync_api import BrowserContext, Playwright
from pytest_django import DjangoDbBlocker
from pytest_django.live_server_helper import LiveServer

from tests.browser.planted import Planted, planted
from tests.browser.watch import Watch
from tests.factories.databases import database_in

PATIENCE = 30_000  # milliseconds; two browsers and the sites behind them share a machine in CI
QUIET = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@dataclass(frozen=True)
class House:
    planted: Planted
    database: Path
    snapshot: Path


@dataclass(frozen=True)
class LiveSite:
    origin: str
    planted: Planted

    def url(self, kind: str, language: str = "de") -> str:
        """Address of a planted page."""
        return self.origin + self.planted.pages[kind][language]


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """The system's Chromium where there is one; else Playwright's own."""
    found = shutil.which("chromium") or shutil.which("google-chrome")
    no_sandbox = ("--no-sandbox",) if os.getuid() == 0 else ()
    chosen = {"executable_path": found} if found else {}
    return {**browser_type_launch_args, **chosen, "args": [*QUIET, *no_sandbox]}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """Nothing moves, so that places and colours can be measured."""
    return {**browser_context_args, "reduced_motion": "reduce"}


@pytest.fixture(scope="session")
def playwright(playwright: Playwright) -> Playwright:
    """From here on an event loop runs in this thread, and Django takes all tests for coroutines."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    return playwright


@pytest.fixture(scope="package")
def house(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[House]:
    """The planted database, active in this process as long as browser tests run."""
    room = tmp_path_factory.mktemp("browser")
    with (
        override_settings(MEDIA_ROOT=room / "media"),
        django_db_blocker.unblock(),
        database_in(room) as database,
    ):
        if database is None:
            pytest.skip("the browser tests put back a SQLite file after each test")
        with translation.override("de"):
            content = planted()
            warm(content)
        snapshot = room / "planted.sqlite3"
        copy(database, snapshot)
        yield House(content, database, snapshot)


def warm(content: Planted) -> None:
    """Asks for each page once, so that its pictures lie ready in every size."""
    with warnings.catch_warnings():
        # Wagtail leaves the temporary file of a new size to the garbage collector.
        warnings.simplefilter("ignore", ResourceWarning)
        for path in (path for paths in content.pages.values() for path in paths.values()):
            assert Client().get(path).status_code == 200, path


@pytest.fixture(scope="package")
def live_server(house: House) -> Iterator[LiveServer]:
    """In place of pytest-django's: its name is what makes pytest-django set up a database."""
    server = LiveServer("localhost")
    yield server
    server.stop()


@pytest.fixture
def transactional_db() -> None:
    """In place of pytest-django's, which flushes: here the database is put back."""


@pytest.fixture
def site(live_server: LiveServer, house: House) -> LiveSite:
    """The site as it was planted, whatever the test before did."""
    connections.close_all()
    copy(house.snapshot, house.database)
    return LiveSite(live_server.url, house.planted)


def copy(source: Path, target: Path) -> None:
    """Makes the SQLite database `target` the same as `source`, also while it is in use."""
    with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(target)) as new:
        old.backup(new)


@pytest.fixture(autouse=True)
def own_media() -> None:
    """Pictures stay where they were planted."""


@pytest.fixture
def watch(new_context: Any, site: LiveSite) -> Iterator[Watch]:
    """The watch over the test's browser; in the end nobody else was asked and nothing broke."""
    context: BrowserContext = new_context()
    context.set_default_timeout(PATIENCE)
    kept = Watch(context, site.origin)
    yield kept
    assert (kept.strangers(), kept.complaints) == ([], [])


@pytest.fixture
def context(watch: Watch) -> BrowserContext:
    return watch.context
