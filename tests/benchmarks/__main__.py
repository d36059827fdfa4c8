"""`python -m tests.benchmarks`: JSON lines on standard output, all else on standard error."""

import json
import os
import pkgutil
import sys
import traceback
from collections.abc import Iterator, Sequence
from importlib import import_module
from typing import TextIO

import django

from tests import benchmarks
from tests.benchmarks import Figure

FIELDS = ("name", "value", "unit", "baseline", "ratio")


def main(wanted: str) -> int:
    """Run the group `wanted`, or all of them when it is empty.

    Returns the exit code: 0 all ran, 1 a group failed (the others still ran), 2 no such group.
    """
    groups = [module.name for module in pkgutil.iter_modules(benchmarks.__path__)]
    groups = [name for name in groups if not name.startswith("_")]
    if wanted and wanted not in groups:
        say(f"There is no group {wanted!r}; choose one of: {', '.join(groups)}.")
        return 2
    output = claim_standard_output()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "briefe_site.settings.test")
    django.setup()
    outcomes = [run(name, output) for name in groups if wanted in ("", name)]
    return 0 if all(outcomes) else 1


def claim_standard_output() -> TextIO:
    """The real standard output; from now on all else that is printed goes to standard error.

    By file descriptor, so that child processes and C code follow.
    """
    output = os.fdopen(os.dup(1), "w", encoding="utf-8", buffering=1)
    os.dup2(2, 1)
    return output


def run(group: str, output: TextIO) -> bool:
    """Print the figures of one group as they come; False when it failed."""
    say(f"--> {group}")
    try:
        for line in lines(group):
            print(line, file=output, flush=True)
    except Exception:
        traceback.print_exc()
        say(f"The group {group} failed; see above.")
        return False
    return True


def lines(group: str) -> Iterator[str]:
    """JSON lines of one group. Raises ValueError for a figure of another form or group.

    The names begin with the group's, or with one of the module's FAMILIES.
    """
    module = import_module(f"{benchmarks.__name__}.{group}")
    families = getattr(module, "FAMILIES", (group,))
    for figure in module.figures():
        yield json.dumps(checked(figure, families), ensure_ascii=False, allow_nan=False)


def checked(figure: Figure, families: Sequence[str]) -> Figure:
    """The figure itself, if its name and fields are as promised."""
    parts = figure["name"].split(".")
    if tuple(figure) != FIELDS or len(parts) < 2 or parts[0] not in families:
        raise ValueError(f"Not a figure of {', '.join(families)}: {figure!r}")
    return figure


def say(line: str) -> None:
    """Progress."""
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main(os.environ.get("BENCH", "")))
