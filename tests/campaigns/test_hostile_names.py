"""Names nobody expects, through the form, the reading page and the PDF. Rows 1 to 10."""

import io
from typing import Any

import pypdf
import pytest
from django.test import Client

from campaigns.letters.compose import LetterBlocks
from campaigns.models import Appeal, Letter, PrintCount
from tests.factories.appeals import open_appeal, version
from tests.factories.records import AppealFactory, AuthorityFactory, CaseFactory
from tests.factories.visits import address, browser, hidden_fields, read, sign_page

pytestmark = pytest.mark.django_db

FORM = "application/x-www-form-urlencoded"
NAMES = [
    ("Anna Berger", "A.\u00a0B."),
    ("Anna-Lena Müller-Huber", "A.-L.\u00a0M.-H."),
    ("ß x", "ß.\u00a0X."),
    ("ǆenan", "ǅ."),
    ("محمد علي", "م.\u00a0ع."),
    ("王小明", "王\u00a0小"),
    ("ნინო", "ნ."),
    ("  Anna\u00a0\u2003Berger\t", "A.\u00a0B."),
    ("A\u0301gnes", "Á."),
]
REFUSED = [
    ("\u0301Anna", 422, "not_a_letter"),
    ("=cmd|x", 422, "not_a_letter"),
    ("@x", 422, "not_a_letter"),
    ("+x", 422, "not_a_letter"),
    ("-x", 422, "not_a_letter"),
    ("\u3164\u00a0\u2003", 422, "required"),
    ("", 422, "required"),
    ("<script>alert(1)</script>", 422, "not_a_letter"),
    ("{{7*7}}", 422, "not_a_letter"),
    ("{% load i18n %}", 422, "not_a_letter"),
    ("a b c d e", 422, "too_many"),
    ("𒀀lulu", 422, "no_glyphs"),
    ("An\x00na", 400, "invalid"),
    ("An\u202ena", 400, "invalid"),
    ("An\ufffdna", 400, "invalid"),
    ("A" * 201, 400, "too_long"),
]


@pytest.fixture
def visitor() -> Client:
    return browser()


@pytest.fixture
def arabic(db: None) -> Appeal:
    """An appeal to an authority that reads Arabic."""
    appeal = AppealFactory(authority=AuthorityFactory(languages=("ar",), country="TN"))
    version(appeal, "ar")
    return appeal


def text_of(pdf: bytes) -> str:
    text = "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)
    return "".join(character for character in text if character not in "\u200e\u200f")


def letters_of(text: str) -> set[str]:
    return {character for character in text if character.isalpha()}


@pytest.mark.parametrize(("name", "initials"), NAMES)
def test_name_becomes_initials_on_every_page_and_in_the_row(
    visitor: Client, appeal: Appeal, name: str, initials: str
) -> None:
    page = read(visitor, appeal, name)

    assert (page.status_code, page.context["signatory"].initials) == (200, initials)
    assert f"<bdi>{initials}</bdi>" in page.text
    # The case may have the same name; what was typed adds nothing.
    assert page.text.count(name) == read(visitor, appeal, initials).text.count(name)
    sign_page(visitor, appeal, page)
    assert list(Letter.objects.values_list("initials", flat=True)) == [initials]


@pytest.mark.parametrize(("name", "initials"), NAMES)
@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_initials_are_printed_in_letters_of_both_directions(
    visitor: Client, appeal: Appeal, arabic: Appeal, direction: str, name: str, initials: str
) -> None:
    letter = appeal if direction == "ltr" else arabic
    page = read(visitor, letter, name)

    pdf = visitor.post(address(letter, "print"), hidden_fields(page))

    assert page.context["letter"].direction == direction
    assert pdf["Content-Type"] == "application/pdf"
    assert letters_of(initials) - letters_of(text_of(pdf.content)) == set()


def test_latin_initials_keep_their_dots_where_they_belong(visitor: Client, appeal: Appeal) -> None:
    page = read(visitor, appeal, "Xaver-Quirin Zweig", language="en")
    pdf = visitor.post(address(appeal, "print"), hidden_fields(page))

    text = text_of(pdf.content)
    assert [line for line in text.splitlines() if "X" in line] == ["X.-Q.\u00a0Z."]
    assert "Xaver" not in text


