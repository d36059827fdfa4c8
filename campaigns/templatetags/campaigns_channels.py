"""Filters for pages that say how letters leave."""

from typing import Any

from django import template

from campaigns.dispatch import channels

register = template.Library()


@register.filter
def channel_label(name: str) -> Any:
    """What editors call a channel."""
    return channels.label_of(name)


@register.filter
def by_mail(channel: str) -> bool:
    """Whether what this channel carries leaves by itself, without paper."""
    return channels.sends_itself(channel)


@register.filter
def all_by_mail(names: list[str]) -> bool:
    """Whether letters leave without paper, whichever of these channels takes them."""
    return bool(names) and all(by_mail(name) for name in names)
