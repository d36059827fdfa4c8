"""Mails of cases that forbid to name the organisation: nothing in them does, nor does their way."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pypdf
import pytest
from django.utils import timezone

from campaigns.dispatch import claiming, running, sending
from campaigns.dispatch.channels import email, smtp
from campaigns.dispatch.channels.base import ChannelError, Outcome
from campaigns.dispatch.running import Wanted, run
from campaigns.enums import Hindrance
from campaigns.models import Appeal, CampaignSettings, Case, Dispatch
from tests.factories.letters import states_of
from tests.factories.mail_servers import Receiver, listening

HOUSE = ("Haus am See", "haus.example")
SERVER = {"host": "127.0.0.1", "port": 1, "timeout": 1}


@pytest.fixture
def neutral(settings: Any) -> Iterator[Receiver]:
    """A second mail server, for what must not name the house."""
    second = Receiver()
    with listening(second) as address:
        settings.CAMPAIGNS = {**settings.CAMPAIGNS, "NEUTRAL_SMTP": address}
        yield second


@pytest.fixture
def silent(by_mail: Appeal) -> Appeal:
    """The appeal with 25 letters, of a case that forbids to name the organisation."""
    Case.objects.update(may_name_organisation=False)
    CampaignSettings.objects.update(
        neutral_sender_email="post@neutral.example",
        return_address="Haus am See, Weg 1, 10115 Berlin",
    )
    return Appeal.objects.get(pk=by_mail.pk)


@pytest.mark.parametrize(
    ("address", "server", "expected"),
    [
        ("post@neutral.example", SERVER, None),
        ("", SERVER, Hindrance.NO_SENDER),
        ("post@neutral.example", None, Hindrance.NO_SENDER),
    ],
)
def test_case_that_forbids_to_name_us_needs_a_neutral_sender_and_a_server_for_it(
    appeal: Appeal, settings: Any, address: str, server: Any, expected: Hindrance | None
) -> None:
    settings.CAMPAIGNS = {**settings.CAMPAIGNS, "NEUTRAL_SMTP": server}
    appeal.authority.email = "office@ministry.example"
    appeal.case.may_name_organisation = False
    house = CampaignSettings(sender_email="briefe@haus.example", neutral_sender_email=address)

    assert email.EmailChannel().obstacle(appeal=appeal, house=house) == expected


def test_missing_server_is_told_before_the_claim(silent: Appeal, receiver: Receiver) -> None:
    (pile,) = claiming.piles([silent])
    assert (pile.channel, pile.hindrance) == ("", Hindrance.NO_SENDER)

    run(Wanted())

    assert (receiver.attempts, states_of(silent)) == (0, {"waiting": 25})


@pytest.mark.parametrize("singly", [True, False])
def test_mail_names_the_house_nowhere_and_passes_no_server_that_does(
    silent: Appeal, receiver: Receiver, neutral: Receiver, singly: bool
) -> None:
    CampaignSettings.objects.update(single_mails=singly)

    run(Wanted())

    assert (receiver.attempts, len(neutral.mails)) == (0, 20 if singly else 1)
    assert {sender for sender, _to in neutral.envelopes} == {"post@neutral.example"}
    assert [found for mail in neutral.mails for found in telling(mail)] == []


@pytest.mark.parametrize("singly", [True, False])
def test_mail_that_may_name_the_house_does_and_passes_its_server(
    by_mail: Appeal, receiver: Receiver, neutral: Receiver, singly: bool
) -> None:
    CampaignSettings.objects.update(single_mails=singly)

    run(Wanted())

    assert (len(receiver.mails), neutral.attempts) == (20 if singly else 1, 0)
    assert set(telling(receiver.mails[0])) == set(HOUSE)


def test_one_server_for_all_has_to_be_chosen(
    silent: Appeal, receiver: Receiver, settings: Any
) -> None:
    here = settings.CAMPAIGNS
    settings.CAMPAIGNS = {**here, "NEUTRAL_SMTP": here["SMTP"]}

    run(Wanted())

    assert (len(receiver.mails), states_of(silent)) == (1, {"sent": 25})


def test_server_that_was_taken_away_meanwhile_is_not_replaced_by_that_of_the_house(
    silent: Appeal, receiver: Receiver, neutral: Receiver, settings: Any
) -> None:
    """The case may be named by now; what was claimed is not."""
    list(running.claim(Wanted()))
    (dispatch,) = running.prepare(Wanted(), running.unwatched)
    settings.CAMPAIGNS = {**settings.CAMPAIGNS, "NEUTRAL_SMTP": None}
    Case.objects.update(may_name_organisation=True)

    sending.send_due(dispatch, now=timezone.now())

    assert (receiver.attempts, neutral.attempts) == (0, 0)
    assert Dispatch.objects.get().items.get().state == "waiting"


def test_mail_without_a_server_has_reached_nobody() -> None:
    with pytest.raises(ChannelError) as refused:
        smtp.hand_in(b"", sender="a@b.example", to="c@d.example", names_organisation=False)

    assert refused.value.outcome is Outcome.UNREACHED


def telling(mail: Any) -> list[str]:
    """What names the house in a mail, each as often as it does."""
    return [word for said in all_of(mail) for word in HOUSE if word in said]


def all_of(mail: Any) -> list[str]:
    """Everything in a mail that a person or a machine can read."""
    said = [f"{name}: {value}" for name, value in mail.items()]
    for part in mail.walk():
        said += [f"{name}: {value}" for name, value in part.items()]
        if part.get_content_type() == "application/pdf":
            reader = pypdf.PdfReader(BytesIO(part.get_content()))
            said += [page.extract_text() for page in reader.pages]
            said.append(str(reader.metadata))
        elif not part.is_multipart():
            said.append(part.get_content())
    return said
