"""`manage.py decide_mails`: mails in doubt are decided by the log of the mail server."""

import gzip
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from campaigns.dispatch import mail_log
from campaigns.dispatch.mail_log import Decided, IncompleteLogError


class Command(BaseCommand):
    help = "Decides mails that nobody knows of by a log of Postfix: taken, they have left."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "logs",
            nargs="+",
            help="files with lines of the log (.gz too), the oldest first; - for standard input",
        )
        parser.add_argument(
            "--complete",
            action="store_true",
            help="the log covers all the time from the claims to now: what it lacks has not left",
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="say what would be decided, and change nothing"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        lines = (line for name in options["logs"] for line in _lines(name))
        try:
            decided = mail_log.decide(lines, complete=options["complete"], dry=options["dry_run"])
        except OSError as error:
            raise CommandError(f"{error.filename}: {error.strerror}") from error
        except IncompleteLogError as error:
            raise CommandError(f"{error} Nothing was decided.") from error
        self._tell(decided)

    def _tell(self, decided: Decided) -> None:
        told = (
            (decided.left, "left"),
            (decided.stayed, "not left, waits again"),
            (decided.undecided, "still in doubt: the log does not tell"),
            (decided.contradicted, "left, although it was decided that it had not"),
        )
        for ids, what in told:
            for message_id in ids:
                self.stdout.write(f"{message_id}: {what}")
        if not any(ids for ids, _what in told):
            self.stdout.write("No mail is in doubt.")
        if decided.contradicted:
            raise CommandError(
                f"{len(decided.contradicted)} mail(s) have left against a decision. Their letters "
                "wait again or have gone a second time: look at the dispatches."
            )


def _lines(name: str) -> Iterator[str]:
    if name == "-":
        yield from sys.stdin
        return
    opened = gzip.open if name.endswith(".gz") else open
    with opened(Path(name), "rt", errors="replace") as file:
        yield from file
