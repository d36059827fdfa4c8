"""What stood for a segment before, and taking it again."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from wagtail_localize.models import Translation

from campaigns.models import LetterText, StringEdit
from campaigns.translating.history import SHOWN, history_for, restore
from campaigns.translating.segments import Segment, segments_of
from campaigns.translating.strings import save_string
from tests.factories.translations import sync

pytestmark = pytest.mark.django_db


def closing(translation: Translation) -> Segment:
    return segments_of(translation)[4]


def write(translation: Translation, *texts: str, person: Any = None) -> list[StringEdit]:
    for text in texts:
        save_string(translation, closing(translation), text, person=person)
    return list(StringEdit.objects.filter(translation=translation))


def test_edits_of_each_segment_come_newest_first_with_their_author(
    turkish: Translation, translator: Any
) -> None:
    write(turkish, "Bir", "İki", person=translator)
    segments = segments_of(turkish)

    found = history_for(turkish, segments)

    edits = [[(each.target, each.person) for each in found[one.pk]] for one in segments]
    assert edits == [[], [], [], [], [("İki", translator), ("Bir", translator)]]


def test_history_takes_one_query_and_shows_the_last_edits(
    turkish: Translation, django_assert_num_queries: Any
) -> None:
    write(turkish, *(f"Metin {number}" for number in range(SHOWN + 1)))
    segments = segments_of(turkish)

    with django_assert_num_queries(1):
        found = history_for(turkish, segments)

    assert len(found[segments[4].pk]) == SHOWN
    with django_assert_num_queries(1):
        history_for(turkish, segments[4:])


def test_history_keeps_the_source_as_it_was(german: LetterText, turkish: Translation) -> None:
    write(turkish, "Saygılarımla,")
    german.closing = "Hochachtungsvoll"
    german.save()
    sync(german)

    found = history_for(turkish, [closing(turkish)])

    now = closing(turkish)
    assert [each.source for each in found[now.pk]] == ["Mit freundlichen Grüßen"]
    assert now.source == "Hochachtungsvoll"


def test_earlier_wording_is_taken_again_as_a_new_edit(
    turkish: Translation, translator: Any
) -> None:
    edits = write(turkish, "Bir", "İki")

    restore(edits[1], translator)

    assert (closing(turkish).target, closing(turkish).changed_by) == ("Bir", translator.pk)
    targets = StringEdit.objects.filter(translation=turkish).values_list("target", flat=True)
    assert list(targets) == ["Bir", "İki", "Bir"]


def test_emptied_text_cannot_be_taken_again(
    turkish: Translation, translator: Any, english: None
) -> None:
    edits = write(turkish, "Bir", "")

    with pytest.raises(ValidationError) as refused:
        restore(edits[0], translator)

    assert refused.value.message_dict == {"target": ["There was no text at that time."]}


def test_wording_of_a_paragraph_that_is_gone_cannot_be_taken_again(
    german: LetterText, turkish: Translation, translator: Any, english: None
) -> None:
    save_string(turkish, segments_of(turkish)[3], "Dilerim.", person=translator)
    german.paragraphs = [("paragraph", "Neu")]
    german.save()
    sync(german)

    with pytest.raises(ValidationError) as refused:
        restore(StringEdit.objects.get(), translator)

    assert refused.value.message_dict == {"target": ["The source no longer has this text."]}
