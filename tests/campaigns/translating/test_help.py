"""All the help of a translation at once: complete, in a constant number of queries, shown."""

from typing import Any

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory
from wagtail_localize.models import Translation

from campaigns.models import GlossaryEntry, LetterText
from campaigns.translating.comments import answer, ask
from campaigns.translating.help import help_for
from campaigns.translating.segments import segments_of
from campaigns.translating.strings import save_string
from tests.factories.appeals import letter_text
from tests.factories.records import AppealFactory
from tests.factories.translations import put_strings, submit

pytestmark = pytest.mark.django_db


@pytest.fixture
def busy(german: LetterText, turkish: Translation, translator: Any) -> Translation:
    """A translation with something of everything on its third segment."""
    put_strings(submit(letter_text(AppealFactory(), "de"), "tr"))
    GlossaryEntry.objects.create(
        source=german.locale, target=turkish.target_locale, term="Haft", translation="tutukluluk"
    )
    third = segments_of(turkish)[2]
    question = ask(turkish, third.context, "Seit welchem Mai?", translator)
    answer(question, "2026 <b>", translator)
    save_string(turkish, third, "*Biri* tutuklu.", person=translator)
    save_string(turkish, third, "*Birisi* tutuklu & 5.", person=translator)
    return turkish


def test_everything_is_there_for_each_segment(busy: Translation) -> None:
    segments = segments_of(busy)

    found = help_for(busy, segments)

    counts = [
        (
            len(each.glossary),
            len(each.memory),
            len(each.history),
            each.open_questions,
            len(each.warnings),
        )
        for each in (found[one.pk] for one in segments)
    ]
    assert counts == [
        (0, 1, 0, 0, 0),
        (0, 1, 0, 0, 0),
        (1, 1, 2, 1, 1),
        (0, 1, 0, 0, 0),
        (0, 1, 0, 0, 0),
    ]


@pytest.mark.parametrize("count", [1, 3])
def test_queries_do_not_grow(busy: Translation, django_assert_num_queries: Any, count: int) -> None:
    segments = segments_of(busy)[:count]

    with django_assert_num_queries(12):
        help_for(busy, segments)


def shown(translation: Translation, place: int) -> str:
    segment = segments_of(translation)[place]
    found = help_for(translation, [segment])[segment.pk]
    return render_to_string(
        "campaigns/admin/translating/segment_help.html",
        {"help": found, "segment": segment, "translation": translation, "next": "/admin/x/"},
        RequestFactory().get("/"),
    )


def test_fragment_shows_what_there_is_and_escapes_it(busy: Translation) -> None:
    html = shown(busy, 2)

    pieces = ("2026 &lt;b&gt;", "tutukluluk", "Seit welchem Mai?", "Biri", 'value="/admin/x/"')
    assert [piece for piece in pieces if piece not in html] == []
    assert ("2026 <b>" in html, html.count('data-insert="*{name}* may')) == (False, 1)


def test_fragment_of_a_fresh_segment_offers_to_ask(turkish: Translation) -> None:
    html = shown(turkish, 4)

    assert (html.count("<details"), html.count("<textarea"), html.count("data-insert")) == (1, 1, 0)
