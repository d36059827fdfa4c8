"""Packs: what is in the file, in which order, and that a row is a number and nothing else."""

import io
from typing import Any

import pypdf
import pytest
from django.utils import translation

from campaigns.enums import ClosedReason, PackKind
from campaigns.models import Appeal, GroupPack, Letter, PrintCount
from campaigns.packs.codes import hash_of
from campaigns.packs.making import BY_HAND, CASE, LABELS, POSTER, Made, Order, make_pack, open_page
from campaigns.signing import NotOpenError
from tests.factories.packs import first_version, house, public_appeal
from tests.factories.records import CaseFactory, today
from tests.factories.sites import Tree
from tests.letters.pages import checked

EVERYTHING = frozenset({CASE, POSTER, BY_HAND, LABELS})
INITIALS = ("Q.\u00a0X.", "م.\u00a0ع.")


@pytest.fixture
def shown(tree: Tree) -> Appeal:
    """An open appeal with a German page."""
    return public_appeal(tree, case=CaseFactory(public_name="Anna Berger"))


def make(appeal: Appeal, **order: Any) -> Made:
    page = open_page(appeal)
    assert page is not None
    return make_pack(first_version(appeal), page, Order(**{"kind": PackKind.GROUP, **order}))


def texts(made: Made) -> list[str]:
    """The pages, each as one line."""
    pages = pypdf.PdfReader(io.BytesIO(made.file)).pages
    return [" ".join(page.extract_text().split()) for page in pages]


def test_a_pack_is_in_the_order_in_which_a_group_needs_it(shown: Appeal) -> None:
    made = make(shown, initials=INITIALS, blank=1, contents=EVERYTHING)
    pages = texts(made)

    assert checked(made.file) == ""
    assert len(pages) == 8
    assert made.code in pages[0]
    assert [page.count("Freilassen") for page in pages] == [0, 1, *[0] * 6]
    assert [page.count("Sayın Bakan") for page in pages] == [0, 0, 0, 1, 1, 1, 1, 0]
    assert [page.count("Q. X.") for page in pages] == [0, 0, 0, 0, 1, 0, 0, 0]
    assert pages[-1].count("06659 ANKARA") == 3


def test_only_what_is_asked_for_is_in_it(shown: Appeal) -> None:
    assert len(texts(make(shown, blank=2))) == 3


def test_the_row_is_a_number_and_the_hash_of_the_code(shown: Appeal) -> None:
    made = make(shown, initials=INITIALS, blank=3)

    row = GroupPack.objects.values().get()
    assert row == {
        "id": made.pack.pk,
        "appeal_id": shown.pk,
        "language": "tr",
        "kind": "group",
        "size": 5,
        "made_on": today(),
        "specimen": False,
        "code_hash": hash_of(made.code),
        "reported": None,
        "reported_on": None,
    }
    assert (Letter.objects.count(), PrintCount.objects.count()) == (0, 0)


def test_a_class_gets_a_lesson_and_lines_to_sign_and_no_code_to_a_form(shown: Appeal) -> None:
    made = make(shown, kind=PackKind.CLASS, initials=INITIALS, contents=frozenset({CASE, POSTER}))
    pages = texts(made)

    assert (len(pages), made.pack.size, made.pack.kind) == (6, 2, "class")
    assert [str(shown.uuid) in page for page in pages] == [False] * 6
    assert [page.count("Q. X.") for page in pages] == [0] * 6


def test_letters_carry_no_return_line_of_the_house(shown: Appeal) -> None:
    house(organisation="Haus der Briefe", return_address="Haus der Briefe, 10115 Berlin")
    pages = texts(make(shown, blank=1, contents=EVERYTHING))

    assert [page.count("10115") for page in pages] == [0] * len(pages)
    assert [page.count("Haus der Briefe") for page in pages] == [0, 0, 1, 0, 0, 0]


@pytest.mark.parametrize("kind", PackKind)
def test_where_the_organisation_may_not_be_named_nothing_names_it(tree: Tree, kind: Any) -> None:
    house(organisation="Haus der Briefe", return_address="Haus der Briefe, 10115 Berlin")
    case = CaseFactory(public_name="Anna Berger", may_name_organisation=False)
    appeal = public_appeal(tree, case=case)
    page = open_page(appeal)
    page.body = [("text", "<p>Sagt das Haus  der Briefe.</p><p>Sie lebt.</p>")]  # type: ignore[union-attr]
    page.save()  # type: ignore[union-attr]
    text = " ".join(texts(make(appeal, kind=kind, blank=1, contents=EVERYTHING)))

    assert "Sie lebt." in text
    assert [word for word in ("Haus", "http", "localhost") if word in text] == []


def test_specimens_say_so_on_every_sheet_but_labels_and_are_not_counted(shown: Appeal) -> None:
    house(specimen_mark=True)
    made = make(shown, kind=PackKind.CLASS, blank=1, contents=EVERYTHING)

    marks = [page.count("SPECIMEN") for page in texts(made)]
    assert (marks, made.pack.specimen) == ([1, 1, 1, 1, 1, 1, 0], True)
    made.pack.report(1)
    assert Appeal.objects.with_counts().get(pk=shown.pk).reported == 0


def test_a_pack_speaks_the_language_of_the_page(tree: Tree) -> None:
    appeal = public_appeal(tree, "ar")
    with translation.override("ar"):
        made = make(appeal, blank=1, contents=frozenset({CASE, POSTER, LABELS}))
    document = pypdf.PdfReader(io.BytesIO(made.file))

    assert document.trailer["/Root"]["/Lang"] == "ar"
    assert document.trailer["/Root"]["/ViewerPreferences"]["/Direction"] == "/R2L"


def test_a_closed_appeal_gives_no_pack_and_no_row(shown: Appeal) -> None:
    page, version = open_page(shown), first_version(shown)
    Appeal.objects.filter(pk=shown.pk).update(stopped=True)
    version.refresh_from_db()

    with pytest.raises(NotOpenError) as refused:
        make_pack(version, page, Order(PackKind.GROUP, blank=1))  # type: ignore[arg-type]

    assert (refused.value.reason, GroupPack.objects.count()) == (ClosedReason.STOPPED, 0)


def test_a_case_without_a_live_page_in_the_language_has_none(shown: Appeal) -> None:
    with translation.override("fr"):
        assert open_page(shown) is None
    open_page(shown).unpublish()  # type: ignore[union-attr]
    assert open_page(shown) is None
