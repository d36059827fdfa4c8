"""The menu “Campaigns”: every view answers, in every language of the admin."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.snippets.models import get_snippet_models

from campaigns.models import (
    Appeal,
    Authority,
    Case,
    Edition,
    GlossaryEntry,
    LetterText,
    LetterVersion,
)
from tests.campaigns.cms.accounts import address, speaking
from tests.factories.appeals import letter_text, version
from tests.factories.records import AppealFactory, AuthorityFactory, CaseFactory

pytestmark = pytest.mark.django_db

MODELS = [Case, Appeal, LetterText, Authority, Edition, GlossaryEntry]


@pytest.mark.parametrize("language", ["de", "en", "fr", "ar"])
def test_every_view_answers_in_every_language_of_the_admin(
    admin: Client, rows: dict[type, Any], language: str
) -> None:
    speaking(admin, language)
    addresses = {
        **{address(model, "list"): 200 for model in rows},
        **{address(model, "add"): 200 for model in MODELS},
        **{address(model, "edit", row.pk): 200 for model, row in rows.items() if model in MODELS},
        **{address(model, "history", rows[model].pk): 200 for model in MODELS},
        **{address(model, "usage", rows[model].pk): 200 for model in MODELS},
        **{address(model, "delete", rows[model].pk): 200 for model in MODELS},
        address(LetterVersion, "inspect", rows[LetterVersion].pk): 200,
        reverse("wagtailadmin_home"): 200,
        reverse("wagtailsettings:edit", args=["campaigns", "campaignsettings"]): 302,
    }

    answers = {each: admin.get(each) for each in addresses}

    assert {each: answer.status_code for each, answer in answers.items()} == addresses
    assert f'lang="{language}"' in answers[address(Case, "list")].text


def found(response: Any) -> list[Any]:
    return list(response.context["object_list"])


@pytest.mark.parametrize(
    ("model", "term"),
    [
        (Case, "Zoë"),
        (Case, "زوي"),
        (Appeal, "Zoë"),
        (Appeal, "Parlament"),
        (Authority, "Parlament"),
        (Authority, "TIFLIS"),
        (LetterText, "Bitte um Freilassung"),
        (LetterText, "Zoë"),
        (LetterVersion, "Zoë"),
    ],
)
def test_search_finds_the_row_and_leaves_out_the_others(
    admin: Client, model: type, term: str
) -> None:
    case = CaseFactory(public_name="Zoë", native_name="زوي")
    authority = AuthorityFactory(name="Parlament", town="0105 TIFLIS")
    wanted = AppealFactory(case=case, authority=authority)
    text = letter_text(wanted, "de", live=False)
    other = AppealFactory()
    letter_text(other, "de", live=False, subject="Etwas anderes")
    version(other, "tr")
    expected = {
        Case: case,
        Appeal: wanted,
        Authority: authority,
        LetterText: text,
        LetterVersion: version(wanted, "tr"),
    }

    everything = found(admin.get(address(model, "list"), {"locale": "de"}))
    hits = found(admin.get(address(model, "list"), {"q": term, "locale": "de"}))

    assert (hits, len(everything)) == ([expected[model]], 2)


@pytest.mark.parametrize(
    ("model", "query"),
    [
        (Case, {"status": "paused"}),
        (Case, {"country": "GE"}),
        (Appeal, {"stopped": "true"}),
        (Authority, {"country": "GE"}),
        (Authority, {"kind": "embassy"}),
        (LetterVersion, {"language": "ka"}),
        (LetterVersion, {"sendable": "false"}),
    ],
)
def test_filter_leaves_the_wanted_row(admin: Client, model: type, query: dict[str, str]) -> None:
    version(AppealFactory(), "tr")
    case = CaseFactory(status="paused", country="GE")
    authority = AuthorityFactory(kind="embassy", country="GE")
    appeal = AppealFactory(case=case, authority=authority, stopped=True, stopped_reason="x")
    wanted = version(appeal, "ka", sendable=False)
    expected = {Case: case, Appeal: appeal, Authority: authority, LetterVersion: wanted}[model]

    assert found(admin.get(address(model, "list"), query)) == [expected]


def test_texts_are_listed_by_language(admin: Client) -> None:
    appeal = AppealFactory()
    turkish, german = (letter_text(appeal, code, live=False) for code in ("tr", "de"))

    assert found(admin.get(address(LetterText, "list"), {"locale": "tr"})) == [turkish]
    assert found(admin.get(address(LetterText, "list"), {"locale": "de"})) == [german]


def test_no_listing_exports_rows_past_the_reports(admin: Client, rows: dict[type, Any]) -> None:
    """Wagtail's exports know nothing of formulas, nor of the names a file may hold."""
    ours = [each for each in get_snippet_models() if each._meta.app_label == "campaigns"]

    exported = {
        model.__name__: b"".join(
            admin.get(address(model, "list"), {"export": "csv"}).streaming_content
        ).strip()
        for model in ours
    }

    assert exported == {model.__name__: b"" for model in ours}
    assert {Case, Appeal, LetterVersion} <= set(ours)
