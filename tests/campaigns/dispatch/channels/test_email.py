"""By e-mail: whom it reaches, in whose name, how many a day, and what the receiver then has."""

import datetime
import socket
from io import BytesIO
from typing import Any

import pypdf
import pytest
from django.utils import timezone

from campaigns.dispatch import claiming, running, sending, storage
from campaigns.dispatch.channels.email import EmailChannel
from campaigns.dispatch.running import Wanted, run
from campaigns.enums import Hindrance
from campaigns.models import Appeal, Authority, CampaignSettings, Dispatch
from tests.factories.appeals import open_appeal
from tests.factories.letters import letters, states_of
from tests.factories.mail_servers import Receiver, Trouble

HOUR, DAY = datetime.timedelta(hours=1), datetime.timedelta(days=1)


@pytest.fixture
def single(by_mail: Appeal) -> Appeal:
    CampaignSettings.objects.update(single_mails=True)
    return by_mail


def send(dispatch: Dispatch, after: datetime.timedelta = datetime.timedelta()) -> Dispatch:
    sending.send_due(dispatch, now=timezone.now() + after)
    dispatch.refresh_from_db()
    return dispatch


def attached(mail: Any) -> dict[str, int]:
    """Names of the attached files, with their pages."""
    return {
        part.get_filename(): len(pypdf.PdfReader(BytesIO(part.get_content())).pages)
        for part in mail.iter_attachments()
    }


@pytest.mark.parametrize(
    ("address", "sender", "expected"),
    [
        ("office@ministry.example", "briefe@haus.example", None),
        ("", "briefe@haus.example", Hindrance.NO_CHANNEL),
        ("office@ministry.example", "", Hindrance.NO_SENDER),
    ],
)
def test_it_needs_an_address_and_a_sender(
    appeal: Appeal, address: str, sender: str, expected: Hindrance | None
) -> None:
    appeal.authority.email = address
    house = CampaignSettings(sender_email=sender)

    assert EmailChannel().obstacle(appeal=appeal, house=house) == expected


def test_missing_sender_is_told_before_the_claim(by_mail: Appeal) -> None:
    CampaignSettings.objects.update(sender_email="")

    (pile,) = claiming.piles([by_mail])

    assert (pile.channel, pile.hindrance) == ("", Hindrance.NO_SENDER)


def test_one_mail_carries_all_letters_and_their_number(by_mail: Appeal, receiver: Receiver) -> None:
    run(Wanted())

    (mail,) = receiver.mails
    assert receiver.envelopes == [("briefe@haus.example", ["office@ministry.example"])]
    assert (str(mail["From"]), str(mail["To"])) == (
        "Haus am See <briefe@haus.example>",
        "office@ministry.example",
    )
    assert attached(mail) == {"letters-001.pdf": 25}
    assert states_of(by_mail) == {"sent": 25}


def test_second_bundle_to_the_same_office_waits_for_the_next_day(
    by_mail: Appeal, receiver: Receiver
) -> None:
    other = open_appeal(("tr", "en"), authority=by_mail.authority, channels=["email"])
    letters(other, 25)

    run(Wanted())
    assert len(receiver.mails) == 1
    later = Dispatch.objects.get(state="ready")

    assert send(later, HOUR / 60).state == "ready"
    assert send(later, DAY).state == "handed_over"
    assert len(set(receiver.ids)) == len(receiver.mails) == 2


def test_bundle_refused_for_now_goes_again_on_the_same_day(
    by_mail: Appeal, receiver: Receiver
) -> None:
    receiver.answers = ["451 4.3.0 later"]
    run(Wanted())
    dispatch = Dispatch.objects.get()
    assert dispatch.state == "ready"

    assert send(dispatch, HOUR / 4).state == "handed_over"
    assert len(receiver.mails) == 1


@pytest.mark.parametrize("trouble", list(Trouble))
def test_answer_that_was_lost_parks_the_mail(
    by_mail: Appeal, receiver: Receiver, trouble: Trouble
) -> None:
    receiver.answers = [trouble]

    run(Wanted())
    run(Wanted())

    assert states_of(by_mail) == {"in_doubt": 25}
    assert len(receiver.mails) <= 1


