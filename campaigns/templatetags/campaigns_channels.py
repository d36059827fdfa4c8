"""Filters for pages that say how letters leave."""

from django import template

from campaigns.dispatch import channels

register = template.Library()


@register.filter
def by_mail(channel: str) -> bool:
    """Whether what this channel carries leaves by itself, without paper."""
    found = channels.get(channel)
    return bool(found and found.sends_itself)


@register.filter
def all_by_mail(names: list[str]) -> bool:
    """Whether letters leave without paper, whichever of these channels takes them."""
    return bool(names) and all(by_mail(name) for name in names)
