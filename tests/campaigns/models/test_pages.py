"""Case pages: the gate through every door, and what is served."""

import datetime
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import Client
from django.utils import timezone

from campaigns.models import CasePage
from tests.campaigns.models.refusals import refused, refused_fields
from tests.factories.appeals import open_appeal
from tests.factories.records import CaseFactory, OutcomeFactory, today
from tests.factories.sites import Tree, case_page, form_block, success_page

pytestmark = pytest.mark.django_db

SECRET = "Zwetana Geheimnis"
PUBLIC = {"public_name": "Anna Berger", "legal_name": SECRET}


def overdue(**fields: Any) -> Any:
    return CaseFactory(reviewed_on=today(-9), review_due=today(-1), **fields)


CLOSED_GATES = [
    (lambda: CaseFactory(status="preparing"), "not_public"),
    (lambda: CaseFactory(status="withdrawn"), "not_public"),
    (lambda: CaseFactory(consent_name=False), "not_public"),
    (overdue, "overdue"),
    (lambda: CaseFactory(reviewed_on=None), "overdue"),
]


# Doors


def by_save(page: CasePage) -> None:
    page.live = True
    page.save()


def by_save_without_asking(page: CasePage) -> None:
    page.live = True
    page.save(clean=False)


def by_revision(page: CasePage) -> None:
    page.save_revision(clean=False).publish()


def by_scheduled_publishing(page: CasePage) -> None:
    page.go_live_at = timezone.now() - datetime.timedelta(minutes=30)
    page.save_revision(approved_go_live_at=page.go_live_at, clean=False)
    try:
        call_command("publish_scheduled")
    except CommandError as error:
        raise ValidationError({"case": str(error)}) from error


DOORS = [by_save, by_save_without_asking, by_revision, by_scheduled_publishing]


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("make", [make for make, _name in CLOSED_GATES])
def test_every_door_refuses_a_page_of_a_case_behind_a_gate(
    tree: Tree, door: Any, make: Any
) -> None:
    page = case_page(tree, make(), live=False)

    def pass_through() -> None:
        with transaction.atomic():
            door(page)

    assert refused_fields(pass_through) == ["case"]
    assert CasePage.objects.get().live is False


@pytest.mark.parametrize("door", DOORS)
def test_every_door_lets_a_good_page_through(tree: Tree, door: Any) -> None:
    page = case_page(tree, live=False)

    door(page)

    assert CasePage.objects.get().live is True


def test_refusal_says_what_to_do(tree: Tree) -> None:
    page = case_page(tree, CaseFactory(public_name="Anna Berger", status="withdrawn"), live=False)

    assert refused(page.save_revision().publish) == {
        "case": ["Anna Berger is not public: check status and consent of the case."]
    }


def test_only_a_closed_case_may_be_told_of_without_a_new_review(tree: Tree) -> None:
    case_page(tree, overdue(status="closed"))
    paused = case_page(tree, overdue(status="paused"), live=False)

    assert list(refused(paused.save_revision().publish)) == ["case"]
    assert CasePage.objects.live().count() == 1


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", f"Freiheit für {SECRET}"),
        ("slug", "zwetana-geheimnis"),
        ("seo_title", SECRET),
        ("search_description", SECRET),
        ("summary", f"{SECRET} ist in Haft."),
        ("demands", f"Lasst {SECRET.upper()} frei"),
        ("note", SECRET),
        ("picture_alt", f"Porträt von {SECRET}"),
        ("body", [("text", "<p>Zwetana <b>Geheimnis</b></p>")]),
        ("body", [("heading", SECRET)]),
        ("body", [("quote", {"text": "Ja", "source": SECRET})]),
        ("body", [("letter_form", {**form_block()[1], "intro": SECRET})]),
    ],
)
def test_secret_name_is_refused_wherever_it_stands(tree: Tree, field: str, value: Any) -> None:
    page = case_page(tree, CaseFactory(**PUBLIC), live=False)
    setattr(page, field, value)

    assert refused(page.save_revision().publish) == {
        field: ["A name that must stay secret stands here."]
    }


def test_letter_form_names_an_appeal_of_the_pages_case(tree: Tree) -> None:
    appeal = open_appeal()
    mine = case_page(tree, appeal.case, body=[form_block(appeal)], live=False)
    others = case_page(tree, body=[form_block(appeal)], live=False)

    mine.save_revision().publish()

    assert refused(others.save_revision().publish) == {
        "body": ["The letter form names an appeal of a case that this page is not about."]
    }
    assert list(CasePage.objects.live()) == [mine]


