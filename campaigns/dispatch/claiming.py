"""Which letters leave next: claimed in one transaction, so that no letter is in two dispatches."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Count, QuerySet
from django.utils import timezone

from campaigns.dispatch import channels, drawing, hindrances
from campaigns.dispatch.channels.base import Channel
from campaigns.enums import DispatchState, Hindrance, LetterState
from campaigns.letters.pdf import LetterRefused
from campaigns.models import Appeal, CampaignSettings, Dispatch, Letter, LetterVersion


@dataclass(frozen=True)
class Pile:
    """Letters of an appeal and language that wait, and what is in their way, if anything is."""

    appeal: Appeal
    language: str
    count: int
    channel: str
    hindrance: Hindrance | None


def appeals_waiting() -> QuerySet[Appeal]:
    """Appeals with letters that wait, the one that ended first on top."""
    waiting = Letter.objects.filter(state=LetterState.WAITING)
    return (
        Appeal.objects.filter(pk__in=waiting.order_by().values("appeal"))
        .select_related("case", "authority__via")
        .order_by("closes", "pk")
    )


def piles(appeals: Sequence[Appeal], today: datetime.date | None = None) -> list[Pile]:
    """What waits for these appeals, by language, in as many queries for any number of them.

    Letters that something keeps are told apart from those of the same language that can go.
    """
    today = today or timezone.localdate()
    house = CampaignSettings.in_force()
    ways = {each.pk: hindrances.way_of(each, house) for each in appeals}
    overall = {each.pk: hindrances.of_appeal(each, today) or ways[each.pk][1] for each in appeals}
    of_versions = hindrances.of_versions(appeals, today)
    counted: dict[tuple[int, str, Hindrance | None], int] = {}
    for appeal, language, version, specimen, count in _counts(appeals):
        found = overall[appeal] or of_versions[version]
        channel = ways[appeal][0]
        if specimen and not (channel and channel.for_tests):
            found = Hindrance.SPECIMEN
        key = (appeal, language, found)
        counted[key] = counted.get(key, 0) + count
    by_key = {each.pk: each for each in appeals}
    return [
        _pile(by_key[pk], language, count, found, ways[pk][0], smallest(by_key[pk], today, house))
        for (pk, language, found), count in sorted(counted.items(), key=_place)
    ]


def _place(counted: tuple[tuple[int, str, Hindrance | None], int]) -> tuple[int, str, str]:
    """By appeal and language, those that can go first."""
    (appeal, language, found), _count = counted
    return appeal, language, found or ""


def _pile(
    appeal: Appeal,
    language: str,
    count: int,
    found: Hindrance | None,
    channel: Channel | None,
    fewest: int,
) -> Pile:
    too_few = Hindrance.TOO_FEW if count < fewest else None
    return Pile(appeal, language, count, _name_of(appeal, channel), found or too_few)


def _counts(appeals: Sequence[Appeal]) -> list[tuple[int, str, int, bool, int]]:
    """(appeal, language, version, specimen, number) of what waits."""
    waiting = Letter.objects.filter(appeal__in=appeals, state=LetterState.WAITING).order_by()
    kinds = waiting.values_list("appeal", "version__language", "version", "specimen")
    return list(kinds.annotate(Count("pk")))


def _name_of(appeal: Appeal, channel: Channel | None) -> str:
    ways = (name for name in appeal.channels if channels.get(name) is channel)
    return next(ways, "") if channel else ""


def smallest(appeal: Appeal, today: datetime.date, house: CampaignSettings) -> int:
    """The fewest letters that leave together; once the period has ended, whatever is there."""
    if appeal.closes < today:
        return 1
    return appeal.case.smallest_bundle or house.smallest_bundle


def claim(pile: Pile, today: datetime.date | None = None) -> Dispatch | Hindrance:
    """A dispatch of what waits in this pile, or what has come in its way since it was looked at.

    One transaction: a row of the dispatch and one UPDATE of its letters. Who claims holds the row
    of the appeal, another dispatcher leaves it alone meanwhile (on SQLite the transaction is the
    lock); people go on signing. Envelope, routing, order of the bundle are settled here for good.
    """
    today = today or timezone.localdate()
    if (refused := _first_refused(pile)) is not None:
        return refused
    with transaction.atomic():
        appeal = _locked(pile.appeal)
        if appeal is None:
            return Hindrance.TOO_FEW
        house = CampaignSettings.in_force()
        found = _claimable(appeal, pile.language, today, house)
        if isinstance(found, Hindrance):
            return found
        channel, name, letters = found
        dispatch = _opened(appeal, pile.language, channel, name, house)
        count = letters.update(state=LetterState.CLAIMED, dispatch=dispatch)
        if count < smallest(appeal, today, house):
            transaction.set_rollback(True)
            return Hindrance.TOO_FEW
        Dispatch.objects.filter(pk=dispatch.pk).update(count=count)
    dispatch.refresh_from_db()
    return dispatch


def _locked(appeal: Appeal) -> Appeal | None:
    """The appeal as it is now; None while another dispatcher claims its letters."""
    rows = Appeal.objects.select_related("case", "authority__via").filter(pk=appeal.pk)
    return rows.select_for_update(skip_locked=True, no_key=True, of=("self",)).first()


def _claimable(
    appeal: Appeal, language: str, today: datetime.date, house: CampaignSettings
) -> tuple[Channel, str, QuerySet[Letter]] | Hindrance:
    channel, obstacle = hindrances.way_of(appeal, house)
    overall = hindrances.of_appeal(appeal, today) or obstacle
    if overall is not None or channel is None:
        return overall or Hindrance.NO_CHANNEL
    free = [pk for pk, found in hindrances.of_versions([appeal], today).items() if found is None]
    letters = Letter.objects.filter(
        version__in=list(LetterVersion.objects.filter(pk__in=free, language=language)),
        appeal=appeal,
        state=LetterState.WAITING,
    )
    if not channel.for_tests:
        letters = letters.filter(specimen=False)
    return channel, _name_of(appeal, channel), letters


def _opened(
    appeal: Appeal, language: str, channel: Channel, name: str, house: CampaignSettings
) -> Dispatch:
    routing = channel.routing(appeal=appeal, language=language, house=house)
    shape = drawing.frozen(appeal, language, house, copies=channel.tells_embassies)
    return Dispatch.objects.create(
        appeal=appeal,
        language=language,
        channel=name,
        state=DispatchState.CLAIMED,
        envelope={**shape, "routing": routing},
    )


def _first_refused(pile: Pile) -> Hindrance | None:
    """Draws the kits before anything is claimed: an address may have grown since the approval."""
    channel, house = channels.get(pile.channel), CampaignSettings.in_force()
    copies = bool(channel and channel.tells_embassies)
    shape = drawing.frozen(pile.appeal, pile.language, house, copies=copies)
    waiting = Letter.objects.filter(appeal=pile.appeal, state=LetterState.WAITING).order_by()
    versions = LetterVersion.objects.filter(
        pk__in=waiting.values("version"), language=pile.language, withdrawn_on=None
    )
    try:
        for version in versions:
            drawing.kit_of(version, shape)
    except LetterRefused:
        return Hindrance.NOT_DRAWABLE
    return None
