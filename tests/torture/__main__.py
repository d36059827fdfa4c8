"""`python -m tests.torture`: JSON lines on standard output, all else on standard error."""

import json
import os
import pkgutil
import subprocess
import sys
import traceback
from importlib import import_module
from pathlib import Path
from typing import TextIO

from tests import torture
from tests.benchmarks.__main__ import claim_standard_output, say


def main(wanted: str) -> int:
    """Runs the harness `wanted`, "sign.load" or "sign_load"; without one, the long tests and all
    harnesses; where there is none of this name, the long tests of that name.

    Returns the exit code: 0 all ran, 1 one failed.
    """
    names = [module.name for module in pkgutil.iter_modules(torture.__path__)]
    found = [name for name in names if wanted.replace(".", "_") in ("", name) and has_figures(name)]
    output = claim_standard_output()
    outcomes = [] if wanted and found else [long_tests(wanted)]
    outcomes += [run(name, output) for name in found]
    return 0 if all(outcomes) else 1


def long_tests(name: str) -> bool:
    """Property tests with 10,000 examples each, and what is marked `torture`."""
    command = [sys.executable, "-m", "pytest", "tests", "--ignore=tests/browser"]
    command += ["-m", "torture or hypothesis", *(["-k", name] if name else [])]
    environment = {**os.environ, "HYPOTHESIS_PROFILE": "torture"}
    return subprocess.run(command, env=environment, check=False).returncode == 0


def has_figures(name: str) -> bool:
    """Told by its text: a harness is imported by nobody but the one who runs it."""
    text = (Path(__file__).parent / f"{name}.py").read_text()
    return not name.startswith(("_", "test_")) and "def figures(" in text


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
