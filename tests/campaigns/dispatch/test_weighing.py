"""What a dispatch weighs and costs, from what was frozen at the claim."""

from decimal import Decimal
from typing import Any

import pytest
from django.utils import translation

from campaigns.dispatch import figures, weighing
from campaigns.dispatch.weighing import Load
from campaigns.models import Appeal, CampaignSettings, Dispatch, Postage
from tests.factories.appeals import open_appeal
from tests.factories.records import AuthorityFactory, EmbassyFactory, today

pytestmark = pytest.mark.django_db

PRICES = {"abroad": "1.25", "inland": "0.95", "parcel": "45.20", "inland_parcel": "10.49"}


def priced(day: int = -9, **prices: Any) -> CampaignSettings:
    house = CampaignSettings.in_force()
    house.save()
    Postage.objects.create(settings=house, valid_from=today(day), **{"abroad": "1.25", **prices})
    return house


def claimed(appeal: Appeal, count: int = 4812, **fields: Any) -> Dispatch:
    house = CampaignSettings.in_force()
    return Dispatch.objects.create(
        appeal=appeal,
        language="tr",
        channel="postal",
        count=count,
        envelope={"routing": weighing.frozen(appeal, house)},
        **fields,
    )


def test_letters_fill_boxes_and_each_costs_a_parcel() -> None:
    priced(**PRICES)

    load = weighing.load_of(claimed(open_appeal(("tr",))))

    assert load == Load(
        boxes=3, sheets=4812, grams=24012, currency="EUR", postage=Decimal("135.60")
    )


def test_embassies_that_get_a_copy_cost_a_letter_each() -> None:
    priced(**PRICES)
    appeal = open_appeal(("tr",))
    appeal.authority.copies_to.set([EmbassyFactory(country="DE"), EmbassyFactory(country="BE")])

    load = weighing.load_of(claimed(appeal, 100))

    assert (load and load.boxes, load and load.postage) == (1, Decimal("47.40"))


def test_parcel_care_of_an_embassy_in_the_country_is_an_inland_one() -> None:
    priced(**PRICES)
    authority = AuthorityFactory(via=EmbassyFactory(country="DE"))

    load = weighing.load_of(claimed(open_appeal(("tr",), authority=authority), 100))

    assert (load and load.postage) == Decimal("10.49")


def test_price_that_is_missing_is_named_and_no_sum_is_told() -> None:
    priced()
    appeal = open_appeal(("tr",))
    appeal.authority.copies_to.set([EmbassyFactory(country="DE")])

    load = weighing.load_of(claimed(appeal, 100))

    assert load is not None
    assert (load.postage, load.missing) == (None, ("inland", "parcel"))


def test_house_without_any_price_misses_what_it_needs() -> None:
    found = [weighing.load_of(claimed(open_appeal(("tr",)), count)) for count in (4, 5)]

    assert [load and load.missing for load in found] == [("abroad",), ("parcel",)]


def test_few_sheets_are_a_letter_and_no_parcel() -> None:
    """Four sheets at 80 g/m² weigh 20 g."""
    priced(-9, parcel="45.20", abroad="1.25")

    found = [weighing.load_of(claimed(open_appeal(("tr",)), count)) for count in (4, 5)]

    assert [load and load.postage for load in found] == [Decimal("1.25"), Decimal("45.20")]


def test_prices_are_those_of_the_day_of_the_claim() -> None:
    priced(-30, parcel="40.00")
    priced(-9, parcel="45.20")
    priced(1, parcel="50.00")
    dispatch = claimed(open_appeal(("tr",)), 9)
    Postage.objects.all().delete()

    load = weighing.load_of(dispatch)

    assert (load and load.postage) == Decimal("45.20")


def test_boxes_are_those_of_the_files_once_they_are_drawn() -> None:
    parts = [{"name": "letters-001.pdf", "count": 7, "sha256": "ab"}]

    (box,) = weighing.boxes_of(claimed(open_appeal(("tr",)), 9, parts=parts))

    assert (box.number, box.letters, box.sheets, box.grams, box.file, box.sha256) == (
        *(1, 7, 7, 35),
        *("letters-001.pdf", "ab"),
    )


@pytest.mark.parametrize(
    ("kilograms", "paper", "letters"), [(10, 80, 2004), (30, 40, 12025), (1, 32_767, 1)]
)
def test_heavier_paper_makes_fuller_boxes_smaller(kilograms: int, paper: int, letters: int) -> None:
    house = CampaignSettings.in_force()
    house.box_kilograms, house.paper_weight = kilograms, paper
    house.save()

    assert weighing.letters_in_a_box(claimed(open_appeal(("tr",)))) == letters


def test_dispatch_without_weight_or_letters_has_no_load() -> None:
    appeal = open_appeal(("tr",))
    restored = Dispatch.objects.create(appeal=appeal, language="tr", channel="postal", envelope={})

    assert (weighing.load_of(restored), weighing.letters_in_a_box(restored)) == (None, None)
    assert weighing.load_of(claimed(appeal, 0)) is None


def test_letters_that_wait_are_weighed_with_a_cover_letter() -> None:
    load = weighing.load_before(4812, CampaignSettings.in_force())

    assert (load.boxes, load.sheets, load.grams, load.postage) == (3, 4813, 24015, None)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "3 boxes, 4,812 sheets, 24.0\u00a0kg, €142.50"),
        ("de", "3 Kartons, 4.812 Blatt, 24,0\u00a0kg, 142,50\u00a0€"),
        ("fr", "3 cartons, 4\u202f812 feuilles, 24,0\u202fkg, 142,50\u00a0€"),
        ("ar", "3 صناديق، 4,812 ورقة، 24.0\u00a0كغم، \u200f142.50\u00a0€"),
    ],
)
def test_load_is_told_in_the_language_of_the_reader(language: str, words: str) -> None:
    load = Load(boxes=3, sheets=4812, grams=24012, currency="EUR", postage=Decimal("142.50"))

    with translation.override(language):
        assert figures.described(load) == words


def test_little_is_weighed_in_grams_and_without_a_price() -> None:
    load = Load(boxes=1, sheets=1, grams=5, currency="EUR", postage=None, missing=("parcel",))

    with translation.override("en"):
        assert figures.described(load) == "1 box, 1 sheet, 5\u00a0g"
