"""Letters of several cases, days, languages and states, for reports."""

import datetime
from dataclasses import dataclass

from campaigns.enums import LetterState, PrintKind
from campaigns.models import Appeal, Dispatch, PrintCount
from tests.factories.appeals import open_appeal
from tests.factories.letters import letters
from tests.factories.packs import GroupPackFactory
from tests.factories.records import CaseFactory, EditionFactory, today

FIRST = datetime.date(2026, 11, 1)


@dataclass(frozen=True)
class Counted:
    anna: Appeal  # of an edition: 6 letters in Turkish, 2 of them sent; 2 in English
    bahar: Appeal  # urgent: 3 letters held; 1 withdrawn, 2 specimens


def dispatched(appeal: Appeal, count: int, state: str = "handed_over") -> Dispatch:
    """A dispatch by post with so many sent letters."""
    dispatch = Dispatch.objects.create(
        appeal=appeal, language="tr", channel="postal", state=state, count=count, envelope=[]
    )
    letters(appeal, count, state=LetterState.SENT, dispatch=dispatch, signed_on=FIRST)
    return dispatch


def counted_letters(edition: datetime.date | None = None) -> Counted:
    month = edition or today().replace(day=1)
    anna = open_appeal(
        case=CaseFactory(public_name="Anna Berger"), edition=EditionFactory(month=month)
    )
    bahar = open_appeal(case=CaseFactory(public_name="Bahar Demir"))
    dispatched(anna, 2)
    letters(anna, 4, signed_on=FIRST + datetime.timedelta(days=2))
    english = anna.versions.get(language="en")
    letters(anna, 2, version=english, signed_on=FIRST + datetime.timedelta(days=3))
    letters(bahar, 3, state=LetterState.HELD, signed_on=FIRST)
    letters(bahar, 1, state=LetterState.WITHDRAWN, initials="", signed_on=FIRST)
    letters(bahar, 2, specimen=True, signed_on=FIRST)
    for kind in (PrintKind.PDF, PrintKind.PDF, PrintKind.MAIL):
        PrintCount.add(anna, "tr", kind, FIRST)
    GroupPackFactory(appeal=bahar, reported=7, reported_on=FIRST)
    return Counted(anna=anna, bahar=bahar)
