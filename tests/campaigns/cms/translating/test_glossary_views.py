"""The glossary in the menu, and its CSV file."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale

from campaigns.models import GlossaryEntry
from tests.campaigns.cms.accounts import address, editor

pytestmark = pytest.mark.django_db

EXPORT = "campaign_translations:glossary_export"
IMPORT = "campaign_translations:glossary_import"


def entry(term: str, translation: str, target: str = "tr") -> GlossaryEntry:
    locales = [Locale.objects.get_or_create(language_code=code)[0] for code in ("de", target)]
    return GlossaryEntry.objects.create(
        source=locales[0], target=locales[1], term=term, translation=translation
    )


def send(client: Client, text: str, **more: Any) -> Any:
    file = SimpleUploadedFile("glossary.csv", text.encode(), "text/csv")
    return client.post(reverse(IMPORT), {"file": file, **more})


LINES = "source,target,term,translation,note\nde,tr,Haft,tutukluluk,\n"


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"q": "tutuk"}, ["Haft"]),
        ({"q": "bitt"}, ["Bitte"]),
        ({"target": "fa"}, ["Bitte"]),
        ({}, ["Bitte", "Haft"]),
    ],
)
def test_terms_are_searched_and_filtered(
    admin_client: Client, query: dict[str, str], expected: list[str]
) -> None:
    entry("Haft", "tutukluluk")
    persian = entry("Bitte", "خواهش", "fa")
    sent = {**query, "target": persian.target_id} if "target" in query else query

    answer = admin_client.get(address(GlossaryEntry, "list"), sent)

    assert sorted(each.term for each in answer.context["object_list"]) == expected


@pytest.mark.parametrize("view", ["list", "add"])
def test_pages_of_the_glossary_answer(admin_client: Client, view: str) -> None:
    assert admin_client.get(address(GlossaryEntry, view)).status_code == 200


def test_listing_leads_to_both_files(admin_client: Client) -> None:
    page = admin_client.get(address(GlossaryEntry, "list")).text

    assert (page.count(reverse(EXPORT)), page.count(reverse(IMPORT))) == (1, 1)


def test_glossary_is_downloaded(admin_client: Client) -> None:
    entry("Haft", "tutukluluk")

    answer = admin_client.get(reverse(EXPORT))

    assert answer["Content-Disposition"] == 'attachment; filename="glossary.csv"'
    assert answer.text.removeprefix("\ufeff").splitlines() == LINES.splitlines()


def test_glossary_is_sent_back_and_reported(admin_client: Client) -> None:
    answer = send(admin_client, LINES)

    assert (answer.status_code, answer.context["report"].taken) == (200, 1)
    assert list(GlossaryEntry.objects.values_list("term", "translation")) == [
        ("Haft", "tutukluluk")
    ]


def test_differing_translation_is_replaced_only_when_ticked(admin_client: Client) -> None:
    entry("Haft", "hapis")

    assert send(admin_client, LINES).context["report"].conflicts() is True
    assert GlossaryEntry.objects.get().translation == "hapis"

    send(admin_client, LINES, overwrite="on")

    assert GlossaryEntry.objects.get().translation == "tutukluluk"


def test_page_without_a_file_and_form_without_one(admin_client: Client) -> None:
    assert admin_client.get(reverse(IMPORT)).status_code == 200
    assert admin_client.post(reverse(IMPORT), {}).status_code == 422


def test_permissions_are_asked_for_each_door(client: Client) -> None:
    entry("Haft", "hapis")
    editor(client, "add_glossaryentry")

    assert client.get(reverse(EXPORT)).status_code == 200
    assert send(client, LINES).status_code == 200
    assert send(client, LINES, overwrite="on").status_code == 302
    assert GlossaryEntry.objects.get().translation == "hapis"


def test_nobody_else_gets_the_glossary(stranger: Client) -> None:
    answers = [stranger.get(reverse(EXPORT)), stranger.get(reverse(IMPORT)), send(stranger, LINES)]

    assert [each.status_code for each in answers] == [302] * 3
    assert GlossaryEntry.objects.count() == 0
