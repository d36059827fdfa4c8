"""Whom letters and pages tell of, and whether they may go to a third party."""

from typing import Any

import pytest
from wagtail.models import Locale
from wagtail_localize.models import Translation
from wagtail_localize.operations import translate_object

from campaigns.models import Case
from campaigns.translating.subjects import appeal_of, cases_of, may_leave_the_house
from tests.factories.records import CaseFactory
from tests.factories.sites import Tree, case_page, standard_page, success_page

pytestmark = pytest.mark.django_db


def submitted(page: Any) -> Translation:
    """Into French; again for a page that was submitted before."""
    translate_object(page, [Locale.objects.get(language_code="fr")])
    return Translation.objects.get(source__object_id=page.translation_key)


def allow(**which: Any) -> None:
    Case.objects.filter(**which).update(may_leave_for_machines=True)


def test_letter_tells_of_the_case_of_its_appeal(german: Any, turkish: Translation) -> None:
    assert appeal_of(turkish) == german.appeal
    assert cases_of(turkish) == [german.appeal.case]


def test_letter_leaves_when_its_case_allows_that(turkish: Translation) -> None:
    assert may_leave_the_house(turkish) is False

    allow()

    assert may_leave_the_house(turkish) is True


def test_page_of_a_case_leaves_when_the_case_allows_that(tree: Tree) -> None:
    page = case_page(tree)
    translation = submitted(page)
    assert (cases_of(translation), may_leave_the_house(translation)) == ([page.case], False)

    allow()

    assert may_leave_the_house(translation) is True


def test_story_leaves_when_every_case_it_tells_of_allows_that(tree: Tree) -> None:
    first, second = CaseFactory(status="closed"), CaseFactory(status="closed")
    translation = submitted(success_page(tree, first, further_cases=[("case", second)]))
    allow(pk=first.pk)
    assert may_leave_the_house(translation) is False

    allow(pk=second.pk)

    assert set(cases_of(translation)) == {first, second}
    assert may_leave_the_house(translation) is True


def test_story_without_a_case_stays_for_nobody_could_allow_it(tree: Tree) -> None:
    story = success_page(tree, CaseFactory(status="closed"))
    story.case = None
    story.save()

    assert may_leave_the_house(submitted(story)) is False


def test_page_that_tells_of_nobody_may_leave(tree: Tree) -> None:
    page = standard_page(tree)

    assert (cases_of(submitted(page)), may_leave_the_house(submitted(page))) == ([], True)
