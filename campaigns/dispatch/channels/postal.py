"""By post: boxes of letters to print, handed over by a person."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy as _

from campaigns.dispatch import covering, papers, weighing
from campaigns.dispatch.channels.base import Channel
from campaigns.enums import Hindrance
from campaigns.letters.content import LetterContent
from campaigns.models import Appeal, CampaignSettings, Dispatch


class PostalChannel(Channel):
    """A part is what fits a box. On top of the first one lie the note to the embassy it goes care
    of, and the cover letter."""

    label = _("Post")
    tells_embassies = True

    def obstacle(self, *, appeal: Appeal, house: CampaignSettings) -> Hindrance | None:
        """The post has to reach whoever stands on the envelope: care of an embassy, the embassy."""
        place = appeal.authority.via or appeal.authority
        return Hindrance.SUSPENDED if place.postal_suspended_since else None

    def routing(self, *, appeal: Appeal, language: str, house: CampaignSettings) -> dict[str, Any]:
        return {
            **covering.frozen(appeal, language, house),
            **weighing.frozen(appeal, house),
            **papers.frozen(appeal, house),
        }

    def part_size(self, *, dispatch: Dispatch) -> int:
        size = weighing.letters_in_a_box(dispatch)
        return super().part_size(dispatch=dispatch) if size is None else size

    def cover(self, *, dispatch: Dispatch, part: int) -> Iterable[LetterContent]:
        return covering.sheets_before(dispatch) if part == 0 else ()

    def papers(self, *, dispatch: Dispatch, room: Path) -> Iterable[Path]:
        return papers.written(dispatch, room)
