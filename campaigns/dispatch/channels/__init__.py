"""Channels by name. A new one: a module with a class, and a line in `CAMPAIGNS["CHANNELS"]`."""

from functools import lru_cache
from typing import TYPE_CHECKING

from django.utils.module_loading import import_string

from campaigns import conf

if TYPE_CHECKING:
    from campaigns.dispatch.channels.base import Channel


def get(name: str) -> "Channel | None":
    """The channel of that name; None where the settings have none."""
    path = conf.get("CHANNELS").get(name)
    return _instance(path) if path else None


@lru_cache(maxsize=32)
def _instance(path: str) -> "Channel":
    found: type[Channel] = import_string(path)
    return found()
