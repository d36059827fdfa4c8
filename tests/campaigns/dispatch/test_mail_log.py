"""The log of the mail server decides what nobody knew."""

import datetime
import gzip
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from campaigns.dispatch import mail_log, sending
from campaigns.dispatch.mail_log import IncompleteLogError
from campaigns.dispatch.running import Wanted, run
from campaigns.models import Appeal, CampaignSettings, Dispatch, DispatchItem
from tests.factories.letters import states_of
from tests.factories.mail_servers import Receiver, Trouble, postfix_lines
from tests.factories.records import today

OTHER = (
    "Feb 23 09:00:01 mail postfix/smtpd[16]: connect from localhost[127.0.0.1]",
    "Feb 23 09:00:01 mail postfix/smtp[19]: 0A1B2C: to=<office@ministry.example>, status=sent",
    "",
)


@pytest.fixture
def doubted(by_mail: Appeal, receiver: Receiver) -> Dispatch:
    """Two single mails are in doubt for long, 18 have left, five wait for the next hour."""
    CampaignSettings.objects.update(single_mails=True)
    receiver.answers = [Trouble.SILENT_AND_TAKEN, Trouble.SILENT_AND_LOST]
    run(Wanted())
    DispatchItem.objects.filter(state="in_doubt").update(next_try=timezone.now())
    return Dispatch.objects.get()


def ids_in_doubt(dispatch: Dispatch) -> list[str]:
    items = dispatch.items.filter(state="in_doubt").order_by("pk")
    return list(items.values_list("message_id", flat=True))


def taken(lines: list[str]) -> set[str]:
    return mail_log.read(lines, timezone.now()).taken


def test_mail_is_taken_once_it_is_in_the_queue() -> None:
    lines = [*OTHER, *postfix_lines("<1@x>", True), *postfix_lines("<2@x>", False)]

    assert taken(lines) == {"<1@x>"}


NOW = datetime.datetime(2026, 2, 23, 8, tzinfo=datetime.UTC)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Feb 23 08:30:00 mail x", "2026-02-23 07:30"),
        ("Feb  3 08:30:00 mail x", "2026-02-03 07:30"),
        ("Dec 31 23:59:59 mail x", "2025-12-31 22:59"),
        ("2026-02-23T08:30:00.123456+01:00 mail x", "2026-02-23 07:30"),
        ("2026-02-23T08:30:00 mail x", "2026-02-23 07:30"),
        ("2026-99-23T08:30:00 mail x", ""),
        ("Feb 30 08:30:00 mail x", ""),
        ("mail x", ""),
    ],
)
def test_time_of_a_line_is_read(line: str, expected: str) -> None:
    found = mail_log.moment(line, NOW)

    assert (f"{found.astimezone(datetime.UTC):%Y-%m-%d %H:%M}" if found else "") == expected


def test_names_of_other_syslog_daemons_are_read() -> None:
    lines = [
        "2026-02-23T09:00:01+01:00 mail postfix/out/cleanup[17]: 4c9XyZ2: message-id=<1@x>",
        "2026-02-23T09:00:01+01:00 mail postfix/out/qmgr[12]: 4c9XyZ2: from=<>, size=1, nrcpt=1",
    ]

    assert taken(lines) == {"<1@x>"}


def test_complete_log_decides_everything(doubted: Dispatch) -> None:
    taken, lost = ids_in_doubt(doubted)
    log = [*OTHER, *postfix_lines(taken, True), *postfix_lines(lost, False)]

    decided = mail_log.decide(log, complete=True)

    assert (decided.left, decided.stayed, decided.undecided) == ([taken], [lost], [])
    assert states_of(doubted.appeal) == {"sent": 19, "waiting": 1, "claimed": 5}


def test_what_an_incomplete_log_lacks_stays_in_doubt(doubted: Dispatch) -> None:
    taken, lost = ids_in_doubt(doubted)

    decided = mail_log.decide(postfix_lines(taken, True), complete=False)

    assert (decided.left, decided.stayed, decided.undecided) == ([taken], [], [lost])
    assert states_of(doubted.appeal) == {"sent": 19, "in_doubt": 1, "claimed": 5}


def test_what_came_into_doubt_just_now_waits_for_a_busy_server(doubted: Dispatch) -> None:
    soon = timezone.now() + datetime.timedelta(minutes=1)
    doubted.items.filter(state="in_doubt").update(next_try=soon)
    taken, lost = ids_in_doubt(doubted)

    decided = mail_log.decide(postfix_lines(taken, True), complete=True)

    assert (decided.left, decided.stayed, decided.undecided) == ([taken], [], [lost])


