"""What many visitors read within seconds of each other is asked of the database once.

Whatever stops an appeal is asked each time: the appeal, its case, and which versions stand. The
rest, address, languages, office holders and the texts themselves, may be some seconds old.
"""

import hashlib
from typing import Any

from django.core.cache import cache

from campaigns.models.appeals import Appeal

READING_SECONDS = 10
# Of related rows only these are kept: never a case, whose legal name is nobody's to keep.
_KEPT = {"via", "holder"}


def furnish(appeal: Appeal) -> None:
    """Gives an appeal with its case what `Appeal.objects.for_reading()` would load."""
    standing = list(appeal.versions.standing().order_by("pk").values_list("pk", flat=True))
    of_these = hashlib.sha256(repr(standing).encode()).hexdigest()
    key = f"campaigns.reading.{appeal.pk}.{of_these}"
    room = cache.get(key)
    if room is None:
        room = _room(appeal)
        cache.set(key, room, READING_SECONDS)
    appeal.authority, versions = room
    for version in versions:
        version.appeal = appeal
    setattr(appeal, "loaded_signable_versions", versions)  # noqa: B010 - as the prefetch does


def _room(appeal: Appeal) -> tuple[Any, list[Any]]:
    loaded = Appeal.objects.for_reading().get(pk=appeal.pk)
    versions = loaded.signable_versions()
    for row in (loaded.authority, *versions):
        for name in set(row._state.fields_cache) - _KEPT:
            del row._state.fields_cache[name]
    return loaded.authority, versions
