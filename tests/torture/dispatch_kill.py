"""`dispatch.kill`: 600 single mails, and `kill -9` again and again, at any moment.

5 % of the mails are refused for now, 3 % cut off after they were taken, 2 % meet silence. With the
receiver's log as oracle nothing may be lost or doubled; without it nothing may be doubled, and all
that nobody knows of is in doubt. The two ways that everybody writes first have to be caught.
"""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.benchmarks import Figure, figure
from tests.torture.runs import of_postgresql, of_sqlite, planted_alone, tell

SEEDS = int(os.environ.get("SEEDS", "5"))
KILLS = int(os.environ.get("KILLS", "60"))
MAILS = int(os.environ.get("MAILS", "600"))


def figures() -> Iterator[Figure]:
    yield from of_sqlite("dispatch_kill")
    yield from of_postgresql("dispatch_kill")


def run(seed: int, **how: Any) -> Any:
    """The faults of one run over fresh letters."""
    from tests.torture._dispatch import forget  # noqa: PLC0415 - after the set-up
    from tests.torture._mailing import mailed  # noqa: PLC0415 - as above

    forget()
    with tempfile.TemporaryDirectory() as room:
        return mailed(Path(room), kills=KILLS, number=MAILS, seed=seed, **how)


def main() -> None:
    with planted_alone():
        from tests.torture._mailing import Faults  # noqa: PLC0415 - after the set-up

        known, unknown = Faults(), Faults()
        for seed in range(1, SEEDS + 1):
            known += run(seed)
            unknown += run(seed, oracle=False)
        tell(figure("dispatch.kill.lost", known.lost + known.false, "letters"))
        tell(figure("dispatch.kill.doubled", known.doubled, "letters"))
        tell(figure("dispatch.kill.kills", known.kills, "kills"))
        tell(figure("dispatch.kill.no_oracle.doubled", unknown.doubled, "letters"))
        hidden = unknown.hidden + unknown.false + unknown.lost
        tell(figure("dispatch.kill.no_oracle.hidden", hidden, "letters"))
        tell(figure("dispatch.kill.no_oracle.kills", unknown.kills, "kills"))
        after, before = run(1, way="mark after"), run(1, way="mark before")
        tell(figure("dispatch.kill.mark_after.doubled", after.doubled, "letters"))
        tell(figure("dispatch.kill.mark_before.lost", before.lost, "letters"))
        if not (after.doubled and before.lost):
            raise RuntimeError("the harness does not see what it has to see")


if __name__ == "__main__":
    main()
