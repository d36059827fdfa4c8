"""`restore`: a backup of yesterday comes back, and the dispatch goes on; 20 different days.

On SQLite, where a backup is a copy of the file and primary keys are given anew.
"""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks import Figure, figure
from tests.torture.runs import of_sqlite, planted_alone, tell

DAYS, SEED = int(os.environ.get("DAYS", "20")), 7


def figures() -> Iterator[Figure]:
    yield from of_sqlite("restore")


def main() -> None:
    with planted_alone(), tempfile.TemporaryDirectory() as room:
        from tests.torture._dispatch import Restored, forget, restored  # noqa: PLC0415 - as above

        total = Restored()
        for number in range(DAYS):
            place = Path(room) / str(number)
            place.mkdir()
            total += restored(place, SEED + number)
            forget()
        tell(figure("restore.resent", total.resent, "letters"))
        tell(figure("restore.skipped", total.skipped, "letters"))
        tell(figure("restore.unnoticed", total.unnoticed, "runs"))


if __name__ == "__main__":
    main()
