"""What came back by e-mail: each mail counts once, and nobody who stands in a report is kept."""

from email import message_from_bytes, message_from_string
from email.mime.message import MIMEMessage
from email.mime.multipart import MIMEMultipart

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns.dispatch import bounces, sending
from campaigns.dispatch.bounces import Bounce, Read
from campaigns.dispatch.running import Wanted, run
from campaigns.models import Appeal, CampaignSettings, Dispatch, DispatchItem, DispatchReply
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


def test_mail_that_has_left_comes_back_while_others_of_its_dispatch_have_not(
    single: Appeal, receiver: Receiver
) -> None:
    run(Wanted())
    assert Dispatch.objects.get().state == "ready"

    assert bounces.read(report(receiver.ids[0])) is Read.RECORDED
    assert replies() == [("returned", 1, "E-mail: 5.1.1")]


def test_mail_that_came_back_is_recorded_while_its_dispatch_is_in_doubt(
    single: Appeal, receiver: Receiver
) -> None:
    single.letters.filter(pk__in=single.letters.values("pk")[2:]).delete()
    type(single.case).objects.update(smallest_bundle=1)
    receiver.answers = ["250 ok", Trouble.CUT_AFTER_ACCEPT]
    run(Wanted())
    dispatch = Dispatch.objects.get()
    assert dispatch.state == "in_doubt"

    assert bounces.read(report(receiver.ids[0])) is Read.RECORDED

    dispatch.refresh_from_db()
    assert (dispatch.state, replies()) == ("in_doubt", [("returned", 1, "E-mail: 5.1.1")])


def test_mail_that_is_to_be_tried_again_is_read_again_later(
    by_mail: Appeal, receiver: Receiver
) -> None:
    receiver.answers = ["451 4.3.0 later"]
    run(Wanted())
    item = DispatchItem.objects.get()

    assert (item.state, bounces.read(report(item.message_id))) == ("waiting", Read.TOO_EARLY)
    assert replies() == []


def test_mail_that_came_back_although_it_had_not_left_is_told_of(
    by_mail: Appeal, receiver: Receiver
) -> None:
    receiver.answers = [Trouble.CUT_AFTER_ACCEPT]
    run(Wanted())
    item = DispatchItem.objects.get()
    sending.decide(item, left=False)

    assert bounces.read(report(item.message_id)) is Read.STAYED
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


def test_report_goes_to_the_mail_that_it_carries(bundle: Dispatch) -> None:
    one = bundle.items.get()
    other = DispatchItem.objects.create(dispatch=bundle, message_id="<2@x>", state="sent")
    named = f"References: {one.message_id}\nIn-Reply-To: {one.message_id}\n".encode()

    assert bounces.read(named + report(other.message_id)) is Read.RECORDED
    assert list(DispatchItem.objects.exclude(bounced_on=None)) == [other]


def test_report_without_the_mail_goes_to_what_it_answers() -> None:
    came = report("").replace(b"MIME-Version", b"References: <1@x>\n <2@x>\nMIME-Version", 1)
    answer = b"In-Reply-To: <3@x>\n" + came

    assert bounces.parse(came) == Bounce(("<2@x>", "<1@x>"), "5.1.1")
    assert bounces.parse(answer) == Bounce(("<3@x>", "<2@x>", "<1@x>"), "5.1.1")


def test_mail_within_the_mail_that_came_back_did_not_come_back() -> None:
    """Somebody has passed ours on, attached to theirs."""
    theirs = MIMEMultipart()
    theirs["Message-ID"] = "<theirs@ministry.example>"
    theirs.attach(MIMEMessage(message_from_string("Message-ID: <ours@x>\n\nText\n")))
    came = message_from_bytes(report("<theirs@ministry.example>"))
    came.get_payload()[-1] = MIMEMessage(theirs)  # type: ignore[index]

    found = bounces.parse(came.as_bytes())

    assert found == Bounce(("<theirs@ministry.example>",), "5.1.1")


NESTED = (
    b"Content-Type: multipart/report; boundary=b0\n\n"
    + b"".join(
        b"--b%d\nContent-Type: multipart/mixed; boundary=b%d\n\n" % (n, n + 1) for n in range(1_000)
    ),
    b"Content-Type: message/rfc822\n\n" * 3_000,
)


@pytest.mark.parametrize("message", NESTED)
def test_message_nested_too_deep_is_no_report(message: bytes) -> None:
    assert bounces.parse(message) is None


def test_report_that_names_very_many_is_looked_up_for_a_few(bundle: Dispatch) -> None:
    many = b"References: %s\n" % b"\n ".join(b"<%d@a>" % n for n in range(300_000))
    found = bounces.parse(many + report(""))

    assert len(found.message_ids if found else ()) == bounces.MOST_IDS
    assert bounces.read(many + report("")) is Read.OTHER
    assert bounces.read(many + report(bundle.items.get().message_id)) is Read.RECORDED


@pytest.mark.parametrize(
    "name", [b"<a\x00b@c>", b"<a\x1b@c>", b"<\xff\xfe@c>", "<ö@c>".encode(), b"<a\x7f@c>"]
)
def test_id_with_signs_that_no_id_of_ours_has_is_not_looked_up(name: bytes) -> None:
    assert bounces.parse(report("<x@y>").replace(b"<x@y>", name)) == Bounce((), "5.1.1")
