"""For tests and rehearsals: "sends" into a list of this process, and takes specimens."""

from collections.abc import Iterable
from pathlib import Path
from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from campaigns.dispatch.channels.base import Channel, NewItem
from campaigns.enums import Hindrance
from campaigns.models import Appeal, CampaignSettings, Dispatch, DispatchItem


class MemoryChannel(Channel):
    """`sent` holds message ids in order; `answers` is what the next attempts meet, None a success.

    Shared by the process, as a post office is; clear() begins anew.
    """

    label = _("Memory of this computer (tests only)")
    sends_itself = True
    for_tests = True
    sent: ClassVar[list[str]] = []
    answers: ClassVar[list[Exception | None]] = []
    singly: ClassVar[bool] = False

    @classmethod
    def clear(cls) -> None:
        cls.sent, cls.answers, cls.singly = [], [], False

    def obstacle(self, *, appeal: Appeal, house: CampaignSettings) -> Hindrance | None:
        return None

    def items(self, *, dispatch: Dispatch) -> Iterable[NewItem]:
        if not self.singly:
            return [NewItem(f"<{dispatch.uuid}@memory.invalid>")]
        return [
            NewItem(f"<{dispatch.uuid}.{letter.uuid}@memory.invalid>", letter)
            for letter in dispatch.letters.order_by("uuid")
        ]

    def send(self, *, item: DispatchItem, files: list[Path]) -> str:
        answer = self.answers.pop(0) if self.answers else None
        if answer is not None:
            raise answer
        self.sent.append(item.message_id)
        return "kept"
