"""Setting the languages of a person who translates."""

import pytest
from django.test import Client
from wagtail.models import Locale

from campaigns.models import Translator
from campaigns.roles import ADMINISTRATOR, EDITOR, TRANSLATOR
from campaigns.translating.roles import languages_of
from tests.campaigns.cms.accounts import address
from tests.factories.people import browser_of, person

pytestmark = pytest.mark.django_db


def form(account: int, *codes: str) -> dict[str, object]:
    locales = Locale.objects.filter(language_code__in=codes)
    return {"user": account, "languages": [each.pk for each in locales], "wants_digest": "on"}


@pytest.mark.parametrize("role", [EDITOR, ADMINISTRATOR])
def test_languages_are_set_by_those_who_know_the_person(role: str) -> None:
    account = person(TRANSLATOR)
    browser = browser_of(person(role))

    browser.post(address(Translator, "add"), form(account.pk, "tr"))
    first = languages_of(account)
    browser.post(address(Translator, "edit", Translator.objects.get().pk), form(account.pk, "fa"))

    assert (first, languages_of(account)) == ({"tr"}, {"fa"})


def test_translator_opens_no_language_of_their_own() -> None:
    account = person(TRANSLATOR, languages=["tr"])
    browser = browser_of(account)
    profile = Translator.objects.get()

    browser.post(address(Translator, "edit", profile.pk), form(account.pk, "tr", "fa"))
    browser.post(address(Translator, "add"), form(account.pk, "fa"))

    assert (languages_of(account), Translator.objects.count()) == ({"tr"}, 1)


@pytest.mark.parametrize("count", [1, 3])
def test_list_takes_the_same_queries_however_many_there_are(
    client: Client, count: int, django_assert_num_queries: object
) -> None:
    for number in range(count):
        person(TRANSLATOR, name=f"t{number}", languages=["tr", "fa"])
    browser = browser_of(person(EDITOR))
    browser.get(address(Translator, "list"))

    with django_assert_num_queries(13):  # type: ignore[operator]
        answer = browser.get(address(Translator, "list"))

    assert len(answer.context["object_list"]) == count
