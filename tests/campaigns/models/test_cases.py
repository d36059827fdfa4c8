"""Cases: consent, review, pictures, and the name that is never shown."""

import datetime
import itertools
import json
from typing import Any

import pytest
from django.utils import timezone
from wagtail.search.backends import get_search_backend

from campaigns.enums import PUBLIC_CASE_STATUSES, CaseStatus, ClosedReason
from campaigns.models import Case
from tests.campaigns.models.refusals import refused, refused_fields
from tests.factories.appeals import version
from tests.factories.pictures import picture
from tests.factories.records import AppealFactory, CaseFactory, OutcomeFactory, today
from tests.factories.sites import Tree, case_page, success_page

pytestmark = pytest.mark.django_db

READ_HERE = (
    "The legal name must stay secret, but it can be read here: {}. "
    "Remove it there, or record no legal name."
)


@pytest.mark.parametrize(
    ("fields", "refused"),
    [
        ({}, []),
        ({"consent_name": False}, ["consent_name"]),
        ({"reviewed_on": None}, ["reviewed_on"]),
        ({"review_due": None}, ["review_due"]),
        (
            {"consent_name": False, "reviewed_on": None, "review_due": None},
            ["consent_name", "review_due", "reviewed_on"],
        ),
        ({"review_due": today(-1)}, ["review_due"]),
        ({"status": "preparing", "consent_name": False, "reviewed_on": None}, []),
        ({"status": "withdrawn", "consent_name": False, "review_due": None}, []),
    ],
)
def test_active_case_needs_consent_and_review(fields: dict[str, Any], refused: list[str]) -> None:
    case = CaseFactory(**fields)

    if refused:
        assert refused_fields(case.full_clean) == refused
    else:
        case.full_clean()


@pytest.mark.parametrize(
    ("names", "places"),
    [
        ({"public_name": "Anna Berger"}, "public name"),
        ({"public_name": "Ánna  BERGER (Wien)"}, "public name"),
        ({"public_name": "Anna", "native_name": "Anna Berger"}, "name in its own script"),
        (
            {"public_name": "Anna Berger", "native_name": "anna-berger"},
            "public name; name in its own script",
        ),
    ],
)
def test_legal_name_that_stands_in_a_public_one_is_refused(
    names: dict[str, str], places: str
) -> None:
    case = CaseFactory.build(**names, legal_name="Anna Berger")

    assert refused(case.full_clean) == {"legal_name": [READ_HERE.format(places)]}


def test_legal_name_that_can_be_read_is_refused_with_the_places(tree: Tree) -> None:
    case, other = CaseFactory(public_name="Anna B."), CaseFactory(public_name="Berta")
    case_page(tree, case, title="Anna", summary="Seit Mai ist Anna Berger in Haft.")
    case_page(tree, case, "fr", title="Anne", body=[("text", "<p>Anna <b>Berger</b></p>")])
    case_page(tree, case, "ar", title="آنا", live=False, summary="Anna Berger")
    case_page(tree, other, title="Berta", summary="Berta kennt Anna Berger.")
    further = [("case", case)]
    success_page(tree, other, title="Beide frei", slug="anna-berger", further_cases=further)
    success_page(tree, other, "en", title="Free: Anna Berger", slug="free")
    standing = version(AppealFactory(case=case), "tr")
    version(AppealFactory(case=case), "tr", withdrawn_on=timezone.now())
    version(AppealFactory(case=other), "tr")
    case.legal_name = "Anna Berger"

    places = ["Anna [de]", "Anne [fr]", "Beide frei [de]", str(standing)]

    assert refused(case.full_clean) == {"legal_name": [READ_HERE.format("; ".join(places))]}


def test_case_is_taken_away_even_while_its_legal_name_can_be_read(tree: Tree) -> None:
    case = CaseFactory(public_name="Anna B.")
    case_page(tree, case, summary="Seit Mai ist Anna Berger in Haft.")
    case.legal_name, case.status = "Anna Berger", "withdrawn"
    case.full_clean()

    case.status = "paused"

    assert refused_fields(case.full_clean) == ["legal_name"]


@pytest.mark.parametrize(("status", "consent"), itertools.product(CaseStatus.values, [True, False]))
def test_method_and_query_agree_on_what_is_public(status: str, consent: bool) -> None:
    case = CaseFactory(status=status, consent_name=consent)

    assert list(Case.objects.public()) == ([case] if case.is_public() else [])
    assert case.is_public() == (consent and status in PUBLIC_CASE_STATUSES)


def test_case_that_asks_not_to_be_found_is_public_but_not_indexable() -> None:
    hidden = CaseFactory(public_name="Anna", may_be_indexed=False)
    found = CaseFactory(public_name="Berta")
    CaseFactory(status="withdrawn")

    assert list(Case.objects.public()) == [hidden, found]
    assert list(Case.objects.indexable()) == [found]


