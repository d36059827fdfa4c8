"""`manage.py send_digests`: mails translators what is open, at most once a day each."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from campaigns.translating.digest import send_digests


class Command(BaseCommand):
    help = "Mails to each translator what is open for them. Run it once a day."

    def handle(self, *args: Any, **options: Any) -> None:
        """Raises CommandError, after everybody else's, when a mail could not be sent."""
        digests = send_digests()
        self.stdout.write(f"Digests sent: {digests.sent}")
        if digests.failed:
            raise CommandError(f"Digests that failed: {digests.failed}. The next run tries again.")
