"""A journal and a place for bundles that each test has to itself."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from campaigns.dispatch.channels.memory import MemoryChannel
from campaigns.dispatch.running import Wanted, run
from campaigns.models import Appeal, Dispatch
from tests.factories.appeals import open_appeal
from tests.factories.letters import letters

CHANNELS = {
    "postal": "campaigns.dispatch.channels.postal.PostalChannel",
    "memory": "campaigns.dispatch.channels.memory.MemoryChannel",
}


@pytest.fixture(autouse=True)
def own_journal(settings: Any, tmp_path: Path) -> Path:
    journal = tmp_path / "journal" / "dispatches.jsonl"
    settings.CAMPAIGNS = {
        **settings.CAMPAIGNS,
        "JOURNAL": str(journal),
        "CHANNELS": CHANNELS,
        "PRIVATE_STORAGE": str(tmp_path / "private"),
    }
    return journal


@pytest.fixture(autouse=True)
def empty_memory() -> Iterator[None]:
    MemoryChannel.clear()
    yield
    MemoryChannel.clear()


@pytest.fixture
def appeal(db: None) -> Appeal:
    """An open appeal with 25 letters that wait for the post."""
    appeal = open_appeal(("tr", "en"))
    letters(appeal, 25)
    return appeal


@pytest.fixture
def ready(appeal: Appeal) -> Dispatch:
    """A dispatch of 25 letters, ready to be handed over."""
    run(Wanted())
    return Dispatch.objects.get()


@pytest.fixture
def committed(
    django_capture_on_commit_callbacks: Any,
) -> Callable[[], Any]:
    """Runs what waits for the commit, in a test whose own transaction never commits."""
    return lambda: django_capture_on_commit_callbacks(execute=True)
