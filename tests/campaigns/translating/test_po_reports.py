"""Importing a PO file: nobody's work is lost, and what was not taken is told."""

from typing import Any

import polib
import pytest
from wagtail_localize.models import Translation

from campaigns.enums import EditKind, SegmentState
from campaigns.models import LetterText
from campaigns.translating.po import import_po, po_of
from campaigns.translating.reports import Reason
from campaigns.translating.segments import segments_of
from tests.campaigns.translating.po_files import (
    TURKISH,
    file_of,
    filled,
    save,
    segment,
    summary,
)
from tests.factories.translations import sync

pytestmark = pytest.mark.django_db


def test_fuzzy_text_waits_and_confirming_it_is_enough(
    turkish: Translation, translator: Any
) -> None:
    save(turkish, "closing", "Saygılarımla,", None, kind=EditKind.MACHINE)
    assert summary(import_po(turkish, po_of(turkish), translator)) == (0, 5, [])
    assert segment(turkish, "closing").state == SegmentState.MACHINE

    report = import_po(turkish, filled(turkish, closing="Saygılarımla,"), translator)

    assert summary(report) == (1, 4, [])
    assert segment(turkish, "closing").state == SegmentState.DONE


def test_fuzzy_text_of_a_file_is_kept_unconfirmed(turkish: Translation, translator: Any) -> None:
    file = file_of(turkish)
    file[0].msgstr = TURKISH["subject"]
    file[0].flags = ["fuzzy"]

    report = import_po(turkish, str(file), translator)

    assert summary(report) == (1, 4, [])
    assert segment(turkish, "subject").state == SegmentState.MACHINE


def test_fuzzy_text_never_replaces_a_persons(turkish: Translation, translator: Any) -> None:
    save(turkish, "closing", "Saygılarımla,", translator)
    file = file_of(turkish)
    file[4].msgstr = "Hoşça kalın"
    file[4].flags = ["fuzzy"]

    report = import_po(turkish, str(file), translator, overwrite=True)

    assert summary(report) == (0, 4, [("closing", Reason.UNCONFIRMED)])
    assert segment(turkish, "closing").target == "Saygılarımla,"


def test_what_was_changed_here_meanwhile_is_told_and_taken_only_when_asked(
    turkish: Translation, translator: Any, english: None
) -> None:
    sent = filled(turkish, closing="Saygılarımla,")
    save(turkish, "closing", "Hürmetlerimle,", translator)

    report = import_po(turkish, sent, translator)

    assert summary(report) == (0, 4, [("closing", Reason.CONFLICT)])
    assert report.refused[0].text == (
        "This was changed here after the file was made. Here it says: Hürmetlerimle,"
    )
    assert segment(turkish, "closing").target == "Hürmetlerimle,"

    again = import_po(turkish, sent, translator, overwrite=True)

    assert summary(again) == (1, 4, [])
    assert segment(turkish, "closing").target == "Saygılarımla,"


def test_without_the_comments_any_other_text_is_a_conflict(
    turkish: Translation, translator: Any
) -> None:
    save(turkish, "closing", "Saygılarımla,", translator)
    file = polib.pofile(filled(turkish, closing="Hürmetlerimle,"))
    for entry in file:
        entry.comment = ""

    report = import_po(turkish, str(file), translator)

    assert summary(report) == (0, 4, [("closing", Reason.CONFLICT)])


def test_changed_source_and_unknown_text_are_told(
    german: LetterText, turkish: Translation, translator: Any
) -> None:
    file = polib.pofile(filled(turkish, **TURKISH))
    file.append(polib.POEntry(msgctxt="paragraphs.gone", msgid="Alt", msgstr="Eski"))
    german.closing = "Hochachtungsvoll"
    german.save()
    sync(german)

    report = import_po(turkish, str(file), translator)

    refused = [("closing", Reason.SOURCE_CHANGED), ("paragraphs.gone", Reason.UNKNOWN)]
    assert summary(report) == (2, 2, refused)


def test_lost_mark_and_control_character_are_refused_and_the_rest_is_taken(
    turkish: Translation, translator: Any, english: None
) -> None:
    paragraph = segment(turkish, "paragraphs").path
    texts = {paragraph: "Anna Berger", "closing": "a\x07b", "salutation": "Sayın Bakan,"}

    report = import_po(turkish, filled(turkish, **texts), translator)

    assert [(each.place, each.text) for each in report.refused] == [
        (paragraph, "Mark the name in bold as the source does: *…*."),
        ("closing", "It has control characters."),
    ]
    assert (report.taken, report.unchanged) == (1, 2)


@pytest.mark.parametrize(
    ("before", "after", "sentence"),
    [
        ("X-Campaigns-Translation: ", "X-Other: ", "The file belongs to another translation."),
        (
            "Language: tr",
            "Language: fa",
            "The file says it is in fa. This translation is in tr.",
        ),
        ('msgid "Sehr', "msgid Sehr", "The file is broken in line 22."),
    ],
)
def test_wrong_or_broken_file_is_refused_whole(
    turkish: Translation, translator: Any, english: None, before: str, after: str, sentence: str
) -> None:
    sent = filled(turkish, **TURKISH).replace(before, after)

    report = import_po(turkish, sent, translator)

    assert [each.text for each in report.refused] == [sentence]
    assert {each.state for each in segments_of(turkish)} == {SegmentState.MISSING}