def test_single_mails_carry_a_letter_each_at_most_twenty_an_hour(
    single: Appeal, receiver: Receiver
) -> None:
    run(Wanted())
    assert len(receiver.mails) == 20
    dispatch = Dispatch.objects.get()

    assert send(dispatch, HOUR / 2).state == "ready"
    assert send(dispatch, 1.1 * HOUR).state == "handed_over"

    assert len(set(receiver.ids)) == len(receiver.mails) == 25
    assert [attached(mail) for mail in receiver.mails] == [{"letter.pdf": 1}] * 25
    assert states_of(single) == {"sent": 25}


def test_other_appeal_shares_the_hour_of_a_domain(single: Appeal, receiver: Receiver) -> None:
    other = open_appeal(("tr", "en"), channels=["email"])
    Authority.objects.filter(pk=other.authority_id).update(email="second@ministry.example")
    letters(other, 25)

    run(Wanted())

    assert len(receiver.mails) == 20


def test_first_refusal_about_rate_stops_all_mails_to_the_domain(
    single: Appeal, receiver: Receiver
) -> None:
    receiver.answers = ["250 ok", "450 4.7.1 too many messages"]
    run(Wanted())
    dispatch = Dispatch.objects.get()
    assert len(receiver.mails) == 1

    send(dispatch, HOUR / 2)
    assert len(receiver.mails) == 1
    send(dispatch, 1.1 * HOUR)
    assert len(receiver.mails) > 1


def test_mail_of_a_letter_holds_its_text_and_initials(single: Appeal, receiver: Receiver) -> None:
    run(Wanted())

    initials = set()
    for mail in receiver.mails:
        body = mail.get_body()
        assert body is not None
        lines = [line for line in body.get_content().splitlines() if line]
        version = single.versions.get(language="tr").letter_blocks
        assert lines[0] == version.salutation
        assert str(mail["Subject"]) == version.subject.replace("*", "")
        assert str(body["Content-Language"]) == "tr"
        initials.add(lines[-1].strip("\u2066\u2067\u2068\u2069"))
    assert initials == {"A.\u00a0B.", "Ç.\u00a0D.", "E.-F.\u00a0G.", "H."}


def test_mails_leave_in_an_order_that_tells_nothing(single: Appeal) -> None:
    run(Wanted())

    order = list(Dispatch.objects.get().items.values_list("letter_id", flat=True))

    assert sorted(order) == list(single.letters.order_by("pk").values_list("pk", flat=True))
    assert order != sorted(order)


def test_message_ids_hold_the_dispatch_and_nothing_of_the_letter(single: Appeal) -> None:
    run(Wanted())
    dispatch = Dispatch.objects.get()

    for item in dispatch.items.select_related("letter"):
        assert item.message_id.startswith(f"<{dispatch.uuid}.")
        assert item.message_id.endswith("@haus.example>")
        assert item.letter.uuid.hex not in item.message_id


def test_bundle_that_is_gone_is_no_mail(by_mail: Appeal, receiver: Receiver) -> None:
    list(running.claim(Wanted()))
    (dispatch,) = running.prepare(Wanted(), running.unwatched)
    storage.discard(dispatch.uuid)

    send(dispatch)

    item = dispatch.items.get()
    assert (item.state, receiver.mails) == ("waiting", [])
    assert item.last_answer == "A file cannot be read: FileNotFoundError"


@pytest.mark.parametrize("listens", [False, True])
def test_server_that_was_away_is_tried_again_without_a_restart(
    by_mail: Appeal, receiver: Receiver, settings: Any, listens: bool
) -> None:
    """Down: nobody listens. Hanging: somebody does, and never says a word."""
    here = settings.CAMPAIGNS
    with socket.create_server(("127.0.0.1", 0)) as silent:
        away = {"host": "127.0.0.1", "port": silent.getsockname()[1], "timeout": 0.2}
        if not listens:
            silent.close()
        settings.CAMPAIGNS = {**here, "SMTP": away}
        run(Wanted())
    dispatch = Dispatch.objects.get()
    assert (dispatch.state, states_of(by_mail)) == ("ready", {"claimed": 25})
    settings.CAMPAIGNS = here

    assert send(dispatch, HOUR / 4).state == "handed_over"
    assert len(receiver.mails) == 1
