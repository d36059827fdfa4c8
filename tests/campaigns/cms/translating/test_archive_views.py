"""The page of the archives: download, send back, see what became of it."""

import datetime
import io
import zipfile
from typing import Any

import polib
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import translation as language
from wagtail_localize.models import Translation

from campaigns.models import Edition, LetterText
from campaigns.translating.archive import file_name
from campaigns.translating.packing import packed
from campaigns.translating.po import po_of
from campaigns.translating.segments import segments_of
from campaigns.translating.strings import save_string
from tests.factories.records import EditionFactory
from tests.factories.translations import submit

pytestmark = pytest.mark.django_db

EXPORT = "campaign_translations:archive_export"
IMPORT = "campaign_translations:archive_import"


def download(client: Client, *languages: str) -> Any:
    edition = Edition.objects.get()
    return client.get(reverse(EXPORT), {"edition": edition.pk, "languages": languages})


def send(client: Client, content: bytes, **more: Any) -> Any:
    file = SimpleUploadedFile("tr.zip", content, "application/zip")
    return client.post(reverse(IMPORT), {"file": file, **more})


def with_closing(translation: Translation, words: str) -> bytes:
    file = polib.pofile(po_of(translation))
    file[4].msgstr = words
    return packed([("tr/1.po", str(file))])


def test_page_offers_the_submitted_languages_of_the_person(
    at_work: Client, german: LetterText, turkish: Translation
) -> None:
    submit(german, "ka")

    answer = at_work.get(reverse(EXPORT))

    choices = answer.context["export_form"].fields["languages"].choices
    assert (answer.status_code, choices) == (200, [("tr", "Türkçe (tr)")])


def test_archive_is_downloaded_under_a_name_without_names(
    at_work: Client, turkish: Translation
) -> None:
    answer = download(at_work, "tr")

    month = f"{Edition.objects.get().month:%Y-%m}"
    assert answer["Content-Disposition"] == f'attachment; filename="{month}-tr.zip"'
    names = zipfile.ZipFile(io.BytesIO(answer.content)).namelist()
    assert names == [file_name(turkish), "contents.txt"]


@pytest.mark.parametrize("languages", [(), ("ka",), ("xx",)])
def test_language_of_somebody_else_is_no_choice(
    at_work: Client, german: LetterText, turkish: Translation, languages: tuple[str, ...]
) -> None:
    submit(german, "ka")

    answer = download(at_work, *languages)

    assert (answer["Content-Type"], list(answer.context["export_form"].errors)) == (
        "text/html; charset=utf-8",
        ["languages"],
    )


def test_edition_without_anything_submitted_says_so(at_work: Client, german: LetterText) -> None:
    EditionFactory(month=datetime.date(2020, 1, 1))
    submit(german, "tr")
    empty = Edition.objects.get(month=datetime.date(2020, 1, 1))

    answer = at_work.get(reverse(EXPORT), {"edition": empty.pk, "languages": ["tr"]})

    with language.override("en"):  # the request has left its own language behind
        assert answer.context["export_form"].non_field_errors() == [
            "Nothing of this edition is submitted in these languages."
        ]


def test_archive_is_taken_and_reported(at_work: Client, turkish: Translation) -> None:
    answer = send(at_work, with_closing(turkish, "Saygılarımla,"))

    report = answer.context["report"]
    assert (answer.status_code, report.taken, report.unchanged) == (200, 1, 4)
    assert segments_of(turkish)[4].target == "Saygılarımla,"


def test_conflict_is_shown_and_taken_when_ticked(
    at_work: Client, turkish: Translation, translator: Any
) -> None:
    content = with_closing(turkish, "Saygılarımla,")
    save_string(turkish, segments_of(turkish)[4], "Hürmetlerimle,", person=translator)

    refused = send(at_work, content)
    assert (refused.context["report"].conflicts(), segments_of(turkish)[4].target) == (
        True,
        "Hürmetlerimle,",
    )

    taken = send(at_work, content, overwrite="on")

    assert (taken.context["report"].taken, segments_of(turkish)[4].target) == (1, "Saygılarımla,")


@pytest.mark.parametrize(
    ("content", "status"), [(b"", 422), (b"no archive", 200), (b"x" * (20 * 2**20 + 1), 422)]
)
def test_what_is_no_archive_is_told(at_work: Client, content: bytes, status: int) -> None:
    answer = send(at_work, content)

    form, report = answer.context["import_form"], answer.context.get("report")
    assert answer.status_code == status
    assert bool(form.errors) is (status == 422)
    assert bool(report and report.broken) is (status == 200)


def test_import_page_without_a_file_is_the_page(at_work: Client) -> None:
    assert at_work.get(reverse(IMPORT)).url == reverse(EXPORT)


def test_nobody_else_gets_the_page(stranger: Client, turkish: Translation) -> None:
    answers = [stranger.get(reverse(EXPORT)), send(stranger, with_closing(turkish, "x"))]

    assert [each.status_code for each in answers] == [302, 302]
    assert segments_of(turkish)[4].target == ""
