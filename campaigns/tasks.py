"""Work that no visitor has to wait for; run at once unless the site has a worker."""

import logging

from django_tasks import task

from campaigns.dispatch import running
from campaigns.dispatch.journal import JournalDamagedError
from campaigns.dispatch.progress import StoppedError
from campaigns.dispatch.reconciling import JournalAheadError
from campaigns.letters.assemble import prepare
from campaigns.letters.pdf import LetterRefused
from campaigns.models import Appeal, CampaignSettings, LetterVersion
from campaigns.models.letter_pages import letter_kit

log = logging.getLogger(__name__)


@task()
def draw_kits(uuid: str) -> None:
    """Draws the kits of a version, as it is sent and to sign by hand, and the common initials.

    A version that cannot be drawn any more is left alone: whoever asks for it is told.
    """
    version = LetterVersion.objects.standing().filter(uuid=uuid).select_related("appeal").first()
    if version is not None:
        _draw(version, CampaignSettings.in_force())


@task()
def work_on_dispatches() -> None:
    """Draws what is claimed and sends what is due; whoever asked to stop it starts it again."""
    everything = running.Wanted()
    try:
        for _done in (
            *running.prepare(everything, running.unwatched),
            *running.send(everything, running.unwatched),
        ):
            pass
    except StoppedError:
        return
    except (JournalAheadError, JournalDamagedError) as error:
        log.error("%s", error)


def draw_open_appeals() -> None:
    """What draw_kits() does, for all that can be signed now: for a process that begins to serve.

    The kits come from the cache if another process has drawn them.
    """
    house = CampaignSettings.in_force()
    for appeal in Appeal.objects.open().with_signable_versions():
        for version in appeal.signable_versions():
            _draw(version, house)


def _draw(version: LetterVersion, house: CampaignSettings) -> None:
    for by_hand in (False, True):
        try:
            kit = letter_kit(
                version.appeal,
                version.letter_blocks,
                version.language,
                house=house,
                specimen=house.specimen_mark,
                by_hand=by_hand,
            )
        except LetterRefused:
            continue
        prepare(kit)
