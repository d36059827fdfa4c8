"""What all tests share: hypothesis profiles, the active language, factories' rows as fixtures."""

import gc
import os
from collections.abc import Iterator
from pathlib import Path

import modelsearch.signal_handlers
import pytest
import wagtail.signal_handlers
from django.core.cache import cache
from django.test import Client
from django.utils import translation
from hypothesis import HealthCheck, settings

from campaigns.models import Appeal
from tests.factories.appeals import open_appeal
from tests.factories.sites import Tree, plant

settings.register_profile(
    "dev",
    max_examples=50,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile("ci", parent=settings.get_profile("dev"), max_examples=500)
settings.register_profile("torture", parent=settings.get_profile("dev"), max_examples=10_000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "dev"))

# Nothing here searches, or asks where a record is used; writing both indexes at each save takes an
# eighth of the time of these tests.
UNINDEXED = (
    "tests/campaigns/cms/test_dispatch",
    "tests/campaigns/cms/translating/",
    "tests/campaigns/cms/traps/",
    "tests/campaigns/dispatch/",
    "tests/campaigns/packs/",
    "tests/campaigns/translating/",
)


class NoTask:
    """In place of a task of an index."""

    @staticmethod
    def enqueue(*_args: object) -> None:
        """Leaves the index as it is."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks what touches the database through a fixture, so that PostgreSQL gets it too."""
    for item in items:
        if {"db", "transactional_db"} & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.django_db)


def pytest_collection_finish() -> None:
    """What is collected stays: the garbage collector need not look at it again and again."""
    gc.freeze()


@pytest.fixture(autouse=True)
def unindexed(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither of Wagtail's indexes is written where UNINDEXED says so."""
    if request.node.nodeid.startswith(UNINDEXED):
        monkeypatch.setattr(modelsearch.signal_handlers, "insert_or_update_object_task", NoTask)
        monkeypatch.setattr(wagtail.signal_handlers, "update_reference_index_task", NoTask)


@pytest.fixture(autouse=True)
def default_language() -> Iterator[None]:
    """Each test begins in the default language and leaves none behind."""
    translation.activate("de")
    yield
    translation.activate("de")


@pytest.fixture(autouse=True)
def empty_cache() -> Iterator[None]:
    yield
    cache.clear()


@pytest.fixture(autouse=True)
def own_media(settings: object, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"  # type: ignore[attr-defined]


@pytest.fixture
def appeal(db: None) -> Appeal:
    """An open appeal to a Turkish authority, with letters in tr, en and de from one source."""
    return open_appeal()


@pytest.fixture
def tree(db: None) -> Tree:
    """A site with home, lists of cases and successes, in de, en, fr and ar."""
    return plant()


@pytest.fixture
def visitor() -> Client:
    """A browser without JavaScript: it says where its requests come from."""
    return Client(headers={"Sec-Fetch-Site": "same-origin"})
