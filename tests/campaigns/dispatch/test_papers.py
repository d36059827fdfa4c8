"""The papers beside the boxes: who reads what, in which language, and what none of them says."""

from typing import Any

import pytest
from pypdf import PdfReader

from campaigns.dispatch import bundling, covering, papers, storage
from campaigns.enums import DispatchState
from campaigns.models import CampaignSettings, Dispatch, Postage
from tests.factories.covers import (
    NEUTRAL_ADDRESS,
    ORGANISATION,
    RETURN_ADDRESS,
    named_house,
)
from tests.factories.posted import by_post, everything, files, manifest, pages, prepared, texts
from tests.factories.records import EmbassyFactory, today

pytestmark = pytest.mark.django_db

ALL = ["cover-sheets.pdf", "embassies.pdf", "labels.pdf", "letters-001.pdf", "manifest.csv"]


def test_manifest_lists_the_boxes_with_their_files() -> None:
    named_house(box_kilograms=1, posting_language="de")
    dispatch = prepared(by_post(250))

    key, one, two = str(dispatch.uuid), dispatch.parts[0], dispatch.parts[1]
    assert manifest(dispatch)[1:] == [
        [key, "1", "2", "letters-001.pdf", "200", "200", "998", one["sha256"]],
        [key, "2", "2", "letters-002.pdf", "50", "50", "250", two["sha256"]],
    ]


def test_colleagues_read_each_box_and_on_the_first_all_of_them() -> None:
    house = named_house(box_kilograms=1, posting_language="en")
    Postage.objects.create(settings=house, valid_from=today(-9), abroad="1.25", parcel="45.20")
    appeal = by_post(250)

    dispatch = prepared(appeal)

    first, second = pages(dispatch, "cover-sheets.pdf")
    assert "Box 1 of 2" in first
    assert "Box 2 of 2" in second
    assert all(
        each in first
        for each in (
            appeal.case.public_name,
            appeal.authority.name,
            str(dispatch.uuid),
            dispatch.parts[0]["sha256"][:8],
            "All boxes",
            "€91.65",
        )
    )
    assert ("All boxes" in second, dispatch.parts[1]["sha256"][-8:] in second) == (False, True)


def test_language_of_the_papers_has_words_in_it(settings: Any) -> None:
    settings.LANGUAGE_CODE = "en-us"

    found = [papers.language_of(CampaignSettings(posting_language=code)) for code in ("fr", "tr")]

    assert found == ["fr", "en"]


@pytest.mark.parametrize(
    ("posting", "word"), [("de", "Karton"), ("tr", "Karton"), ("fr", "Carton")]
)
def test_papers_speak_the_language_of_the_house(posting: str, word: str) -> None:
    named_house(posting_language=posting)

    dispatch = prepared(by_post())

    assert f"{word} 1" in pages(dispatch, "cover-sheets.pdf")[0]


def test_labels_say_where_from_how_much_and_not_whom_it_is_for() -> None:
    named_house(box_kilograms=1, posting_language="en")
    appeal = by_post(450)

    dispatch = prepared(appeal)

    sheets = pages(dispatch, "labels.pdf")
    assert len(sheets) == 2
    assert [words in sheets[0] for words in ("1 / 3", "2 / 3", "3 / 3")] == [True, True, False]
    assert "3 / 3" in sheets[1]
    assert all(
        words in sheets[1]
        for words in (*dispatch.envelope["lines"], RETURN_ADDRESS, "50 letters · 250 g")
    )
    assert appeal.case.public_name not in " ".join(sheets)


def test_embassy_gets_its_note_then_a_specimen_that_nobody_signed() -> None:
    named_house()
    texts()

    dispatch = prepared(by_post())

    note, specimen = pages(dispatch, "embassies.pdf")
    assert ("Copied Embassy" in note, "Mektup sayısı: 25." in note) == (True, True)
    assert "SPECIMEN" not in note
    assert ("SPECIMEN" in specimen, "Anna Berger" in specimen) == (True, True)
    assert [each for each in ("A. B.", "Ç. D.", "E.-F. G.", "H.") if each in specimen] == []


def test_embassy_without_a_note_gets_the_specimen() -> None:
    dispatch = prepared(by_post())

    assert ["SPECIMEN" in page for page in pages(dispatch, "embassies.pdf")] == [True]


def test_papers_that_say_nothing_are_not_written() -> None:
    appeal = by_post()
    appeal.authority.copies_to.clear()

    assert sorted(files(prepared(appeal))) == [name for name in ALL if name != "embassies.pdf"]


