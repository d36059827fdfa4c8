"""Reading through the API: published things, public fields, odd questions answered with 400."""

from typing import Any

import pytest
from django.test import Client
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file

from campaigns.models import CasePicture
from tests.factories.appeals import open_appeal
from tests.factories.records import CaseFactory, OutcomeFactory, today
from tests.factories.sites import Tree, case_page, success_page

pytestmark = pytest.mark.django_db

SECRET = "Secret Legal Name"


def get(client: Client, path: str) -> Any:
    return client.get(f"/api/v2/{path}")


def names(answer: Any, field: str = "title") -> list[str]:
    return sorted(item[field] for item in answer.json()["items"])


def test_page_tells_where_and_how_to_sign(client: Client, tree: Tree) -> None:
    appeal = open_appeal()
    page = case_page(tree, appeal.case)

    form = get(client, f"pages/{page.pk}/").json()["letter_form"]

    assert [each["appeal"] for each in form] == [str(appeal.uuid)]
    assert [language["code"] for language in form[0]["languages"]] == ["tr", "en"]


def test_pages_are_filtered_by_locale(client: Client, tree: Tree) -> None:
    case = CaseFactory(public_name="Anna Berger")
    case_page(tree, case, "de", title="Deutsch")
    case_page(tree, case, "ar", title="عربي")

    answer = get(client, "pages/?type=campaigns.CasePage&locale=ar")

    assert names(answer) == ["عربي"]


@pytest.mark.parametrize(
    "hidden", [{"status": "withdrawn"}, {"status": "preparing"}, {"consent_name": False}]
)
def test_nothing_of_a_case_that_is_not_public(
    client: Client, tree: Tree, hidden: dict[str, Any]
) -> None:
    case = CaseFactory()
    open_appeal(case=case)
    page, story = case_page(tree, case), success_page(tree, case)
    type(case).objects.filter(pk=case.pk).update(**hidden)

    assert get(client, f"pages/{page.pk}/").status_code == 404
    assert get(client, f"pages/{story.pk}/").status_code == 404
    assert names(get(client, "cases/"), "public_name") == []
    assert get(client, "appeals/").json()["meta"]["total_count"] == 0
    assert get(client, "authorities/").json()["meta"]["total_count"] == 0


def test_draft_is_not_there(client: Client, tree: Tree) -> None:
    page = case_page(tree, live=False)

    assert get(client, f"pages/{page.pk}/").status_code == 404
    assert names(get(client, "pages/?type=campaigns.CasePage")) == []


@pytest.mark.parametrize("listing", ["pages", "cases", "appeals", "authorities", "editions"])
def test_all_fields_never_show_internal_ones(client: Client, tree: Tree, listing: str) -> None:
    case = CaseFactory(
        legal_name=SECRET, identification="File 4711", may_be_indexed=False, consent_health=True
    )
    OutcomeFactory(case=case, note="From a source in prison")
    appeal = open_appeal(case=case, stopped_reason="Family asked us to")
    case_page(tree, case)

    text = get(client, f"{listing}/?fields=*").content.decode()

    assert str(appeal.letter_key) not in text
    leaks = [SECRET, "4711", "prison", "Family", "consent", "review", "legal", "identification"]
    assert [leak for leak in leaks if leak in text] == []


@pytest.mark.parametrize(
    "question",
    [
        "pages/?fields=legal_name",
        "cases/?fields=legal_name",
        "cases/?legal_name=x",
        "cases/?reviewed_by=1",
        "cases/?fields=../x",
        "pages/?type=../../etc/passwd",
        "pages/?type=auth.User",
        "pages/?offset=-1",
        "pages/?offset=99999999999999999999999",
        "pages/?limit=1000000",
        "pages/?locale=tr",
        "pages/?locale=xx",
        "cases/?locale=../",
        "pages/?search=%00",
        "cases/?search=%00",
        "pages/find/?id=abc",
        "cases/find/?id=abc",
        "pages/?child_of=abc",
        "pages/?order=owner",
        "cases/?order=legal_name",
        "pages/?translation_of=abc",
    ],
)
def test_odd_question_is_answered_with_400(client: Client, tree: Tree, question: str) -> None:
    assert get(client, question).status_code == 400


@pytest.mark.parametrize(
    "place", ["pages/999999/", "pages/99999999999999999999999/", "cases/7/", "nothing/", "../x/"]
)
def test_unknown_place_is_404(client: Client, tree: Tree, place: str) -> None:
    assert get(client, place).status_code == 404


@pytest.mark.parametrize("accept", ["de", "ar", "tr"])
def test_page_is_found_by_its_address_in_any_language(
    client: Client, tree: Tree, accept: str
) -> None:
    page = case_page(tree, CaseFactory(public_name="Anna Berger"), "fr")

    answer = client.get(
        "/api/v2/pages/find/?html_path=/fr/cases/anna-berger/", headers={"Accept-Language": accept}
    )

    assert answer.status_code == 302
    assert answer["Location"].endswith(f"/api/v2/pages/{page.pk}/?")


def test_records_follow_the_locale_of_their_pages(client: Client, tree: Tree) -> None:
    case_page(tree, CaseFactory(public_name="Only German"), "de")
    case_page(tree, CaseFactory(public_name="Only French"), "fr")

    assert names(get(client, "cases/?locale=fr"), "public_name") == ["Only French"]
    assert len(names(get(client, "cases/"), "public_name")) == 2


def an_image(title: str = "photo-of-anna-berger.png") -> Any:
    return get_image_model().objects.create(title=title, file=get_test_image_file())


@pytest.mark.parametrize(
    ("picture", "case", "shown"),
    [
        ({"consent": True}, {}, 1),
        ({"consent": True, "consent_until": today()}, {}, 1),
        ({"consent": False}, {}, 0),
        ({"consent": True, "consent_until": today(-1)}, {}, 0),
        ({"consent": True}, {"consent_picture": False}, 0),
        ({"consent": True}, {"status": "withdrawn"}, 0),
    ],
)
def test_picture_is_listed_only_while_consent_holds(
    client: Client, tree: Tree, picture: dict[str, Any], case: dict[str, Any], shown: int
) -> None:
    pictured = case_page(tree).case
    CasePicture.objects.create(case=pictured, image=an_image(), **picture)
    type(pictured).objects.filter(pk=pictured.pk).update(**{"status": "active", **case})

    answer = get(client, "images/?fields=*")

    assert answer.json()["meta"]["total_count"] == shown
    assert "anna" not in answer.content.decode()


def test_image_that_no_page_shows_is_not_listed(client: Client, tree: Tree) -> None:
    image = an_image()
    assert get(client, "images/").json()["meta"]["total_count"] == 0

    tree.homes["de"].picture = image
    tree.homes["de"].save()

    assert get(client, "images/").json()["meta"]["total_count"] == 1
    assert get(client, "images/?locale=fr").json()["meta"]["total_count"] == 0
