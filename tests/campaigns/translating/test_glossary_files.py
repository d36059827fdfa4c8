"""The glossary as CSV: there and back, from any spreadsheet, with a report."""

import csv
import io

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from wagtail.models import Locale

from campaigns.models import GlossaryEntry
from campaigns.translating.glossary_files import LARGEST, as_csv, import_csv
from campaigns.translating.reports import Reason

pytestmark = pytest.mark.django_db

HEADING = "source,target,term,translation,note\n"
CELLS = st.text(
    st.characters(exclude_categories=("Cc", "Cs", "Zs", "Zl", "Zp")), min_size=1, max_size=20
)


def known() -> list[tuple[str, str, str, str, str]]:
    return [
        (
            each.source.language_code,
            each.target.language_code,
            each.term,
            each.translation,
            each.note,
        )
        for each in GlossaryEntry.objects.select_related("source", "target").order_by("pk")
    ]


def take(text: str, **more: bool) -> list[tuple[str, Reason]]:
    report = import_csv(text.encode(), **more)
    return [(each.place, each.reason) for each in report.refused]


@pytest.mark.parametrize(
    "text",
    [
        HEADING + "de,tr,Haft,tutukluluk,Notiz\n",
        "\ufeff" + HEADING.replace(",", ";") + "de;tr;Haft;tutukluluk;Notiz\r\n",
        "Term\tTranslation\tNote\tTarget\tSource\nHaft\ttutukluluk\tNotiz\tTR\tDE\n\n",
    ],
)
def test_any_spreadsheet_is_read(text: str) -> None:
    assert take(text) == []
    assert known() == [("de", "tr", "Haft", "tutukluluk", "Notiz")]


def test_same_again_is_unchanged_and_another_case_is_the_same_term() -> None:
    take(HEADING + "de,tr,Haft,tutukluluk,\n")

    report = import_csv((HEADING + "de,tr,HAFT,tutukluluk,\n").encode())

    assert (report.taken, report.unchanged, len(known())) == (0, 1, 1)


def test_what_differs_is_a_conflict_and_replaced_when_asked(english: None) -> None:
    take(HEADING + "de,tr,Haft,tutukluluk,\n")
    other = HEADING + "de,tr,Haft,hapis,\n"

    assert take(other) == [("Line 2", Reason.CONFLICT)]
    assert known()[0][3] == "tutukluluk"
    assert take(other, overwrite=True) == []
    assert known()[0][3] == "hapis"


def test_bad_lines_are_named_and_the_others_taken(english: None) -> None:
    text = HEADING + "de,xx,A,B,\nde,de,A,B,\nde,tr,,B,\nde,tr,A,,\nde,tr,Gut,İyi,\nde,tr,A,\x00,\n"

    assert take(text) == [
        ("Line 2", Reason.UNKNOWN),
        ("Line 3", Reason.REFUSED),
        ("Line 4", Reason.REFUSED),
        ("Line 5", Reason.REFUSED),
        ("Line 7", Reason.REFUSED),
    ]
    assert known() == [("de", "tr", "Gut", "İyi", "")]


def test_refused_line_names_the_column(english: None) -> None:
    report = import_csv((HEADING + "de,tr,A,,\n").encode())

    assert [each.text for each in report.refused] == ["translation: This field cannot be blank."]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "These columns are missing: source, target, term, translation."),
        (b"source,term\n", "These columns are missing: target, translation."),
        ("Ä".encode("latin-1"), "The file is not in UTF-8. Save it as CSV UTF-8."),
        (b"x" * (LARGEST + 1), "The file is larger than 2 MB."),
        (HEADING.encode() + b"a" * 200_000, "The file is broken in line 2."),
    ],
)
def test_broken_file_is_explained(content: bytes, sentence: str, english: None) -> None:
    assert [each.text for each in import_csv(content).refused] == [sentence]


class RoundTripTest(TestCase):
    """hypothesis needs a transaction for each example."""

    @settings(suppress_health_check=[HealthCheck.too_slow])
    @given(CELLS, CELLS, CELLS)
    @example("=a", "0", ",=")
    def test_every_entry_comes_back_as_it_went(self, term: str, words: str, note: str) -> None:
        german, turkish = (Locale.objects.get(language_code=code) for code in ("de", "tr"))
        GlossaryEntry.objects.create(
            source=german, target=turkish, term=term, translation=words, note=note
        )
        sent = as_csv(GlossaryEntry.objects.all())
        _heading, cells = csv.reader(io.StringIO(sent.removeprefix("\ufeff"), newline=""))
        GlossaryEntry.objects.all().delete()

        assert take(sent) == []
        assert known() == [("de", "tr", term, words, note)]
        assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))] == []