@pytest.mark.parametrize(
    ("due", "reason"), [(today(), None), (today(-1), ClosedReason.REVIEW_OVERDUE)]
)
def test_review_is_valid_on_the_day_it_is_due(
    due: datetime.date, reason: ClosedReason | None
) -> None:
    assert CaseFactory(reviewed_on=today(-9), review_due=due).closed_reason() == reason


def test_search_finds_the_public_and_never_the_legal_name() -> None:
    case = CaseFactory(
        public_name="Anna Berger", native_name="آنا برغر", legal_name="Zwetana Geheimnis"
    )
    search = get_search_backend().search

    assert list(search("Anna", Case)) == [case]
    assert list(search("آنا", Case)) == [case]
    assert list(search("Zwetana", Case)) == []
    assert list(search("Geheimnis", Case)) == []


def test_legal_name_is_in_no_index_and_no_label() -> None:
    case = CaseFactory(public_name="Anna Berger", legal_name="Zwetana Geheimnis")

    assert str(case) == "Anna Berger"
    assert "legal_name" not in {field.field_name for field in Case.get_search_fields()}
    assert "legal_name" not in {field.field_name for field in Case.get_autocomplete_search_fields()}


def test_identification_that_can_be_read_on_a_page_is_refused_with_the_places(tree: Tree) -> None:
    case = CaseFactory()
    case_page(tree, case, title="Anna", note="Ihre Akte: 2026/9084.")
    version(AppealFactory(case=case), "tr")
    case.identification = "Akte 2026/9084"

    assert refused(case.full_clean) == {
        "identification": ["Only letters may give this, but it can be read here: Anna [de]."]
    }


@pytest.mark.parametrize(
    "text",
    [
        "Zoë Müller-Öz",
        "über ZOË MÜLLER-ÖZ und andere",
        "zoe-muller-oz-ist-frei",
        "<p>Zoë <b>Müller</b>-Öz</p>",
        "<p>Zoë<br/>Müller<br/>Öz</p>",
        "Zo&euml; M&uuml;ller&#8209;&Ouml;z",
        "Zoë  Müller\n-\nÖz",
        "Zoe\u0308 Mu\u0308ller-O\u0308z",
        "Zoë Mül\u00adler-Öz",
        '<a href="https://example.org/zoe-muller-oz">hier</a>',
    ],
)
def test_secret_name_is_found_however_it_is_spelled(text: str) -> None:
    assert CaseFactory.build(legal_name="Zoë Müller-Öz").names_legal_name("", text) is True


@pytest.mark.parametrize(
    ("secret", "text"),
    [
        ("Zoë Müller-Öz", "Zoë Müller"),
        ("Zoë Müller-Öz", ""),
        ("", "Zoë Müller"),
        ("  ", "Zoë Müller"),
        ("-", "a - b"),
    ],
)
def test_what_is_not_the_secret_name_passes(secret: str, text: str) -> None:
    assert CaseFactory.build(legal_name=secret).names_legal_name(text) is False


@pytest.mark.parametrize(
    ("consent_of_case", "fields", "shown"),
    [
        (True, {}, True),
        (True, {"consent_until": today(1)}, True),
        (True, {"consent_until": today()}, True),
        (True, {"consent_until": today(-1)}, False),
        (True, {"consent": False}, False),
        (False, {}, False),
    ],
)
def test_picture_is_shown_while_its_consent_holds(
    consent_of_case: bool, fields: dict[str, Any], shown: bool
) -> None:
    case = CaseFactory(consent_picture=consent_of_case)
    row = picture(case, **fields)

    assert case.picture() == (row if shown else None)


def test_next_picture_stands_in_for_one_whose_consent_has_ended() -> None:
    case = CaseFactory()
    picture(case, consent_until=today(-1), sort_order=0)
    second = picture(case, sort_order=1)

    assert case.picture() == second


def test_picture_needs_one_query(django_assert_num_queries: Any) -> None:
    case = CaseFactory()
    picture(case)

    with django_assert_num_queries(1):
        case.picture()


def test_outcomes_are_in_the_order_of_their_dates_and_close_nothing() -> None:
    case = CaseFactory()
    later = OutcomeFactory(case=case, date=today(-1), kind="released")
    earlier = OutcomeFactory(case=case, date=today(-9), kind="moved")

    assert list(Case.objects.get(pk=case.pk).outcomes.all()) == [earlier, later]
    assert case.closed_reason() is None


def test_serialised_case_for_clients_holds_no_legal_name(tree: Tree, client: Any) -> None:
    case = CaseFactory(legal_name="Zwetana Geheimnis", identification="Akte 4711")
    case_page(tree, case)

    listing = client.get("/api/v2/cases/?fields=*").json()
    detail = client.get(f"/api/v2/cases/{case.pk}/?fields=*").json()

    assert [item["public_name"] for item in listing["items"]] == [case.public_name]
    for secret in ("Geheimnis", "4711", "legal_name", "identification"):
        assert secret not in json.dumps([listing, detail])
