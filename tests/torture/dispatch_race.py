"""`dispatch.race`: two dispatchers as processes begin at the same moment, again and again."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks import Figure, figure
from tests.torture.runs import of_postgresql, of_sqlite, planted_alone, tell

RUNS = int(os.environ.get("RUNS", "50"))


def figures() -> Iterator[Figure]:
    yield from of_sqlite("dispatch_race")
    yield from of_postgresql("dispatch_race")


def main() -> None:
    with planted_alone(), tempfile.TemporaryDirectory() as room:
        from tests.torture._dispatch import race  # noqa: PLC0415 - after the set-up

        faults = race(Path(room), RUNS)
        tell(figure("dispatch.race.doubled", faults.doubled, "letters"))
        tell(figure("dispatch.race.lost", faults.lost, "letters"))
        tell(figure("dispatch.race.partial", faults.partial, "dispatches"))


if __name__ == "__main__":
    main()