def test_what_comes_into_doubt_while_the_log_is_read_is_not_decided_by_it(
    by_mail: Appeal, receiver: Receiver
) -> None:
    receiver.answers = [Trouble.SILENT_AND_TAKEN]

    def lines() -> Iterator[str]:
        yield from postfix_lines("<0@x>", True)
        run(Wanted())

    decided = mail_log.decide(lines(), complete=True)

    assert decided == mail_log.Decided()
    assert states_of(by_mail) == {"in_doubt": 25}


@pytest.mark.parametrize(
    ("lines", "missing"),
    [
        (["no day at all"], "No line of the log says when it was written."),
        (["2020-01-01T08:00:00 mail x"], "The log ends on 2020-01-01, not now."),
        ([], "No line of the log says when it was written."),
    ],
)
def test_log_that_cannot_be_complete_is_refused(
    doubted: Dispatch, lines: list[str], missing: str
) -> None:
    with pytest.raises(IncompleteLogError) as refused:
        mail_log.decide(lines, complete=True)

    assert str(refused.value) == missing
    assert states_of(doubted.appeal) == {"sent": 18, "in_doubt": 2, "claimed": 5}


def test_log_that_begins_after_the_claim_is_refused(doubted: Dispatch) -> None:
    Dispatch.objects.update(claimed_on=today(-2))

    with pytest.raises(IncompleteLogError, match="Give the older files first"):
        mail_log.decide(postfix_lines("<0@x>", True), complete=True)


def test_mail_that_left_against_a_decision_is_told_of(doubted: Dispatch, tmp_path: Path) -> None:
    taken, _lost = ids_in_doubt(doubted)
    sending.decide(doubted.items.get(message_id=taken), left=False)

    decided = mail_log.decide(postfix_lines(taken, True), complete=False)

    assert decided.contradicted == [taken]
    log = tmp_path / "mail.log"
    log.write_text("\n".join(postfix_lines(taken, True)))
    with pytest.raises(CommandError, match="have left against a decision"):
        command(str(log))


def test_log_of_a_receiver_tells_what_it_took(doubted: Dispatch, receiver: Receiver) -> None:
    """The oracle is right: what it calls taken is what the receiver has."""
    taken, lost = ids_in_doubt(doubted)

    assert (taken in receiver.ids, lost in receiver.ids) == (True, False)


def command(*arguments: str) -> str:
    out = StringIO()
    call_command("decide_mails", *arguments, stdout=out)
    return out.getvalue()


def test_command_says_what_it_would_decide_and_changes_nothing(
    doubted: Dispatch, tmp_path: Path
) -> None:
    taken, lost = ids_in_doubt(doubted)
    log = tmp_path / "mail.log"
    log.write_text("\n".join(postfix_lines(taken, True)))

    told = command(str(log), "--complete", "--dry-run")

    assert told == f"{taken}: left\n{lost}: not left, waits again\n"
    assert states_of(doubted.appeal) == {"sent": 18, "in_doubt": 2, "claimed": 5}


def test_command_decides(doubted: Dispatch, tmp_path: Path) -> None:
    taken, lost = ids_in_doubt(doubted)
    log = tmp_path / "mail.log"
    log.write_bytes(b"\xff\xfe\n" + "\n".join(postfix_lines(taken, True)).encode())

    told = f"{taken}: left\n{lost}: still in doubt: the log does not tell\n"
    assert command(str(log)) == told
    assert command(str(log), "--complete") == f"{lost}: not left, waits again\n"
    assert command(str(log)) == "No mail is in doubt.\n"
    assert states_of(doubted.appeal) == {"sent": 19, "waiting": 1, "claimed": 5}


def test_command_reads_older_files_and_packed_ones_first(doubted: Dispatch, tmp_path: Path) -> None:
    taken, lost = ids_in_doubt(doubted)
    old, new = tmp_path / "mail.log.1.gz", tmp_path / "mail.log"
    with gzip.open(old, "wt") as file:
        file.write("\n".join(postfix_lines(taken, True, day="2026-01-01T08:00:00")))
    new.write_text("\n".join(postfix_lines("<0@x>", True)))

    told = command(str(old), str(new), "--complete")

    assert told == f"{taken}: left\n{lost}: not left, waits again\n"


def test_command_says_where_there_is_no_log(db: None, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"none\.log: No such file or directory"):
        command(str(tmp_path / "none.log"))
