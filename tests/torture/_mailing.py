"""What can happen to mails: death of the dispatcher at any moment, and a receiver that refuses,
cuts off and falls silent. The receiver's log is the oracle; without it nobody may guess."""

import os
import random
import signal
import time
from collections import Counter
from dataclasses import astuple, dataclass, field
from pathlib import Path

from campaigns.dispatch import mail_log
from campaigns.models import Appeal, Authority, CampaignSettings, Case, DispatchItem, Letter
from tests.factories.appeals import open_appeal
from tests.factories.letters import letters, states_of
from tests.factories.mail_servers import (
    TAKEN,
    Answer,
    Receiver,
    Trouble,
    listening,
    postfix_lines,
)
from tests.torture._house import PATIENCE, Dispatcher, private_places

REFUSED, CUT, SILENT = 0.05, 0.03, 0.02
LAST_RUNS = 60


class Mailer(Dispatcher):
    """Its runs can be killed one by one."""

    module = "_mailer"


@dataclass
class Faults:
    """Letters. hidden: taken by the receiver, and neither sent nor in doubt. false: sent by the
    database, and not taken. kills: that met a dispatcher at work."""

    lost: int = 0
    doubled: int = 0
    hidden: int = 0
    false: int = 0
    kills: int = 0

    def __add__(self, other: "Faults") -> "Faults":
        return Faults(
            *(mine + its for mine, its in zip(astuple(self), astuple(other), strict=True))
        )


@dataclass
class Box:
    """A receiver with its log."""

    draws: random.Random
    log: list[str] = field(default_factory=list)

    def receiver(self) -> Receiver:
        return Receiver(silence=0.5, told=self.tell, choose=self.choose)

    def tell(self, message_id: str, taken: bool) -> None:
        self.log += postfix_lines(message_id, taken)

    def choose(self) -> Answer:
        drawn = self.draws.random()
        if drawn < REFUSED:
            return "451 4.3.0 try again"
        if drawn < REFUSED + CUT:
            return Trouble.CUT_AFTER_ACCEPT
        if drawn < REFUSED + CUT + SILENT:
            return self.draws.choice([Trouble.SILENT_AND_TAKEN, Trouble.SILENT_AND_LOST])
        return TAKEN


def mailed(
    room: Path, *, kills: int, number: int, seed: int, oracle: bool = True, way: str = "as it is"
) -> Faults:
    """`number` single mails under `kills` kills, then runs until nothing moves any more.

    way: "as it is", or "mark after" and "mark before", which have to be caught.
    """
    draws = random.Random(seed)
    box = Box(random.Random(seed + 1))
    receiver = box.receiver()
    with private_places(room), listening(receiver) as smtp:
        appeal = _by_single_mails(number)
        mailer = Mailer(room, MAIL_HOST=smtp["host"], MAIL_PORT=str(smtp["port"]))
        faults = Faults()
        for _ in range(kills):
            before = receiver.attempts
            faults.kills += _run(mailer, way, receiver, before + draws.randint(1, 18), draws)
            _ask(box, receiver, oracle)
        for _ in range(LAST_RUNS):
            _run(mailer, way, receiver, None, draws)
            _ask(box, receiver, oracle)
            if not set(states_of(appeal)) & {"waiting", "claimed"}:
                break
        mailer.end()
    return _counted(receiver, faults, oracle)


def _by_single_mails(number: int) -> Appeal:
    appeal = open_appeal(channels=["email"])
    house = CampaignSettings.in_force()
    house.sender_email, house.single_mails = "briefe@haus.example", True
    house.save()
    Case.objects.filter(pk=appeal.case_id).update(smallest_bundle=1)
    Authority.objects.filter(pk=appeal.authority_id).update(email="office@ministry.example")
    letters(appeal, number, version=appeal.versions.get(language="tr"))
    return appeal


def _run(
    mailer: Mailer, way: str, receiver: Receiver, until: int | None, draws: random.Random
) -> bool:
    """One run, killed a moment after the receiver has got `until` mails; whether it was."""
    mailer.say(way)
    pid = int(mailer.heard())
    if until is None:
        mailer.hear("done")
        return False
    give_up = time.monotonic() + PATIENCE
    while receiver.attempts < until and time.monotonic() < give_up and _lives(pid):
        time.sleep(0.001)
    time.sleep(draws.uniform(0, 0.02))
    _kill(pid)
    return mailer.heard() == "killed"


def _lives(pid: int) -> bool:
    """Not over yet, and no zombie either."""
    try:
        return ") Z" not in Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return False


def _kill(pid: int) -> None:
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return


def _ask(box: Box, receiver: Receiver, oracle: bool) -> None:
    """Once the receiver has heard the last of a sender that is gone."""
    give_up = time.monotonic() + PATIENCE
    while receiver.senders and time.monotonic() < give_up:
        time.sleep(0.005)
    if oracle:
        mail_log.decide(list(box.log), complete=True)


def _counted(receiver: Receiver, faults: Faults, oracle: bool) -> Faults:
    """By what the receiver has, and what the database says of it. Whoever has an oracle has no
    excuse for a letter in doubt."""
    letter_of = dict(DispatchItem.objects.values_list("message_id", "letter_id"))
    got = Counter(letter_of[name] for name in receiver.ids)
    states = dict(Letter.objects.values_list("pk", "state"))
    faults.doubled = sum(count - 1 for count in got.values())
    doubtful = {pk for pk, state in states.items() if state == "in_doubt"}
    faults.lost = len(doubtful) if oracle else 0
    faults.lost += sum(pk not in got and pk not in doubtful for pk in states)
    faults.hidden = sum(states[pk] not in ("sent", "in_doubt") for pk in got)
    faults.false = sum(state == "sent" and pk not in got for pk, state in states.items())
    return faults
