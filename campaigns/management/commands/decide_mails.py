"""`manage.py decide_mails`: mails in doubt are decided by the log of the mail server."""

import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TextIO

from django.core.management.base import BaseCommand, CommandError

from campaigns.dispatch import mail_log


class Command(BaseCommand):
    help = "Decides mails that nobody knows of by a log of Postfix: taken, they have left."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("log", help="file with lines of the log; - for standard input")
        parser.add_argument(
            "--complete",
            action="store_true",
            help="the log covers all the time since the attempts: what it lacks has not left",
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="say what would be decided, and change nothing"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            with _opened(options["log"]) as lines:
                decided = mail_log.decide(
                    lines, complete=options["complete"], dry=options["dry_run"]
                )
        except OSError as error:
            raise CommandError(f"{options['log']}: {error.strerror}") from error
        for ids, what in (
            (decided.left, "left"),
            (decided.stayed, "not left, waits again"),
            (decided.undecided, "not in the log, still in doubt"),
        ):
            for message_id in ids:
                self.stdout.write(f"{message_id}: {what}")
        if not (decided.left or decided.stayed or decided.undecided):
            self.stdout.write("No mail is in doubt.")


@contextmanager
def _opened(name: str) -> Iterator[TextIO]:
    if name == "-":
        yield sys.stdin
        return
    with Path(name).open(errors="replace") as file:
        yield file