# Drafts


def test_draft_of_a_live_page_may_hold_what_the_gate_refuses(tree: Tree) -> None:
    page = case_page(tree, CaseFactory(**PUBLIC))
    page.summary = SECRET

    revision = page.save_revision(clean=False)

    stored = CasePage.objects.get()
    assert (stored.live, stored.summary) == (True, "Seit Mai in Haft.")
    assert revision.as_object().summary == SECRET
    assert refused_fields(revision.publish) == ["summary"]


def test_live_page_whose_case_was_withdrawn_can_be_locked_and_taken_offline(tree: Tree) -> None:
    page = case_page(tree)
    type(page.case).objects.update(status="withdrawn")
    page = CasePage.objects.get()

    page.locked = True
    page.save(update_fields=["locked", "locked_by", "locked_at"])
    page.unpublish()

    assert CasePage.objects.values_list("live", "locked").get() == (False, True)


# Serving


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({}, 200),
        ({"status": "paused"}, 200),
        ({"status": "closed"}, 200),
        ({"review_due": today(-1), "reviewed_on": today(-9)}, 200),
        ({"status": "preparing"}, 404),
        ({"status": "withdrawn"}, 404),
        ({"consent_name": False}, 404),
    ],
)
def test_change_of_the_case_is_effective_at_once(
    tree: Tree, client: Client, change: dict[str, Any], status: int
) -> None:
    page = case_page(tree, open_appeal().case)
    shown_before = client.get(page.url).status_code
    for name, value in change.items():
        setattr(page.case, name, value)
    page.case.save()

    assert (shown_before, client.get(page.url).status_code) == (200, status)


def test_overdue_review_keeps_the_page_with_a_notice_and_closes_the_form(
    tree: Tree, client: Client
) -> None:
    appeal = open_appeal()
    page = case_page(tree, appeal.case)
    before = client.get(page.url)
    appeal.case.reviewed_on, appeal.case.review_due = today(-9), today(-1)
    appeal.case.save()

    after = client.get(page.url)

    assert [each.context["review_overdue"] for each in (before, after)] == [False, True]
    assert [each.context["open_appeals"] for each in (before, after)] == [[appeal], []]
    assert [f"/letters/{appeal.uuid}/" in each.text for each in (before, after)] == [True, False]


def test_list_shows_live_pages_of_public_cases_in_its_language(tree: Tree, client: Client) -> None:
    shown = case_page(tree)
    case_page(tree, live=False)
    case_page(tree, language="fr")
    withdrawn = case_page(tree).case
    withdrawn.status = "withdrawn"
    withdrawn.save()

    response = client.get(tree.cases["de"].url)

    assert response.context["cards"] == [shown]


def test_list_begins_with_the_open_appeal_that_ends_first(tree: Tree) -> None:
    closed = case_page(tree, title="A")
    later = case_page(tree, open_appeal(closes=today(9)).case, title="B")
    soon = case_page(tree, open_appeal(closes=today(2)).case, title="C")

    assert CasePage.cards(CasePage.objects.all()) == [soon, later, closed]


def test_secret_facts_of_a_case_are_on_no_page(tree: Tree, client: Client) -> None:
    case = open_appeal(
        case=CaseFactory(**PUBLIC, identification="Akte 4711", native_name="آنا")
    ).case
    OutcomeFactory(case=case, note="Quelle: vertraulich")
    page = case_page(tree, case)
    success_page(tree, case)

    shown = [
        client.get(address).text
        for address in (
            page.url,
            tree.cases["de"].url,
            tree.homes["de"].url,
            tree.successes["de"].url,
        )
    ]

    assert [("Anna Berger" in text) for text in shown] == [True] * 4
    for secret in (SECRET, "4711", "vertraulich"):
        assert [text.count(secret) for text in shown] == [0] * 4


def test_editor_in_the_log_is_the_one_who_published(tree: Tree) -> None:
    editor = get_user_model().objects.create_superuser("editor")
    page = case_page(tree, live=False)

    page.save_revision(user=editor).publish(user=editor)

    assert CasePage.objects.get().live_revision.user == editor
