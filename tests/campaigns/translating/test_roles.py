"""Who may translate and publish what."""

from typing import Any

import pytest
from django.contrib.auth import get_user_model
from wagtail.models import Locale
from wagtail_localize.models import Translation
from wagtail_localize.operations import translate_object

from campaigns.roles import DISPATCHER, EDITOR, RESEARCHER, REVIEWER, TRANSLATOR
from campaigns.translating.roles import (
    languages_of,
    may_edit_source,
    may_publish,
    may_translate,
)
from tests.factories.people import person
from tests.factories.sites import Tree, standard_page

pytestmark = pytest.mark.django_db

FRENCH_AND_ARABIC = ["fr", "ar"]


@pytest.fixture
def french(tree: Tree) -> Translation:
    translate_object(standard_page(tree), [Locale.objects.get(language_code="fr")])
    return Translation.objects.get()


@pytest.mark.parametrize(
    ("roles", "profile", "languages", "translates", "publishes"),
    [
        ([TRANSLATOR], ["fr"], {"fr"}, True, False),
        ([TRANSLATOR], FRENCH_AND_ARABIC, {"fr", "ar"}, True, False),
        ([TRANSLATOR], ["ar"], {"ar"}, False, False),
        ([TRANSLATOR], [], set(), False, False),
        ([TRANSLATOR], None, set(), False, False),
        ([REVIEWER], None, None, True, True),
        ([REVIEWER], [], None, True, True),
        ([REVIEWER], ["fr"], {"fr"}, True, True),
        ([REVIEWER], ["ar"], {"ar"}, False, False),
        ([TRANSLATOR, REVIEWER], ["fr"], {"fr"}, True, True),
        ([EDITOR], None, None, True, True),
        ([EDITOR], ["ar"], None, True, True),
        ([RESEARCHER], ["fr"], {"fr"}, False, False),
        ([DISPATCHER], ["fr"], {"fr"}, False, False),
        ([], ["fr"], {"fr"}, False, False),
    ],
)
def test_a_page_into_french(
    french: Translation,
    roles: list[str],
    profile: list[str] | None,
    languages: set[str] | None,
    translates: bool,
    publishes: bool,
) -> None:
    account = person(*roles, name="x", languages=profile)

    assert languages_of(account) == languages
    assert may_translate(account, french) is translates
    assert may_publish(account, french) is publishes
    assert may_edit_source(account) is (EDITOR in roles)


def test_superuser_may_everything_but_work_on_a_stopped_translation(french: Translation) -> None:
    root = get_user_model().objects.create_superuser("root")
    assert (may_translate(root, french), may_publish(root, french)) == (True, True)

    french.enabled = False

    assert (may_translate(root, french), may_publish(root, french)) == (False, False)


def test_account_that_was_closed_may_nothing(french: Translation) -> None:
    account = person(EDITOR)
    account.is_active = False

    assert (may_translate(account, french), may_publish(account, french)) == (False, False)


def test_languages_take_one_query(django_assert_num_queries: Any) -> None:
    account = person(TRANSLATOR, languages=["fr", "tr", "fa"])
    account.has_perm("x")

    with django_assert_num_queries(1):
        languages_of(account)
