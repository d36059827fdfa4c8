"""`manage.py read_bounces`: mailboxes are left as they are, and a pipe loses nothing."""

import mailbox
import os
from io import BytesIO, StringIO, TextIOWrapper
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from campaigns.dispatch.running import Wanted, run
from campaigns.models import Appeal, Dispatch, DispatchItem, DispatchReply
from tests.factories.mail_servers import Receiver, Trouble, report


@pytest.fixture
def bundle(by_mail: Appeal) -> Dispatch:
    """25 letters that have left in one mail."""
    run(Wanted())
    return Dispatch.objects.get()


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


def test_command_keeps_a_mail_from_a_pipe_that_cannot_be_recorded_yet(
    by_mail: Appeal, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    receiver.answers = ["451 4.3.0 later"]
    run(Wanted())
    came = report(DispatchItem.objects.get().message_id)
    monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO(came)))

    with pytest.raises(CommandError) as ended:
        command("-")

    assert ended.value.returncode == os.EX_TEMPFAIL == 75


def test_command_takes_a_mail_from_a_pipe(
    bundle: Dispatch, monkeypatch: pytest.MonkeyPatch
) -> None:
    came = report(bundle.items.get().message_id)
    monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO(came)))

    assert command("-") == "1 recorded\n"


@pytest.mark.parametrize("piped", [False, True])
def test_command_goes_on_after_a_mail_that_cannot_be_recorded(
    by_mail: Appeal,
    receiver: Receiver,
    settings: Any,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    piped: bool,
) -> None:
    receiver.answers = [Trouble.CUT_AFTER_ACCEPT]
    run(Wanted())
    in_doubt = DispatchItem.objects.get()
    left = DispatchItem.objects.create(dispatch=in_doubt.dispatch, message_id="<2@x>", state="sent")
    box = mailbox.mbox(tmp_path / "box")
    for each in (in_doubt, left):
        box.add(report(each.message_id))
    box.close()
    # A journal that cannot be written: what is in doubt cannot be decided.
    settings.CAMPAIGNS = {**settings.CAMPAIGNS, "JOURNAL": str(tmp_path)}
    monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO(report(in_doubt.message_id))))

    with pytest.raises(CommandError) as ended:
        command("-" if piped else tmp_path / "box")

    assert ended.value.returncode == (75 if piped else 1)
    assert DispatchReply.objects.count() == (0 if piped else 1)
