"""Wagtail's command, except that one refused row does not stop those after it.

It takes the place of Wagtail's because `campaigns` stands before `wagtail` in INSTALLED_APPS.
"""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.core.management.base import CommandError
from django.db import transaction
from django.utils import timezone
from wagtail.management.commands.publish_scheduled import Command as WagtailCommand
from wagtail.models import DraftStateMixin, Page, Revision


class Command(WagtailCommand):
    help = "Publishes and unpublishes what is due; names what a gate refuses and goes on."

    def handle(self, *args: Any, **options: Any) -> None:
        """Raises CommandError, after everything else is done, when something was refused.

        What was refused stays scheduled and is tried again by the next run.
        """
        if options["dryrun"]:
            super().handle(*args, **options)
            return
        unpublish_expired()
        if refused := list(publish_due()):
            raise CommandError("\n".join(refused))


def unpublish_expired() -> None:
    for model in _models_with_drafts():
        expired = model.objects.filter(live=True, expire_at__lt=timezone.now())
        for row in list(expired.order_by("expire_at")):
            row.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")


def _models_with_drafts() -> Iterator[Any]:
    yield Page
    for model in apps.get_models():
        if issubclass(model, DraftStateMixin) and not issubclass(model, Page):
            yield model


def publish_due() -> Iterator[str]:
    """Publishes each revision on its own; yields a line for every one that is refused."""
    due = Revision.objects.filter(approved_go_live_at__lt=timezone.now())
    for revision in list(due.order_by("approved_go_live_at")):
        try:
            with transaction.atomic():
                revision.publish(log_action="wagtail.publish.scheduled")
        except ValidationError as error:
            yield f"Refused: {revision.object_str}: {' '.join(error.messages)}"
