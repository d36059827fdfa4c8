"""All PO files of an edition: by number and language, and back with a report on each."""

import io
import zipfile
from typing import Any

import polib
import pytest
from django.contrib.auth import get_user_model
from wagtail_localize.models import Translation

from campaigns.models import Edition, LetterText
from campaigns.translating.archive import (
    archive_of,
    file_name,
    import_archive,
    translations_of,
)
from campaigns.translating.packing import packed
from campaigns.translating.po import po_of
from campaigns.translating.reports import Reason
from tests.factories.appeals import letter_text
from tests.factories.records import AppealFactory, CaseFactory, EditionFactory
from tests.factories.translations import put_strings, submit

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition(db: None) -> Edition:
    """Two letters, into Turkish and Persian; a third letter is of no edition."""
    made = EditionFactory()
    for appeal in (AppealFactory(edition=made), AppealFactory(edition=made), AppealFactory()):
        text = letter_text(appeal, "de")
        for code in ("tr", "fa"):
            submit(text, code)
    return made


@pytest.fixture
def chief(db: None) -> Any:
    return get_user_model().objects.create_superuser("chief")


def names(content: bytes) -> list[str]:
    return zipfile.ZipFile(io.BytesIO(content)).namelist()


def numbers(edition: Edition, code: str) -> list[str]:
    letters = LetterText.objects.filter(appeal__edition=edition, locale__language_code="de")
    found = Translation.objects.filter(
        source__object_id__in=letters.values("translation_key"), target_locale__language_code=code
    )
    return [f"{code}/{each.pk:05d}-{code}.po" for each in found.order_by("pk")]


def closing(text: str, words: str) -> str:
    file = polib.pofile(text)
    file[4].msgstr = words
    return str(file)


def test_archive_has_a_file_for_each_letter_of_the_edition_and_language(edition: Edition) -> None:
    both = archive_of(translations_of(edition, ["tr", "fa"]))
    turkish = archive_of(translations_of(edition, ["tr"]))

    expected = numbers(edition, "tr")
    assert names(both) == [*numbers(edition, "fa"), *expected, "contents.txt"]
    assert names(turkish) == [*expected, "contents.txt"]


def test_contents_say_what_there_is_to_do_and_name_nobody(edition: Edition, english: None) -> None:
    first, second = translations_of(edition, ["tr"])
    put_strings(first)

    text = zipfile.ZipFile(io.BytesIO(archive_of([first, second]))).read("contents.txt").decode()

    assert text.splitlines() == [
        "Translate the PO files, and send the archive back as it is.",
        "",
        f"{file_name(first)}: Letter, 5 of 5 translated",
        f"{file_name(second)}: Letter, 0 of 5 translated",
    ]


def test_no_name_of_a_file_names_anybody() -> None:
    appeal = AppealFactory(edition=EditionFactory(), case=CaseFactory(public_name="Zoë Kanarie"))
    submit(letter_text(appeal, "de"), "tr")

    made = archive_of(translations_of(appeal.edition, ["tr"]))

    assert [name for name in names(made) if "kanarie" in name.lower()] == []


def test_archive_comes_back_with_a_report_on_each_file(edition: Edition, chief: Any) -> None:
    first, second = translations_of(edition, ["tr"])
    sent = packed(
        [
            ("tr/a.po", closing(po_of(first), "Saygılarımla,")),
            ("tr/b.po", po_of(second)),
            ("c.po", po_of(second).replace(str(second.uuid), "b")),
            ("d.po", 'msgid "'),
            ("e.zip", ""),
        ]
    )

    report = import_archive(sent, chief)

    counts = {name: (each.taken, each.unchanged) for name, each in report.files.items()}
    assert counts == {
        "tr/a.po": (1, 4),
        "tr/b.po": (0, 5),
        "c.po": (0, 0),
        "d.po": (0, 0),
        "e.zip": (0, 0),
    }
    assert (report.taken, report.unchanged, report.conflicts()) == (1, 9, False)
    reasons = [each.refused[0].reason for each in report.files.values() if each.refused]
    assert reasons == [Reason.FILE] * 3


def test_same_translation_twice_with_other_words_is_a_conflict(
    edition: Edition, chief: Any
) -> None:
    first = translations_of(edition, ["tr"])[0]
    text = po_of(first)

    report = import_archive(
        packed([("a.po", closing(text, "Bir")), ("b.po", closing(text, "İki"))]), chief
    )

    assert (report.taken, report.conflicts()) == (1, True)
    assert report.files["b.po"].refused[0].reason is Reason.CONFLICT


def test_language_of_somebody_else_is_refused(edition: Edition, translator: Any) -> None:
    first = translations_of(edition, ["tr"])[0]

    report = import_archive(packed([("a.po", closing(po_of(first), "Bir"))]), translator)

    assert [each.reason for each in report.files["a.po"].refused] == [Reason.FILE]


def test_empty_archive_says_so(chief: Any, english: None) -> None:
    assert import_archive(packed([]), chief).broken == "There is no PO file in the archive."
