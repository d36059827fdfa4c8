"""Letters by language: which cells there are, what they say, at what cost."""

from typing import Any

import pytest
from django.utils import timezone

from campaigns.enums import TranslationState as State
from campaigns.models import Appeal, LetterText, TranslationTask
from campaigns.translating.letter_matrix import LetterRow, cell_of, letter_rows
from tests.factories.appeals import letter_text
from tests.factories.records import AppealFactory, OfficeHolderFactory, today
from tests.factories.translations import put_strings, submit, translated

pytestmark = pytest.mark.django_db


def only_row() -> LetterRow:
    [row] = letter_rows(Appeal.objects.all())
    return row


def states() -> dict[str, str]:
    return {code: str(cell.state) for code, cell in only_row().cells.items()}


def publish(translation: Any, callbacks: Any) -> None:
    with callbacks(execute=True):
        translation.save_target(publish=True)


def test_letter_is_needed_where_it_is_read_where_the_site_is_and_where_there_is_one(
    german: LetterText,
) -> None:
    letter_text(german.appeal, "pl", live=False)

    assert states() == {
        "tr": "missing",
        "en": "missing",
        "de": "source",
        "fr": "missing",
        "ar": "missing",
        "pl": "source",
    }
    assert only_row().source == "de"


def test_cells_of_some_languages_alone(german: LetterText) -> None:
    [row] = letter_rows(Appeal.objects.all(), {"tr", "ar"})

    assert list(row.cells) == ["tr", "ar"]


def test_translation_goes_from_missing_to_approved(
    german: LetterText, translator: Any, django_capture_on_commit_callbacks: Any
) -> None:
    turkish = submit(german, "tr")
    assert (states()["tr"], only_row().cells["tr"].strings.total) == ("in_progress", 5)

    put_strings(turkish, translation_type="machine")
    assert states()["tr"] == "machine"

    put_strings(turkish)
    assert states()["tr"] == "complete"

    task = TranslationTask.objects.create(translation=turkish, handed_in_on=timezone.now())
    assert states()["tr"] == "in_review"
    assert only_row().cells["tr"].task == task

    publish(turkish, django_capture_on_commit_callbacks)
    assert states()["tr"] == "approved"
    assert cell_of(turkish).state == State.APPROVED


def test_changed_source_leaves_the_letter_behind(
    german: LetterText, django_capture_on_commit_callbacks: Any
) -> None:
    publish(translated(german, "tr"), django_capture_on_commit_callbacks)

    german.refresh_from_db()
    german.closing = "Hochachtungsvoll"
    with django_capture_on_commit_callbacks(execute=True):
        german.save_revision().publish()

    cell = only_row().cells["tr"]
    assert (cell.state, cell.strings.done, cell.served) == (State.BEHIND, 4, True)


def test_new_office_holder_leaves_the_letter_behind(
    german: LetterText, django_capture_on_commit_callbacks: Any
) -> None:
    publish(translated(german, "tr"), django_capture_on_commit_callbacks)
    OfficeHolderFactory(authority=german.appeal.authority, valid_from=today(-1))

    assert states()["tr"] == "behind"


@pytest.mark.parametrize("appeals", [1, 3])
def test_queries_do_not_grow(appeals: int, django_assert_num_queries: Any) -> None:
    for _number in range(appeals):
        submit(letter_text(AppealFactory(), "de"), "tr")

    with django_assert_num_queries(9):
        assert len(letter_rows(Appeal.objects.all())) == appeals
