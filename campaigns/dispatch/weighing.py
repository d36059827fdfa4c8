"""What a dispatch by post weighs and costs: boxes, sheets, grams, postage.

Paper weight, size of a box and prices are frozen at the claim, so that a bundle drawn again has
the same boxes and its papers the same figures. A letter is one sheet. Cardboard is not weighed.
"""

import datetime
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from babel.numbers import get_territory_currencies
from django.utils import timezone

from campaigns.dispatch import covering
from campaigns.models import Appeal, Authority, CampaignSettings, Dispatch

KEY = "weighing"
"""Where the channel keeps what frozen() gives, in its routing."""
A4_MM2 = 210 * 297
LETTER_GRAMS = 20  # of a standard letter, as posts have it (UPU)
PRICES = ("abroad", "inland", "parcel", "inland_parcel")


@dataclass(frozen=True, slots=True)
class Box:
    """One box and the file that is printed for it; `sheets` with those that lie on top."""

    number: int
    letters: int
    sheets: int
    grams: int
    file: str = ""
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Load:
    """A dispatch as the post sees it.

    postage: of the boxes and of the letters to embassies that get a copy, in `currency`; None
    where a price is `missing`: names of fields of Postage.
    """

    boxes: int
    sheets: int
    grams: int
    currency: str
    postage: Decimal | None
    missing: tuple[str, ...] = ()


def frozen(
    appeal: Appeal, house: CampaignSettings, today: datetime.date | None = None
) -> dict[str, Any]:
    """What weighs and costs at the claim, as JSON: `{**weighing.frozen(...)}` in the routing."""
    prices = house.postage_on(today or timezone.localdate())
    found = {name: getattr(prices, name, None) for name in PRICES}
    authority = appeal.authority
    return {
        KEY: {
            "paper_weight": house.paper_weight,
            "box_kilograms": house.box_kilograms,
            "currency": _currency(str(house.posting_country)),
            "prices": {name: str(price) for name, price in found.items() if price is not None},
            "parcel": _price_to(authority.via or authority, house, "parcel", "inland_parcel"),
            "copies": [
                _price_to(embassy, house, "abroad", "inland")
                for embassy in authority.copies_to.order_by("pk")
            ],
        }
    }


def _price_to(place: Authority, house: CampaignSettings, abroad: str, inland: str) -> str:
    return inland if place.country == house.posting_country else abroad


def _currency(country: str) -> str:
    found = get_territory_currencies(country) if country else []
    return str(found[0]) if found else ""


def letters_in_a_box(dispatch: Dispatch) -> int | None:
    """How many letters fit a box below what lies on top; None where no weight was frozen."""
    weighing = _of(dispatch)
    if not weighing:
        return None
    most = sheets_in_a_box(weighing["box_kilograms"], weighing["paper_weight"])
    return max(most - len(covering.sheets_before(dispatch)), 1)


def sheets_in_a_box(kilograms: int, paper_weight: int) -> int:
    return kilograms * 1_000_000_000 // (paper_weight * A4_MM2)


def boxes_of(dispatch: Dispatch) -> list[Box]:
    """The boxes of a dispatch, of its files once they are drawn; none where nothing was frozen."""
    size = letters_in_a_box(dispatch)
    if size is None:
        return []
    on_top = len(covering.sheets_before(dispatch))
    parts = dispatch.parts or [{"count": each} for each in _counts(dispatch.count, size)]
    return [
        _box(dispatch, number, part, on_top if number == 1 else 0)
        for number, part in enumerate(parts, 1)
    ]


def _counts(count: int, size: int) -> list[int]:
    return [min(size, count - before) for before in range(0, count, size)]


def _box(dispatch: Dispatch, number: int, part: dict[str, Any], on_top: int) -> Box:
    sheets = part["count"] + on_top
    return Box(
        number=number,
        letters=part["count"],
        sheets=sheets,
        grams=grams_of(sheets, _of(dispatch)["paper_weight"]),
        file=part.get("name", ""),
        sha256=part.get("sha256", ""),
    )


def grams_of(sheets: int, paper_weight: int) -> int:
    """Sheets of A4, `paper_weight` in g/m²; to the next whole gram."""
    return -(-sheets * paper_weight * A4_MM2 // 1_000_000)


def load_of(dispatch: Dispatch) -> Load | None:
    """The load of a dispatch by post; None of one that has no weight, or no letters."""
    boxes, weighing = boxes_of(dispatch), _of(dispatch)
    if not boxes:
        return None
    needed = _postings(boxes, weighing["parcel"]) + list(weighing["copies"])
    prices = weighing["prices"]
    missing = tuple(name for name in PRICES if name in needed and name not in prices)
    return Load(
        boxes=len(boxes),
        sheets=sum(box.sheets for box in boxes),
        grams=sum(box.grams for box in boxes),
        currency=weighing["currency"],
        postage=None if missing else sum((Decimal(prices[name]) for name in needed), Decimal()),
        missing=missing,
    )


def _postings(boxes: list[Box], parcel: str) -> list[str]:
    """The price of each box; few sheets are a letter."""
    if sum(box.grams for box in boxes) <= LETTER_GRAMS:
        return ["inland" if parcel == "inland_parcel" else "abroad"]
    return [parcel] * len(boxes)


def load_before(count: int, house: CampaignSettings) -> Load:
    """What letters will weigh that are not claimed yet, with one cover letter; without a price."""
    most = sheets_in_a_box(house.box_kilograms, house.paper_weight)
    sheets = count + 1
    return Load(
        boxes=-(-count // max(most - 1, 1)),
        sheets=sheets,
        grams=grams_of(sheets, house.paper_weight),
        currency="",
        postage=None,
    )


def _of(dispatch: Dispatch) -> dict[str, Any]:
    routing = (dispatch.envelope or {}).get("routing") or {}
    found: dict[str, Any] = routing.get(KEY) or {}
    return found
