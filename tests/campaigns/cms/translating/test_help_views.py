"""Questions, answers and earlier wordings, posted from below a segment."""

from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse
from wagtail_localize.models import Translation

from campaigns.enums import EditKind
from campaigns.models import SegmentComment, StringEdit
from campaigns.translating.memory import memory_for
from campaigns.translating.segments import Segment, segments_of
from campaigns.translating.strings import save_string
from tests.factories.appeals import letter_text
from tests.factories.records import AppealFactory
from tests.factories.translations import put_strings, submit

pytestmark = pytest.mark.django_db

HOME = "/admin/"


def at(name: str, *args: Any) -> str:
    return reverse(f"campaign_translations:{name}", args=args)


def closing(translation: Translation) -> Segment:
    return segments_of(translation)[4]


def ask(client: Client, translation: Translation, text: str, **more: Any) -> Any:
    address = at("comment", translation.pk, closing(translation).pk)
    return client.post(address, {"comment": text, "next": HOME, **more})


def texts() -> list[tuple[str, str | None]]:
    rows = SegmentComment.objects.select_related("answer_to")
    return [(each.text, each.answer_to.text if each.answer_to else None) for each in rows]


def test_question_and_answer_are_kept_and_lead_back_to_the_segment(
    at_work: Client, turkish: Translation
) -> None:
    answer = ask(at_work, turkish, "Warum?")
    ask(at_work, turkish, "Darum.", answer_to=SegmentComment.objects.get().pk)

    assert (answer.status_code, answer.url) == (302, f"{HOME}#segment-{closing(turkish).pk}")
    assert texts() == [("Warum?", None), ("Darum.", "Warum?")]


def test_empty_question_is_refused_with_a_sentence(
    at_work: Client, turkish: Translation, english: None
) -> None:
    answer = ask(at_work, turkish, "  ")

    said = [str(each) for each in get_messages(answer.wsgi_request)]
    assert (said, texts()) == (["Write what you would like to know."], [])


@pytest.mark.parametrize("question", ["999", "x", "-1", "9" * 5_000])
def test_answer_to_nothing_is_not_found(
    at_work: Client, turkish: Translation, question: str
) -> None:
    assert ask(at_work, turkish, "Ja", answer_to=question).status_code == 404


def test_question_is_settled(at_work: Client, turkish: Translation) -> None:
    ask(at_work, turkish, "Warum?")
    question = SegmentComment.objects.get()

    answer = at_work.post(at("settle", question.pk), {"next": HOME})

    question.refresh_from_db()
    assert question.settled_on is not None
    assert answer.url == f"{HOME}#segment-{closing(turkish).pk}"


def test_foreign_address_to_go_back_to_is_not_followed(
    at_work: Client, turkish: Translation
) -> None:
    answer = ask(at_work, turkish, "Warum?", next="https://evil.example/")

    assert answer.url == HOME


def test_word_to_go_back_to_is_an_address_not_the_name_of_a_view(
    at_work: Client, turkish: Translation
) -> None:
    answer = ask(at_work, turkish, "Warum?", next="foo")

    assert (answer.status_code, texts()) == (302, [("Warum?", None)])


def test_earlier_wording_is_taken_again(
    at_work: Client, turkish: Translation, translator: Any
) -> None:
    for text in ("Bir", "İki"):
        save_string(turkish, closing(turkish), text, person=None)
    first = StringEdit.objects.get(target="Bir")

    at_work.post(at("restore", first.pk), {"next": HOME})

    assert (closing(turkish).target, closing(turkish).changed_by) == ("Bir", translator.pk)


def test_emptied_wording_is_refused_with_a_sentence(
    at_work: Client, turkish: Translation, english: None
) -> None:
    for text in ("Bir", ""):
        save_string(turkish, closing(turkish), text, person=None)

    answer = at_work.post(at("restore", StringEdit.objects.first().pk), {"next": HOME})

    said = [str(each) for each in get_messages(answer.wsgi_request)]
    assert said == ["There was no text at that time."]


def remembered(turkish: Translation, place: int) -> str:
    """The address that takes what an earlier letter says for a segment."""
    earlier = submit(letter_text(AppealFactory(), "de"), "tr")
    put_strings(earlier)
    segment = segments_of(turkish)[place]
    [suggestion] = memory_for(turkish, [segment])[segment.pk]
    return at("use", turkish.pk, segment.pk, suggestion.pk)


def test_earlier_translation_is_saved_as_such(
    at_work: Client, turkish: Translation, translator: Any
) -> None:
    answer = at_work.post(remembered(turkish, 4), {"next": HOME})

    assert answer.url == f"{HOME}#segment-{closing(turkish).pk}"
    assert closing(turkish).target == "Saygılarımla,"
    edit = StringEdit.objects.get()
    assert (edit.kind, edit.person) == (EditKind.MEMORY, translator)


def test_earlier_translation_with_a_name_to_fill_in_is_not_saved(
    at_work: Client, turkish: Translation
) -> None:
    assert at_work.post(remembered(turkish, 2), {"next": HOME}).status_code == 404
    assert StringEdit.objects.count() == 0


def test_nobody_else_may_ask_settle_restore_or_use(
    stranger: Client, turkish: Translation, english: None
) -> None:
    save_string(turkish, closing(turkish), "Bir", person=None)
    context = closing(turkish).context
    question = SegmentComment.objects.create(translation=turkish, context_id=context, text="?")
    addresses = [
        at("comment", turkish.pk, closing(turkish).pk),
        at("settle", question.pk),
        at("restore", StringEdit.objects.get().pk),
        remembered(turkish, 4),
    ]

    answers = [stranger.post(each, {"comment": "x", "next": HOME}) for each in addresses]

    assert [each.url for each in answers] == [HOME] * 4
    assert texts() == [("?", None)]
    question.refresh_from_db()
    assert question.settled_on is None
    assert closing(turkish).target == "Bir"
    assert StringEdit.objects.count() == 1


def test_translator_of_another_language_may_not_write(
    at_work: Client, german: Any, english: None
) -> None:
    georgian = submit(german, "ka")

    assert ask(at_work, georgian, "?").url == HOME
    assert texts() == []


def test_looking_changes_nothing(at_work: Client, turkish: Translation) -> None:
    addresses = [at("comment", turkish.pk, closing(turkish).pk), at("settle", 1), at("restore", 1)]

    assert [at_work.get(each).status_code for each in addresses] == [405] * 3


def test_segment_of_another_letter_is_not_found(at_work: Client, turkish: Translation) -> None:
    other = submit(letter_text(AppealFactory(), "de"), "tr")
    address = at("comment", turkish.pk, closing(other).pk)

    assert at_work.post(address, {"comment": "?"}).status_code == 404
