"""A full name typed at signing, and all a dispatch leaves behind: bundle, journal, pages, proof."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse

from campaigns import conf
from campaigns.dispatch import handover, journal, storage
from campaigns.dispatch.channels.memory import MemoryChannel
from campaigns.dispatch.running import Wanted, run
from campaigns.models import (
    Authority,
    CampaignSettings,
    Case,
    Dispatch,
    DispatchReply,
    Letter,
)
from tests.browser.planted import restore_what_migrations_made
from tests.factories.appeals import open_appeal
from tests.factories.databases import database_in
from tests.factories.mail_servers import Receiver, listening
from tests.factories.records import today
from tests.factories.sites import case_page, plant
from tests.factories.visits import browser, read, sign_page
from tests.privacy.canary import INITIALS, NAME, Places, traces, unpacked, watched


@pytest.fixture
def places(transactional_db: None, tmp_path: Path, settings: Any) -> Iterator[Places]:
    (tmp_path / "database").mkdir()
    settings.CAMPAIGNS = {
        **settings.CAMPAIGNS,
        "JOURNAL": str(tmp_path / "journal.jsonl"),
        "PRIVATE_STORAGE": str(tmp_path / "private"),
        "CHANNELS": {
            **conf.get("CHANNELS"),
            "memory": "campaigns.dispatch.channels.memory.MemoryChannel",
        },
    }
    MemoryChannel.clear()
    with database_in(tmp_path / "database") as file:
        found = Places(database=file)
        with watched(found):
            yield found


@pytest.fixture
def receiver(settings: Any) -> Iterator[Receiver]:
    receiver = Receiver()
    with listening(receiver) as smtp:
        settings.CAMPAIGNS = {**settings.CAMPAIGNS, "SMTP": smtp}
        yield receiver


@pytest.fixture(params=["postal", "memory", "email", "single mails"])
def dispatch(places: Places, receiver: Receiver, request: pytest.FixtureRequest) -> Dispatch:
    """One letter of the canary, handed over; every page about it has been asked for."""
    channel = "email" if request.param == "single mails" else request.param
    appeal = open_appeal(channels=[channel])
    Case.objects.update(smallest_bundle=1)
    Authority.objects.update(email="office@ministry.example")
    restore_what_migrations_made()
    case_page(plant(), appeal.case)
    house = CampaignSettings.in_force()
    house.sender_email, house.single_mails = "briefe@haus.example", channel != request.param
    house.save()
    visitor = browser()
    receipt = sign_page(visitor, appeal, read(visitor, appeal, NAME)).url
    run(Wanted())
    found = Dispatch.objects.get()
    if request.param == "postal":
        handover.hand_over(found, by=None, day=today(), reference="RR 12")
    DispatchReply.objects.create(dispatch=found, kind="answered", n=1, date=today())
    places.answers += [visitor.get(receipt), *_pages(found)]
    return found


def _pages(dispatch: Dispatch) -> list[Any]:
    admin = Client()
    admin.force_login(get_user_model().objects.create_superuser("admin"))
    page = reverse("wagtailsnippets_campaigns_dispatch:inspect", args=[dispatch.pk])
    addresses = [
        page,
        reverse("wagtailsnippets_campaigns_dispatch:list"),
        reverse("campaign_dispatches:waiting"),
        "/api/v2/dispatches/",
    ]
    return [admin.get(address) for address in addresses]


def written(dispatch: Dispatch) -> dict[str, bytes]:
    """What lies outside the database; a PDF with its streams unpacked."""
    found = {"journal": conf.path("JOURNAL").read_bytes()}
    for file in storage.files(dispatch.uuid):
        content = file.read_bytes()
        found[file.name] = content + (unpacked(content) if file.suffix == ".pdf" else b"")
    return found


def test_name_is_left_nowhere_and_initials_in_the_bundle_alone(
    places: Places, dispatch: Dispatch
) -> None:
    outside = written(dispatch)

    assert traces({**places.contents(), **outside}) == []
    short = INITIALS.replace("\u00a0", " ").encode()
    spelled = (short, INITIALS.encode())
    assert Letter.objects.get().initials == INITIALS
    with_initials = [
        name
        for name, content in outside.items()
        if any(spelling in content for spelling in spelled)
    ]
    assert with_initials == ["letters-001.pdf"]


def test_mails_hold_the_initials_as_the_letter_does_and_the_name_nowhere(
    places: Places, dispatch: Dispatch, receiver: Receiver
) -> None:
    sent = {f"mail {number}": read_out(mail) for number, mail in enumerate(receiver.mails)}
    envelopes = {"envelope": repr(receiver.envelopes).encode()}
    heads = {name: content.partition(b"\n\n")[0] for name, content in sent.items()}

    assert len(sent) == (dispatch.channel == "email")
    assert traces({**sent, **envelopes}) == []
    assert [b"Q." in content for content in (*heads.values(), *envelopes.values())] == [False] * (
        1 + len(heads)
    )
    assert [INITIALS.encode() in content for content in sent.values()] == [True] * len(sent)


def read_out(mail: Any) -> bytes:
    """Headers, an empty line, then every part of a mail as its reader has it."""
    head = "\n".join(f"{name}: {value}" for name, value in mail.items())
    parts = [part for part in mail.walk() if not part.is_multipart()]
    contents = [part.get_payload(decode=True) for part in parts]
    opened = [
        unpacked(content)
        for part, content in zip(parts, contents, strict=True)
        if part.get_content_type() == "application/pdf"
    ]
    return b"\n\n".join((head.encode(), *contents, *opened))


def test_admin_proof_and_mail_ids_hold_no_initials(
    places: Places, dispatch: Dispatch, receiver: Receiver
) -> None:
    texts = [answer.content.decode() for answer in places.answers[-4:]]
    ids = [*MemoryChannel.sent, *receiver.ids]

    assert [INITIALS in text or "Z.-Q." in text for text in [*texts, *ids]] == [False] * (
        4 + len(ids)
    )
    assert next(iter(journal.entries())).letters == Letter.objects.get().uuid.bytes
