"""Pages of groups: useful on GET, one PDF on POST, friendly refusals, nothing shown again."""

import time
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import PageViewRestriction

from campaigns.models import Appeal, GroupPack
from campaigns.packs.making import open_page
from tests.factories.packs import CODE, GroupPackFactory, ask, public_appeal
from tests.factories.records import CaseFactory
from tests.factories.sites import Tree, case_page
from tests.factories.visits import address, browser

pytestmark = pytest.mark.django_db

NAMES = ("groups", "class")


@pytest.fixture
def shown(tree: Tree) -> Appeal:
    return public_appeal(tree, case=CaseFactory(public_name="Anna Berger"))


def report(client: Client, code: str, number: object) -> Any:
    return client.post(reverse("campaigns:packs"), {"code": code, "number": number})


@pytest.mark.parametrize("name", NAMES)
def test_get_shows_the_form(visitor: Client, shown: Appeal, name: str) -> None:
    answer = visitor.get(address(shown, name))

    assert (answer.status_code, answer.context["closed_reason"]) == (200, None)
    assert ('name="names"' in answer.content.decode()) == (name == "groups")
    assert answer["Cache-Control"] == "no-store, private"
    assert not answer.cookies


@pytest.mark.parametrize("name", NAMES)
def test_post_answers_with_one_pdf_to_take_along(visitor: Client, shown: Appeal, name: str) -> None:
    answer = ask(visitor, shown, name, blank="2", contents=["case", "labels"])

    kind = {"groups": "group"}.get(name, name)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert answer["Content-Disposition"] == f'attachment; filename="anna-berger-{kind}.pdf"'
    assert answer["Cache-Control"] == "no-store, private"
    assert list(GroupPack.objects.values_list("kind", "size")) == [(kind, 2)]


def test_the_language_of_the_letters_can_be_chosen(visitor: Client, shown: Appeal) -> None:
    ask(visitor, shown, blank="1", language="en")

    assert GroupPack.objects.get().language == "en"


def test_errors_come_back_with_initials_and_without_names(visitor: Client, shown: Appeal) -> None:
    answer = ask(visitor, shown, names="Zyprexine Quombatt\n<script>7</script>")

    page = answer.content.decode()
    assert (answer.status_code, GroupPack.objects.count()) == (422, 0)
    assert ("Z.\u00a0Q.\n</textarea>" in page, "Zyprexine" in page, "<script>7" in page) == (
        True,
        False,
        False,
    )


def test_a_hundred_thousand_characters_are_refused_unread_and_at_once(
    visitor: Client, shown: Appeal
) -> None:
    visitor.get(address(shown, "groups"))
    begun = time.perf_counter()
    answer = ask(visitor, shown, names="Zyprexine " * 10_000)

    assert (answer.status_code, "Zyprexine" in answer.content.decode()) == (400, False)
    assert set(answer.context["form"].errors) == {"names"}
    assert time.perf_counter() - begun < 1


@pytest.mark.parametrize("name", NAMES)
def test_a_form_of_another_site_is_refused(shown: Appeal, name: str) -> None:
    answer = ask(browser(**{"Sec-Fetch-Site": "cross-site"}), shown, name, blank="1")

    assert (answer.status_code, GroupPack.objects.count()) == (403, 0)


@pytest.mark.parametrize("name", NAMES)
def test_a_closed_appeal_is_a_friendly_refusal(visitor: Client, shown: Appeal, name: str) -> None:
    Appeal.objects.filter(pk=shown.pk).update(stopped=True)

    assert visitor.get(address(shown, name)).context["closed_reason"] == "stopped"
    answer = ask(visitor, shown, name, blank="1")
    assert (answer.status_code, answer.templates[0].name) == (409, "campaigns/letters/closed.html")
    assert GroupPack.objects.count() == 0


def unpublished(page: Any) -> None:
    page.unpublish()


def restricted(page: Any) -> None:
    PageViewRestriction.objects.create(page=page, restriction_type="login")


def withdrawn(page: Any) -> None:
    page.case.consent_name = False
    page.case.status = "withdrawn"
    page.case.save()


@pytest.mark.parametrize("hide", [unpublished, restricted, withdrawn])
def test_without_a_page_that_everybody_can_read_there_is_no_pack(
    visitor: Client, shown: Appeal, hide: Any
) -> None:
    hide(open_page(shown))

    assert visitor.get(address(shown, "groups")).status_code == 404
    assert ask(visitor, shown, blank="1").status_code == 404
    assert GroupPack.objects.count() == 0


def test_the_form_and_its_pages_lead_to_the_packs(visitor: Client, shown: Appeal) -> None:
    link = f'href="{address(shown, "groups")}"'

    assert visitor.get(address(shown)).content.decode().count(link) == 1
    assert visitor.get(open_page(shown).url).content.decode().count(link) == 1  # type: ignore[union-attr]
    assert visitor.post(address(shown), {"initials": "A. B."}).content.decode().count(link) == 1


def test_a_report_is_stored_counted_and_can_be_corrected(visitor: Client, tree: Tree) -> None:
    pack = GroupPackFactory(code=CODE, size=10)
    page = case_page(tree, pack.appeal.case)

    assert visitor.get(reverse("campaigns:packs")).status_code == 200
    assert report(visitor, "7K3M P9QX BD2F", 6).context["pack"] == pack
    assert report(visitor, CODE, 9).status_code == 200

    pack.refresh_from_db()
    assert pack.reported == 9
    assert visitor.get(page.url).context["appeals"][0].reported == 9


@pytest.mark.parametrize(
    ("code", "number", "status", "field"),
    [
        (CODE, "11", 422, "number"),
        (CODE, "-1", 422, "number"),
        (CODE, "Zyprexine", 422, "number"),
        ("7k3m-p9qx-bd2g", "3", 422, "code"),
        ("Zyprexine", "3", 422, "code"),
        ("2222-2222-2222", "3", 404, "code"),
    ],
)
def test_a_wrong_report_is_an_error_at_its_field(
    visitor: Client, code: str, number: str, status: int, field: str
) -> None:
    GroupPackFactory(code=CODE, size=10)
    answer = report(visitor, code, number)

    assert (answer.status_code, set(answer.context["form"].errors)) == (status, {field})
    page = answer.content.decode()
    assert (code in page, "Zyprexine" in page) == (False, False)
    assert GroupPack.objects.get().reported is None


def test_a_report_after_the_last_day_of_corrections_changes_nothing(
    visitor: Client, settings: Any
) -> None:
    settings.CAMPAIGNS = {**settings.CAMPAIGNS, "PACK_CORRECTION_DAYS": -1}
    pack = GroupPackFactory(code=CODE, size=10)
    pack.report(3)

    assert set(report(visitor, CODE, 4).context["form"].errors) == {"number"}
    pack.refresh_from_db()
    assert pack.reported == 3


@pytest.mark.parametrize("count", [1, 3])
def test_a_pack_costs_the_same_queries_for_any_number_of_letters(
    visitor: Client, shown: Appeal, count: int, django_assert_num_queries: Any
) -> None:
    ask(visitor, shown, blank="1", contents=["case", "poster", "labels"])

    with django_assert_num_queries(17):
        ask(visitor, shown, names="Anna Berger\n" * count, contents=["case", "poster", "labels"])
