"""`manage.py load_demo`: the demo site, once; what was edited stays."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import translation

from campaigns.demo.reading import SOURCE_LANGUAGE
from home import demo


class Command(BaseCommand):
    help = "Loads the demo into a site without home page and cases; changes nothing in any other."

    def handle(self, *args: Any, **options: Any) -> None:
        with translation.override(SOURCE_LANGUAGE):
            loaded = demo.load()
        self.stdout.write(
            "The demo is loaded."
            if loaded
            else "There is a home page or a case already. Nothing was changed."
        )
