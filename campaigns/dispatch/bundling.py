"""From claimed letters to a bundle on the disk."""

import hashlib
from contextlib import AbstractContextManager
from typing import Any

from django.db import transaction

from campaigns.dispatch import channels, drawing, hindrances, holding, states, storage
from campaigns.dispatch.channels.base import Channel
from campaigns.dispatch.progress import Steps, Watch, nobody
from campaigns.enums import DispatchState, Hindrance, LetterState
from campaigns.letters import bundle
from campaigns.letters.pdf import LetterRefused
from campaigns.models import Dispatch, DispatchItem


def prepare(dispatch: Dispatch, watch: Watch = nobody) -> None:
    """Draws the bundle of a claimed dispatch and makes it ready: claimed -> ready.

    What a crash or a stop leaves is still claimed, and is simply prepared again: from the same
    letters, order and frozen envelope come the same bytes. A stop that has come meanwhile cancels
    the dispatch before its files get their name, and its letters are held.

    Raises AtWorkError while another process does it, StoppedError, and OSError when the disk is
    full; then no file has the name of a bundle, and the dispatch waits to be prepared again.
    """
    with storage.worked_on_alone(dispatch.uuid):
        dispatch.refresh_from_db()
        if dispatch.state != DispatchState.CLAIMED:
            return
        if _is_stopped(dispatch):
            return
        try:
            _draw_and_finish(dispatch, watch)
        except LetterRefused as refused:
            states.move(dispatch, DispatchState.FAILED, note=_note(refused))
        finally:
            storage.discard_unfinished(dispatch.uuid)


def _draw_and_finish(dispatch: Dispatch, watch: Watch) -> None:
    channel = channels.get(dispatch.channel)
    if channel is None:
        raise LookupError(f"There is no channel {dispatch.channel!r} in the settings any more.")
    press = _Bundle(dispatch, channel)
    press.draw(Steps(dispatch, watch))
    if _is_stopped(dispatch):
        return
    storage.finish(dispatch.uuid)
    items = [
        DispatchItem(dispatch=dispatch, letter=item.letter, message_id=item.message_id)
        for item in channel.items(dispatch=dispatch)
    ]
    with transaction.atomic():
        DispatchItem.objects.bulk_create(items, batch_size=1_000)
        states.move(
            dispatch,
            DispatchState.READY,
            parts=press.parts,
            sha256=press.whole.hexdigest(),
            count=press.count,
            done=press.count,
            note="",
        )


def _is_stopped(dispatch: Dispatch) -> bool:
    """Cancels a dispatch that must not leave any more; its letters wait, or are held."""
    hindrance = hindrances.in_the_way(dispatch)
    if hindrance is None and not dispatch.letters.filter(state=LetterState.CLAIMED).exists():
        hindrance = Hindrance.TOO_FEW
    if hindrance is None:
        return False
    states.move(dispatch, DispatchState.CANCELLED, note=hindrance.value)
    storage.discard_files(dispatch.uuid)
    holding.hold(dispatch.appeal)
    return True


def _note(refused: LetterRefused) -> str:
    """Where the page is at fault: block and code, never the text of a field."""
    return "; ".join(sorted({f"{fault.block}: {fault.code}" for fault in refused.faults}))[:300]


class _Bundle:
    """The files of one dispatch while they are written."""

    def __init__(self, dispatch: Dispatch, channel: Channel) -> None:
        self.dispatch, self.channel = dispatch, channel
        self.room = storage.begin(dispatch.uuid)
        self.whole = hashlib.sha256()
        self.files: list[tuple[str, storage.Hashing]] = []
        self.parts: list[dict[str, Any]] = []
        self.count = 0

    def draw(self, steps: Steps) -> None:
        """Writes all parts and papers; their hashes are known afterwards."""
        steps.begin()
        rows = drawing.letters_of(self.dispatch)
        # What lies on top tells how many there are, which may be fewer than were claimed.
        self.dispatch.count = len(rows)
        pages = steps.passing(drawing.pages_of(self.dispatch, rows), len(rows))
        counts = bundle.parts(
            self._opened,
            pages,
            self.channel.part_size(dispatch=self.dispatch),
            title=drawing.title_of(self.dispatch),
            cover=lambda part: self.channel.cover(dispatch=self.dispatch, part=part),
        )
        self.count = sum(counts)
        self.parts = [
            {"name": name, "count": count, "sha256": file.own.hexdigest()}
            for (name, file), count in zip(self.files, counts, strict=True)
        ]
        self._write_papers()
        steps.tell(self.count, self.count, always=True)

    def _opened(self, part: int) -> AbstractContextManager[storage.Hashing]:
        name = f"letters-{part + 1:03d}.pdf"
        file = storage.Hashing(self.room / name, self.whole)
        self.files.append((name, file))
        return file

    def _write_papers(self) -> None:
        self.dispatch.parts, self.dispatch.count = self.parts, self.count
        for paper in self.channel.papers(dispatch=self.dispatch, room=self.room):
            storage.sync_file(paper)
