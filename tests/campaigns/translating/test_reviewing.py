"""Hand in, send back, publish: who may, what is refused, and what becomes of it."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from django.utils import translation as language
from wagtail_localize.models import StringTranslation, Translation

from campaigns.enums import EditKind
from campaigns.models import Case, LetterText, LetterVersion, SegmentComment, TranslationTask
from campaigns.roles import EDITOR, REVIEWER, TRANSLATOR
from campaigns.translating import reviewing
from campaigns.translating.reviewing import OwnEditError, hand_in, publish, send_back
from tests.factories.appeals import BLOCKS, letter_text
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


def served(translation: Translation) -> list[str]:
    versions = LetterVersion.objects.filter(language=translation.target_locale.language_code)
    return [each.letter_blocks.closing for each in versions.order_by("pk")]


def refusal(step: Any, *args: Any) -> list[str]:
    with pytest.raises(ValidationError) as error:
        step(*args)
    return error.value.messages


# Publishing


def test_what_a_translator_wrote_a_reviewer_publishes(
    turkish: Translation, translator: Any, reviewer: Any
) -> None:
    write(turkish, translator)
    hand_in(turkish, translator)

    text = publish(turkish, reviewer)

    version = LetterVersion.objects.get(language="tr")
    assert (text.live, version.letter_blocks, version.approved_by) == (True, BLOCKS["tr"], reviewer)
    assert TranslationTask.objects.get().handed_in_on is None


def test_what_is_open_is_refused_by_name(
    turkish: Translation, translator: Any, reviewer: Any
) -> None:
    write(turkish, translator)
    strings = StringTranslation.objects
    strings.filter(context__path="subject").delete()
    strings.filter(context__path="salutation").update(has_error=True)
    strings.filter(context__path="closing").update(translation_type="machine")

    assert refusal(publish, turkish, reviewer) == [
        "Subject: not translated yet.",
        "Salutation: refused. Write it anew.",
        "Closing: by a machine, and nobody has confirmed it.",
    ]
    assert (served(turkish), LetterText.objects.filter(live=True).count()) == ([], 1)


def test_machine_counts_once_a_person_has_confirmed_it(
    turkish: Translation, translator: Any, reviewer: Any
) -> None:
    write(turkish, None, kind=EditKind.MACHINE)
    assert len(refusal(publish, turkish, reviewer)) == 5

    write(turkish, translator, kind=EditKind.CONFIRMED)
    publish(turkish, reviewer)

    assert served(turkish) == ["Saygılarımla,"]


def test_closed_gate_leaves_everything_as_it_was(
    turkish: Translation, translator: Any, reviewer: Any
) -> None:
    write(turkish, translator)
    publish(turkish, reviewer)
    write(turkish, translator, blocks=broken())

    [said] = refusal(publish, turkish, reviewer)

    text = turkish.get_target_instance()
    assert said.endswith(": \ue000 (U+E000).")
    assert (text.live, text.closing, served(turkish)) == (True, "Saygılarımla,", ["Saygılarımla,"])


def test_refused_words_stay_the_translators_so_that_a_second_try_is_refused_too(
    turkish: Translation, translator: Any, reviewer: Any
) -> None:
    """wagtail-localize marks them, and then publishes the source in their place."""
    write(turkish, translator, blocks=broken())

    first, second = (refusal(publish, turkish, reviewer) for _try in range(2))

    assert first == second
    assert served(turkish) == []


def broken() -> Any:
    blocks = BLOCKS["tr"]
    return type(blocks)(blocks.subject, blocks.salutation, blocks.paragraphs, "Saygılar \ue000")


def test_who_wrote_the_newest_words_does_not_publish_them(
    turkish: Translation, translator: Any, reviewer: Any
) -> None:
    write(turkish, translator)
    write(turkish, reviewer, only="closing", blocks=other_closing())

    with pytest.raises(OwnEditError) as error:
        publish(turkish, reviewer)

    assert error.value.messages == [
        "You have written some of these words yourself. "
        "Somebody else has to publish them. (Closing)"
    ]
    publish(turkish, person(REVIEWER, name="second"))
    assert served(turkish) == ["Saygılar,"]


def other_closing() -> Any:
    blocks = BLOCKS["tr"]
    return type(blocks)(blocks.subject, blocks.salutation, blocks.paragraphs, "Saygılar,")


@pytest.mark.parametrize("role", ["editor", "superuser"])
def test_nobody_is_above_four_eyes(turkish: Translation, role: str) -> None:
    accounts = get_user_model().objects
    account = accounts.create_superuser("root") if role == "superuser" else person(EDITOR)
    write(turkish, account)

    with pytest.raises(OwnEditError):
        publish(turkish, account)

    assert served(turkish) == []


def test_house_of_one_person_can_do_without(turkish: Translation, settings: Any) -> None:
    settings.CAMPAIGNS = {**settings.CAMPAIGNS, "FOUR_EYES": False}
    editor = person(EDITOR)
    write(turkish, editor)

    publish(turkish, editor)

    assert served(turkish) == ["Saygılarımla,"]


def test_words_that_somebody_else_published_already_are_not_in_the_way(
    turkish: Translation, translator: Any, reviewer: Any
) -> None:
    write(turkish, reviewer, only="closing")
    write(turkish, translator)
    publish(turkish, person(REVIEWER, name="second"))
    write(turkish, translator, only="closing", blocks=other_closing())

    publish(turkish, reviewer)

    assert served(turkish) == ["Saygılarımla,", "Saygılar,"]


def test_version_is_written_once_and_the_text_never_goes_offline(
    turkish: Translation, translator: Any, reviewer: Any
) -> None:
    write(turkish, translator)
    publish(turkish, reviewer)

    publish(turkish, reviewer)

    assert served(turkish) == ["Saygılarımla,"]
    assert turkish.get_target_instance().live is True


@pytest.mark.parametrize("role", [TRANSLATOR, EDITOR, "nobody", "stranger"])
def test_who_may_publish(turkish: Translation, translator: Any, role: str) -> None:
    write(turkish, translator)
    account = {
        TRANSLATOR: lambda: person(TRANSLATOR, name="x", languages=["tr"]),
        EDITOR: lambda: person(EDITOR),
        "nobody": lambda: person(name="nobody"),
        "stranger": lambda: person(REVIEWER, languages=["fa"]),
    }[role]()

    if role == EDITOR:
        publish(turkish, account)
    else:
        with pytest.raises(PermissionDenied):
            publish(turkish, account)

    assert served(turkish) == (["Saygılarımla,"] if role == EDITOR else [])


def test_deleted_source_is_refused_and_what_serves_stays(
    german: LetterText, turkish: Translation, translator: Any, reviewer: Any, settings: Any
) -> None:
    settings.WAGTAILLOCALIZE_DISABLE_ON_DELETE = True
    write(turkish, translator)
    publish(turkish, reviewer)
    german.delete()
    turkish.enabled = True
    turkish.save()

    assert refusal(publish, turkish, reviewer) == [
        "The source of this translation has been deleted."
    ]
    assert served(turkish) == ["Saygılarımla,"]


def test_locked_text_is_neither_written_handed_in_nor_published(
    turkish: Translation, translator: Any, reviewer: Any
) -> None:
    write(turkish, translator)
    target = turkish.get_target_instance()
    target.locked, target.locked_by, target.locked_at = True, person(EDITOR), timezone.now()
    target.save()
    locked = ["This text is locked. Ask for it to be unlocked first."]

    assert refusal(write, turkish, translator) == locked
    assert refusal(hand_in, turkish, translator) == locked
    assert refusal(publish, turkish, reviewer) == locked
    assert served(turkish) == []


# Handing in and sending back


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
