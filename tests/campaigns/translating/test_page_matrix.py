"""Pages by language."""

from typing import Any

import pytest
from wagtail.models import Page
from wagtail_localize.models import Translation
from wagtail_localize.operations import translate_object

from campaigns.enums import TranslationState as State
from campaigns.translating.page_matrix import cell_of, page_rows
from campaigns.translating.segments import segments_of
from campaigns.translating.strings import save_string
from tests.factories.sites import Tree, case_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def english(tree: Tree) -> Translation:
    """A German case page, submitted into English."""
    page = case_page(tree)
    translate_object(page, [tree.homes["en"].locale])
    return Translation.objects.get(source__object_id=page.translation_key)


def row_of(translation: Translation) -> Any:
    [row] = page_rows(Page.objects.filter(translation_key=translation.source.object_id))
    return row


def test_page_is_there_missing_and_in_progress(english: Translation) -> None:
    row = row_of(english)

    states = {code: cell.state for code, cell in row.cells.items()}
    assert (row.source, list(states)) == ("de", ["de", "en", "fr", "ar"])
    assert states["de"] == State.SOURCE
    assert states["en"] == State.IN_PROGRESS
    assert states["fr"] == states["ar"] == State.MISSING


def test_published_page_is_approved_until_its_source_changes(
    english: Translation, translator: Any, django_capture_on_commit_callbacks: Any
) -> None:
    for segment in segments_of(english):
        save_string(english, segment, segment.source, person=translator)
    assert cell_of(english).state == State.COMPLETE
    with django_capture_on_commit_callbacks(execute=True):
        english.save_target(publish=True)
    assert cell_of(english).state == State.APPROVED

    page = english.source.get_source_instance()
    page.summary = "Seit Juni in Haft."
    with django_capture_on_commit_callbacks(execute=True):
        page.save_revision().publish()

    assert cell_of(english).state == State.BEHIND


@pytest.mark.parametrize("pages", [1, 3])
def test_queries_do_not_grow(tree: Tree, pages: int, django_assert_num_queries: Any) -> None:
    for _number in range(pages):
        translate_object(case_page(tree), [tree.homes["en"].locale])

    with django_assert_num_queries(5):
        page_rows(Page.objects.all())
