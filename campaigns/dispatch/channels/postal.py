"""By post: a bundle to print, handed over by a person."""

from django.utils.translation import gettext_lazy as _

from campaigns.dispatch.channels.base import Channel
from campaigns.enums import Hindrance
from campaigns.models import Appeal, CampaignSettings


class PostalChannel(Channel):
    label = _("Post")

    def obstacle(self, *, appeal: Appeal, house: CampaignSettings) -> Hindrance | None:
        """The post has to reach whoever stands on the envelope: care of an embassy, the embassy."""
        place = appeal.authority.via or appeal.authority
        return Hindrance.SUSPENDED if place.postal_suspended_since else None
