"""The words of the sheets: gates of the case, and what the editor wrote."""

from typing import Any

import pytest
from django.utils import translation

from campaigns.enums import PackKind
from campaigns.packs.making import open_page
from campaigns.packs.sheets import PackSheets
from tests.factories.packs import house, public_appeal
from tests.factories.pictures import picture
from tests.factories.records import CaseFactory, today
from tests.factories.sites import Tree
from tests.letters.sheets_of import kinds, printed

pytestmark = pytest.mark.django_db


def sheets(tree: Tree, kind: PackKind = PackKind.GROUP, note: str = "", **case: Any) -> PackSheets:
    case = {"public_name": "Anna Berger", "native_name": "آنا", **case}
    appeal = public_appeal(tree, case=CaseFactory(**case))
    page = open_page(appeal)
    assert page is not None
    page.content_note = note
    return PackSheets(appeal, page, house(organisation="Das Haus"), kind)


@pytest.mark.parametrize(
    ("changes", "figures"),
    [
        ({}, 2),
        ({"consent_picture": False}, 1),
        ({"picture": {"consent": False}}, 1),
        ({"picture": {"consent_until": today(-1)}}, 1),
    ],
)
def test_the_picture_is_shown_while_the_consent_holds(
    tree: Tree, changes: dict[str, Any], figures: int
) -> None:
    given = changes.pop("picture", {})
    made = sheets(tree, **changes)
    picture(made.subject, **{"credit": "Foto: N. N.", **given})
    poster, told = made.poster(), made.case()

    assert kinds(poster.pages[0]).count("Figure") == kinds(told.pages[0]).count("Figure") == figures
    assert ("Foto: N. N." in printed(poster)) == (figures == 2)


def test_sheets_of_a_group_lead_to_the_form_and_those_of_a_class_do_not(tree: Tree) -> None:
    made = sheets(tree)
    form = f"http://localhost/de/letters/{made.appeal.uuid}/"

    assert made.address == form
    assert form in printed(made.poster()).replace(" ", "")
    assert PackSheets(made.appeal, made.page, made.house, PackKind.CLASS).address == ""


def test_the_tally_says_where_to_report_also_to_a_class(tree: Tree) -> None:
    words = sheets(tree, PackKind.CLASS).tally(3, "abcd")

    assert (words.boxes, words.code, words.address) == (
        3,
        "abcd",
        "http://localhost/de/letters/packs/",
    )


@pytest.mark.parametrize("kind", PackKind)
def test_content_note_stands_where_a_class_reads_it(tree: Tree, kind: PackKind) -> None:
    made = sheets(tree, kind, note="Folter")

    assert ("Folter" in printed(made.case())) == (kind == PackKind.CLASS)
    assert "Folter" in printed(made.lesson())


def test_without_a_note_of_the_editor_there_is_a_neutral_one(tree: Tree) -> None:
    made = sheets(tree)
    with translation.override("en"):
        note = made.content_note()

    assert note == (
        "About what is told here: It is about imprisonment and about injustice done by a state."
    )


def test_a_class_has_no_colour(tree: Tree) -> None:
    made = sheets(tree, PackKind.CLASS)
    picture(made.subject)

    drawn = made.poster().pages[0]
    assert drawn.picture is not None
    assert drawn.picture.grey
