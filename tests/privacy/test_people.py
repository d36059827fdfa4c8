"""Nobody who works here is named in anything that leaves: translator, reviewer, editor, researcher.

Each account has a name, an address and words of its own that stand nowhere else.
"""

import io
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import docx
import pikepdf
import polib
import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import translation as language
from wagtail.models import Locale
from wagtail_localize.models import Translation
from wagtail_localize.operations import translate_object

from campaigns.models import Appeal, LetterVersion, SegmentComment, StringEdit
from campaigns.roles import EDITOR, RESEARCHER, REVIEWER, TRANSLATOR
from campaigns.translating.archive import archive_of
from campaigns.translating.reviewing import hand_in, publish
from tests.factories.appeals import letter_text
from tests.factories.people import browser_of, person
from tests.factories.records import AppealFactory
from tests.factories.sites import Tree, case_page
from tests.factories.translating import write, write_page
from tests.factories.translations import submit
from tests.factories.visits import address, hidden_fields, read
from tests.privacy.canary import seen, traces

pytestmark = pytest.mark.django_db

ROLES = {
    "uebersetzbold": TRANSLATOR,
    "pruefwinkel": REVIEWER,
    "schreibwurz": EDITOR,
    "forschkauz": RESEARCHER,
}
PEOPLE = tuple(f"{name}{part}" for name in ROLES for part in ("", "vor", "nach", "post"))


def account(name: str) -> Any:
    made = person(ROLES[name], name=name, languages=["tr", "fr"])
    made.first_name, made.last_name = f"{name}vor", f"{name}nach"
    made.email = f"{name}post@example.org"
    made.save()
    return made


@dataclass
class House:
    """A case reviewed, a letter and a page translated, reviewed and published, each by somebody."""

    appeal: Appeal
    letter: Translation
    page: Translation
    translator: Any


@pytest.fixture
def house(tree: Tree) -> Iterator[House]:
    people = {role: account(name) for name, role in ROLES.items()}
    author, reviewer = people[TRANSLATOR], people[REVIEWER]
    appeal = AppealFactory(
        case__reviewed_by=people[RESEARCHER], authority__email="bakan@example.invalid"
    )
    with language.override("de"):
        letter = submit(edited(letter_text(appeal, "de"), people[EDITOR]), "tr")
        source = edited(case_page(tree, appeal.case), people[EDITOR])
        source.owner = people[EDITOR]
        source.save()
        translate_object(source, [Locale.objects.get(language_code="fr")], user=author)
        page = Translation.objects.exclude(pk=letter.pk).get()
        write(letter, author)
        write_page(page, author)
        for each in (letter, page):
            hand_in(each, author)
            publish(each, reviewer)
        SegmentComment.objects.create(
            translation=letter,
            context=StringEdit.objects.filter(translation=letter)[0].context,
            text="Stimmt das?",
            person=author,
        )
        yield House(appeal, letter, page, author)


def edited(row: Any, editor: Any) -> Any:
    row.save_revision(user=editor).publish(user=editor, skip_permission_checks=True)
    row.refresh_from_db()
    return row


