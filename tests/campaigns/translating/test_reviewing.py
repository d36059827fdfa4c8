"""Hand in, send back, publish: who may, what is refused, and what becomes of it."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils import translation as language
from wagtail_localize.models import StringTranslation, Translation

from campaigns.enums import EditKind
from campaigns.models import LetterText, LetterVersion, TranslationTask
from campaigns.roles import EDITOR, REVIEWER, TRANSLATOR
from campaigns.translating.reviewing import OwnEditError, hand_in, publish
from tests.campaigns.translating.reviews import broken, refusal, served
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
