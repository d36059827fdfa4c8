"""The contract of a channel: how a dispatch leaves the house.

A channel is a class named by its dotted path in `CAMPAIGNS["CHANNELS"]`. The core claims letters,
draws the bundle, keeps the states and writes the journal; a channel says whom it reaches, what goes
around the letters, and, if it sends by itself, sends one item. It moves no state. One instance
serves the whole process, so it keeps nothing between calls.
"""

import datetime
from abc import ABC, abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Any, ClassVar

from campaigns.enums import Hindrance
from campaigns.letters.content import LetterContent
from campaigns.models import Appeal, CampaignSettings, Dispatch, DispatchItem, Letter


class Outcome(Enum):
    """What became of an attempt that did not succeed."""

    UNREACHED = "not reached"
    REFUSED_FOR_NOW = "refused for now"
    REFUSED = "refused for good"
    UNKNOWN = "unknown"


class ChannelError(Exception):
    """An attempt that did not succeed. Anything else that send() raises counts as UNKNOWN.

    answer: what the receiver said, for colleagues; nothing of a signatory. pause: the receiver
    wants less of everything, so that nothing more is sent in this run. UNREACHED: nobody was there
    to hear of it.
    """

    def __init__(self, outcome: Outcome, answer: str, *, pause: bool = False) -> None:
        super().__init__(answer)
        self.outcome, self.answer, self.pause = outcome, answer, pause

    @property
    def try_again(self) -> bool:
        return self.outcome in (Outcome.REFUSED_FOR_NOW, Outcome.UNREACHED)


@dataclass(frozen=True)
class NewItem:
    """Something to send by itself. message_id: fixed from now on, unique in the world."""

    message_id: str
    letter: Letter | None = None


class Channel(ABC):
    """All arguments are given by keyword, so that later ones break no channel."""

    label: ClassVar[Any]
    """What editors choose; translatable."""
    sends_itself: ClassVar[bool] = False
    """Whether items() are sent by send(); otherwise a person hands the bundle over."""
    for_tests: ClassVar[bool] = False
    """Sends nothing anywhere: no channel of production, and the only one that takes specimens."""
    tells_embassies: ClassVar[bool] = False
    """Whether papers() makes the specimens for embassies that get a copy: only then do the letters
    name them ("Cc: ...")."""
    most_attempts: ClassVar[int] = 12
    first_wait: ClassVar[datetime.timedelta] = datetime.timedelta(minutes=5)
    longest_wait: ClassVar[datetime.timedelta] = datetime.timedelta(hours=6)
    settles: ClassVar[datetime.timedelta] = datetime.timedelta(minutes=15)
    """How long a receiver that was left without a word may still take an item."""

    @abstractmethod
    def obstacle(self, *, appeal: Appeal, house: CampaignSettings) -> Hindrance | None:
        """SUSPENDED or NO_CHANNEL where the authority cannot be reached this way now, NO_SENDER
        where the house cannot write this way for the case."""

    def routing(self, *, appeal: Appeal, language: str, house: CampaignSettings) -> dict[str, Any]:
        """What this channel freezes at the claim beside the envelope, as JSON."""
        return {}

    def part_size(self, *, dispatch: Dispatch) -> int:
        """The most letters in one file of the bundle."""
        return 5_000

    def cover(self, *, dispatch: Dispatch, part: int) -> Iterable[LetterContent]:
        """Sheets before the letters of a part, counted from 0; the same ones at each call."""
        return ()

    def papers(self, *, dispatch: Dispatch, room: Path) -> Iterable[Path]:
        """Writes further files into `room` (a manifest, labels) and names them, once `parts` and
        `count` are known. No initials, no places. The core sees to it that they are on the disk."""
        return ()

    def items(self, *, dispatch: Dispatch) -> Iterable[NewItem]:
        """What send() will be given; asked once, when the bundle is ready. Not for persons."""
        return ()

    def may_send(self, *, item: DispatchItem, now: datetime.datetime) -> bool:
        """Whether a limit of rate lets this item go now; otherwise it waits for the next run."""
        return True

    def send(self, *, item: DispatchItem, files: list[Path]) -> str:
        """Sends one item and returns the receiver's answer; raises ChannelError.

        files: the parts of the bundle. `drawing.letter_file(item.dispatch, item.letter)` is the
        file of a single letter.
        """
        raise NotImplementedError("a person hands over what this channel carries")