def test_window_on_the_right_holds_for_all_that_goes_into_envelopes() -> None:
    named_house(window_side="right")
    texts()
    dispatch = prepared(by_post())

    found = [*covering.sheets_before(dispatch), *covering.notes_of_copies(dispatch)]

    assert [content and content.layout.window for content in found] == ["right"] * 2
    assert {left_of(dispatch, name) for name in ("letters-001.pdf", "embassies.pdf")} == {
        (125, 125)
    }


def left_of(dispatch: Dispatch, name: str) -> tuple[int, int]:
    """Where the address begins on the first two pages, in millimetres."""
    reader = PdfReader(storage.finished(dispatch.uuid) / name)
    return tuple(_left_of_address(page) for page in reader.pages[:2])  # type: ignore[return-value]


def _left_of_address(page: Any) -> int:
    found: list[float] = []

    def visit(text: str, matrix: Any, line: Any, *more: Any) -> None:
        x, y = line[4] * matrix[0] + matrix[4], line[5] * matrix[3] + matrix[5]
        top = 297 - abs(y) / 72 * 25.4
        if text.strip() and 62 < top < 90:
            found.append(x / 72 * 25.4)

    page.extract_text(visitor_text=visit)
    return round(min(found))


# The organisation's name


def test_organisation_is_found_where_it_may_be_named() -> None:
    house = named_house(posting_language="de")
    Postage.objects.create(settings=house, valid_from=today(-9), abroad="1.25", parcel="45.20")
    texts()
    dispatch = prepared(by_post(via=EmbassyFactory(languages=("tr",))))

    named = {name for name, words in everything(dispatch) if ORGANISATION in words}

    # Not on what stays in the house and says nothing of who that is.
    assert named == {"letters-001.pdf", "embassies.pdf", "labels.pdf"}


def test_no_file_names_it_where_that_is_forbidden() -> None:
    named_house(posting_language="de")
    texts()
    dispatch = prepared(by_post(may_name=False, via=EmbassyFactory(languages=("tr",))))
    words = dict(everything(dispatch))
    traces = ("zeichen", "musterweg")

    assert sorted(words) == ALL
    assert NEUTRAL_ADDRESS in words["labels.pdf"]
    assert [
        (name, trace)
        for name, said in words.items()
        for trace in traces
        if trace in said.casefold()
    ] == []
    assert [name for name, content in files(dispatch).items() if b"Zeichen" in content] == []


# Nothing of a signatory, and the same again


def test_papers_hold_no_initials_and_no_places() -> None:
    texts()
    appeal = by_post()
    appeal.letters.update(initials="Q.\u00a0X.", place="Quedlinburg")

    words = dict(everything(prepared(appeal)))

    assert "Quedlinburg" in words.pop("letters-001.pdf")
    assert [name for name, said in words.items() if "Q." in said or "Quedl" in said] == []


def test_bundle_drawn_again_is_the_same_whatever_has_changed_meanwhile() -> None:
    house = named_house(box_kilograms=1)
    Postage.objects.create(settings=house, valid_from=today(-9), abroad="1.25", parcel="45.20")
    texts()
    appeal = by_post(250)
    dispatch = prepared(appeal)
    before = files(dispatch)

    house.organisation, house.posting_language, house.box_kilograms = "Others", "ar", 30
    house.save()
    Postage.objects.all().delete()
    appeal.case.public_name = "Berta Anger"
    appeal.case.save()
    Dispatch.objects.update(state=DispatchState.CLAIMED)
    bundling.prepare(Dispatch.objects.get(pk=dispatch.pk))

    assert sorted(before) == [*ALL[:4], "letters-002.pdf", "manifest.csv"]
    assert files(dispatch) == before


def test_cover_letter_counts_the_letters_that_are_there() -> None:
    """Some were given up while the dispatch had failed."""
    texts()
    dispatch = prepared(by_post())
    gone = list(dispatch.letters.values_list("pk", flat=True)[:5])
    dispatch.letters.filter(pk__in=gone).update(state="not_sent", initials="")
    Dispatch.objects.update(state=DispatchState.CLAIMED)

    bundling.prepare(dispatch)

    assert "Mektup sayısı: 20." in pages(dispatch, "letters-001.pdf")[0]
    assert (dispatch.count, len(pages(dispatch, "letters-001.pdf"))) == (20, 21)
