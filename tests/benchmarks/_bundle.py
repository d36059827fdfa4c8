"""How long a bundle of 100,000 letters takes, and what it weighs."""

import dataclasses
import datetime
import random
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from campaigns.letters import kit as kits
from campaigns.letters.bundle import bundle
from campaigns.letters.kit import Kit
from campaigns.letters.signatory import Signatory
from tests.benchmarks import Figure, figure, seconds
from tests.letters.samples import SAMPLES

LETTERS, INITIALS, PLACES, DAYS = 100_000, 5_000, 500, 28
LANGUAGES = ("tr", "ar", "zh-hans", "hi")
SEED = 7
CAPITALS, SMALL = "ABCDEFGHIJKLMNOPRSTUVWYZÄÖÜŞÇŁÉ", "abcdefghiklmnoprstuvwzäöüéß"


def bundle_figures() -> Iterator[Figure]:
    """Each language in a process of its own that knows letters/ and nothing else.

    letters_per_second: the slowest language, from a kit that has seen the texts of the fields;
    first_letters_per_second: from one that has not. peak_mib and bytes_per_letter: the highest.
    places.seconds: 10,000 distinct places, none shaped before.
    """
    found = [measured(code, PLACES) for code in LANGUAGES]
    worst = {name: max(one[name] for one in found) for name in found[0]}
    yield figure("bundle.letters_per_second", LETTERS / worst["warm"], "1/s")
    yield figure("bundle.first_letters_per_second", LETTERS / worst["first"], "1/s")
    yield figure("bundle.bytes_per_letter", worst["bytes"] / LETTERS, "B")
    yield figure("bundle.peak_mib", worst["peak"], "MiB")
    yield figure("bundle.places.seconds", measured("tr", 10_000)["first"], "s")


def built(code: str, closing: str = "") -> Kit:
    """The kit of a sample; with another closing it is a letter never seen."""
    sample = SAMPLES[code]
    blocks = dataclasses.replace(sample.blocks, closing=closing or sample.blocks.closing)
    return kits.build(blocks, sample.envelope(), language=code, country=sample.country)


def measured(code: str, places: int) -> dict[str, float]:
    """Figures of one language from a fresh process; raises CalledProcessError."""
    command = [sys.executable, "-m", __name__, code, str(places)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603 - ours
    names = ("first", "warm", "bytes", "peak")
    return dict(zip(names, map(float, done.stdout.split()), strict=True))


def letters(kit: Kit, places: int) -> Iterator[tuple[Kit, Signatory, datetime.date]]:
    """LETTERS letters, the same each time."""
    draws = random.Random(SEED)
    signed = distinct(INITIALS, lambda: initials(draws))
    towns = distinct(places, lambda: town(draws))
    days = [datetime.date(2026, 2, 1) + datetime.timedelta(n) for n in range(DAYS)]
    for _ in range(LETTERS):
        yield kit, Signatory(draws.choice(signed), draws.choice(towns)), draws.choice(days)


def distinct(count: int, draw: Callable[[], str]) -> list[str]:
    found: dict[str, None] = {}
    while len(found) < count:
        found[draw()] = None
    return list(found)


def initials(draws: random.Random) -> str:
    letters = draws.choices(CAPITALS, k=draws.choice((2, 2, 3)))
    return "\u00a0".join(f"{letter}." for letter in letters)


def town(draws: random.Random) -> str:
    name = "".join(draws.choice(SMALL) for _ in range(draws.randint(3, 11)))
    return draws.choice(CAPITALS) + name


def main(code: str, places: int) -> None:
    """Print seconds of the first and of a second bundle, its bytes, and the peak in MiB."""
    kit = built(code)
    # The letters are made up beforehand, and weigh less than what is measured.
    made = list(letters(kit, places))
    with tempfile.TemporaryDirectory() as room:
        path = Path(room) / "bundle.pdf"

        def work() -> None:
            with path.open("wb") as file:
                bundle(file, iter(made), title="Bundle")

        first, *others = seconds(work, times=3, warm_up=0)
        size = path.stat().st_size
    print(first, min(others), size, peak_mib())


def peak_mib() -> float:
    """The most memory this process has held; getrusage() would count what started it, too."""
    status = Path("/proc/self/status")
    if not status.exists():  # macOS, in bytes
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) / 1024


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
