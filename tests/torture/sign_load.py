"""`sign.load`: both steps by 32 visitors at once, against a view that only inserts.

Run as a module it measures one database, DATABASE_URL, and prints its figures.
"""

import json
import os
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from tests.benchmarks import Figure, figure, quantile
from tests.torture.site import ROOT, Server, Visitor, serving, token_of

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
        visitor = Visitor(server.port)
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
    from tests.torture.planted import fresh_sqlite  # noqa: PLC0415 - asks for Django's settings

    with fresh_sqlite() as url:
        yield from told_by([], {"DATABASE_URL": url}, "")
    yield from told_by([str(ROOT / ".ci/postgres")], {}, ".postgresql")


def told_by(prefix: list[str], more: dict[str, str], ending: str) -> Iterator[Figure]:
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "tests.torture.settings", **more}
    command = [*prefix, sys.executable, "-m", "tests.torture.sign_load"]
    done = subprocess.run(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, check=True)
    for line in done.stdout.decode().splitlines():
        told = json.loads(line)
        baseline = told["baseline"] and told["baseline"] + ending
        yield Figure(**{**told, "name": told["name"] + ending, "baseline": baseline})


def main() -> None:
    import django  # noqa: PLC0415 - only this process connects

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415 - after the set-up

    from tests.torture.planted import missing, plant_field  # noqa: PLC0415 - as above

    call_command("migrate", verbosity=0)
    found = measured(plant_field(os.environ["DATABASE_URL"]), SECONDS)
    per_second = found.baseline.per_second
    baseline = figure("sign.baseline.accepted_per_second", per_second, "1/s")
    accepted = figure("sign.load.accepted_per_second", found.accepted.per_second, "1/s")
    accepted["baseline"] = baseline["name"]
    accepted["ratio"] = round(found.accepted.per_second / per_second, 3)
    told = [
        baseline,
        accepted,
        figure("sign.load.p95", quantile(found.accepted.latencies, 0.95), "s"),
        figure("sign.load.lost", missing(found.accepted.receipts), "letters"),
        figure("sign.load.faults", found.accepted.faults, "answers"),
    ]
    for each in told:
        print(json.dumps(each))


if __name__ == "__main__":
    main()
