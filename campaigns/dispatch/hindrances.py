"""Why letters do not leave. Asked at each claim, before a bundle gets its name, before each mail.

Nothing is pushed into letters when a case or an appeal is saved: whichever door a change came
through, it is seen here. An ended period hinders nothing: what was signed in time still goes.

Consent withdrawn holds like a stop: every letter names the person. An overdue review lets letters
wait without a decision: nobody has said that they do harm, only that it has to be looked at.
"""

import datetime
from collections.abc import Iterable

from django.db.models import Q
from django.utils import timezone

from campaigns.dispatch import channels
from campaigns.dispatch.channels.base import Channel
from campaigns.enums import CaseStatus, Hindrance
from campaigns.models import Appeal, CampaignSettings, Dispatch, LetterVersion

# Where several channels fail, the reason that says most.
_TELLING = (Hindrance.SUSPENDED, Hindrance.NO_SENDER)


def of_appeal(appeal: Appeal, today: datetime.date | None = None) -> Hindrance | None:
    """What keeps all letters of an appeal, whatever the channel."""
    case = appeal.case
    if case.status != CaseStatus.ACTIVE:
        return Hindrance.CASE_NOT_ACTIVE
    if not case.consent_name:
        return Hindrance.NO_CONSENT
    if appeal.stopped:
        return Hindrance.STOPPED
    return Hindrance.REVIEW_OVERDUE if case.review_overdue(today) else None


def way_of(appeal: Appeal, house: CampaignSettings) -> tuple[Channel | None, Hindrance | None]:
    """The first of the appeal's channels that reaches the authority, or why none does."""
    found: list[Hindrance] = []
    for name in appeal.channels:
        channel = channels.get(name)
        if channel is None:
            found.append(Hindrance.NO_CHANNEL)
        elif (obstacle := channel.obstacle(appeal=appeal, house=house)) is not None:
            found.append(obstacle)
        else:
            return channel, None
    return None, next((each for each in _TELLING if each in found), Hindrance.NO_CHANNEL)


def of_versions(
    appeals: Iterable[Appeal], today: datetime.date | None = None
) -> dict[int, Hindrance | None]:
    """By version of these appeals: what keeps the letters signed with it; two queries.

    A version that was corrected, or that does not fit the office any more, holds its letters until
    somebody has released them (holding.release); nothing ever releases those of a withdrawn one.
    A release answers for the corrections there were and for who held the office: the next
    correction and the next office holder ask again.
    """
    today = today or timezone.localdate()
    mine = LetterVersion.objects.filter(appeal__in=list(appeals)).order_by("pk")
    versions = list(mine.with_addressee(today).defer("blocks"))
    fits = set(mine.signable(today).values_list("pk", flat=True))
    newest = {
        (each.appeal_id, each.language): each
        for each in versions
        if each.withdrawn_on is None and each.sendable
    }
    return {each.pk: _of_version(each, newest, fits) for each in versions}


def _of_version(
    version: LetterVersion, newest: dict[tuple[int, str], LetterVersion], fits: set[int]
) -> Hindrance | None:
    if version.withdrawn_on is not None:
        return Hindrance.WITHDRAWN
    latest = newest.get((version.appeal_id, version.language), version)
    released = version.released_on
    if latest.digest != version.digest and not (released and latest.approved_on <= released):
        return Hindrance.SUPERSEDED
    if version.pk not in fits and not (released and version.released_for_id == version.addressee):
        return Hindrance.ADDRESSEE
    return None


def in_the_way(dispatch: Dispatch) -> Hindrance | None:
    """What stands against the letters of a dispatch leaving at this moment, or None."""
    appeal = Appeal.objects.select_related("case", "authority__via").get(pk=dispatch.appeal_id)
    if (hindrance := of_appeal(appeal) or _of_way(dispatch, appeal)) is not None:
        return hindrance
    of_them = of_versions([appeal])
    used = dispatch.letters.order_by().values_list("version", flat=True).distinct()
    return next((found for pk in sorted(used) if (found := of_them[pk])), None)


def _of_way(dispatch: Dispatch, appeal: Appeal) -> Hindrance | None:
    if dispatch.envelope["names_organisation"] and not appeal.case.may_name_organisation:
        return Hindrance.NAMES_US
    channel = channels.get(dispatch.channel)
    if channel is None:
        return Hindrance.NO_CHANNEL
    return channel.obstacle(appeal=appeal, house=CampaignSettings.in_force())


def held_versions(appeal: Appeal, today: datetime.date | None = None) -> Q | None:
    """Letters of the appeal that have to be held now, as a condition; None for none."""
    overall = of_appeal(appeal, today) or way_of(appeal, CampaignSettings.in_force())[1]
    if overall is not None and overall.holds:
        return Q(appeal=appeal)
    held = [pk for pk, found in of_versions([appeal], today).items() if found and found.holds]
    return Q(version__in=held) if held else None
