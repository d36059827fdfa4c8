"""`sign.kill`: the web processes are killed again and again while people sign.

Each visitor presses with the same token until a receipt comes. Afterwards every receipt must have
its letter, and there must be as many letters as receipts.
"""

import os
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from tests.benchmarks import Figure, figure
from tests.torture.runs import of_postgresql, of_sqlite, planted_alone, tell
from tests.torture.site import Server, Visitor, serving, token_of

CLIENTS = 8
KILLS = int(os.environ.get("KILLS", "100"))
APART = 2.5
REST = 0.05


@dataclass
class Outcome:
    """`receipts` of finished signatures; `pressed`: how often it took more than one press."""

    receipts: list[str] = field(default_factory=list)
    pressed: list[int] = field(default_factory=list)


def until_answered(visitor: Visitor, path: str, fields: dict[str, str]) -> tuple[str, str, int]:
    """Location and body of the first answer that is none of 5xx, and how often it was asked."""
    for press in range(1, 10_000):
        status, location, page = visitor.post(path, fields)
        if 200 <= status < 500:
            return location, page, press
        time.sleep(REST)
    raise RuntimeError("The server never came back.")


def sign_one(visitor: Visitor, target: Any, outcome: Outcome) -> None:
    _location, page, _press = until_answered(visitor, target.read, {"initials": "A. B."})
    token = {"token": token_of(page)}
    location, _page, press = until_answered(visitor, target.sign, token)
    outcome.receipts.append(location)
    outcome.pressed.append(press)


def signed_under_kills(target: Any, kills: int, apart: float = APART) -> Outcome:
    """`kills` times all processes of the server end at once, `apart` seconds or more apart."""
    outcome, over = Outcome(), threading.Event()

    def body(server: Server) -> None:
        with Visitor(server.port) as visitor:
            while not over.is_set():
                sign_one(visitor, target, outcome)

    with serving(target.database_url) as server:
        threads = [threading.Thread(target=body, args=[server]) for _ in range(CLIENTS)]
        for thread in threads:
            thread.start()
        for _ in range(kills):
            _wait_for_signatures(outcome, apart)
            server.kill()
            server.start()
        over.set()
        for thread in threads:
            thread.join()
    return outcome


def _wait_for_signatures(outcome: Outcome, apart: float) -> None:
    """A kill proves something only while letters are being signed."""
    signed = len(outcome.receipts)
    time.sleep(apart)
    while len(outcome.receipts) == signed:
        time.sleep(REST)


def figures() -> Iterator[Figure]:
    yield from of_sqlite("sign_kill")
    yield from of_postgresql("sign_kill")


def main() -> None:
    """Kills over the database of DATABASE_URL."""
    with planted_alone() as target:
        from tests.torture.planted import is_sound, letters, missing  # noqa: PLC0415 - set up first

        outcome = signed_under_kills(target, KILLS)
        tell(figure("sign.kill.lost", missing(outcome.receipts), "letters"))
        tell(figure("sign.kill.doubled", letters() - len(set(outcome.receipts)), "letters"))
        tell(figure("sign.kill.signed", len(outcome.receipts), "letters"))
        tell(figure("sign.kill.retried", sum(n > 1 for n in outcome.pressed), "letters"))
        tell(figure("sign.kill.unsound", 0 if is_sound() else 1, "files"))


if __name__ == "__main__":
    main()
