"""`manage.py read_bounces`: what came back by e-mail is recorded with its dispatch."""

import mailbox
import os
import sys
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from campaigns.dispatch import bounces

FAILED = "not recorded because of an error"


class Command(BaseCommand):
    help = (
        "Reads delivery reports and records which mails came back. Nothing is changed in the "
        "mailbox; a report that was read before counts once."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "mails",
            help="a Maildir, an mbox file, a file with one mail, or - for one on standard input; "
            "ends with 75 where that one cannot be recorded yet",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            told = Counter(self._read(message) for message in _messages(options["mails"]))
        except OSError as error:
            raise CommandError(f"{options['mails']}: {error.strerror}") from error
        for what, count in sorted(told.items()):
            self.stdout.write(f"{count} {what}")
        if not told:
            self.stdout.write("There is no mail.")
        _keep_in_the_queue(options["mails"], told)

    def _read(self, message: bytes) -> str:
        try:
            return bounces.read(message)
        except Exception as error:  # the database's, of whatever kind; the next one must be read
            self.stderr.write(f"A message could not be recorded: {type(error).__name__}")
            return FAILED


def _keep_in_the_queue(mails: str, told: Counter[str]) -> None:
    """A mailbox can be read again; what comes by a pipe only if the mail server keeps it."""
    if mails == "-" and (told[FAILED] or told[bounces.Read.TOO_EARLY]):
        raise CommandError("It cannot be recorded yet.", returncode=os.EX_TEMPFAIL)
    if told[FAILED]:
        raise CommandError("Read it again: not all of it could be recorded.")


def _messages(name: str) -> Iterator[bytes]:
    if name == "-":
        yield sys.stdin.buffer.read(bounces.LARGEST)
    elif Path(name).is_dir():
        folder = mailbox.Maildir(name, create=False)
        yield from (folder.get_bytes(key) for key in sorted(folder.iterkeys()))
    elif _begins_as_mbox(Path(name)):
        with closing(mailbox.mbox(name, create=False)) as box:
            yield from (box.get_bytes(key) for key in box.iterkeys())
    else:
        yield Path(name).read_bytes()


def _begins_as_mbox(file: Path) -> bool:
    with file.open("rb") as opened:
        return opened.read(5) == b"From "
