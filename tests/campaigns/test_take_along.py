"""Files a visitor takes along: PDF, Word, and large text to copy by hand."""

import email
import email.policy
import io
import zipfile
from typing import Any

import pypdf
import pytest
from django.test import Client
from django.urls import reverse

from campaigns.letters.signatory import Signatory
from campaigns.models import Appeal, Letter, PrintCount
from campaigns.signing import issue_token

pytestmark = pytest.mark.django_db

NAME = "Rosalinde Kanarienvogel"


def taken(visitor: Client, appeal: Appeal, **fields: Any) -> Any:
    english = appeal.signable_versions()[1]
    token = issue_token(english, Signatory(initials="R.\u00a0K."))
    body = {"token": token, "initials": NAME, **fields}
    return visitor.post(reverse("campaigns:print", args=[appeal.uuid]), body)


def words_of(kind: str, file: bytes) -> str:
    if kind != "docx":
        return "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(file)).pages)
    with zipfile.ZipFile(io.BytesIO(file)) as archive:
        return "".join(archive.read(name).decode() for name in archive.namelist())


@pytest.mark.parametrize(
    ("kind", "content_type", "ending"),
    [
        ("pdf", "application/pdf", "-en.pdf"),
        (
            "docx",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            "-en.docx",
        ),
        ("by_hand", "application/pdf", "-en-by-hand.pdf"),
    ],
)
def test_each_kind_is_a_file_counted_apart_and_names_nobody(
    visitor: Client, appeal: Appeal, kind: str, content_type: str, ending: str
) -> None:
    answer = taken(visitor, appeal, kind=kind)

    assert (answer.status_code, answer["Content-Type"]) == (200, content_type)
    assert answer["Content-Disposition"].endswith(f'{ending}"')
    assert answer["Cache-Control"] == "no-store, private"
    words = words_of(kind, answer.content)
    assert "Dear Minister," in words
    assert "Kanarienvogel" not in words
    assert list(PrintCount.objects.values_list("kind", "n")) == [(kind, 1)]
    assert Letter.objects.count() == 0


def test_without_a_kind_it_is_the_pdf(visitor: Client, appeal: Appeal) -> None:
    assert taken(visitor, appeal).content[:5] == b"%PDF-"


def test_unknown_kind_is_refused_and_not_counted(visitor: Client, appeal: Appeal) -> None:
    assert taken(visitor, appeal, kind="exe").status_code == 400
    assert not PrintCount.objects.exists()


# From the visitor's own mailbox


@pytest.fixture
def with_address(appeal: Appeal) -> Appeal:
    appeal.authority.email = "bakan@example.invalid"
    appeal.authority.save()
    return appeal


def test_mail_is_a_page_to_copy_from_and_counted_once_with_its_draft(
    visitor: Client, with_address: Appeal
) -> None:
    page = taken(visitor, with_address, kind="mail")

    own = page.context["own"]
    assert (page.status_code, own.to) == (200, "bakan@example.invalid")
    assert own.mail.body.startswith("Dear Minister,\n\n")
    assert own.mail.body.endswith("R.\u00a0K.\n")
    assert own.link is not None
    assert own.link.startswith("mailto:bakan@example.invalid?subject=")
    assert "Kanarienvogel" not in page.content.decode()
    assert page["Cache-Control"] == "no-store, private"

    draft = taken(visitor, with_address, kind="mail", draft="")

    assert draft["Content-Type"] == "message/rfc822"
    assert draft["Content-Disposition"].endswith('-en.eml"')
    message = email.message_from_bytes(draft.content, policy=email.policy.default)
    assert message["To"] == "bakan@example.invalid"
    assert message.get_content().replace("\r\n", "\n") == own.mail.body
    assert list(PrintCount.objects.values_list("kind", "n")) == [("mail", 1)]


def test_office_without_an_address_gets_no_mail(visitor: Client, appeal: Appeal) -> None:
    assert taken(visitor, appeal, kind="mail").status_code == 409
    assert not PrintCount.objects.exists()


@pytest.mark.parametrize(("address", "offered"), [("bakan@example.invalid", True), ("", False)])
def test_mail_is_offered_where_the_office_has_an_address(
    visitor: Client, appeal: Appeal, address: str, offered: bool
) -> None:
    appeal.authority.email = address
    appeal.authority.save()

    page = visitor.post(reverse("campaigns:appeal", args=[appeal.uuid]), {"initials": "R. K."})

    assert ('value="mail"' in page.content.decode()) is offered
