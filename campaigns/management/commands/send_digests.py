"""`manage.py send_digests`: mails translators what is open, at most once a day each."""

from typing import Any

from django.core.management.base import BaseCommand

from campaigns.translating.digest import send_digests


class Command(BaseCommand):
    help = "Mails to each translator what is open for them. Run it once a day."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"Digests sent: {send_digests()}")
