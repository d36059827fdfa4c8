"""`faults`: a database locked for 30 s and a full disk, over HTTP, with people who keep pressing.

Nobody may be thanked for a letter that is not stored; everybody's press works in the end, without
a restart of the server.
"""

import os
import resource
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
from tests.torture.site import Server, Visitor, serving, token_of

CLIENTS = 4
LOCKED_SECONDS = float(os.environ.get("SECONDS", "30"))
FULL_SECONDS = 5.0
Fault = Callable[[Server], AbstractContextManager[None]]


@contextmanager
def locked(file: Path) -> Iterator[None]:
    """Another process writes all the time."""
    another = sqlite3.connect(file, isolation_level=None)
    another.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        another.close()


@contextmanager
def full(server: Server) -> Iterator[None]:
    """No file takes a byte more from the server, as on a full disk; Linux only."""
    processes = server.processes()
    try:
        _limit_files(processes, 0)
        yield
    finally:
        _limit_files(processes, resource.RLIM_INFINITY)


def _limit_files(processes: list[int], size: int) -> None:
    for process in processes:
        resource.prlimit(process, resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))


def pressed_through(target: Any, fault: Fault, seconds: float) -> tuple[Outcome, list[int]]:
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

        with fault(server):
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
        faults: list[tuple[str, Fault, float]] = [
            ("locked", lambda _server: locked(file), LOCKED_SECONDS),
            ("full", full, FULL_SECONDS),
        ]
        for name, fault, seconds in faults:
            before = letters()
            outcome, statuses = pressed_through(target, fault, seconds)
            others = len(set(statuses) - {303, 503})
            stored = letters() - before
            tell(figure(f"faults.{name}.refused", statuses.count(503), "answers"))
            tell(figure(f"faults.{name}.other", others, "kinds of answers"))
            tell(figure(f"faults.{name}.lost", missing(outcome.receipts), "letters"))
            tell(figure(f"faults.{name}.doubled", stored - len(outcome.receipts), "letters"))


if __name__ == "__main__":
    main()
