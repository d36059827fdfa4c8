"""By e-mail, through a mail server of the house: one mail a day with all letters, or one each."""

import datetime
from collections.abc import Iterable
from pathlib import Path
from typing import Any, ClassVar

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from campaigns import conf
from campaigns.dispatch import covering, drawing
from campaigns.dispatch.channels import mails, pace, smtp
from campaigns.dispatch.channels.base import Channel, ChannelError, NewItem, Outcome
from campaigns.enums import Hindrance
from campaigns.letters.mail import MailAddressError, address_of
from campaigns.letters.pdf import LetterRefused
from campaigns.models import Appeal, CampaignSettings, Dispatch, DispatchItem


class EmailChannel(Channel):
    """routing, frozen at the claim: `to`, `sender`, `name` (of the organisation, "" where it must
    not be named), `single` (a mail for each letter), and what covering.frozen() adds.

    Message ids are `<dispatch@domain>` and `<dispatch.letter@domain>`, where the second part tells
    nothing of the letter.
    """

    label = _("E-mail")
    sends_itself = True
    per_hour: ClassVar[int] = 20
    """Single mails to one domain, which takes more for a flood."""

    def obstacle(self, *, appeal: Appeal, house: CampaignSettings) -> Hindrance | None:
        if not _is_address(appeal.authority.email):
            return Hindrance.NO_CHANNEL
        names = appeal.case.may_name_organisation
        writes = _is_address(house.sender(names)) and conf.mail_server(names) is not None
        return None if writes else Hindrance.NO_SENDER

    def routing(self, *, appeal: Appeal, language: str, house: CampaignSettings) -> dict[str, Any]:
        names = appeal.case.may_name_organisation
        return {
            "to": address_of(appeal.authority.email),
            "sender": address_of(house.sender(names)),
            "name": house.organisation if names else "",
            "single": house.single_mails,
            **covering.frozen(appeal, language, house),
        }

    def part_size(self, *, dispatch: Dispatch) -> int:
        """One file, of some megabytes at the most."""
        return 200_000

    def items(self, *, dispatch: Dispatch) -> Iterable[NewItem]:
        domain = domain_of(_routing(dispatch)["sender"])
        if not _routing(dispatch)["single"]:
            return [NewItem(f"<{dispatch.uuid}@{domain}>")]
        keyed = {drawing.key_of(dispatch, each.uuid): each for each in dispatch.letters.all()}
        return [
            NewItem(f"<{dispatch.uuid}.{key}@{domain}>", letter)
            for key, letter in sorted(keyed.items())
        ]

    def may_send(self, *, item: DispatchItem, now: datetime.datetime) -> bool:
        to = _routing(item.dispatch)["to"]
        if item.letter_id:
            return pace.take(domain_of(to), self.per_hour, now)
        return pace.take_day(to, domain_of(to), item.message_id, now)

    def send(self, *, item: DispatchItem, files: list[Path]) -> str:
        routing, names = _routing(item.dispatch), item.dispatch.envelope["names_organisation"]
        try:
            mail = mails.mail_of(item, files)
        except LetterRefused as refused:
            raise ChannelError(Outcome.REFUSED, str(refused)) from refused
        except OSError as error:
            answer = f"A file cannot be read: {type(error).__name__}"
            raise ChannelError(Outcome.REFUSED_FOR_NOW, answer) from error
        try:
            return smtp.hand_in(
                mail, sender=routing["sender"], to=routing["to"], names_organisation=names
            )
        except ChannelError as error:
            if error.pause:
                pace.pause(domain_of(routing["to"]), timezone.now())
            raise


def _routing(dispatch: Dispatch) -> dict[str, Any]:
    found: dict[str, Any] = dispatch.envelope["routing"]
    return found


def domain_of(address: str) -> str:
    """The domain that a limit of rate is about."""
    return address.rpartition("@")[2].lower()


def _is_address(text: str) -> bool:
    try:
        return bool(address_of(text))
    except MailAddressError:
        return False
