"""Questions about a segment: asked, answered, settled, counted."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.dispatch import Signal
from wagtail.models import Locale
from wagtail_localize.models import Translation

from campaigns.models import SegmentComment, Translator
from campaigns.translating import comments
from campaigns.translating.segments import segments_of
from tests.factories.translations import submit

pytestmark = pytest.mark.django_db


@contextmanager
def heard(signal: Signal) -> Iterator[list[SegmentComment]]:
    received: list[SegmentComment] = []

    def listen(comment: SegmentComment, **kwargs: Any) -> None:
        received.append(comment)

    signal.connect(listen)
    yield received
    signal.disconnect(listen)


@pytest.fixture
def editor(db: None) -> Any:
    return get_user_model().objects.create_superuser("editor")


@pytest.fixture
def question(turkish: Translation, translator: Any) -> SegmentComment:
    context = segments_of(turkish)[2].context
    return comments.ask(turkish, context, " Seit welchem Mai? ", translator)


def test_question_stands_at_its_segment(question: SegmentComment, turkish: Translation) -> None:
    segments = segments_of(turkish)

    found = comments.comments_for(turkish, segments)

    texts = [[each.text for each in found[one.pk]] for one in segments]
    assert texts == [[], [], ["Seit welchem Mai?"], [], []]


def test_answers_stand_below_and_an_answer_to_an_answer_too(
    question: SegmentComment, turkish: Translation, editor: Any
) -> None:
    first = comments.answer(question, "2026", editor)
    comments.answer(first, "Danke", question.person)

    found = comments.comments_for(turkish, segments_of(turkish)[2:3])

    [[asked]] = found.values()
    assert [each.text for each in asked.given] == ["2026", "Danke"]  # type: ignore[attr-defined]


@pytest.mark.parametrize("count", [1, 3])
def test_comments_take_two_queries(
    turkish: Translation, translator: Any, django_assert_num_queries: Any, count: int
) -> None:
    segments = segments_of(turkish)[:count]
    for segment in segments:
        asked = comments.ask(turkish, segment.context, "?", translator)
        comments.answer(asked, "!", translator)

    with django_assert_num_queries(2):
        found = comments.comments_for(turkish, segments)

    assert [each.person.username for one in found.values() for each in one] == ["tercüman"] * count


def test_whoever_listens_hears_of_questions_and_answers(
    turkish: Translation, translator: Any, editor: Any
) -> None:
    context = segments_of(turkish)[0].context
    with heard(comments.asked) as questions, heard(comments.answered) as answers:
        question = comments.ask(turkish, context, "?", translator)
        answer = comments.answer(question, "!", editor)

    assert (questions, answers) == ([question], [answer])


def test_settled_question_is_open_again_when_somebody_goes_on(
    question: SegmentComment, editor: Any
) -> None:
    reply = comments.answer(question, "2026", editor)
    comments.settle(reply)
    assert comments.open_comments(editor).count() == 0

    comments.answer(question, "Sicher?", question.person)

    assert list(comments.open_comments(editor)) == [question]


def test_settling_again_keeps_the_first_time(question: SegmentComment) -> None:
    comments.settle(question)
    question.refresh_from_db()
    first = question.settled_on

    comments.settle(question)

    question.refresh_from_db()
    assert first is not None
    assert question.settled_on == first


def test_translator_counts_questions_of_own_languages(
    german: Any, question: SegmentComment, translator: Any, editor: Any
) -> None:
    Translator.objects.create(user=translator).languages.set(
        Locale.objects.filter(language_code="tr")
    )
    persian = submit(german, "fa")
    other = comments.ask(persian, segments_of(persian)[0].context, "?", None)

    assert list(comments.open_comments(translator)) == [question]
    assert list(comments.open_comments(editor)) == [question, other]


@pytest.mark.parametrize("text", ["", "  \n", "x" * 1001, "a\x00b"])
def test_empty_endless_or_broken_comment_is_refused_at_its_field(
    turkish: Translation, translator: Any, text: str
) -> None:
    context = segments_of(turkish)[0].context

    with pytest.raises(ValidationError) as refused:
        comments.ask(turkish, context, text, translator)

    assert list(refused.value.message_dict) == ["text"]
    assert SegmentComment.objects.count() == 0
