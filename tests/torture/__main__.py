"""`python -m tests.torture`: JSON lines on standard output, all else on standard error."""

import json
import os
import pkgutil
import sys
import traceback
from collections.abc import Iterator
from importlib import import_module
from typing import TextIO

import django

from tests import torture
from tests.benchmarks import Figure
from tests.benchmarks.__main__ import checked, claim_standard_output, say

NO_SUCH_GROUP = 2


def groups() -> list[str]:
    found = [module.name for module in pkgutil.iter_modules(torture.__path__)]
    return [name for name in found if not name.startswith("_")]


def main(wanted: str) -> int:
    """Run the group `wanted`, or all of them when it is empty; the exit code.

    0 all ran and nothing happened that must not, 1 otherwise, 2 no such group.
    """
    if wanted and wanted not in groups():
        say(f"There is no group {wanted!r}; choose one of: {', '.join(groups())}.")
        return NO_SUCH_GROUP
    output = claim_standard_output()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "briefe_site.settings.test")
    django.setup()
    outcomes = [run(name, output) for name in groups() if wanted in ("", name)]
    return 0 if all(outcomes) else 1


def run(group: str, output: TextIO) -> bool:
    say(f"--> {group}")
    try:
        found = []
        for figure in figures(group):
            print(json.dumps(figure, ensure_ascii=False, allow_nan=False), file=output, flush=True)
            found.append(figure)
    except Exception:
        traceback.print_exc()
        say(f"The group {group} failed; see above.")
        return False
    return all(is_well(figure) for figure in found)


def figures(group: str) -> Iterator[Figure]:
    """Of one group; the names begin with the group's, or with one of its module's FAMILIES."""
    module = import_module(f"{torture.__name__}.{group}")
    families = getattr(module, "FAMILIES", (group,))
    for figure in module.figures():
        yield checked(figure, families)


def is_well(figure: Figure) -> bool:
    """Faults are counted in a unit of that name."""
    return figure["unit"] != "faults" or figure["value"] == 0


if __name__ == "__main__":
    sys.exit(main(os.environ.get("TORTURE", "")))
