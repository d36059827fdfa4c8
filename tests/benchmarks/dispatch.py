"""How long 100,000 waiting letters take to a bundle on the disk, with all states committed."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter
from typing import Any

from tests.benchmarks import Figure, figure
from tests.benchmarks._bundle import PLACES, initials, peak_mib, town

LETTERS, INITIALS, DAYS = 100_000, 5_000, 28
AT_ONCE = 5_000
SEED = 7


def figures() -> Iterator[Figure]:
    """`dispatch.bundle.seconds` from the claim to the state "ready", in a process of its own.

    peak_mib: the most memory of that process, Django and Wagtail included. hand_over.seconds: all
    letters marked as sent. On the database of DATABASE_URL, SQLite without one; on PostgreSQL
    (`DURABLE=1 .ci/postgres make bench`) the names end in `.postgresql`.
    """
    seconds, peak, handing_over, vendor = measured()
    end = "" if vendor == "sqlite" else f".{vendor}"
    yield figure(f"dispatch.bundle.seconds{end}", float(seconds), "s")
    yield figure(f"dispatch.bundle.peak_mib{end}", float(peak), "MiB")
    yield figure(f"dispatch.hand_over.seconds{end}", float(handing_over), "s")


def measured() -> list[str]:
    """From fresh processes: one that makes the letters, one that dispatches them."""
    with tempfile.TemporaryDirectory() as room:
        place = {"BENCH_ROOM": room}
        if not os.environ.get("DATABASE_URL"):
            place["DATABASE_URL"] = f"sqlite:///{room}/database.sqlite3"
        environment = {**os.environ, **place, "DJANGO_SETTINGS_MODULE": "briefe_site.settings.test"}
        for step in ("migrate", "plant"):
            ran(step, environment)
        return ran("dispatch", environment).split()


def ran(step: str, environment: dict[str, str]) -> str:
    command = [sys.executable, "-m", __name__, step]
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, check=True)  # noqa: S603 - ours
    return done.stdout


def set_up() -> None:
    import django  # noqa: PLC0415 - in the child process alone
    from django.conf import settings  # noqa: PLC0415 - as above

    room = Path(os.environ["BENCH_ROOM"])
    settings.CAMPAIGNS = {
        **settings.CAMPAIGNS,
        "JOURNAL": str(room / "journal.jsonl"),
        "PRIVATE_STORAGE": str(room / "private"),
    }
    django.setup()


def migrate() -> None:
    from django.core.management import call_command  # noqa: PLC0415 - needs the apps

    call_command("migrate", verbosity=0)


def plant() -> None:
    """One open appeal, whose letters have few initials, fewer places, and fewer days."""
    import random  # noqa: PLC0415 - as above
    from datetime import timedelta  # noqa: PLC0415 - as above

    from campaigns.models import Letter  # noqa: PLC0415 - as above
    from tests.benchmarks._bundle import distinct  # noqa: PLC0415 - as above
    from tests.factories.appeals import open_appeal  # noqa: PLC0415 - as above

    appeal: Any = open_appeal(("tr", "en"))
    version = appeal.versions.get(language="tr")
    draws = random.Random(SEED)
    signed = distinct(INITIALS, lambda: initials(draws))
    towns = distinct(PLACES, lambda: town(draws))
    days = [appeal.opens + timedelta(n) for n in range(DAYS)]
    for _ in range(LETTERS // AT_ONCE):
        Letter.objects.bulk_create(
            Letter(
                appeal=appeal,
                version=version,
                initials=draws.choice(signed),
                place=draws.choice(towns),
                signed_on=draws.choice(days),
                key_hash=f"{draws.getrandbits(256):064x}",
                receipt_hash=f"{draws.getrandbits(256):064x}",
            )
            for _ in range(AT_ONCE)
        )


def dispatch() -> None:
    """Prints seconds to "ready", the peak in MiB, seconds of handing over, and the database."""
    from django.db import connection  # noqa: PLC0415 - needs the apps
    from django.utils import timezone  # noqa: PLC0415 - as above

    from campaigns.dispatch.handover import hand_over  # noqa: PLC0415 - as above
    from campaigns.dispatch.running import Wanted, run  # noqa: PLC0415 - as above
    from campaigns.models import Dispatch  # noqa: PLC0415 - as above

    started = perf_counter()
    run(Wanted())
    seconds, peak = perf_counter() - started, peak_mib()
    made = Dispatch.objects.get()
    if (made.state, made.count) != ("ready", LETTERS):
        raise RuntimeError(f"{made.count} letters, {made.state}")
    started = perf_counter()
    hand_over(made, by=None, day=timezone.localdate())
    print(seconds, peak, perf_counter() - started, connection.vendor)


if __name__ == "__main__":
    set_up()
    {"migrate": migrate, "plant": plant, "dispatch": dispatch}[sys.argv[1]]()
