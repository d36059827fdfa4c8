"""Submitting a source: what is created, for whom, and that nothing of it is read by anybody."""

from typing import Any

import pytest
from django.test import Client
from wagtail.models import Locale
from wagtail_localize.models import Translation

from campaigns.models import LetterText, LetterVersion
from campaigns.roles import DISPATCHER, EDITOR, RESEARCHER, REVIEWER, TRANSLATOR
from tests.campaigns.cms.letter_forms import add_address, errors, form
from tests.campaigns.cms.traps.visits import localize, refused, said, served, step
from tests.factories.appeals import letter_text
from tests.factories.people import browser_of, person
from tests.factories.translating import write

pytestmark = pytest.mark.django_db


def submit_address(text: LetterText) -> str:
    return localize("submit_snippet_translation", "campaigns", "lettertext", text.pk)


def locale(code: str) -> int:
    return Locale.objects.get(language_code=code).pk


def offered(browser: Client, address: str) -> set[str]:
    queryset = browser.get(address).context["form"].fields["locales"].queryset
    return set(queryset.values_list("language_code", flat=True))


def test_live_letter_is_submitted_as_a_draft_that_nobody_reads(
    editor: Client, german: LetterText
) -> None:
    editor.post(submit_address(german), {"locales": [locale("tr")]})

    text = LetterText.objects.get(locale__language_code="tr")
    assert (german.live, text.live) == (True, False)
    assert list(LetterVersion.objects.values_list("language", flat=True)) == ["de"]


def test_letter_that_is_live_already_is_not_submitted_again(
    editor: Client, reviewer: Client, german: LetterText, turkish: Translation, author: Any
) -> None:
    write(turkish, author)
    reviewer.post(step("publish", turkish))

    answer = editor.post(submit_address(german), {"locales": [locale("tr")]})

    assert list(answer.context["form"].errors) == ["locales"]
    assert (turkish.get_target_instance().live, served(turkish)) == (True, ["Saygılarımla,"])


def test_letter_written_directly_is_not_submitted_over(editor: Client, german: LetterText) -> None:
    letter_text(german.appeal, "tr", live=False)

    answer = editor.post(submit_address(german), {"locales": [locale("tr")]})

    assert list(answer.context["form"].errors) == ["locales"]
    assert Translation.objects.count() == 0


def test_letter_is_not_written_directly_beside_its_translation(
    editor: Client, german: LetterText, turkish: Translation
) -> None:
    answer = editor.post(add_address(), form(german.appeal))

    assert (answer.status_code, errors(answer)) == (200, ["appeal"])
    assert LetterText.objects.filter(locale__language_code="tr").count() == 1


def test_translation_shares_the_key_of_the_texts_of_its_appeal(
    editor: Client, german: LetterText
) -> None:
    letter_text(german.appeal, "fr", live=False)

    editor.post(submit_address(german), {"locales": [locale("tr")]})

    keys = set(LetterText.objects.values_list("translation_key", flat=True))
    assert keys == {german.appeal.letter_key}


@pytest.mark.parametrize(
    ("role", "languages", "expected"),
    [
        (EDITOR, None, None),
        (REVIEWER, None, None),
        (REVIEWER, ["fr"], {"fr"}),
        (TRANSLATOR, ["tr", "fr"], {"tr", "fr"}),
        (TRANSLATOR, [], set()),
        (TRANSLATOR, None, set()),
    ],
)
def test_each_person_submits_into_their_own_languages(
    german: LetterText, role: str, languages: list[str] | None, expected: set[str] | None
) -> None:
    browser = browser_of(person(role, languages=languages))
    everything = set(Locale.objects.values_list("language_code", flat=True)) - {"de"}

    found = offered(browser, submit_address(german))
    browser.post(submit_address(german), {"locales": [locale("fa")]})

    assert found == (everything if expected is None else expected)
    assert Translation.objects.count() == (1 if expected is None else 0)


@pytest.mark.parametrize("role", [RESEARCHER, DISPATCHER])
def test_others_submit_nothing(german: LetterText, role: str) -> None:
    browser = browser_of(person(role))

    assert refused(browser, submit_address(german), locales=[locale("tr")])
    assert Translation.objects.count() == 0


def test_submitting_says_where_it_went(editor: Client, german: LetterText) -> None:
    answer = editor.post(submit_address(german), {"locales": [locale("tr")]}, follow=True)

    assert len(said(answer)) == 1
    assert answer.redirect_chain[-1][0] == step("desk", Translation.objects.get())
