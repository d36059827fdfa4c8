"""Forms of groups: names become initials, errors name the line, nothing typed is shown again."""

from typing import Any

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from campaigns.packs.forms import GroupPackForm, Lines, PackForm, ReportForm
from tests.factories.packs import CODE

LANGUAGES = [("tr", "Türkçe"), ("en", "English")]
SPACE = "\u00a0"


@pytest.fixture(autouse=True)
def english() -> Any:
    with translation.override("en"):
        yield


def group(**posted: Any) -> GroupPackForm:
    return GroupPackForm(posted, languages=LANGUAGES)


def errors(form: Any) -> dict[str, list[str]]:
    return {name: list(found) for name, found in form.errors.items()}


def test_full_names_become_initials_in_any_script() -> None:
    form = group(names="Anna Berger\r\n\r\n  محمد علي\n王小明\nA. B.\n")

    assert form.is_valid()
    assert form.initials() == (f"A.{SPACE}B.", f"م.{SPACE}ع.", f"王{SPACE}小", f"A.{SPACE}B.")
    assert form["names"].value() == "\n".join(form.initials())


def test_errors_name_their_lines_and_the_lines_come_back_empty() -> None:
    form = group(names="Anna Berger\nZyprexine 7\nCarla Dorn\n<script>\n" + "A" * 300)

    assert errors(form) == {
        "names": [
            "Line 2: Initials are letters. Enter them like this: A. B.",
            "Line 4: Initials are letters. Enter them like this: A. B.",
            "Line 5: This is too long. Enter your initials, like A. B.",
        ]
    }
    assert form["names"].value() == f"A.{SPACE}B.\n\nC.{SPACE}D.\n\n"
    assert "Zyprexine" not in str(form.data)


def test_of_too_many_lines_the_first_fifty_are_kept() -> None:
    form = group(names="Anna Berger\n" * 51)

    assert errors(form) == {
        "names": [
            "A pack has 50 letters at most. The first ones are still here; make a second pack for "
            "the others."
        ]
    }
    assert form["names"].value() == "\n".join([f"A.{SPACE}B."] * 50)


@pytest.mark.parametrize(
    ("posted", "size"),
    [
        ({"names": "Anna Berger"}, 1),
        ({"blank": "50"}, 50),
        ({"names": "Anna Berger\nCarla Dorn", "blank": "48"}, 50),
        ({"names": " \n\n", "blank": "1"}, 1),
    ],
)
def test_a_pack_has_one_to_fifty_letters(posted: dict[str, str], size: int) -> None:
    form = group(**posted)

    assert (form.is_valid(), form.size()) == (True, size)


@pytest.mark.parametrize(
    ("posted", "error"),
    [
        ({}, "Enter initials, or say how many letters without initials you need."),
        ({"blank": "0"}, "Enter initials, or say how many letters without initials you need."),
        ({"blank": "-1"}, "Ensure this value is greater than or equal to 0."),
        ({"blank": "51"}, "Ensure this value is less than or equal to 50."),
        ({"blank": "Zyprexine"}, "Enter a whole number."),
        (
            {"blank": "50", "names": "Anna Berger"},
            "Together these are more than 50 letters. Make a second pack for the others.",
        ),
    ],
)
def test_any_other_number_is_an_error_at_its_field(posted: dict[str, str], error: str) -> None:
    form = group(**posted)

    assert errors(form) == {"blank": [error]}
    assert form.status == 422


def test_a_class_has_no_field_for_names() -> None:
    form = PackForm({"blank": "3", "names": "Anna Berger"}, languages=LANGUAGES)

    assert (form.is_valid(), form.initials(), form.size()) == (True, (), 3)
    assert "names" not in form.data


def test_choices_that_do_not_exist_are_refused_and_not_shown_again() -> None:
    form = group(blank="3", language="Zyprexine", contents=["case", "Zyprexine"])

    assert (form.status, set(form.errors)) == (404, {"language", "contents"})
    assert "Zyprexine" not in str(form.errors) + str(form.data)


@given(st.text(max_size=400))
def test_any_text_gives_initials_or_faults_for_its_lines(text: str) -> None:
    lines = Lines(text)

    assert [n for n, kept in enumerate(lines.kept, 1) if not kept] == [n for n, _ in lines.faults]
    assert len(lines.kept) <= 50


@pytest.mark.parametrize("number", ["0", "10", "50"])
def test_a_report_is_a_code_and_a_number(number: str) -> None:
    assert ReportForm({"code": CODE, "number": number}).is_valid()


@pytest.mark.parametrize(
    ("posted", "field"),
    [
        ({"code": "7k3m-p9qx-bd2g", "number": "1"}, "code"),
        ({"code": "", "number": "1"}, "code"),
        ({"code": CODE * 99, "number": "1"}, "code"),
        ({"code": CODE, "number": ""}, "number"),
        ({"code": CODE, "number": "-1"}, "number"),
        ({"code": CODE, "number": "51"}, "number"),
    ],
)
def test_anything_else_is_an_error_at_its_field(posted: dict[str, str], field: str) -> None:
    assert set(ReportForm(posted).errors) == {field}