@pytest.mark.parametrize(("name", "status", "code"), REFUSED)
def test_what_gives_no_initials_comes_back_as_an_empty_field_with_an_error(
    visitor: Client, appeal: Appeal, name: str, status: int, code: str
) -> None:
    page = read(visitor, appeal, name)

    errors = page.context["form"].errors.as_data()
    assert (page.status_code, [error.code for error in errors["initials"]]) == (status, [code])
    assert page.context["form"]["initials"].value() == ""
    assert 'aria-invalid="true"' in page.text
    assert name == "" or page.text.count(name) == visitor.get(address(appeal)).text.count(name)
    assert (Letter.objects.count(), PrintCount.objects.count()) == (0, 0)


@pytest.mark.parametrize("raw", [b"initials=An%00na", b"initials=An%ED%A0%80", b"initials=An%FFna"])
def test_bytes_that_are_no_text_are_400(visitor: Client, appeal: Appeal, raw: bytes) -> None:
    page = visitor.generic("POST", address(appeal), raw, FORM)

    assert page.status_code == 400
    assert page.context["form"].errors.as_data()["initials"][0].code == "invalid"


def test_lone_surrogates_of_an_odd_character_set_are_400(visitor: Client, appeal: Appeal) -> None:
    part = b'--b\r\nContent-Disposition: form-data; name="%s"\r\n\r\n+2AA-\r\n--b--\r\n'
    kind = "multipart/form-data; boundary=b; charset=utf-7"

    first = visitor.generic("POST", address(appeal), part % b"initials", kind)
    second = visitor.generic("POST", address(appeal, "sign"), part % b"token", kind)

    assert (first.status_code, second.status_code) == (400, 400)


@pytest.mark.parametrize("size", [4_000, 100_000])
def test_name_of_any_length_is_400_beside_its_field(
    visitor: Client, appeal: Appeal, size: int
) -> None:
    page = read(visitor, appeal, "x" * size)

    assert page.status_code == 400
    assert page.context["form"].errors.as_data()["initials"][0].code == "too_long"
    assert "xxxx" not in page.text


@pytest.mark.parametrize(
    ("place", "status", "code"),
    [
        ("Bern<b>", 422, "not_allowed"),
        ("=cmd", 422, "not_allowed"),
        ("{{7*7}}", 422, "not_allowed"),
        ("B" * 41, 400, "too_long"),
        ("Be\ufffdrn", 400, "invalid"),
        ("Be\x00rn", 400, "invalid"),
        ("𒀀", 422, "no_glyphs"),
    ],
)
def test_place_that_is_none_is_refused_beside_its_field(
    visitor: Client, db: None, place: str, status: int, code: str
) -> None:
    appeal = open_appeal(case=CaseFactory(may_show_place=True))

    page = read(visitor, appeal, place=place)

    errors = page.context["form"].errors.as_data()
    assert (page.status_code, errors["place"][0].code) == (status, code)
    assert place not in page.text


HOSTILE = "<script>alert(1)</script> {{7*7}} {% load i18n %} &amp;"


def test_markup_in_a_letter_and_in_a_case_is_inert_in_page_and_pdf(
    visitor: Client, db: None
) -> None:
    appeal = AppealFactory(case=CaseFactory(public_name=HOSTILE))
    version(appeal, "en", LetterBlocks(f"Re {HOSTILE}", "Dear,", (HOSTILE,), "Yours,"))

    page: Any = read(visitor, appeal)
    pdf = visitor.post(address(appeal, "print"), hidden_fields(page))

    assert ("<script>alert" in page.text, "&lt;script&gt;alert(1)" in page.text) == (False, True)
    assert "49" not in text_of(pdf.content)
    assert text_of(pdf.content).count("<script>alert(1)</script> {{7*7}} {% load") == 2
    assert pdf["Content-Disposition"].endswith('-en.pdf"')
    assert set("<>{}% ") & set(pdf["Content-Disposition"].partition("filename=")[2]) == set()
