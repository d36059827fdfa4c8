"""What can happen to a dispatch: two at once, death while drawing, yesterday's database."""

import random
import shutil
import time
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

import pypdf
from django.db import connection, connections
from django.utils import timezone

from campaigns.dispatch import handover, journal, storage
from campaigns.dispatch.journal import Event
from campaigns.dispatch.reconciling import JournalAheadError, reconcile
from campaigns.dispatch.running import Wanted, run
from campaigns.models import Appeal, Dispatch, DispatchItem, Letter
from tests.factories.appeals import open_appeal
from tests.factories.letters import letters
from tests.torture._house import Dispatcher, private_places

APPEALS, SMALL = 3, 25


@dataclass
class Faults:
    """What must not happen, counted."""

    doubled: int = 0
    lost: int = 0
    partial: int = 0


def race(room: Path, runs: int) -> Faults:
    """Two dispatchers begin at the same moment, `runs` times, over fresh letters."""
    with private_places(room):
        appeals = [open_appeal() for _ in range(APPEALS)]
        both = [Dispatcher(room) for _ in range(2)]
        for _ in range(runs):
            for appeal in appeals:
                letters(appeal, SMALL, version=_version(appeal))
            for each in both:
                each.say("run")
            for word in ("begun", "done"):
                for each in both:
                    each.hear(word)
        for each in both:
            each.end()
        return counted()


def killed(room: Path, kills: int, number: int, seed: int) -> Faults:
    """A dispatcher dies while it draws, again and again; then one is let live."""
    draws = random.Random(seed)
    with private_places(room):
        appeal = open_appeal()
        for _ in range(kills):
            letters(appeal, number, version=_version(appeal))
            dispatcher = Dispatcher(room)
            dispatcher.say("run")
            dispatcher.hear("begun")
            time.sleep(draws.uniform(0, 0.4 + number / 10_000))
            dispatcher.kill()
        run(Wanted())
        return counted()


def _version(appeal: Appeal) -> object:
    return appeal.versions.get(language="tr")


def counted() -> Faults:
    """By the journal, the files and the rows, which have to tell the same."""
    ready = {each.dispatch: each for each in journal.entries() if each.event == Event.READY}
    told = Counter(uuid for each in ready.values() for uuid in each.letter_uuids())
    faults = Faults(doubled=sum(count - 1 for count in told.values()))
    faults.lost = Letter.objects.count() - len(told)
    for dispatch in Dispatch.objects.all():
        place = storage.finished(dispatch.uuid)
        files = [place / part["name"] for part in dispatch.parts if place.exists()]
        pages = sum(len(pypdf.PdfReader(file).pages) for file in files)
        rows = dispatch.letters.count()
        if dispatch.state != "ready" or not pages == rows == dispatch.count:
            faults.partial += 1
    faults.partial += sum(each.suffix == ".unfinished" for each in storage.room().iterdir())
    return faults


@dataclass
class Post:
    """The receiver: it remembers what it was given, whatever the sender's database forgets."""

    got: Counter[UUID] = field(default_factory=Counter)

    def take_all(self) -> None:
        for dispatch in Dispatch.objects.filter(state="ready"):
            self.got.update(dispatch.letters.values_list("uuid", flat=True))
            handover.hand_over(dispatch, by=None, day=timezone.localdate())


@dataclass
class Restored:
    resent: int = 0
    skipped: int = 0
    unnoticed: int = 0

    def __add__(self, other: "Restored") -> "Restored":
        return Restored(
            self.resent + other.resent,
            self.skipped + other.skipped,
            self.unnoticed + other.unnoticed,
        )


def restored(room: Path, seed: int) -> Restored:
    """A backup is made somewhere in the middle, work goes on, then the backup comes back.

    Some of what left afterwards was handed over, some was only drawn. New letters are signed after
    the restore. resent: letters the post got twice. skipped: new ones it did not get. unnoticed: a
    run that began although the journal knew more.
    """
    draws, post, found = random.Random(seed), Post(), Restored()
    with private_places(room):
        appeals = [open_appeal() for _ in range(APPEALS)]
        _work(appeals, draws, post)
        _sign(appeals, draws)
        backup = _backup(room)
        for _ in range(draws.randint(1, 3)):
            _work(appeals, draws, post)
        if draws.random() < 0.5:
            _sign(appeals, draws)
            run(Wanted())
        before = len(list(journal.entries()))
        _restore(room, backup)
        new = _sign(appeals, draws)
        if before > 0 and _runs_unnoticed():
            found.unnoticed = 1
        reconcile()
        run(Wanted())
        post.take_all()
    found.resent = sum(count - 1 for count in post.got.values())
    found.skipped = sum(uuid not in post.got for uuid in new)
    return found


def _runs_unnoticed() -> bool:
    with suppress(JournalAheadError):
        run(Wanted())
        return True
    return False


def _work(appeals: list[Appeal], draws: random.Random, post: Post) -> None:
    _sign(appeals, draws)
    run(Wanted())
    post.take_all()


def _sign(appeals: list[Appeal], draws: random.Random) -> list[UUID]:
    return [
        letter.uuid
        for appeal in appeals
        for letter in letters(appeal, draws.randint(SMALL, 2 * SMALL), version=_version(appeal))
    ]


def _backup(room: Path) -> Path:
    """A copy of the database file: with it, its sequences of primary keys go back, too."""
    file, copy = Path(connection.settings_dict["NAME"]), room / "backup.sqlite3"
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    shutil.copy(file, copy)
    return copy


def _restore(room: Path, backup: Path) -> None:
    file = Path(connection.settings_dict["NAME"])
    connections.close_all()
    for end in ("-wal", "-shm"):
        file.with_name(file.name + end).unlink(missing_ok=True)
    shutil.copy(backup, file)


def forget() -> None:
    """No letter and no dispatch is left, so that another journal can begin."""
    DispatchItem.objects.all().delete()
    Letter.objects.all().delete()
    Dispatch.objects.all().delete()
