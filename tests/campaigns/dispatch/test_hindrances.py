"""Stops are seen at the moment of asking, whichever door a change came through."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from campaigns.dispatch import hindrances, holding
from campaigns.dispatch.running import Wanted, look, run
from campaigns.enums import Hindrance
from campaigns.models import Appeal, Authority, CampaignSettings, Case, Dispatch, OfficeHolder
from tests.factories.appeals import BLOCKS, open_appeal, version
from tests.factories.letters import letters, states_of
from tests.factories.records import EmbassyFactory, OfficeHolderFactory, today


def case(**fields: Any) -> Callable[[Appeal], Any]:
    """A change that no `save()` hears of."""
    return lambda appeal: Case.objects.filter(pk=appeal.case_id).update(**fields)


def authority(**fields: Any) -> Callable[[Appeal], Any]:
    return lambda appeal: Authority.objects.filter(pk=appeal.authority_id).update(**fields)


def appeal_is(**fields: Any) -> Callable[[Appeal], Any]:
    return lambda appeal: Appeal.objects.filter(pk=appeal.pk).update(**fields)


def withdrawn(appeal: Appeal) -> None:
    appeal.versions.get(language="tr").withdraw("wrong")


def corrected(appeal: Appeal) -> None:
    version(appeal, "tr", BLOCKS["en"])


def new_minister(appeal: Appeal) -> None:
    OfficeHolderFactory(authority=appeal.authority, valid_from=today())


def not_read_any_more(appeal: Appeal) -> None:
    appeal.authority.reading_languages.filter(language="tr").delete()


HOLDING = [
    (case(status="paused"), Hindrance.CASE_NOT_ACTIVE),
    (case(status="withdrawn"), Hindrance.CASE_NOT_ACTIVE),
    (case(consent_name=False), Hindrance.NO_CONSENT),
    (appeal_is(stopped=True), Hindrance.STOPPED),
    (authority(postal_suspended_since=today()), Hindrance.SUSPENDED),
    (withdrawn, Hindrance.WITHDRAWN),
    (corrected, Hindrance.SUPERSEDED),
    (new_minister, Hindrance.ADDRESSEE),
    (not_read_any_more, Hindrance.ADDRESSEE),
]
WAITING = [
    (case(review_due=today(-1)), Hindrance.REVIEW_OVERDUE),
    (appeal_is(channels=["pigeon"]), Hindrance.NO_CHANNEL),
    (case(smallest_bundle=26), Hindrance.TOO_FEW),
    (authority(address_lines="1\n2\n3\n4\n5\n6\n7"), Hindrance.NOT_DRAWABLE),
]


@pytest.mark.parametrize(("change", "expected"), HOLDING)
def test_stop_holds_what_waits_for_a_person(
    appeal: Appeal, change: Callable[[Appeal], Any], expected: Hindrance
) -> None:
    change(appeal)

    assert [pile.hindrance for pile in look(Wanted())] == [expected]
    run(Wanted())
    assert (states_of(appeal), Dispatch.objects.count()) == ({"held": 25}, 0)
    assert [(held.count, held.reason) for held in holding.held()] == [(25, expected)]


@pytest.mark.parametrize(("change", "expected"), WAITING)
def test_other_hindrances_let_letters_wait(
    appeal: Appeal, change: Callable[[Appeal], Any], expected: Hindrance
) -> None:
    change(appeal)

    told = run(Wanted())

    assert [answer for _pile, answer in told] == [expected]
    assert (states_of(appeal), Dispatch.objects.count()) == ({"waiting": 25}, 0)


def test_looking_changes_nothing(appeal: Appeal) -> None:
    appeal_is(stopped=True)(appeal)

    look(Wanted())

    assert states_of(appeal) == {"waiting": 25}


def test_only_the_letters_of_a_withdrawn_version_are_held(appeal: Appeal) -> None:
    english = appeal.versions.get(language="en")
    letters(appeal, 20, version=english)
    withdrawn(appeal)

    run(Wanted())

    assert Dispatch.objects.get().language == "en"
    assert states_of(appeal) == {"held": 25, "claimed": 20}


def test_ended_period_stops_nothing_and_lets_a_small_rest_go(appeal: Appeal) -> None:
    appeal.letters.filter(pk__in=appeal.letters.values("pk")[3:]).delete()
    appeal_is(opens=today(-30), closes=today(-1))(appeal)

    run(Wanted())

    assert Dispatch.objects.get().count == 3


def test_suspended_post_goes_care_of_an_embassy(appeal: Appeal) -> None:
    embassy = EmbassyFactory(name="Embassy of Türkiye")
    authority(postal_suspended_since=today(), via=embassy)(appeal)

    run(Wanted())

    lines = Dispatch.objects.get().envelope["lines"]
    assert lines[1:] == [
        "c/o Embassy of Türkiye",
        "Avenue Franklin Roosevelt 15",
        "1050 BRUXELLES",
        "BELGIEN",
    ]


def test_suspended_post_of_that_embassy_holds(appeal: Appeal) -> None:
    embassy = EmbassyFactory(postal_suspended_since=today())
    authority(via=embassy)(appeal)

    assert [pile.hindrance for pile in look(Wanted())] == [Hindrance.SUSPENDED]


def test_next_channel_is_taken_where_the_first_does_not_reach(appeal: Appeal) -> None:
    authority(postal_suspended_since=today())(appeal)
    appeal_is(channels=["postal", "memory"])(appeal)

    run(Wanted())

    assert Dispatch.objects.get().channel == "memory"


def test_version_that_says_the_same_anew_supersedes_nothing(appeal: Appeal) -> None:
    version(appeal, "tr")

    assert [pile.hindrance for pile in look(Wanted())] == [None]


def test_letter_to_the_present_minister_goes(appeal: Appeal) -> None:
    new_minister(appeal)
    fitting = version(appeal, "tr", holder=OfficeHolder.objects.get())
    appeal.letters.update(version=fitting)

    assert [pile.hindrance for pile in look(Wanted())] == [None]


def test_bundle_that_names_the_organisation_is_stopped_once_the_case_forbids_it(
    appeal: Appeal,
) -> None:
    dispatch = Dispatch.objects.create(
        appeal=appeal, language="tr", channel="postal", envelope={"names_organisation": True}
    )
    assert hindrances.in_the_way(dispatch) is None

    case(may_name_organisation=False)(appeal)

    assert hindrances.in_the_way(dispatch) is Hindrance.NAMES_US


@pytest.mark.parametrize("number", [1, 3])
def test_looking_at_appeals_takes_the_same_queries_for_each(
    appeal: Appeal, number: int, django_assert_num_queries: Any
) -> None:
    for _ in range(number - 1):
        letters(open_appeal(), 20)

    CampaignSettings.in_force()
    with django_assert_num_queries(5):
        look(Wanted())


def test_held_letters_go_once_the_stop_has_ended_and_a_person_says_so(appeal: Appeal) -> None:
    appeal_is(stopped=True)(appeal)
    run(Wanted())
    appeal_is(stopped=False)(appeal)
    run(Wanted())
    assert states_of(appeal) == {"held": 25}

    assert holding.release(appeal.versions.get(language="tr")) == 25
    run(Wanted())

    assert states_of(appeal) == {"claimed": 25}


@pytest.mark.parametrize(("change", "expected"), HOLDING)
def test_person_lets_letters_go_only_where_nothing_but_the_text_is_outdated(
    appeal: Appeal, change: Callable[[Appeal], Any], expected: Hindrance
) -> None:
    change(appeal)
    run(Wanted())
    (held,) = holding.held()

    if expected in (Hindrance.SUPERSEDED, Hindrance.ADDRESSEE):
        assert holding.release(held.version) == 25
        run(Wanted())
        assert states_of(appeal) == {"claimed": 25}
    else:
        with pytest.raises(ValidationError):
            holding.release(held.version)
        assert states_of(appeal) == {"held": 25}


def test_release_answers_for_the_corrections_there_were_not_for_the_next(appeal: Appeal) -> None:
    corrected(appeal)
    old = appeal.versions.filter(language="tr").earliest("pk")
    run(Wanted())
    holding.release(old)

    corrected(appeal)
    run(Wanted())

    assert states_of(appeal) == {"held": 25}
    assert [each.reason for each in holding.held(appeal)] == [Hindrance.SUPERSEDED]


@pytest.mark.parametrize("days", [0, 30])
def test_release_answers_for_the_office_holder_there_was_not_for_who_follows(
    appeal: Appeal, days: int
) -> None:
    """Also for who is recorded long after the first day in office."""
    OfficeHolderFactory(authority=appeal.authority, valid_from=today(-60))
    holding.release(appeal.versions.get(language="tr"))
    assert [pile.hindrance for pile in look(Wanted())] == [None]

    OfficeHolderFactory(authority=appeal.authority, valid_from=today(-days))
    run(Wanted())

    assert states_of(appeal) == {"held": 25}
    assert [each.reason for each in holding.held(appeal)] == [Hindrance.ADDRESSEE]
    assert holding.release(appeal.versions.get(language="tr")) == 25
    run(Wanted())
    assert states_of(appeal) == {"claimed": 25}


def test_release_of_a_corrected_version_does_not_answer_for_a_new_office_holder(
    appeal: Appeal,
) -> None:
    corrected(appeal)
    holding.release(appeal.versions.filter(language="tr").earliest("pk"))

    new_minister(appeal)

    assert [pile.hindrance for pile in look(Wanted())] == [Hindrance.ADDRESSEE]


def test_release_can_be_taken_back_while_letters_wait(appeal: Appeal) -> None:
    corrected(appeal)
    old = appeal.versions.filter(language="tr").earliest("pk")
    run(Wanted())
    holding.release(old)
    old.refresh_from_db()
    assert old.released_on <= timezone.now()

    assert holding.hold_back(old) == 25
    run(Wanted())

    assert states_of(appeal) == {"held": 25}


def test_held_letters_that_are_given_up_are_never_sent(appeal: Appeal) -> None:
    corrected(appeal)
    run(Wanted())

    assert holding.give_up(appeal.letters.first().version) == 25
    run(Wanted())

    assert (states_of(appeal), Dispatch.objects.count()) == ({"not_sent": 25}, 0)