def unzipped(content: bytes) -> bytes:
    """Names, times and comments of an archive, and all that it holds."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        told = [repr(archive.infolist()).encode(), archive.comment]
        told += [info.comment + info.extra for info in archive.infolist()]
        return b"\n".join([*told, *(archive.read(name) for name in archive.namelist())])


def taken_apart(answer: Any) -> bytes:
    content = answer.content
    return seen(answer) + (unzipped(content) if content.startswith(b"PK") else b"")


# What leaves


def pages(visitor: Client, house: House) -> dict[str, Any]:
    target, source = house.page.get_target_instance(), house.page.source.get_source_instance()
    addresses = [
        target.url,
        source.url,
        target.get_parent().url,
        "/de/",
        "/fr/",
        "/sitemap.xml",
        reverse("campaigns:appeals"),
        reverse("campaigns:packs"),
        address(house.appeal, "groups"),
        address(house.appeal),
    ]
    return {each: visitor.get(each) for each in addresses}


def files(visitor: Client, house: House) -> dict[str, Any]:
    letter = read(visitor, house.appeal, "A. B.")
    fields = hidden_fields(letter)
    printed = {
        kind: visitor.post(address(house.appeal, "print"), {**fields, "kind": kind})
        for kind in ("pdf", "docx", "by_hand", "mail")
    }
    return {"letter": letter, **printed}


def api(visitor: Client, house: House) -> dict[str, Any]:
    target = house.page.get_target_instance()
    everything = "?fields=*"
    addresses = [
        f"/api/v2/pages/{everything}",
        f"/api/v2/pages/{everything}&type=campaigns.CasePage&locale=fr",
        f"/api/v2/pages/{target.pk}/{everything}",
        f"/api/v2/pages/{target.pk}/",
        f"/api/v2/cases/{everything}",
        f"/api/v2/cases/{house.appeal.case_id}/{everything}",
        f"/api/v2/appeals/{everything}",
        f"/api/v2/appeals/{house.appeal.pk}/{everything}",
        f"/api/v2/authorities/{everything}",
        f"/api/v2/editions/{everything}",
        f"/api/v2/images/{everything}",
        f"/api/v2/documents/{everything}",
        f"/api/v2/letters/{house.appeal.uuid}/",
    ]
    return {each: visitor.get(each) for each in addresses}


def translators_files(visitor: Client, house: House) -> dict[str, Any]:
    browser = browser_of(house.translator)
    translations = [house.letter, house.page]
    found = {
        f"PO {each.pk}": browser.get(reverse("wagtail_localize:download_pofile", args=[each.pk]))
        for each in translations
    }
    found["archive"] = HttpResponse(archive_of(translations))
    return found


WAYS: dict[Callable[[Client, House], dict[str, Any]], int] = {
    pages: 10,
    files: 5,
    api: 13,
    translators_files: 3,
}


@pytest.mark.parametrize("way", list(WAYS))
def test_nobody_is_named_in_what_leaves(visitor: Client, house: House, way: Any) -> None:
    answers = way(visitor, house)
    found = {name: taken_apart(answer) for name, answer in answers.items()}

    assert {answer.status_code for answer in answers.values()} == {200}
    assert len(answers) == WAYS[way]
    assert traces(found, PEOPLE) == []


def test_work_of_each_is_in_the_house(house: House) -> None:
    """Otherwise there would be nothing to leak."""
    version = LetterVersion.objects.get(language="tr")
    page = house.page.get_target_instance()

    assert version.approved_by.username == "pruefwinkel"
    assert house.appeal.case.reviewed_by.username == "forschkauz"
    assert {each.person.username for each in StringEdit.objects.all()} == {"uebersetzbold"}
    assert page.live_revision.user.username == "pruefwinkel"
    assert house.page.source.get_source_instance().owner.username == "schreibwurz"


# The one who looks sees


def in_a_pdf() -> bytes:
    content = io.BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        document.docinfo["/Author"] = "Uebersetzboldnach"
        document.save(content)
    return content.getvalue()


def in_a_word_file() -> bytes:
    content, document = io.BytesIO(), docx.Document()
    document.core_properties.last_modified_by = "uebersetzboldvor"
    document.save(content)
    return content.getvalue()


def in_an_archive() -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        info = zipfile.ZipInfo("tr/1.po")
        info.comment = b"uebersetzbold"
        archive.writestr(info, "")
    return content.getvalue()


def in_a_po_file() -> bytes:
    catalogue = polib.POFile()
    catalogue.metadata = {"Last-Translator": "Uebersetzboldvor <uebersetzboldpost@example.org>"}
    return str(catalogue).encode()


def in_json() -> bytes:
    return b'{"owner": {"username": "\\u0075ebersetzbold", "mail": "uebersetzboldpost"}}'


@pytest.mark.parametrize("place", [in_a_pdf, in_a_word_file, in_an_archive, in_a_po_file, in_json])
def test_a_name_is_found_in_each_kind_of_file(place: Callable[[], bytes]) -> None:
    found = traces({"file": taken_apart(HttpResponse(place()))}, PEOPLE)

    assert ("file", "uebersetzbold") in found
