"""Handing in and sending back: who may, what is refused and what is only reported."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import translation as language
from wagtail_localize.models import Translation

from campaigns.models import Case, LetterText, SegmentComment, TranslationTask
from campaigns.roles import REVIEWER, TRANSLATOR
from campaigns.translating import reviewing
from campaigns.translating.reviewing import hand_in, publish, send_back
from tests.campaigns.translating.reviews import broken, refusal
from tests.factories.appeals import letter_text
from tests.factories.people import person
from tests.factories.records import AppealFactory
from tests.factories.translating import write
from tests.factories.translations import submit

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    with language.override("en"):
        yield


@pytest.fixture
def german() -> LetterText:
    return letter_text(AppealFactory(), "de")


@pytest.fixture
def turkish(german: LetterText) -> Translation:
    return submit(german, "tr")


@pytest.fixture
def translator() -> Any:
    return person(TRANSLATOR, languages=["tr"])


@pytest.fixture
def reviewer() -> Any:
    return person(REVIEWER)


def test_unfinished_translation_is_not_handed_in(turkish: Translation, translator: Any) -> None:
    write(turkish, translator, only="subject")

    assert len(refusal(hand_in, turkish, translator)) == 4
    assert TranslationTask.objects.count() == 0


def test_words_that_cannot_be_sent_are_not_handed_in(turkish: Translation, translator: Any) -> None:
    write(turkish, translator, blocks=broken())

    with pytest.raises(ValidationError) as error:
        hand_in(turkish, translator)

    assert list(error.value.message_dict) == ["closing"]


def test_what_only_an_editor_can_mend_is_reported_and_does_not_hold_it_up(
    turkish: Translation, translator: Any
) -> None:
    write(turkish, translator)
    Case.objects.update(review_due="2020-01-01")

    [said] = hand_in(turkish, translator)

    assert said.startswith("The safety review of")
    task = TranslationTask.objects.get()
    assert (task.handed_in_by, task.handed_in_on is None) == (translator, False)


def test_secret_name_is_not_found_out_by_handing_in(turkish: Translation, translator: Any) -> None:
    Case.objects.update(legal_name="Mayıs")
    write(turkish, translator)

    assert hand_in(turkish, translator) == []


def test_secret_name_is_refused_at_publishing(
    turkish: Translation, translator: Any, reviewer: Any
) -> None:
    Case.objects.update(legal_name="Saygılarımla")
    write(turkish, translator)

    assert refusal(publish, turkish, reviewer) == ["A name that must stay secret stands here."]


def test_only_translators_of_the_language_hand_in(turkish: Translation, translator: Any) -> None:
    write(turkish, translator)

    with pytest.raises(PermissionDenied):
        hand_in(turkish, person(TRANSLATOR, name="x", languages=["fa"]))


def test_sent_back_with_a_reason(turkish: Translation, translator: Any, reviewer: Any) -> None:
    write(turkish, translator)
    hand_in(turkish, translator)

    send_back(turkish, reviewer, " Zu förmlich. ")

    comment = SegmentComment.objects.get()
    assert (comment.text, comment.person) == ("Zu förmlich.", reviewer)
    assert comment.context.path == "subject"
    assert TranslationTask.objects.get().handed_in_on is None


@pytest.mark.parametrize("why", ["", "   ", "x" * 1001])
def test_sending_back_needs_a_reason_of_a_sane_length(
    turkish: Translation, translator: Any, reviewer: Any, why: str
) -> None:
    write(turkish, translator)
    hand_in(turkish, translator)

    with pytest.raises(ValidationError) as error:
        send_back(turkish, reviewer, why)

    assert list(error.value.message_dict) == ["why"]
    assert TranslationTask.objects.get().handed_in_on is not None


def test_what_was_not_handed_in_is_not_sent_back(turkish: Translation, reviewer: Any) -> None:
    assert refusal(send_back, turkish, reviewer, "Warum?") == [
        "This translation was not handed in."
    ]
    assert SegmentComment.objects.count() == 0


def test_those_who_want_to_know_are_told_once_it_is_done(
    turkish: Translation, translator: Any, reviewer: Any, django_capture_on_commit_callbacks: Any
) -> None:
    told: list[tuple[str, Any]] = []

    def note(name: str) -> Any:
        def receiver(sender: Any, **kwargs: Any) -> None:
            told.append((name, kwargs["person"]))

        return receiver

    names = ("handed_in", "sent_back", "published")
    receivers = {name: note(name) for name in names}
    for name, receiver in receivers.items():
        getattr(reviewing, name).connect(receiver)
    write(turkish, translator)

    with django_capture_on_commit_callbacks(execute=True):
        hand_in(turkish, translator)
        send_back(turkish, reviewer, "Noch einmal.")
        publish(turkish, reviewer)

    assert told == [("handed_in", translator), ("sent_back", reviewer), ("published", reviewer)]
