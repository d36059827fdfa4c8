"""Odd values are answered with 400, and every answer says by which language it varies."""

import pytest
from django.test import Client

from campaigns.models import Case
from tests.factories.appeals import open_appeal
from tests.factories.records import CaseFactory, EditionFactory
from tests.factories.sites import Tree, case_page

pytestmark = pytest.mark.django_db

HUGE = "9" * 24


def an_open_case(tree: Tree) -> Case:
    case = CaseFactory(public_name="Anna Berger")
    open_appeal(case=case, edition=EditionFactory())
    case_page(tree, case)
    return case


@pytest.mark.parametrize(
    "question",
    [
        "appeals/?opens=x",
        "appeals/?uuid=x",
        "appeals/?closes=2026-13-01",
        f"appeals/?case={HUGE}",
        "editions/?month=x",
        "pages/?first_published_at=x",
        f"pages/?type=campaigns.CasePage&case={HUGE}",
        "pages/find/?html_path=/de/%00",
        "pages/find/?html_path=%00",
        "pages/find/?html_path=/de/cases/a%00",
        "cases/find/?id=%00",
        "cases/?search=anna&search_operator=x",
    ],
)
def test_value_that_a_field_cannot_hold_is_answered_with_400(
    client: Client, tree: Tree, question: str
) -> None:
    an_open_case(tree)

    assert client.get(f"/api/v2/{question}").status_code == 400


@pytest.mark.parametrize(
    "question", ["appeals/{}/?uuid=x", f"pages/{{}}/?type=campaigns.CasePage&case={HUGE}"]
)
def test_odd_filter_beside_a_key_is_no_server_error(
    client: Client, tree: Tree, question: str
) -> None:
    case = an_open_case(tree)
    key = case.appeals.get().pk if "appeals" in question else case.pages.get().pk

    assert client.get(f"/api/v2/{question.format(key)}").status_code in (400, 404)


@pytest.mark.parametrize("place", ["cases/", "cases/99999/", "pages/", "images/", "editions/?x=1"])
def test_answers_vary_by_the_language_the_client_accepts(
    client: Client, tree: Tree, place: str
) -> None:
    varying = client.get(f"/api/v2/{place}")["Vary"]

    assert "Accept-Language" in varying.split(", ")


@pytest.mark.parametrize(
    ("question", "accept", "country"),
    [
        ("cases/", "en", "Türkiye"),
        ("cases/", "fr", "Turquie"),
        ("cases/?locale=de", "fr", "Türkei"),
    ],
)
def test_records_are_told_in_the_wanted_locale_before_the_accepted_language(
    client: Client, tree: Tree, question: str, accept: str, country: str
) -> None:
    case = an_open_case(tree)
    listed = client.get(f"/api/v2/{question}", headers={"Accept-Language": accept}).json()
    detail = f"cases/{case.pk}/{question.removeprefix('cases/')}"
    shown = client.get(f"/api/v2/{detail}", headers={"Accept-Language": accept}).json()

    assert [item["country"]["name"] for item in listed["items"]] == [country]
    assert shown["country"]["name"] == country
