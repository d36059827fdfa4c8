"""One translation as a PO file: what it says, what it takes back, what it leaves alone."""

import subprocess
from pathlib import Path
from typing import Any

import pytest
from wagtail.models import Locale
from wagtail_localize.models import Translation
from wagtail_localize.operations import translate_object

from campaigns.enums import EditKind, SegmentState
from campaigns.models import LetterText, StringEdit
from campaigns.translating.po import gettext_code, import_po, po_of
from campaigns.translating.segments import segments_of
from tests.campaigns.translating.po_files import (
    TURKISH,
    file_of,
    filled,
    save,
    segment,
    summary,
)
from tests.factories.appeals import BLOCKS, letter_text
from tests.factories.records import (
    AppealFactory,
    CaseFactory,
    FormOfAddressFactory,
)
from tests.factories.sites import Tree, case_page
from tests.factories.translations import put_strings, submit

pytestmark = pytest.mark.django_db


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


def test_rich_text_of_a_page_comes_back_with_its_marks(tree: Tree, english: None) -> None:
    body = [("text", '<p>Ein <b>Wort</b> &amp; <a href="https://a.example">Link</a>.</p>')]
    page = case_page(tree, body=body)
    translate_object(page, [Locale.objects.get(language_code="fr")])
    translation = Translation.objects.get(source__object_id=page.translation_key)
    source = 'Ein <b>Wort</b> &amp; <a id="a1">Link</a>.'
    path = next(each.path for each in segments_of(translation) if each.source == source)

    lost = import_po(translation, filled(translation, **{path: "Un mot."}), None)
    taken = import_po(translation, filled(translation, **{path: source.replace("Ein", "Un")}), None)

    assert [each.text for each in lost.refused] == [
        'Keep the marks of the source: </a>, </b>, <a id="a1">, <b>.'
    ]
    assert (taken.taken, taken.refused) == (1, [])
    assert summary(import_po(translation, po_of(translation), None))[0] == 0
