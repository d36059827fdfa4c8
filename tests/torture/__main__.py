"""`python -m tests.torture`: JSON lines on standard output, all else on standard error."""

import json
import os
import pkgutil
import sys
import traceback
from importlib import import_module
from typing import TextIO

from tests import torture
from tests.benchmarks.__main__ import claim_standard_output, say


def main(wanted: str) -> int:
    """Runs the harness `wanted`, "sign.load" or "sign_load", or all; 0 all ran, 1 one failed."""
    names = [module.name for module in pkgutil.iter_modules(torture.__path__)]
    found = [name for name in names if wanted.replace(".", "_") in ("", name) and has_figures(name)]
    if not found:
        say(f"There is no harness {wanted!r} here.")
        return 0
    output = claim_standard_output()
    outcomes = [run(name, output) for name in found]
    return 0 if all(outcomes) else 1


def has_figures(name: str) -> bool:
    return not name.startswith(("_", "test_")) and hasattr(
        import_module(f"{torture.__name__}.{name}"), "figures"
    )


def run(name: str, output: TextIO) -> bool:
    """Prints the figures of one harness as they come; False when it failed."""
    say(f"--> {name.replace('_', '.')}")
    try:
        for figure in import_module(f"{torture.__name__}.{name}").figures():
            print(json.dumps(figure, allow_nan=False), file=output, flush=True)
    except Exception:
        traceback.print_exc()
        return False
    return True


if __name__ == "__main__":
    sys.exit(main(os.environ.get("TORTURE", "")))
