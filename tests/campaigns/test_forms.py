"""The first step's form: whatever comes in, only initials stay in it."""

from typing import Any

import pytest
from django.forms.utils import ErrorDict
from hypothesis import given
from hypothesis import strategies as st

from campaigns import conf
from campaigns.forms import INITIALS_ERRORS, PLACE_ERRORS, SignatureForm, channel_choices
from tests.examples import of_initials

LANGUAGES = [("tr", "Türkçe"), ("en", "English")]
NAME = "Zacharias Quimby"
# Long enough to be no part of the form's own words.
TEXTS = st.text(max_size=300) | st.text(alphabet="ab .-'üßé\u0301\x00\ufffd\ud800م王", max_size=12)


def form_of(data: Any, *, may_show_place: bool = True) -> SignatureForm:
    return SignatureForm(data, languages=LANGUAGES, may_show_place=may_show_place)


def codes(form: SignatureForm) -> dict[str, list[str]]:
    errors: ErrorDict = form.errors
    return {
        field: [error.code or "" for error in listed] for field, listed in errors.as_data().items()
    }


def test_name_is_turned_into_initials_in_the_answer_and_in_the_form_itself() -> None:
    form = form_of({"initials": NAME, "place": " Bad  Homburg ", "language": "en", "x": NAME})

    assert form.is_valid()
    cleaned = {"initials": "Z.\u00a0Q.", "place": "Bad Homburg", "language": "en"}
    assert (form.cleaned_data, form.data) == (cleaned, cleaned)


def test_initials_sent_again_stay_what_they_are() -> None:
    again = form_of(form_data := {"initials": "Z.\u00a0Q.", "place": "", "language": ""})

    assert (again.is_valid(), again.data) == (True, form_data)


def test_place_is_not_even_looked_at_where_the_case_forbids_it() -> None:
    form = form_of({"initials": NAME, "place": "<b>"}, may_show_place=False)

    assert form.is_valid()
    assert form.data == {"initials": "Z.\u00a0Q.", "language": ""}


@pytest.mark.parametrize(
    ("data", "expected", "status"),
    [
        ({}, {"initials": ["required"]}, 422),
        ({"initials": "1"}, {"initials": ["not_a_letter"]}, 422),
        ({"initials": "a b c d e"}, {"initials": ["too_many"]}, 422),
        ({"initials": "\ufffd"}, {"initials": ["invalid"]}, 400),
        ({"initials": "A" * 201}, {"initials": ["too_long"]}, 400),
        ({"initials": "A.", "place": "\x00"}, {"place": ["invalid"]}, 400),
        ({"initials": "A.", "place": "1"}, {"place": ["not_allowed"]}, 422),
        ({"initials": "A.", "language": "xx"}, {"language": ["invalid_choice"]}, 404),
        (
            {"initials": "", "language": "xx"},
            {"initials": ["required"], "language": ["invalid_choice"]},
            404,
        ),
    ],
)
def test_errors_stand_at_their_fields_and_decide_the_answer(
    data: dict[str, str], expected: dict[str, list[str]], status: int
) -> None:
    form = form_of(data)

    assert codes(form) == expected
    assert form.status == status


@pytest.mark.parametrize("field", ["initials", "place", "language"])
def test_name_in_any_field_is_never_shown_again(field: str) -> None:
    form = form_of({"initials": "A.", "place": "1", field: f"{NAME} 7"})

    assert form.is_valid() is False
    assert (NAME in str(form), NAME in str(form.errors), NAME in str(form.data)) == (False,) * 3


@of_initials
@given(TEXTS, TEXTS, TEXTS)
def test_any_text_gives_initials_or_a_known_error(name: str, place: str, language: str) -> None:
    form = form_of({"initials": name, "place": place, "language": language})
    form.is_valid()

    known = {"initials": set(INITIALS_ERRORS), "place": set(PLACE_ERRORS)}
    for field, found in codes(form).items():
        assert set(found) <= known.get(field, {"invalid_choice"}) | {"no_glyphs"}
    kept = {field: form.cleaned_data.get(field, "") for field in ("initials", "place", "language")}
    assert form.data == kept
    assert form.status in (400, 404, 422)


@given(st.text(min_size=12, max_size=250))
def test_raw_text_is_never_in_the_rendered_form(name: str) -> None:
    form = form_of({"initials": f"{name} Vlonfret", "language": f"{name} Vlonfret"})

    assert "Vlonfret" not in f"{form}{form.errors.as_json()}"


def test_channels_are_those_of_the_setting(settings: Any) -> None:
    configured = {**conf.get("CHANNELS"), "pigeon": "no.Pigeon"}
    settings.CAMPAIGNS = {**settings.CAMPAIGNS, "CHANNELS": configured}

    assert [name for name, _label in channel_choices()] == ["postal", "email", "pigeon"]
    assert str(channel_choices()[0][1]) == "Post"
    assert channel_choices()[2] == ("pigeon", "pigeon")
