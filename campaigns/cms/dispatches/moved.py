"""A mail goes to the address of the day of its claim: has it changed since?"""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import pgettext_lazy

from campaigns.dispatch import channels
from campaigns.enums import DispatchState
from campaigns.models import CampaignSettings, Dispatch

_HERE = (DispatchState.CLAIMED, DispatchState.READY, DispatchState.FAILED)
_LABELS = {
    "to": pgettext_lazy("addressee of a mail", "To"),
    "sender": pgettext_lazy("sender of a mail", "From"),
}


@dataclass(frozen=True, slots=True)
class Moved:
    """An address of a dispatch that still leaves, and the one a new dispatch would have."""

    label: Any
    frozen: str
    now: str


def moved_addresses(dispatch: Dispatch) -> list[Moved]:
    """Nothing by post, nothing once it has left, and nothing where no mail could leave now."""
    channel, routing = channels.get(dispatch.channel), dispatch.envelope.get("routing") or {}
    if channel is None or dispatch.state not in _HERE or "to" not in routing:
        return []
    house, appeal = CampaignSettings.in_force(), dispatch.appeal
    if channel.obstacle(appeal=appeal, house=house) is not None:
        return []
    now = channel.routing(appeal=appeal, language=dispatch.language, house=house)
    return [
        Moved(label, routing[name], now[name])
        for name, label in _LABELS.items()
        if name in now and routing[name] != now[name]
    ]
