"""`faults`: a database locked for 30 s and a full disk, over HTTP, with people who keep pressing.

Nobody may be thanked for a letter that is not stored; everybody's press works in the end, without
a restart of the server.
"""

import os
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

from tests.benchmarks import Figure, figure
from tests.torture.runs import of_sqlite, planted_alone, tell
from tests.torture.sign_kill import Outcome
from tests.torture.site import Visitor, serving, token_of

CLIENTS = 4
LOCKED_SECONDS = float(os.environ.get("SECONDS", "30"))


@contextmanager
def locked(file: Path) -> Iterator[None]:
    """Another process writes all the time."""
    another = sqlite3.connect(file, isolation_level=None)
    another.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        another.close()


def pressed_through(
    target: Any, fault: Callable[[], AbstractContextManager[None]], seconds: float
) -> tuple[Outcome, list[int]]:
    """What came of pressing while the fault lasts and after it; the statuses in between."""
    outcome, statuses = Outcome(), list[int]()
    with serving(target.database_url) as server:
        visitors = [Visitor(server.port) for _ in range(CLIENTS)]
        tokens = [token_of(each.post(target.read, {"initials": "A. B."})[2]) for each in visitors]

        def body(visitor: Visitor, token: str) -> None:
            location = ""
            with visitor:
                while not location:
                    status, location, _page = visitor.post(target.sign, {"token": token})
                    statuses.append(status)
            outcome.receipts.append(location)

        with fault():
            pairs = zip(visitors, tokens, strict=True)
            threads = [threading.Thread(target=body, args=pair) for pair in pairs]
            for thread in threads:
                thread.start()
            time.sleep(seconds)
        for thread in threads:
            thread.join()
    return outcome, statuses


def figures() -> Iterator[Figure]:
    yield from of_sqlite("faults")


def main() -> None:
    with planted_alone() as target:
        from tests.torture.planted import letters, missing  # noqa: PLC0415 - after the set-up

        file = Path(target.database_url.removeprefix("sqlite:///"))
        outcome, statuses = pressed_through(target, lambda: locked(file), LOCKED_SECONDS)
        tell(figure("faults.locked.refused", statuses.count(503), "answers"))
        tell(figure("faults.locked.other", len(set(statuses) - {303, 503}), "kinds of answers"))
        tell(figure("faults.locked.lost", missing(outcome.receipts), "letters"))
        tell(figure("faults.locked.doubled", letters() - len(outcome.receipts), "letters"))


if __name__ == "__main__":
    main()
