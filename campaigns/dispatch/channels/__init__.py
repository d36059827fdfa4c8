"""Channels by name. A new one: a module with a class, and a line in `CAMPAIGNS["CHANNELS"]`."""

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django.utils.module_loading import import_string

from campaigns import conf

if TYPE_CHECKING:
    from campaigns.dispatch.channels.base import Channel


def get(name: str) -> "Channel | None":
    """The channel of that name; None where the settings have none."""
    path = conf.get("CHANNELS").get(name)
    return _instance(path) if path else None


def label_of(name: str) -> Any:
    """What editors call a channel; its name where the settings have it no more, "" for none."""
    channel = get(name)
    return channel.label if channel else name


def sends_itself(name: str) -> bool:
    """Whether what a channel carries leaves without a person; of one that is not there, False."""
    channel = get(name)
    return channel is not None and channel.sends_itself


@lru_cache(maxsize=32)
def _instance(path: str) -> "Channel":
    found: type[Channel] = import_string(path)
    return found()
