"""`manage.py reconcile_journal`: after a restored backup, what the journal knows is marked."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from campaigns.dispatch import reconciling
from campaigns.dispatch.journal import JournalDamagedError


class Command(BaseCommand):
    help = "Marks letters that the journal knows to have left, as after a restored backup."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--dry-run", action="store_true", help="say what differs, and change nothing"
        )
        parser.add_argument(
            "--adopt",
            action="store_true",
            help="write dispatches into the journal that it lacks, because it was lost",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            lines = (
                _differences()
                if options["dry_run"]
                else reconciling.reconcile(adopt=options["adopt"])
            )
            rest = [] if options["dry_run"] else reconciling.differences()
        except JournalDamagedError as error:
            raise CommandError(f"{error} Find an undamaged copy of the journal.") from error
        for line in lines or ["Journal and database agree."]:
            self.stdout.write(line)
        if rest:
            raise CommandError(f"{len(rest)} difference(s) are left; see above.")


def _differences() -> list[str]:
    return [
        f"{each.uuid} is not in the journal"
        if each.fate is None
        else f"{each.uuid} {each.fate.state} in the journal, "
        f"{each.known.state if each.known else 'unknown'} in the database"
        for each in reconciling.differences()
    ]
