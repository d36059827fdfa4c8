"""A journal and a place for bundles that each test has to itself."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from campaigns.dispatch.channels.memory import MemoryChannel
from campaigns.dispatch.running import Wanted, run
from campaigns.models import Appeal, Authority, CampaignSettings, Dispatch
from tests.factories.appeals import open_appeal
from tests.factories.letters import letters
from tests.factories.mail_servers import Receiver, listening

CHANNELS = {
    "postal": "campaigns.dispatch.channels.postal.PostalChannel",
    "email": "campaigns.dispatch.channels.email.EmailChannel",
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
def receiver(settings: Any) -> Iterator[Receiver]:
    """A mail server, which the settings name."""
    receiver = Receiver()
    with listening(receiver) as smtp:
        settings.CAMPAIGNS = {**settings.CAMPAIGNS, "SMTP": smtp}
        yield receiver


@pytest.fixture
def by_mail(appeal: Appeal, receiver: Receiver) -> Appeal:
    """The appeal with 25 letters, which leave by e-mail."""
    house = CampaignSettings.in_force()
    house.organisation, house.sender_email = "Haus am See", "briefe@haus.example"
    house.save()
    Authority.objects.filter(pk=appeal.authority_id).update(email="office@ministry.example")
    Appeal.objects.filter(pk=appeal.pk).update(channels=["email"])
    return Appeal.objects.get(pk=appeal.pk)


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
