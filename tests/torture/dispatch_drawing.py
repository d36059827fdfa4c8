"""`dispatch.drawing`: a dispatcher dies by `kill -9` while it draws; the next one goes on."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks import Figure, figure
from tests.torture.runs import of_postgresql, of_sqlite, planted_alone, tell

KILLS = int(os.environ.get("KILLS", "20"))
LETTERS, SEED = 10_000, 7


def figures() -> Iterator[Figure]:
    yield from of_sqlite("dispatch_drawing")
    yield from of_postgresql("dispatch_drawing")


def main() -> None:
    with planted_alone(), tempfile.TemporaryDirectory() as room:
        from tests.torture._dispatch import killed  # noqa: PLC0415 - after the set-up

        faults = killed(Path(room), KILLS, LETTERS, SEED)
        tell(figure("dispatch.drawing.doubled", faults.doubled, "letters"))
        tell(figure("dispatch.drawing.lost", faults.lost, "letters"))
        tell(figure("dispatch.drawing.partial", faults.partial, "dispatches"))


if __name__ == "__main__":
    main()
