"""One translation as a PO file: what it says, what it takes back, what it leaves alone."""

import subprocess
from pathlib import Path
from typing import Any

import polib
import pytest
from wagtail_localize.models import Translation

from campaigns.enums import EditKind, SegmentState
from campaigns.models import LetterText, StringEdit
from campaigns.translating.po import gettext_code, import_po, po_of
from campaigns.translating.reports import Reason, Report
from campaigns.translating.segments import Segment, segments_of
from campaigns.translating.strings import save_string
from tests.factories.appeals import BLOCKS, letter_text
from tests.factories.records import (
    AppealFactory,
    CaseFactory,
    FormOfAddressFactory,
)
from tests.factories.translations import put_strings, submit, sync

pytestmark = pytest.mark.django_db

TURKISH = {
    "subject": "Anna Berger’in serbest bırakılması talebi",
    "salutation": "Sayın Bakan,",
    "closing": "Saygılarımla,",
}


def file_of(translation: Translation) -> polib.POFile:
    return polib.pofile(po_of(translation))


def filled(translation: Translation, **texts: str) -> str:
    """The file with these texts put in, by field, as a tool saves it."""
    file = file_of(translation)
    for entry in file:
        if entry.msgctxt in texts:
            entry.msgstr = texts[entry.msgctxt]
            entry.flags = []
    return str(file)


def segment(translation: Translation, field: str) -> Segment:
    return next(each for each in segments_of(translation) if each.field == field)


def summary(report: Report) -> tuple[int, int, list[tuple[str, Reason]]]:
    return report.taken, report.unchanged, [(each.place, each.reason) for each in report.refused]


def save(translation: Translation, field: str, text: str, person: Any, **more: Any) -> None:
    save_string(translation, segment(translation, field), text, person=person, **more)


def test_file_has_every_segment_in_order_with_what_stands_for_it(
    turkish: Translation, translator: Any
) -> None:
    save(turkish, "closing", "Saygılarımla,", translator)
    save(turkish, "salutation", "Bakan", None, kind=EditKind.MACHINE)

    entries = [(each.msgid, each.msgstr, each.fuzzy) for each in file_of(turkish)]

    german = BLOCKS["de"]
    assert entries == [
        (german.subject, "", False),
        (german.salutation, "Bakan", True),
        (german.paragraphs[0], "", False),
        (german.paragraphs[1], "", False),
        (german.closing, "Saygılarımla,", False),
    ]


def test_headers_name_the_translation_and_nobody(turkish: Translation, translator: Any) -> None:
    save(turkish, "closing", "Saygılarımla,", translator)

    headers = file_of(turkish).metadata

    assert sorted(headers) == [
        "Content-Transfer-Encoding",
        "Content-Type",
        "Language",
        "MIME-Version",
        "PO-Revision-Date",
        "Project-Id-Version",
        "X-Campaigns-Translation",
        "X-Source-Digest",
    ]
    assert (headers["Language"], headers["X-Campaigns-Translation"]) == ("tr", str(turkish.uuid))
    assert translator.username not in po_of(turkish)


def test_comments_give_field_form_of_address_and_the_name_in_its_script(english: None) -> None:
    form = FormOfAddressFactory()
    case = CaseFactory(public_name="Anna Berger", native_name="آنا برغر")
    appeal = AppealFactory(case=case, authority=form.holder.authority)
    translation = submit(letter_text(appeal, "de"), "tr")

    comments = [each.comment.split("\n")[:-1] for each in file_of(translation)]

    bold = "Mark the name in bold as the source does: *…*."
    name = "Anna Berger = آنا برغر"
    assert comments == [
        ["Subject", name],
        ["Salutation", "Form of address: Sayın Bakan,"],
        ["Paragraph 1", bold, name],
        ["Paragraph 2"],
        ["Closing", "Form of address: Saygılarımla,"],
    ]


def test_gettext_accepts_the_file_and_misses_only_persons(
    turkish: Translation, tmp_path: Path
) -> None:
    put_strings(turkish)
    path = tmp_path / "tr.po"
    path.write_text(po_of(turkish), encoding="utf-8")

    done = subprocess.run(  # noqa: S603 - gettext's own tool
        ["msgfmt", "--check", "-o", "/dev/null", str(path)],  # noqa: S607 - as above
        capture_output=True,
        text=True,
        check=True,
        env={"LC_ALL": "C", "PATH": "/usr/bin:/bin"},
    )

    missed = [line.split("'")[1] for line in done.stderr.splitlines()]
    assert missed == ["Last-Translator", "Language-Team"]


def test_texts_are_taken_as_a_persons(turkish: Translation, translator: Any) -> None:
    report = import_po(turkish, filled(turkish, **TURKISH).encode(), translator)

    states = [each.state for each in segments_of(turkish)]
    done, missing = SegmentState.DONE, SegmentState.MISSING
    assert summary(report) == (3, 2, [])
    assert states == [done, done, missing, missing, done]
    edits = StringEdit.objects.values_list("kind", "person")
    assert list(edits) == [("file", translator.pk)] * 3


def test_persian_joiners_and_marks_survive_the_round_trip(german: LetterText) -> None:
    persian = submit(german, "fa")
    text = "می\u200cخواهم & <آزادی>\nخط دوم 🕊"

    import_po(persian, filled(persian, closing=text).replace("\n", "\r\n").encode(), None)

    assert segment(persian, "closing").target == text
    assert summary(import_po(persian, po_of(persian), None)) == (0, 5, [])


def test_own_file_changes_nothing(turkish: Translation, translator: Any) -> None:
    put_strings(turkish)

    report = import_po(turkish, po_of(turkish), translator)

    assert (summary(report), StringEdit.objects.count()) == ((0, 5, []), 0)


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


@pytest.mark.parametrize(
    ("code", "expected"),
    [("tr", "tr"), ("zh-hans", "zh_Hans"), ("pt-br", "pt_BR"), ("zh-hant", "zh_Hant")],
)
def test_code_is_written_as_gettext_does(code: str, expected: str) -> None:
    assert gettext_code(code) == expected


def test_chinese_file_is_taken_back(german: LetterText) -> None:
    chinese = submit(german, "zh-hans")

    report = import_po(chinese, filled(chinese, salutation="尊敬的部长："), None)

    assert summary(report) == (1, 4, [])
