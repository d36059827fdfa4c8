"""`manage.py dispatch`: claims what waits, draws the bundles, sends what sends itself."""

import signal
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError

from campaigns import conf
from campaigns.dispatch import running
from campaigns.dispatch.claiming import Pile
from campaigns.dispatch.journal import JournalDamagedError
from campaigns.dispatch.progress import StoppedError, Watch
from campaigns.dispatch.reconciling import JournalAheadError
from campaigns.dispatch.running import Wanted
from campaigns.enums import Hindrance
from campaigns.models import Appeal, Dispatch

INTERRUPTED = 130


class Command(BaseCommand):
    help = "Claims letters that wait, draws their bundles, and sends what no person hands over."
    stopping = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--appeal", type=UUID, help="public key of an appeal; all by default")
        parser.add_argument("--channel", choices=list(conf.get("CHANNELS")), default="")
        parser.add_argument(
            "--continue",
            action="store_true",
            dest="only_continue",
            help="claim nothing: go on with what was cut off, and send what is due",
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="say what would be done, and change nothing"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        wanted = Wanted(_appeal(options["appeal"]), options["channel"])
        if options["dry_run"]:
            self._look(wanted)
            return
        try:
            with self._interruptible():
                self._run(wanted, claims=not options["only_continue"])
        except (JournalAheadError, JournalDamagedError) as error:
            raise CommandError(str(error)) from error
        except OSError as error:
            raise CommandError(
                f"{error.strerror or error}. Nothing unfinished is left; the next run continues."
            ) from error
        except StoppedError:
            raise CommandError(
                "Stopped. What is claimed stays claimed; the next run continues.",
                returncode=INTERRUPTED,
            ) from None

    def _look(self, wanted: Wanted) -> None:
        piles = running.look(wanted)
        for pile in piles:
            what = "would be claimed" if pile.hindrance is None else _kept(pile.hindrance)
            self.stdout.write(f"{_named(pile)}: {what}")
        if not piles:
            self.stdout.write("No letters wait.")

    def _run(self, wanted: Wanted, *, claims: bool) -> None:
        told = list(running.claim(wanted)) if claims else []
        for pile, answer in told:
            what = _kept(answer) if isinstance(answer, Hindrance) else f"claimed by {answer.uuid}"
            self.stdout.write(f"{_named(pile)}: {what}")
        done = [*running.prepare(wanted, self._watch), *running.send(wanted, self._watch)]
        for dispatch in {each.pk: each for each in done}.values():
            self.stdout.write(_result(dispatch))
        if not told and not done and claims:
            self.stdout.write("No letters wait, and no dispatch is unfinished.")

    def _watch(self, dispatch: Dispatch) -> Watch:
        """Progress on the terminal, on one line; a log gets none."""

        def watch(done: int, total: int) -> bool:
            if self.stderr.isatty():
                end = "\n" if done == total else "\r"
                self.stderr.write(f"{dispatch.uuid}: {done} of {total}", ending=end)
            return self.stopping

        return watch

    @contextmanager
    def _interruptible(self) -> Iterator[None]:
        """The first Ctrl-C stops at the next step, the second at once."""

        def stop(number: int, frame: FrameType | None) -> None:
            self.stopping = True
            signal.signal(signal.SIGINT, before)

        before = signal.signal(signal.SIGINT, stop)
        try:
            yield
        finally:
            signal.signal(signal.SIGINT, before)


def _appeal(uuid: UUID | None) -> Appeal | None:
    if uuid is None:
        return None
    found = Appeal.objects.filter(uuid=uuid).first()
    if found is None:
        raise CommandError(f"There is no appeal {uuid}.")
    return found


def _named(pile: Pile) -> str:
    return f"{pile.appeal} [{pile.language}] {pile.count} by {pile.channel or 'no channel'}"


def _kept(hindrance: Hindrance) -> str:
    return f"{'held' if hindrance.holds else 'not claimed'}. {hindrance.label}"


def _result(dispatch: Dispatch) -> str:
    line = f"{dispatch.uuid}: {dispatch.get_state_display()}, {dispatch.count} letters"
    return f"{line}. {dispatch.note_text}" if dispatch.note else line
