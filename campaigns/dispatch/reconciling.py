"""After a restore: what the journal knows to have left, or may have left, is marked so."""

import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import batched
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.dateparse import parse_date

from campaigns.dispatch import journal, states
from campaigns.dispatch.journal import Entry, Event
from campaigns.enums import DispatchState, ItemState, LetterState
from campaigns.models import Appeal, Dispatch, DispatchItem, Letter
from campaigns.models.dispatches import RESTORED

D, L = DispatchState, LetterState
_TOLD = (D.READY, D.HANDED_OVER, D.IN_DOUBT)
# A letter in one of these states may be marked; one that is sent or withdrawn stays so.
_CHANGEABLE = (L.WAITING, L.HELD, L.CLAIMED, L.FAILED, L.NOT_SENT, L.IN_DOUBT)
_AT_ONCE = 500
_A_MOMENT = 0.3  # seconds


class JournalAheadError(Exception):
    """Journal and database know different things; nothing may leave until they agree."""


@dataclass
class Fate:
    """What the journal tells of one dispatch, its lines taken together."""

    uuid: UUID
    ready: Entry | None = None
    items: dict[str, tuple[Event, Entry]] = field(default_factory=dict)
    handed_on: str = ""
    cancelled: bool = False
    last_day: str = ""

    def tell(self, entry: Entry) -> None:
        self.last_day = entry.about["day"]
        if entry.event == Event.READY:
            self.ready, self.cancelled = entry, False
        elif entry.event == Event.HANDED_OVER:
            self.handed_on = entry.about["handed_on"]
        elif entry.event == Event.CANCELLED:
            self.cancelled = True
        else:
            self._tell_item(entry)

    def _tell_item(self, entry: Entry) -> None:
        name = entry.about["item"]
        first = self.items[name][1] if name in self.items else entry
        self.items[name] = (entry.event, first)

    @property
    def state(self) -> DispatchState:
        """The state it was last in, as far as letters have left or may have."""
        events = {event for event, _ in self.items.values()}
        if self.cancelled or events == {Event.STAYED}:
            return D.CANCELLED
        if self.handed_on or (events and Event.LEAVING not in events):
            return D.HANDED_OVER
        return D.IN_DOUBT

    def letters(self) -> Iterator[tuple[LetterState, Iterable[UUID]]]:
        """Letters that are sent or in doubt; those of others are free."""
        if self.ready is None or self.cancelled:
            return
        sends = self.ready.about.get("sends", False)
        if not sends or any(not first.letters for _, first in self.items.values()):
            yield from self._all_letters()
            return
        for event, first in self.items.values():
            if event != Event.STAYED:
                # All handed over: a person has said so of what was in doubt, too.
                is_sent = event == Event.LEFT or bool(self.handed_on)
                yield L.SENT if is_sent else L.IN_DOUBT, first.letter_uuids()

    def _all_letters(self) -> Iterator[tuple[LetterState, Iterable[UUID]]]:
        if self.ready is None:
            return
        events = {event for event, _ in self.items.values()}
        if self.handed_on or Event.LEFT in events:
            yield L.SENT, self.ready.letter_uuids()
        elif not events or Event.LEAVING in events:
            yield L.IN_DOUBT, self.ready.letter_uuids()


@dataclass(frozen=True)
class Difference:
    """A dispatch that journal and database tell differently of. missing: from the journal."""

    uuid: UUID
    known: Dispatch | None
    fate: Fate | None

    @property
    def missing(self) -> bool:
        return self.fate is None


def fates() -> dict[UUID, Fate]:
    """By dispatch, in the order of the journal; raises JournalDamagedError."""
    found: dict[UUID, Fate] = {}
    for entry in journal.entries():
        found.setdefault(entry.dispatch, Fate(entry.dispatch)).tell(entry)
    return found


def differences() -> list[Difference]:
    told, known = fates(), {each.uuid: each for each in Dispatch.objects.all()}
    found = [
        Difference(uuid, known.get(uuid), fate)
        for uuid, fate in told.items()
        if _is_ahead(fate, known.get(uuid))
    ]
    found += [
        Difference(uuid, dispatch, None)
        for uuid, dispatch in known.items()
        if uuid not in told and dispatch.state in _TOLD
    ]
    return found


def _is_ahead(fate: Fate, dispatch: Dispatch | None) -> bool:
    """Whether the journal knows what the database has forgotten, or never learned."""
    if dispatch is None:
        return not fate.cancelled and _touches(fate)
    if dispatch.state in (D.HANDED_OVER, D.CANCELLED):
        return False
    if fate.handed_on or fate.cancelled:
        return True
    return any(_item_is_ahead(dispatch, *told) for told in fate.items.items())


def _item_is_ahead(dispatch: Dispatch, name: str, told: tuple[Event, Entry]) -> bool:
    if told[0] == Event.STAYED:
        return False
    known = dispatch.items.filter(message_id=name).first()
    return known is None or known.state in (ItemState.WAITING, ItemState.REFUSED)


def _touches(fate: Fate) -> bool:
    """Whether letters of an appeal that is here have left, or may have."""
    if fate.ready is None or (fate.ready.about["sends"] and not fate.items):
        return False
    return Appeal.objects.filter(uuid=fate.ready.about["appeal"]).exists()


def refuse_if_apart() -> None:
    """Raises JournalAheadError with what to do, JournalDamagedError.

    A hand-over is in the journal a moment before it is in the database.
    """
    if differences():
        time.sleep(_A_MOMENT)
    if found := differences():
        raise JournalAheadError(
            f"Journal and database disagree on {len(found)} dispatch(es), as after a restored "
            "backup. Run `manage.py reconcile_journal` first; nothing has been claimed or sent."
        )


