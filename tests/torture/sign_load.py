"""`sign.load`: both steps by 32 visitors at once, against a view that only inserts.

Run as a module it measures one database, DATABASE_URL, and prints its figures.
"""

import os
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from tests.benchmarks import Figure, figure, quantile
from tests.torture.runs import of_postgresql, of_sqlite, planted_alone, tell
from tests.torture.site import Server, Visitor, serving, token_of

CLIENTS = 32
SECONDS = float(os.environ.get("SECONDS", "60"))


@dataclass
class Tally:
    """What the visitors saw; each appends, which threads may do at once."""

    receipts: list[str] = field(default_factory=list)
    latencies: list[float] = field(default_factory=list)
    statuses: Counter[int] = field(default_factory=Counter)
    seconds: float = 0.0

    @property
    def per_second(self) -> float:
        return len(self.receipts) / self.seconds

    @property
    def faults(self) -> int:
        """Answers of 5xx, and connections without an answer."""
        return sum(n for status, n in self.statuses.items() if status == 0 or status >= 500)


def load(server: Server, visit: Callable[[Visitor, Tally], None], seconds: float) -> Tally:
    """`visit` again and again by all clients for `seconds`."""
    tally, until = Tally(), time.monotonic() + seconds

    def body() -> None:
        with Visitor(server.port) as visitor:
            while time.monotonic() < until:
                visit(visitor, tally)

    started = time.monotonic()
    threads = [threading.Thread(target=body) for _ in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    tally.seconds = time.monotonic() - started
    return tally


def post(visitor: Visitor, tally: Tally, path: str, fields: dict[str, str]) -> tuple[str, str]:
    """Location and body of a timed request."""
    started = time.monotonic()
    status, location, text = visitor.post(path, fields)
    tally.latencies.append(time.monotonic() - started)
    tally.statuses[status] += 1
    return location, text


def both_steps(target: Any) -> Callable[[Visitor, Tally], None]:
    def visit(visitor: Visitor, tally: Tally) -> None:
        _location, page = post(visitor, tally, target.read, {"initials": "A. B."})
        if token := token_of(page):
            location, _page = post(visitor, tally, target.sign, {"token": token})
            if location:
                tally.receipts.append(location)

    return visit


def bare_insert(target: Any) -> Callable[[Visitor, Tally], None]:
    def visit(visitor: Visitor, tally: Tally) -> None:
        location, _page = post(visitor, tally, target.bare, {"initials": "A. B."})
        if location:
            tally.receipts.append(location)

    return visit


@dataclass(frozen=True, slots=True)
class Measured:
    accepted: Tally
    baseline: Tally


def measured(target: Any, seconds: float) -> Measured:
    """Both loads on one server, a fifth of the time for the baseline."""
    with serving(target.database_url) as server:
        load(server, both_steps(target), min(2.0, seconds / 3))
        baseline = load(server, bare_insert(target), seconds / 5)
        return Measured(load(server, both_steps(target), seconds), baseline)


def figures() -> Iterator[Figure]:
    """Of SQLite, then of PostgreSQL, each in a process of its own."""
    yield from of_sqlite("sign_load")
    yield from of_postgresql("sign_load")


def main() -> None:
    """Measures the database of DATABASE_URL."""
    with planted_alone() as target:
        found = measured(target, SECONDS)
        from tests.torture.planted import missing  # noqa: PLC0415 - after the set-up

        lost = missing(found.accepted.receipts)
    per_second = found.baseline.per_second
    baseline = figure("sign.baseline.accepted_per_second", per_second, "1/s")
    accepted = figure("sign.load.accepted_per_second", found.accepted.per_second, "1/s")
    accepted["baseline"] = baseline["name"]
    accepted["ratio"] = round(found.accepted.per_second / per_second, 3)
    tell(baseline)
    tell(accepted)
    tell(figure("sign.load.p95", quantile(found.accepted.latencies, 0.95), "s"))
    tell(figure("sign.load.lost", lost, "letters"))
    tell(figure("sign.load.faults", found.accepted.faults, "answers"))


if __name__ == "__main__":
    main()
