"""How far long work is, for who watches it, and whether it is asked to stop."""

from collections.abc import Callable, Iterable, Iterator
from time import monotonic

from django.db.models import QuerySet

from campaigns.models import Dispatch

type Watch = Callable[[int, int], bool]
"""Called now and then with what is done and what there is to do; True asks to stop."""

_SECONDS = 0.5
_EVERY = 500


class StoppedError(Exception):
    """Somebody asked to stop. What was committed stays; the rest can be continued."""


def nobody(done: int, total: int) -> bool:
    """Nobody watches."""
    return False


class Steps:
    """Writes progress into the row of a dispatch, where the admin reads it, and asks to go on."""

    def __init__(self, dispatch: Dispatch, watch: Watch) -> None:
        self.dispatch, self.watch = dispatch, watch
        self.told_at = 0.0

    def begin(self) -> None:
        """What an earlier attempt has left of progress and of a wish to stop is forgotten."""
        self._row().update(done=0, stop_asked=False)

    def passing[T](self, things: Iterable[T], total: int) -> Iterator[T]:
        """The things themselves; raises StoppedError between two of them."""
        for done, thing in enumerate(things):
            if done % _EVERY == 0:
                self.tell(done, total)
            yield thing

    def tell(self, done: int, total: int, *, always: bool = False) -> None:
        """Raises StoppedError when somebody has asked for it."""
        if not always and monotonic() - self.told_at < _SECONDS:
            return
        self.told_at = monotonic()
        asked = self._row().filter(stop_asked=True).exists()
        self._row().update(done=done)
        if self.watch(done, total) or asked:
            raise StoppedError

    def _row(self) -> QuerySet[Dispatch]:
        return Dispatch.objects.filter(pk=self.dispatch.pk)
