"""The preview of a letter and its gates, of what is stored and of what is only typed."""

import io
from typing import Any

import pytest
from django.test import Client
from pikepdf import Pdf
from wagtail_localize.models import Translation

from campaigns.models import Appeal, LetterText
from tests.campaigns.cms.translating.visits import address, segment
from tests.factories.appeals import letter_text
from tests.factories.translations import put_strings, submit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]

LONG = "*Anna Berger* için\n" + "Serbest bırakılsın.\n" * 50


def told(browser: Client, translation: Translation, **typed: str) -> dict[str, Any]:
    """The answer of the gates; faults as pairs of field and sentence."""
    fields = {f"text-{segment(translation, name).pk}": text for name, text in typed.items()}
    answer = browser.post(address("gates", translation), fields).json()
    names = {
        segment(translation, name).pk: name for name in ("subject", "salutation", "paragraphs")
    }
    answer["faults"] = [
        (names.get(each["segment"], each["segment"]), each["message"]) for each in answer["faults"]
    ]
    return answer


def pdf(browser: Client, translation: Translation, **typed: str) -> tuple[Any, Pdf]:
    fields = {f"text-{segment(translation, name).pk}": text for name, text in typed.items()}
    response = browser.post(address("preview", translation), fields)
    assert response.headers["Content-Type"] == "application/pdf"
    return response, Pdf.open(io.BytesIO(response.content))


def title(document: Pdf) -> str:
    return str(document.docinfo["/Title"])


def test_preview_is_the_page_with_what_is_typed_and_stores_nothing(
    desk: Client, turkish: Translation
) -> None:
    put_strings(turkish)
    response, document = pdf(desk, turkish, subject="*Anna* için")

    assert (len(document.pages), title(document)) == (1, "Anna için")
    assert segment(turkish, "subject").target == "Anna Berger’in serbest bırakılması talebi"
    assert response.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert "no-store" in response.headers["Cache-Control"]


def test_what_is_missing_stands_in_the_source(desk: Client, turkish: Translation) -> None:
    _response, document = pdf(desk, turkish)

    assert title(document) == "Bitte um Freilassung von Anna Berger"
    assert told(desk, turkish) == {
        "faults": [],
        "missing": "5 segments are missing; the preview shows the source in their place.",
    }


def test_letter_without_a_fault_is_told_so(desk: Client, turkish: Translation) -> None:
    put_strings(turkish)

    assert told(desk, turkish) == {"faults": [], "missing": ""}


@pytest.mark.parametrize(
    ("field", "text", "sentence"),
    [
        ("salutation", "Sayın {bakan},", "The source has no placeholder {bakan}."),
        (
            "salutation",
            "Sayın \ue000",
            "No font has these characters (salutation): \ue000 (U+E000).",
        ),
        (
            "paragraphs",
            "*Anna Berger",
            "A * has no partner. Bold is marked with one * before and one after.",
        ),
        (
            "subject",
            "Об Анне",
            "The subject has letters that do not belong to this language: "
            "О (U+041E), б (U+0431), А (U+0410), н (U+043D), е (U+0435).",
        ),
        ("salutation", "Sayın " + "a" * 195, "At most 200 characters; these are 201."),
        (
            "paragraphs",
            "*Anna Berger* ist seit Mai in Haft.",
            "The paragraph 1 still stands in the language of the source.",
        ),
    ],
)
def test_fault_is_told_at_its_segment_while_others_are_missing(
    desk: Client, turkish: Translation, field: str, text: str, sentence: str
) -> None:
    faults = told(desk, turkish, **{field: text})["faults"]

    assert faults == [(field, sentence)]


def test_second_page_is_told_of_the_page_and_shown(
    desk: Client, german: LetterText, turkish: Translation
) -> None:
    put_strings(turkish)

    assert told(desk, turkish, paragraphs=LONG)["faults"] == [
        (None, "The letter needs a second page. Shorten it until it fits one.")
    ]
    assert len(pdf(desk, turkish, paragraphs=LONG)[1].pages) == 2


def test_what_cannot_be_drawn_is_shown_as_text_with_its_reason(
    desk: Client, turkish: Translation
) -> None:
    typed = {f"text-{segment(turkish).pk}": "Sayın\u202e Bakan,"}
    response = desk.post(address("preview", turkish), typed)

    assert response.headers["Content-Type"] == "text/html; charset=utf-8"
    assert [fault.segment for fault in response.context["faults"]] == [segment(turkish).pk]


def test_endless_text_is_not_drawn(desk: Client, turkish: Translation) -> None:
    typed = {f"text-{segment(turkish).pk}": "Sayın " * 4000}
    response = desk.post(address("preview", turkish), typed)

    assert response.headers["Content-Type"] == "text/html; charset=utf-8"


def test_sheet_has_language_and_direction_of_the_letter(desk: Client, german: LetterText) -> None:
    arabic = submit(german, "ar")
    put_strings(arabic)
    response = desk.get(address("sheet", arabic))
    html = response.content.decode()

    assert ('lang="ar"\n     dir="rtl"' in html, "معالي الوزير" in html) == (True, True)
    assert response.headers["X-Frame-Options"] == "SAMEORIGIN"


def test_secret_name_cannot_be_found_out_by_typing(
    desk: Client, addressed: Appeal, turkish: Translation
) -> None:
    addressed.case.legal_name = "Gizli Ad"
    addressed.case.save()
    put_strings(turkish)

    assert told(desk, turkish, salutation="Sayın Gizli Ad,")["faults"] == []


@pytest.mark.parametrize("paragraphs", [1, 3])
def test_gates_take_the_same_queries_whatever_the_length(
    desk: Client, addressed: Appeal, paragraphs: int, django_assert_num_queries: Any
) -> None:
    words = [("paragraph", f"Absatz {number} *Anna*") for number in range(paragraphs)]
    translation = submit(letter_text(addressed, "de", paragraphs=words), "tr")
    desk.get(address("gates", translation))

    with django_assert_num_queries(35):
        desk.get(address("gates", translation))
