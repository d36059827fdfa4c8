"""By post: boxes by weight, and what lies on top of the letters."""

from pathlib import Path

import pytest

from campaigns.dispatch import weighing
from campaigns.dispatch.channels.postal import PostalChannel
from campaigns.enums import Hindrance
from campaigns.models import CampaignSettings, Dispatch
from tests.factories.appeals import open_appeal
from tests.factories.covers import named_house
from tests.factories.posted import by_post, pages, prepared, texts
from tests.factories.records import AuthorityFactory, EmbassyFactory, today

pytestmark = pytest.mark.django_db

POSTAL = PostalChannel()


# Whom it reaches


@pytest.mark.parametrize("suspended", ["office", "embassy"])
def test_post_has_to_reach_whoever_stands_on_the_envelope(suspended: str) -> None:
    since = {"postal_suspended_since": today(-1)}
    embassy = EmbassyFactory(**since if suspended == "embassy" else {})
    appeal = open_appeal(
        ("tr",), authority=AuthorityFactory(via=embassy, **since if suspended == "office" else {})
    )
    expected = Hindrance.SUSPENDED if suspended == "embassy" else None

    assert POSTAL.obstacle(appeal=appeal, house=CampaignSettings.in_force()) == expected


# Boxes


def test_box_is_full_by_weight_and_what_lies_on_top_weighs_too() -> None:
    named_house(box_kilograms=1)
    texts()

    dispatch = prepared(by_post(250))

    # A sheet of 80 g/m² weighs 4.9896 g: 200 to a kilogram.
    assert [part["count"] for part in dispatch.parts] == [199, 51]
    assert [(box.sheets, box.grams) for box in weighing.boxes_of(dispatch)] == [
        (200, 998),
        (51, 255),
    ]
    assert len(pages(dispatch, "letters-001.pdf")) == 200
    assert len(pages(dispatch, "letters-002.pdf")) == 51


def test_size_of_a_box_is_settled_at_the_claim() -> None:
    house = named_house(box_kilograms=1)
    dispatch = prepared(by_post())
    house.box_kilograms, house.paper_weight = 30, 160
    house.save()

    assert POSTAL.part_size(dispatch=dispatch) == 200


def test_dispatch_of_a_time_before_boxes_is_drawn_as_it_was() -> None:
    appeal = by_post()
    dispatch = Dispatch.objects.create(
        appeal=appeal, language="tr", channel="postal", count=25, envelope={"routing": {}}
    )

    assert POSTAL.part_size(dispatch=dispatch) == 5_000
    assert list(POSTAL.papers(dispatch=dispatch, room=Path("/nowhere"))) == []


# What lies on top


def test_note_to_the_embassy_and_cover_letter_lie_on_top_of_the_first_box() -> None:
    named_house()
    texts()
    embassy = EmbassyFactory(name="Forwarding Embassy", languages=("tr",))

    dispatch = prepared(by_post(via=embassy))

    first, second, third = pages(dispatch, "letters-001.pdf")[:3]
    assert len(pages(dispatch, "letters-001.pdf")) == 27
    assert ("Sayın Yetkili," in first, "c/o" in first) == (True, False)
    assert ("Ekli mektuplar:" in second, "c/o Forwarding Embassy" in second) == (True, True)
    assert "Ekli mektuplar:" not in third


def test_letters_leave_without_what_has_no_text() -> None:
    dispatch = prepared(by_post())

    assert (dispatch.state, list(POSTAL.cover(dispatch=dispatch, part=0))) == ("ready", [])
    assert len(pages(dispatch, "letters-001.pdf")) == 25


def test_only_the_first_box_has_something_on_top() -> None:
    texts()
    dispatch = prepared(by_post())

    assert len(list(POSTAL.cover(dispatch=dispatch, part=0))) == 1
    assert list(POSTAL.cover(dispatch=dispatch, part=1)) == []