def reconcile(*, adopt: bool = False) -> list[str]:
    """Marks what the journal tells to have left, the cancelled first; what was done, line by line.

    adopt: dispatches that the journal lacks are written into it, for a journal that was lost.
    """
    found = sorted(differences(), key=lambda each: not (each.fate and each.fate.cancelled))
    return [_settled(each, adopt) for each in found]


def _settled(difference: Difference, adopt: bool) -> str:
    if difference.fate is None:
        return _adopted(difference.known, adopt) if difference.known else ""
    with transaction.atomic():
        dispatch = difference.known or _restored(difference.fate)
        counts = _mark(dispatch, difference.fate)
    told = ", ".join(f"{count} {state}" for state, count in sorted(counts.items())) or "nothing"
    return f"{dispatch.uuid} {difference.fate.state}: letters marked: {told}"


def _restored(fate: Fate) -> Dispatch:
    """The row that the backup did not have yet: without files and envelope, true to the count."""
    assert fate.ready is not None  # noqa: S101 - differences() tells of no other
    about = fate.ready.about
    return Dispatch.objects.create(
        uuid=fate.uuid,
        appeal=Appeal.objects.get(uuid=about["appeal"]),
        language=about["language"],
        channel=about["channel"],
        count=about["count"],
        sha256=about["sha256"],
        envelope={},
        note=RESTORED,
    )


def _mark(dispatch: Dispatch, fate: Fate) -> dict[str, int]:
    """Sets dispatch, items and letters as the journal tells; numbers of letters by state."""
    dispatch.state = fate.state
    if fate.state == D.HANDED_OVER:
        dispatch.handed_over_on = parse_date(fate.handed_on or fate.last_day)
    dispatch.save()
    for name, (event, first) in fate.items.items():
        _mark_item(dispatch, name, _told(event, fate), first)
    _close_what_was_not_attempted(dispatch, fate)
    counts: dict[str, int] = {}
    for state, uuids in fate.letters():
        for some in batched(uuids, _AT_ONCE):
            rows = Letter.objects.filter(uuid__in=some, state__in=_CHANGEABLE)
            changed = rows.update(state=state, dispatch=dispatch)
            counts[state] = counts.get(state, 0) + changed
    counts["waiting"] = _freed(dispatch, fate)
    _count_single(dispatch)
    return {state: count for state, count in counts.items() if count}


def _close_what_was_not_attempted(dispatch: Dispatch, fate: Fate) -> None:
    """Nobody goes on with this dispatch: its letters wait for another one."""
    rest = dispatch.items.filter(state__in=(ItemState.WAITING, ItemState.SENDING))
    rest.exclude(message_id__in=list(fate.items)).update(state=ItemState.REFUSED, next_try=None)
    if dispatch.state == D.CANCELLED:
        dispatch.items.update(state=ItemState.REFUSED, next_try=None)


def _freed(dispatch: Dispatch, fate: Fate) -> int:
    """What is still claimed by a dispatch that is over has not left, and waits again.

    So does what was in doubt then, and of which the journal knows since that it has not left.
    """
    mine = Letter.objects.filter(dispatch=dispatch)
    rest = mine.filter(state__in=(L.CLAIMED, L.FAILED))
    if dispatch.state == D.CANCELLED:
        rest = rest | mine.filter(state=L.IN_DOUBT)
    stayed = [first for event, first in fate.items.values() if event == Event.STAYED]
    uuids = [uuid for first in stayed for uuid in first.letter_uuids()]
    freed = [*rest.values_list("pk", flat=True)]
    for some in batched(uuids, _AT_ONCE):
        doubtful = mine.filter(uuid__in=some, state=L.IN_DOUBT)
        freed += doubtful.values_list("pk", flat=True)
    return sum(_let_wait(some) for some in batched(freed, _AT_ONCE))


def _let_wait(keys: Iterable[int]) -> int:
    letters = Letter.objects.filter(pk__in=keys)
    states.give_up_emptied(letters)
    return letters.exclude(state=L.NOT_SENT).update(state=L.WAITING, dispatch=None)


def _count_single(dispatch: Dispatch) -> None:
    """Of single mails, those that have left are counted, not those of the claim."""
    if dispatch.state == D.HANDED_OVER and dispatch.items.filter(letter__isnull=False).exists():
        dispatch.count = dispatch.letters.filter(state=L.SENT).count()
        dispatch.save(update_fields=["count"])


def _told(event: Event, fate: Fate) -> Event:
    """A hand-over of all of a dispatch has decided what was in doubt."""
    return Event.LEFT if fate.handed_on and event == Event.LEAVING else event


def _mark_item(dispatch: Dispatch, name: str, event: Event, first: Entry) -> None:
    state: dict[Event, Any] = {Event.LEFT: ItemState.SENT, Event.STAYED: ItemState.REFUSED}
    letter = next(iter(first.letter_uuids()), None)
    DispatchItem.objects.update_or_create(
        message_id=name,
        defaults={"state": state.get(event, ItemState.IN_DOUBT), "next_try": None},
        create_defaults={
            "dispatch": dispatch,
            "letter": Letter.objects.filter(uuid=letter).first() if letter else None,
            "state": state.get(event, ItemState.IN_DOUBT),
        },
    )


def _adopted(dispatch: Dispatch, adopt: bool) -> str:
    if not adopt:
        return f"{dispatch.uuid} {dispatch.state}: not in the journal; find the right file or adopt"
    states.announce(dispatch, dispatch.sha256, dispatch.count)
    if dispatch.state == D.HANDED_OVER:
        day = str(dispatch.handed_over_on)
        journal.append(Event.HANDED_OVER, dispatch.uuid, handed_on=day)
    return f"{dispatch.uuid} {dispatch.state}: written into the journal"
