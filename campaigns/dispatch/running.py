"""One run of the dispatch: what the command and the buttons of the admin set going."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import InterfaceError, OperationalError

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
from campaigns.dispatch.progress import StoppedError, Watch, nobody
from campaigns.enums import DispatchState, Hindrance
from campaigns.models import Appeal, Dispatch

log = logging.getLogger(__name__)


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
    """Draws the bundle of everything that is claimed, also by a run that a crash has ended.

    Raises JournalAheadError before anything is drawn: after a restore, what is claimed may have
    left long ago.
    """
    reconciling.refuse_if_apart()
    for dispatch in wanted.dispatches(DispatchState.CLAIMED):
        with _of_it_alone(dispatch) as work:
            bundling.prepare(dispatch, watch(dispatch))
        if work.done:
            yield dispatch


def send(wanted: Wanted, watch: Callable[[Dispatch], Watch]) -> Iterator[Dispatch]:
    """Sends what is due of everything whose channel sends by itself.

    Raises JournalAheadError before anything is sent. A dispatch whose last open mail was decided
    by a process that died then, is ended here.
    """
    reconciling.refuse_if_apart()
    for dispatch in wanted.dispatches(DispatchState.IN_DOUBT):
        with _of_it_alone(dispatch):
            sending.settle(dispatch)
    for dispatch in wanted.dispatches(DispatchState.READY):
        if not channels.sends_itself(dispatch.channel):
            continue
        with _of_it_alone(dispatch) as work:
            sending.send_due(dispatch, watch(dispatch))
        if work.done:
            yield dispatch


@dataclass
class _Work:
    done: bool = False


@contextmanager
def _of_it_alone(dispatch: Dispatch) -> Iterator[_Work]:
    """What goes wrong with one dispatch stops no other. A stop, a full disk and a database that is
    away are about all of them."""
    work = _Work()
    try:
        yield work
        work.done = True
    except (storage.AtWorkError, states.MovedMeanwhileError):
        return
    except (StoppedError, OSError, OperationalError, InterfaceError):
        raise
    except Exception as error:
        log.exception("Dispatch %s could not be worked on.", dispatch.uuid)
        Dispatch.objects.filter(pk=dispatch.pk).update(note=type(error).__name__)


def unwatched(dispatch: Dispatch) -> Watch:
    return nobody


def run(wanted: Wanted) -> list[Told]:
    """All of it, for who does not watch: a schedule, a test."""
    told = list(claim(wanted))
    for _done in (*prepare(wanted, unwatched), *send(wanted, unwatched)):
        pass
    return told
