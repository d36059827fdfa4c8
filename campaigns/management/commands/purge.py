"""Removes what is kept of visitors once its term is over; the counts stay."""

from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from campaigns.retention import Remover, Terms, overwrite, prepare_overwriting, removers


class Command(BaseCommand):
    help = "Removes initials, places and keys past their term, and whatever else was kept for them."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="Only counts.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Raises CommandError, after everything else is done, when something could not be done."""
        dry, terms = options["dry_run"], Terms.in_force()
        prepare_overwriting()
        failures: list[str] = []
        for remover in removers():
            failures += self._tell(remover, terms, dry)
        if not dry and not overwrite():
            failures.append("The database was in use: its old pages go with the next run.")
        if failures:
            raise CommandError("\n".join(failures))

    def _tell(self, remover: Remover, terms: Terms, dry: bool) -> Iterator[str]:
        """One line for each thing removed; yields what failed, so that the others still run."""
        verb = "Would be removed" if dry else "Removed"
        try:
            for what, number in remover(terms, dry=dry):
                self.stdout.write(f"{verb}: {what}: {number}")
        except Exception as error:  # of a module we may not know; the next remover must still run
            yield f"{getattr(remover, '__name__', remover)} failed: {type(error).__name__}"
