"""Gives the groups of the campaign what the table in `campaigns.roles` says."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from campaigns.roles import keep_groups


class Command(BaseCommand):
    help = (
        "Makes the groups Translator, Reviewer, Editor, Researcher, Dispatcher and Administrator "
        "and gives them their permissions. What a site has added stays."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--strict", action="store_true", help="Take away what the site has added to them."
        )

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        changes = keep_groups(strict=options["strict"])
        for change in changes:
            self.stdout.write(change)
        self.stdout.write(f"Changes: {len(changes)}." if changes else "Nothing to change.")
