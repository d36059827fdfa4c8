"""`manage.py dispatch`: what it says, what it does, and how it stops."""

import os
import signal
from collections.abc import Iterator
from io import StringIO
from typing import Any
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from campaigns.dispatch import claiming, drawing, handover, journal
from campaigns.models import Appeal, Dispatch
from tests.campaigns.dispatch.test_journal import disk_full_at
from tests.factories.appeals import open_appeal
from tests.factories.letters import letters, states_of
from tests.factories.records import today


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """The language of whoever calls the command."""
    with translation.override("en"):
        yield


def said(*options: str) -> list[str]:
    out = StringIO()
    call_command("dispatch", *options, stdout=out, stderr=StringIO())
    return out.getvalue().splitlines()


def test_bundle_is_ready_and_its_line_says_so(appeal: Appeal) -> None:
    lines = said()

    dispatch = Dispatch.objects.get()
    assert dispatch.state == "ready"
    assert lines == [
        f"{appeal} [tr] 25 by postal: claimed by {dispatch.uuid}",
        f"{dispatch.uuid}: Ready to hand over, 25 letters",
    ]


def test_dry_run_says_the_same_and_changes_nothing(appeal: Appeal) -> None:
    few = open_appeal()
    letters(few, 3)

    assert said("--dry-run") == [
        f"{appeal} [tr] 25 by postal: would be claimed",
        f"{few} [tr] 3 by postal: not claimed. They are fewer than the smallest bundle.",
    ]
    assert (states_of(appeal), Dispatch.objects.count()) == ({"waiting": 25}, 0)


def test_stop_is_told(appeal: Appeal) -> None:
    Appeal.objects.update(stopped=True)

    assert said("--dry-run") == [f"{appeal} [tr] 25 by postal: held. The appeal is stopped."]


def test_nothing_to_do_is_told(db: None) -> None:
    assert said("--dry-run") == ["No letters wait."]
    assert said() == ["No letters wait, and no dispatch is unfinished."]


def test_going_on_claims_nothing_new(appeal: Appeal) -> None:
    assert said("--continue") == []
    assert states_of(appeal) == {"waiting": 25}

    (pile,) = claiming.piles([appeal])
    dispatch = claiming.claim(pile)
    assert isinstance(dispatch, Dispatch)

    assert said("--continue") == [f"{dispatch.uuid}: Ready to hand over, 25 letters"]


def test_one_appeal_alone(appeal: Appeal) -> None:
    other = open_appeal()
    letters(other, 20)

    said("--appeal", str(other.uuid))

    assert (states_of(appeal), states_of(other)) == ({"waiting": 25}, {"claimed": 20})


def test_unknown_appeal_is_told(appeal: Appeal) -> None:
    with pytest.raises(CommandError, match="There is no appeal"):
        said("--appeal", str(uuid4()))


def test_one_channel_alone(appeal: Appeal) -> None:
    said("--channel", "memory")
    assert states_of(appeal) == {"waiting": 25}

    Appeal.objects.update(channels=["memory"])
    said("--channel", "memory")
    assert states_of(appeal) == {"sent": 25}


def test_interrupted_run_is_continued(appeal: Appeal, monkeypatch: pytest.MonkeyPatch) -> None:
    pages = drawing.pages_of

    def interrupted(*args: Any) -> Any:
        os.kill(os.getpid(), signal.SIGINT)
        return pages(*args)

    with monkeypatch.context() as patched:
        patched.setattr(drawing, "pages_of", interrupted)
        with pytest.raises(CommandError) as stopped:
            said()
    assert stopped.value.returncode == 130
    assert Dispatch.objects.get().state == "claimed"

    said()

    assert Dispatch.objects.get().state == "ready"


def test_full_disk_is_told_in_a_sentence(appeal: Appeal) -> None:
    with disk_full_at(20), pytest.raises(CommandError, match="File too large"):
        said()

    said()

    assert Dispatch.objects.get().state == "ready"


def test_restored_backup_is_reconciled_first(ready: Dispatch) -> None:
    handover.hand_over(ready, by=None, day=today())
    Dispatch.objects.update(state="ready")
    ready.letters.update(state="claimed")

    with pytest.raises(CommandError, match="reconcile_journal"):
        said()
    out = StringIO()
    call_command("reconcile_journal", "--dry-run", stdout=out)
    assert out.getvalue() == f"{ready.uuid} handed_over in the journal, ready in the database\n"
    assert Dispatch.objects.get().state == "ready"
    call_command("reconcile_journal", stdout=StringIO())

    assert (Dispatch.objects.get().state, states_of(ready.appeal)) == ("handed_over", {"sent": 25})
    said()


def test_reconciling_says_when_there_is_nothing_to_do(ready: Dispatch) -> None:
    out = StringIO()
    call_command("reconcile_journal", stdout=out)

    assert out.getvalue() == "Journal and database agree.\n"


def test_lost_journal_is_an_error_until_it_is_adopted(ready: Dispatch, own_journal: Any) -> None:
    own_journal.unlink()

    with pytest.raises(CommandError, match=r"1 difference\(s\) are left"):
        call_command("reconcile_journal", stdout=StringIO())
    call_command("reconcile_journal", "--adopt", stdout=StringIO())

    assert [entry.event for entry in journal.entries()] == ["ready"]


def test_damaged_journal_stops_both_commands(ready: Dispatch, own_journal: Any) -> None:
    own_journal.write_bytes(b"{}\n")

    for command in ("dispatch", "reconcile_journal"):
        with pytest.raises(CommandError, match="Line 1 of the journal cannot be read"):
            call_command(command, stdout=StringIO())
