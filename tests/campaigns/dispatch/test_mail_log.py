"""The log of the mail server decides what nobody knew."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from campaigns.dispatch import mail_log
from campaigns.dispatch.running import Wanted, run
from campaigns.models import Appeal, CampaignSettings, Dispatch
from tests.factories.letters import states_of
from tests.factories.mail_servers import Receiver, Trouble, postfix_lines

OTHER = (
    "Feb 23 09:00:01 mail postfix/smtpd[16]: connect from localhost[127.0.0.1]",
    "Feb 23 09:00:01 mail postfix/smtp[19]: 0A1B2C: to=<office@ministry.example>, status=sent",
    "",
)


@pytest.fixture
def doubted(by_mail: Appeal, receiver: Receiver) -> Dispatch:
    """Two single mails are in doubt, 18 have left, five wait for the next hour."""
    CampaignSettings.objects.update(single_mails=True)
    receiver.answers = [Trouble.SILENT_AND_TAKEN, Trouble.SILENT_AND_LOST]
    run(Wanted())
    return Dispatch.objects.get()


def ids_in_doubt(dispatch: Dispatch) -> list[str]:
    items = dispatch.items.filter(state="in_doubt").order_by("pk")
    return list(items.values_list("message_id", flat=True))


def test_mail_is_taken_once_it_is_in_the_queue() -> None:
    lines = [*OTHER, *postfix_lines("<1@x>", True), *postfix_lines("<2@x>", False)]

    assert mail_log.taken(lines) == {"<1@x>"}


def test_names_of_other_syslog_daemons_are_read() -> None:
    lines = [
        "2026-02-23T09:00:01+01:00 mail postfix/out/cleanup[17]: 4c9XyZ2: message-id=<1@x>",
        "2026-02-23T09:00:01+01:00 mail postfix/out/qmgr[12]: 4c9XyZ2: from=<>, size=1, nrcpt=1",
    ]

    assert mail_log.taken(lines) == {"<1@x>"}


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

    assert command(str(log)) == f"{taken}: left\n{lost}: not in the log, still in doubt\n"
    assert command(str(log), "--complete") == f"{lost}: not left, waits again\n"
    assert command(str(log)) == "No mail is in doubt.\n"
    assert states_of(doubted.appeal) == {"sent": 19, "waiting": 1, "claimed": 5}


def test_command_says_where_there_is_no_log(db: None, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"none\.log: No such file or directory"):
        command(str(tmp_path / "none.log"))
