"""Writing a string: what is kept, what is refused, what history remembers."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from wagtail_localize.models import StringTranslation, Translation

from campaigns.enums import EditKind, SegmentState
from campaigns.models import StringEdit, TranslationTask
from campaigns.translating.segments import Segment, segments_of
from campaigns.translating.strings import save_string
from tests.factories.translations import submit

pytestmark = pytest.mark.django_db


def segment(translation: Translation, field: str = "subject") -> Segment:
    return next(each for each in segments_of(translation) if each.field == field)


def states(translation: Translation) -> list[SegmentState]:
    return [each.state for each in segments_of(translation)]


def edits(translation: Translation) -> list[tuple[str, str, Any]]:
    rows = StringEdit.objects.filter(translation=translation).order_by("pk")
    return [(row.kind, row.target, row.person) for row in rows]


def test_submitted_letter_has_a_segment_for_each_block_in_order(turkish: Translation) -> None:
    fields = [each.field for each in segments_of(turkish)]

    assert fields == ["subject", "salutation", "paragraphs", "paragraphs", "closing"]
    assert states(turkish) == [SegmentState.MISSING] * 5


def test_segments_take_four_queries(turkish: Translation, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(4):
        segments_of(turkish)


def test_text_is_stored_and_read_as_it_was_typed(turkish: Translation, translator: Any) -> None:
    text = "Bir & iki\r\nüç <dört>"

    save_string(turkish, segment(turkish, "closing"), text, person=translator)

    stored = segment(turkish, "closing")
    assert (stored.target, stored.state) == ("Bir & iki\nüç <dört>", SegmentState.DONE)
    assert stored.changed_by == translator.pk


def test_persian_joiners_survive(german: Any, translator: Any) -> None:
    persian = submit(german, "fa")

    save_string(persian, segment(persian, "closing"), "می\u200cخواهم", person=translator)

    assert segment(persian, "closing").target == "می\u200cخواهم"


def test_machine_waits_for_a_person(turkish: Translation, translator: Any) -> None:
    first = segment(turkish, "salutation")
    save_string(turkish, first, "Sayın Bakan,", person=None, kind=EditKind.MACHINE, tool="x")
    assert segment(turkish, "salutation").state == SegmentState.MACHINE

    save_string(turkish, first, "Sayın Bakan,", person=translator, kind=EditKind.CONFIRMED)

    assert segment(turkish, "salutation").state == SegmentState.DONE
    assert edits(turkish) == [
        ("machine", "Sayın Bakan,", None),
        ("confirmed", "Sayın Bakan,", translator),
    ]


def test_same_text_again_leaves_author_and_history_alone(
    turkish: Translation, translator: Any, admin_user: Any
) -> None:
    save_string(turkish, segment(turkish), "*Anna* için", person=translator)

    save_string(turkish, segment(turkish), "*Anna* için", person=admin_user)

    assert segment(turkish).changed_by == translator.pk
    assert len(edits(turkish)) == 1


def test_refused_text_leaves_what_was_there(turkish: Translation, translator: Any) -> None:
    save_string(turkish, segment(turkish), "*Anna* için", person=translator)

    with pytest.raises(ValidationError) as refused:
        save_string(turkish, segment(turkish), "*Anna için", person=translator)

    assert list(refused.value.message_dict) == ["target"]
    assert segment(turkish).target == "*Anna* için"


def test_emptied_text_is_missing_again(turkish: Translation, translator: Any) -> None:
    save_string(turkish, segment(turkish), "*Anna* için", person=translator)

    save_string(turkish, segment(turkish), "  ", person=translator)

    assert segment(turkish).state == SegmentState.MISSING
    assert StringTranslation.objects.count() == 0
    assert edits(turkish)[-1] == ("cleared", "", translator)


def test_change_takes_a_handed_in_translation_back(turkish: Translation, translator: Any) -> None:
    task = TranslationTask.objects.create(
        translation=turkish, handed_in_on=timezone.now(), handed_in_by=translator
    )

    save_string(turkish, segment(turkish), "*Anna* için", person=translator)

    task.refresh_from_db()
    assert (task.handed_in_on, task.handed_in_by) == (None, None)


@pytest.mark.parametrize("text", ["Bir\x00", "\x1b[1m", "\x7f"])
def test_control_characters_are_refused(turkish: Translation, translator: Any, text: str) -> None:
    with pytest.raises(ValidationError) as refused:
        save_string(turkish, segment(turkish, "closing"), text, person=translator)

    assert list(refused.value.message_dict) == ["target"]
    assert StringTranslation.objects.count() == 0
