"""A dispatcher of mails that can be killed: a process that forks for each run, so that the next
one begins at once. For each line it reads, one run; the line says in which way."""

import os
import sys
from collections.abc import Callable
from typing import Any

import django

KILLED = "killed"


def main() -> None:
    django.setup()
    from django.db import connections  # noqa: PLC0415 - needs the apps

    from campaigns.dispatch.running import Wanted, run  # noqa: PLC0415 - as above
    from campaigns.tasks import draw_open_appeals  # noqa: PLC0415 - as above

    # What each run would have to draw first is there before the first fork.
    draw_open_appeals()
    connections.close_all()
    print("ready", flush=True)
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            way(line.strip())
            run(Wanted())
            os._exit(0)
        print(child, flush=True)
        _pid, status = os.waitpid(child, 0)
        print(KILLED if os.WIFSIGNALED(status) else "done", flush=True)


def way(name: str) -> None:
    """The dispatch as it is, or one of the two that everybody writes first."""
    from campaigns.dispatch import sending  # noqa: PLC0415 - needs the apps

    naive: dict[str, Callable[..., bool]] = {"mark after": mark_after, "mark before": mark_before}
    if name in naive:
        sending._attempt = naive[name]  # type: ignore[assignment]


def mark_after(item: Any, channel: Any, now: Any) -> bool:
    """Sent once the receiver says so: a crash in between sends it again."""
    from campaigns.enums import ItemState  # noqa: PLC0415 - needs the apps

    if _taken(item, channel):
        _mark(item, ItemState.SENT)
    return False


def mark_before(item: Any, channel: Any, now: Any) -> bool:
    """Sent before the receiver hears of it: a crash in between loses it."""
    from campaigns.enums import ItemState  # noqa: PLC0415 - needs the apps

    _mark(item, ItemState.SENT)
    if not _taken(item, channel):
        _mark(item, ItemState.WAITING)
    return False


def _taken(item: Any, channel: Any) -> bool:
    try:
        channel.send(item=item, files=[])
    except Exception:
        return False
    return True


def _mark(item: Any, state: Any) -> None:
    from campaigns.dispatch import sending  # noqa: PLC0415 - needs the apps
    from campaigns.enums import LetterState  # noqa: PLC0415 - as above
    from campaigns.models import Letter  # noqa: PLC0415 - as above

    item.state = state
    item.save()
    letter = sending._LETTER_AFTER.get(state, LetterState.CLAIMED)
    Letter.objects.filter(pk=item.letter_id).update(state=letter)


if __name__ == "__main__":
    main()
