"""Claiming: one transaction, every letter in one dispatch, and nothing of its order remains."""

from io import BytesIO
from itertools import pairwise
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pypdf import PdfReader

from campaigns.dispatch import claiming, drawing
from campaigns.dispatch.running import Wanted, look, run
from campaigns.enums import Hindrance, LetterState
from campaigns.models import Appeal, CampaignSettings, Dispatch, Letter
from tests.factories.appeals import open_appeal
from tests.factories.letters import letters, states_of
from tests.factories.records import EmbassyFactory, today


def claimed(appeal: Appeal) -> Dispatch:
    (pile,) = claiming.piles([appeal])
    found = claiming.claim(pile)
    assert isinstance(found, Dispatch)
    return found


def test_dispatch_has_all_that_waits_of_one_appeal_and_language(appeal: Appeal) -> None:
    letters(appeal, 20, version=appeal.versions.get(language="en"))
    letters(open_appeal(), 20)
    letters(appeal, 1, state=LetterState.WITHDRAWN, initials="")

    run(Wanted(appeal=appeal))

    found = Dispatch.objects.order_by("language").values_list("appeal", "language", "count")
    assert list(found) == [(appeal.pk, "en", 20), (appeal.pk, "tr", 25)]
    assert states_of(appeal) == {"claimed": 45, "withdrawn": 1}


def test_letters_are_claimed_by_one_update_however_many_they_are(appeal: Appeal) -> None:
    def changes(count: int) -> int:
        letters(appeal, count)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            claimed(appeal)
        return sum(query["sql"].startswith("UPDATE") for query in asked)

    assert (changes(1), changes(60)) == (2, 2)


@pytest.mark.parametrize(("count", "expected"), [(19, None), (20, 20)])
def test_fewer_than_the_smallest_bundle_wait(db: None, count: int, expected: int | None) -> None:
    appeal = open_appeal()
    letters(appeal, count)

    run(Wanted())

    assert getattr(Dispatch.objects.first(), "count", None) == expected


def test_case_can_ask_for_another_smallest_bundle(appeal: Appeal) -> None:
    house = CampaignSettings.in_force()
    house.smallest_bundle = 40
    house.save()
    assert [pile.hindrance for pile in look(Wanted())] == [Hindrance.TOO_FEW]

    appeal.case.smallest_bundle = 10
    appeal.case.save()

    assert [pile.hindrance for pile in look(Wanted())] == [None]


def test_specimens_leave_by_the_channel_of_tests_alone(appeal: Appeal) -> None:
    letters(appeal, 30, specimen=True)
    assert [(pile.count, pile.hindrance) for pile in look(Wanted())] == [
        (25, None),
        (30, Hindrance.SPECIMEN),
    ]

    run(Wanted())
    assert appeal.letters.filter(specimen=True, dispatch=None).count() == 30

    Appeal.objects.update(channels=["memory"])
    run(Wanted())
    assert Dispatch.objects.get(channel="memory").count == 30


def test_letter_withdrawn_between_look_and_claim_is_left_alone(appeal: Appeal) -> None:
    (pile,) = claiming.piles([appeal])
    taken = appeal.letters.first()
    Letter.objects.filter(pk=taken.pk).update(state=LetterState.WITHDRAWN, initials="")

    dispatch = claiming.claim(pile)

    assert isinstance(dispatch, Dispatch)
    assert (dispatch.count, dispatch.letters.filter(pk=taken.pk).exists()) == (24, False)


def test_pile_that_has_become_too_small_is_not_claimed(appeal: Appeal) -> None:
    (pile,) = claiming.piles([appeal])
    appeal.letters.filter(pk__in=appeal.letters.values("pk")[:10]).delete()

    assert claiming.claim(pile) is Hindrance.TOO_FEW
    assert (Dispatch.objects.count(), states_of(appeal)) == (0, {"waiting": 15})


def test_stop_between_look_and_claim_is_seen(appeal: Appeal) -> None:
    (pile,) = claiming.piles([appeal])
    Appeal.objects.update(stopped=True)

    assert claiming.claim(pile) is Hindrance.STOPPED
    assert Dispatch.objects.count() == 0


