"""Locks of a text hold for its translation, too: wagtail-localize asks none."""

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail_localize.models import Translation


def refuse_locked(translation: Translation, person: Any) -> None:
    """ValidationError for whom the target is locked: by hand, by a workflow, by a schedule.

    `person` is None for a machine or a command, which no lock was made by.
    """
    target = translation.get_target_instance()
    lock = target.get_lock() if hasattr(target, "get_lock") else None
    if lock and lock.for_user(person or AnonymousUser()):
        raise ValidationError(_("This text is locked. Ask for it to be unlocked first."), "locked")
