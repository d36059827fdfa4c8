"""One run of the dispatch: what the command and the buttons of the admin set going."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from campaigns.dispatch import (
    bundling,
    channels,
    claiming,
    holding,
    reconciling,
    sending,
    states,
    storage,
)
from campaigns.dispatch.claiming import Pile
from campaigns.dispatch.progress import Watch, nobody
from campaigns.enums import DispatchState, Hindrance
from campaigns.models import Appeal, Dispatch


@dataclass(frozen=True)
class Wanted:
    """What a run is about; empty means all."""

    appeal: Appeal | None = None
    channel: str = ""

    def takes(self, pile: Pile) -> bool:
        return not self.channel or pile.channel == self.channel

    def appeals(self) -> list[Appeal]:
        return [
            each
            for each in claiming.appeals_waiting()
            if self.appeal is None or each.pk == self.appeal.pk
        ]

    def dispatches(self, state: DispatchState) -> list[Dispatch]:
        found = Dispatch.objects.filter(state=state).select_related("appeal").order_by("pk")
        if self.appeal is not None:
            found = found.filter(appeal=self.appeal)
        return list(found.filter(channel=self.channel) if self.channel else found)


type Told = tuple[Pile, Dispatch | Hindrance]


def look(wanted: Wanted) -> list[Pile]:
    """What waits, and what is in its way; changes nothing."""
    return [pile for pile in claiming.piles(wanted.appeals()) if wanted.takes(pile)]


def claim(wanted: Wanted) -> Iterator[Told]:
    """Holds what must not leave and claims what can, pile by pile.

    Raises JournalAheadError before anything is claimed when the journal knows of letters that have
    left and the database does not, as after a restore.
    """
    reconciling.refuse_if_apart()
    for appeal in wanted.appeals():
        holding.hold(appeal)
        for pile in claiming.piles([appeal]):
            if wanted.takes(pile):
                yield pile, pile.hindrance or claiming.claim(pile)


def prepare(wanted: Wanted, watch: Callable[[Dispatch], Watch]) -> Iterator[Dispatch]:
    """Draws the bundle of everything that is claimed, also by a run that a crash has ended."""
    for dispatch in wanted.dispatches(DispatchState.CLAIMED):
        try:
            bundling.prepare(dispatch, watch(dispatch))
        except (storage.AtWorkError, states.MovedMeanwhileError):
            continue
        yield dispatch


def send(wanted: Wanted, watch: Callable[[Dispatch], Watch]) -> Iterator[Dispatch]:
    """Sends what is due of everything whose channel sends by itself."""
    for dispatch in wanted.dispatches(DispatchState.READY):
        channel = channels.get(dispatch.channel)
        if channel is None or not channel.sends_itself:
            continue
        try:
            sending.send_due(dispatch, watch(dispatch))
        except (storage.AtWorkError, states.MovedMeanwhileError):
            continue
        yield dispatch


def unwatched(dispatch: Dispatch) -> Watch:
    return nobody


def run(wanted: Wanted) -> list[Told]:
    """All of it, for who does not watch: a schedule, a test."""
    told = list(claim(wanted))
    for _done in (*prepare(wanted, unwatched), *send(wanted, unwatched)):
        pass
    return told
