"""The draft of a desk is the letter that publishing would make."""

import pytest
from wagtail_localize.models import Translation

from campaigns.models.translation_state import translated_instance
from campaigns.translating.letter_draft import draft_of, with_typed
from campaigns.translating.segments import segments_of
from tests.factories.appeals import BLOCKS
from tests.factories.translations import put_strings

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("finished", [True, False])
def test_draft_says_what_the_translation_says(turkish: Translation, finished: bool) -> None:
    if finished:
        put_strings(turkish)
    target = turkish.get_target_instance()

    draft = draft_of(turkish, segments_of(turkish), target)

    assert draft.text.letter_blocks() == translated_instance(target).letter_blocks()
    assert draft.text.letter_blocks() == BLOCKS["tr" if finished else "de"]
    assert len(draft.missing) == (0 if finished else 5)


def test_typed_words_stand_over_stored_ones_and_emptied_ones_show_the_source(
    turkish: Translation,
) -> None:
    put_strings(turkish)
    subject, salutation, *_rest = segments_of(turkish)
    typed = with_typed(segments_of(turkish), {subject.pk: "Anna için", salutation.pk: " "})

    draft = draft_of(turkish, typed, turkish.get_target_instance())

    blocks = draft.text.letter_blocks()
    assert (blocks.subject, blocks.salutation) == ("Anna için", BLOCKS["de"].salutation)
    assert draft.missing == {salutation.pk}
    assert draft.places["paragraphs.1"] == segments_of(turkish)[3].pk
