"""What came back by e-mail: each mail counts once, and nobody who stands in a report is kept."""

import mailbox
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from hypothesis import given
from hypothesis import strategies as st

from campaigns.dispatch import bounces
from campaigns.dispatch.bounces import Read
from campaigns.dispatch.running import Wanted, run
from campaigns.models import Appeal, CampaignSettings, Dispatch, DispatchReply
from tests.factories.letters import states_of
from tests.factories.mail_servers import Receiver, Trouble, report
from tests.factories.records import today


@pytest.fixture
def bundle(by_mail: Appeal) -> Dispatch:
    """25 letters that have left in one mail."""
    run(Wanted())
    return Dispatch.objects.get()


@pytest.fixture
def single(by_mail: Appeal, receiver: Receiver) -> Appeal:
    """20 letters left in their own mails, of 25."""
    CampaignSettings.objects.update(single_mails=True)
    return by_mail


def replies() -> list[tuple[str, int, str]]:
    return list(DispatchReply.objects.order_by("pk").values_list("kind", "n", "note"))


@pytest.mark.parametrize("whole", [True, False])
def test_bundle_that_came_back_is_recorded_once(bundle: Dispatch, whole: bool) -> None:
    came = report(bundle.items.get().message_id, whole=whole)

    assert [bounces.read(came), bounces.read(came)] == [Read.RECORDED, Read.KNOWN]

    item = bundle.items.get()
    assert replies() == [("returned", 25, "E-mail: 5.1.1")]
    assert (item.bounced_on, item.last_answer, item.state) == (today(), "5.1.1", "sent")


def test_bounce_marks_the_address_as_unverified(bundle: Dispatch) -> None:
    office = bundle.appeal.authority
    type(office).objects.filter(pk=office.pk).update(verified_on=today())

    bounces.read(report(bundle.items.get().message_id))

    office.refresh_from_db()
    assert office.verified_on is None


def test_delay_is_no_return(bundle: Dispatch) -> None:
    came = report(bundle.items.get().message_id, action="delayed", status="4.4.1")

    assert (bounces.read(came), replies()) == (Read.OTHER, [])


@pytest.mark.parametrize(
    "message",
    [
        b"",
        b"From: a@b.example\r\nSubject: Answer\r\n\r\nThank you\r\n",
        report("<somebody.else@haus.example>"),
    ],
)
def test_any_other_mail_is_left_alone(bundle: Dispatch, message: bytes) -> None:
    assert (bounces.read(message), replies()) == (Read.OTHER, [])


def test_answer_that_quotes_our_id_is_no_report(bundle: Dispatch) -> None:
    quoted = f"In-Reply-To: {bundle.items.get().message_id}\r\n\r\nThank you\r\n".encode()

    assert bounces.read(quoted) is Read.OTHER


def test_single_letters_come_back_one_by_one(single: Appeal, receiver: Receiver) -> None:
    single.letters.filter(pk__in=single.letters.values("pk")[3:]).delete()
    type(single.case).objects.update(smallest_bundle=1)
    run(Wanted())
    dispatch = Dispatch.objects.get()
    assert dispatch.state == "handed_over"

    for name in receiver.ids[:2]:
        assert bounces.read(report(name)) is Read.RECORDED

    assert replies() == [("returned", 1, "E-mail: 5.1.1")] * 2


def test_bounce_before_the_last_mail_has_left_is_read_again_later(
    single: Appeal, receiver: Receiver
) -> None:
    run(Wanted())

    assert bounces.read(report(receiver.ids[0])) is Read.TOO_EARLY
    assert replies() == []


def test_bounce_of_a_mail_in_doubt_tells_that_it_had_left(
    by_mail: Appeal, receiver: Receiver
) -> None:
    receiver.answers = [Trouble.CUT_AFTER_ACCEPT]
    run(Wanted())
    assert states_of(by_mail) == {"in_doubt": 25}

    assert bounces.read(report(receiver.ids[0])) is Read.RECORDED

    assert states_of(by_mail) == {"sent": 25}
    assert replies() == [("returned", 25, "E-mail: 5.1.1")]


@pytest.mark.parametrize(("by_hand", "rest"), [(10, [15]), (25, [])])
def test_what_was_recorded_by_hand_does_not_come_back_twice(
    bundle: Dispatch, by_hand: int, rest: list[int]
) -> None:
    DispatchReply.objects.create(dispatch=bundle, kind="refused", n=by_hand, date=today())

    assert bounces.read(report(bundle.items.get().message_id)) is Read.RECORDED
    assert [n for _kind, n, _note in replies()] == [by_hand, *rest]


@given(st.binary(max_size=400))
def test_any_bytes_can_be_read(noise: bytes) -> None:
    came = report("<1@haus.example>")

    assert bounces.parse(noise) is None
    bounces.parse(came.replace(b"Action: failed", noise))
    bounces.parse(came[: len(noise)] + noise)


def command(name: Path | str) -> str:
    out = StringIO()
    call_command("read_bounces", str(name), stdout=out)
    return out.getvalue()


def test_command_reads_a_file_an_mbox_and_a_maildir(bundle: Dispatch, tmp_path: Path) -> None:
    came = report(bundle.items.get().message_id)
    single = tmp_path / "mail.eml"
    single.write_bytes(came)
    box = mailbox.mbox(tmp_path / "box")
    folder = mailbox.Maildir(tmp_path / "folder")
    for each in (box, folder):
        each.add(came)
        each.add(b"Subject: Answer\n\nThank you\n")
        each.close()
    both = "1 no report of a mail of ours that failed\n1 recorded before\n"

    assert command(single) == "1 recorded\n"
    assert [command(tmp_path / name) for name in ("box", "folder")] == [both, both]


def test_command_says_where_there_is_no_mailbox(db: None, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="none: No such file or directory"):
        command(tmp_path / "none")
