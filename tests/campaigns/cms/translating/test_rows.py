"""What stands beside a segment: marks, and what was translated before the source changed."""

from dataclasses import replace
from typing import Any

import pytest
from django.test import Client
from wagtail_localize.models import Translation

from campaigns.cms.translating.rows import Earlier, Row, earlier_of, marks_of
from campaigns.models import LetterText
from campaigns.translating.segments import segments_of
from tests.campaigns.cms.translating.visits import address, segment
from tests.factories.appeals import BLOCKS
from tests.factories.translations import put_strings, sync

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


def test_changed_segment_offers_what_was_there(
    desk: Client, german: LetterText, turkish: Translation
) -> None:
    put_strings(turkish)
    german.salutation = "Sehr geehrter Herr Justizminister,"
    german.save()
    sync(german)
    turkish.source.refresh_from_db()

    found = earlier_of(turkish, segments_of(turkish))

    earlier = Earlier(BLOCKS["de"].salutation, BLOCKS["tr"].salutation)
    assert found == {segment(turkish).pk: earlier}
    html = desk.get(address("desk", turkish)).content.decode()
    assert html.count('data-state="changed"') == 1


def test_something_else_at_the_same_place_is_not_offered(
    german: LetterText, turkish: Translation
) -> None:
    put_strings(turkish)
    german.salutation = "Exzellenz!"
    german.save()
    sync(german)

    assert earlier_of(turkish, segments_of(turkish)) == {}


def test_earlier_words_take_one_query(turkish: Translation, django_assert_num_queries: Any) -> None:
    segments = segments_of(turkish)

    with django_assert_num_queries(1):
        earlier_of(turkish, segments)


def rich(turkish: Translation, source: str) -> Any:
    return replace(segment(turkish), plain=False, source=source)


def test_marks_of_rich_text_are_told_from_words_and_stay_text(turkish: Translation) -> None:
    row = Row(rich(turkish, 'Ein <a id="a1">Wort</a> &amp; <b>fett</b>'), "Text")

    assert str(row.source) == (
        'Ein <span class="desk-mark">&lt;a id=&quot;a1&quot;&gt;</span>Wort'
        '<span class="desk-mark">&lt;/a&gt;</span> &amp;amp; '
        '<span class="desk-mark">&lt;b&gt;</span>fett<span class="desk-mark">&lt;/b&gt;</span>'
    )


@pytest.mark.parametrize(
    ("source", "marks"),
    [
        ("nichts", []),
        ("<b>a</b> <b>b</b><br/>", [("<b>", "</b>")]),
        ('<a id="a1">a</a>', [('<a id="a1">', "</a>")]),
    ],
)
def test_marks_of_the_source_are_offered_once(
    turkish: Translation, source: str, marks: list[tuple[str, str]]
) -> None:
    assert marks_of(rich(turkish, source)) == marks


def test_bold_of_a_letter_is_offered(turkish: Translation) -> None:
    assert marks_of(segment(turkish, "paragraphs")) == [("*", "*")]
    assert marks_of(segment(turkish)) == []