def test_second_claim_finds_nothing(appeal: Appeal) -> None:
    (pile,) = claiming.piles([appeal])
    claiming.claim(pile)

    assert claiming.claim(pile) is Hindrance.TOO_FEW
    assert Dispatch.objects.count() == 1


def test_envelope_is_that_of_the_claim_for_good(appeal: Appeal) -> None:
    dispatch = claimed(appeal)

    appeal.authority.town = "34000 ISTANBUL"
    appeal.authority.save()
    CampaignSettings.objects.update(window_side="right")

    dispatch.refresh_from_db()
    assert dispatch.envelope["lines"][-2:] == ["06659 ANKARA", "TÜRKEI"]
    assert dispatch.envelope["layout"]["window"] == "left"


def test_order_of_the_bundle_is_not_the_order_of_signing(appeal: Appeal) -> None:
    letters(appeal, 75)
    dispatch = claimed(appeal)
    signed = list(Letter.objects.order_by("pk").values_list("uuid", flat=True))

    order = [row[0] for row in drawing.letters_of(dispatch)]

    places = [signed.index(uuid) for uuid in order]
    neighbours = sum(abs(a - b) == 1 for a, b in pairwise(places))
    assert sorted(places) == list(range(100))
    assert neighbours < 15  # 2 are expected by chance


def test_order_comes_from_the_seed_and_nothing_else(appeal: Appeal) -> None:
    dispatch = claimed(appeal)
    order = [row[0] for row in drawing.letters_of(dispatch)]
    assert [row[0] for row in drawing.letters_of(dispatch)] == order

    dispatch.seed += 1

    assert [row[0] for row in drawing.letters_of(dispatch)] != order


def test_no_time_of_a_letter_is_written_anywhere(appeal: Appeal) -> None:
    """Days only: who could read minutes could tell who signed when."""
    times = [
        f"{model.__name__}.{field.name}"
        for model in (Letter, Dispatch)
        for field in model._meta.get_fields()
        if type(field).__name__ in ("DateTimeField", "TimeField")
    ]

    assert times == []
    assert claimed(appeal).claimed_on == today()


def test_run_for_one_channel_leaves_the_others_alone(appeal: Appeal) -> None:
    other: Any = open_appeal(channels=["memory"])
    letters(other, 20)

    run(Wanted(channel="memory"))

    assert (states_of(appeal), states_of(other)) == ({"waiting": 25}, {"sent": 20})


@pytest.mark.parametrize(
    ("channel", "line"), [("postal", "Cc: Embassy, Berlin"), ("email", ""), ("memory", "")]
)
def test_letters_name_embassies_only_where_the_channel_makes_their_copies(
    by_mail: Appeal, channel: str, line: str
) -> None:
    by_mail.authority.copies_to.set([EmbassyFactory(name="Embassy", town="Berlin")])
    Appeal.objects.update(channels=[channel])

    dispatch = claimed(Appeal.objects.get(pk=by_mail.pk))

    assert dispatch.envelope["layout"]["copy_line"] == line
    assert copies_named(dispatch) == (1 if line else 0)


@pytest.mark.parametrize(
    ("channel", "expected"), [("postal", Hindrance.NOT_DRAWABLE), ("email", None)]
)
def test_line_about_copies_that_cannot_be_drawn_hinders_only_where_it_stands(
    by_mail: Appeal, channel: str, expected: Hindrance | None
) -> None:
    by_mail.authority.copies_to.set([EmbassyFactory(name="Embassy \ue000")])
    Appeal.objects.update(channels=[channel])
    (pile,) = claiming.piles(Appeal.objects.all())

    found = claiming.claim(pile)

    assert (found if isinstance(found, Hindrance) else None) == expected


def copies_named(dispatch: Dispatch) -> int:
    """How often a letter of it says so."""
    letter = dispatch.letters.all()[0]
    (page,) = PdfReader(BytesIO(drawing.letter_file(dispatch, letter))).pages
    return page.extract_text().count("Cc:")
