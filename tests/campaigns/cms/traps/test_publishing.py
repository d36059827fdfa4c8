"""Publishing through the desk's button and through wagtail-localize's: one and the same."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail_localize.models import StringTranslation, Translation

from campaigns.enums import EditKind
from campaigns.models import LetterText
from tests.campaigns.cms.traps.visits import refused, said, served, step, target_row
from tests.factories.translating import write

pytestmark = pytest.mark.django_db

DOORS = ["desk", "standard"]


def publish(browser: Client, translation: Translation, door: str) -> Any:
    if door == "desk":
        return browser.post(step("publish", translation), follow=True)
    return browser.post(target_row("edit", translation), {"action": "publish"}, follow=True)


def nothing(translation: Translation, author: Any) -> None:
    """0 of 5."""


def machine(translation: Translation, author: Any) -> None:
    write(translation, None, kind=EditKind.MACHINE)


def one_missing(translation: Translation, author: Any) -> None:
    write(translation, author)
    StringTranslation.objects.filter(context__path="closing").delete()


def one_by_machine(translation: Translation, author: Any) -> None:
    write(translation, author)
    StringTranslation.objects.filter(context__path="closing").update(translation_type="machine")


def one_refused(translation: Translation, author: Any) -> None:
    write(translation, author)
    StringTranslation.objects.filter(context__path="closing").update(has_error=True)


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize(
    ("state", "sentences"),
    [(nothing, 5), (machine, 5), (one_missing, 1), (one_by_machine, 1), (one_refused, 1)],
)
def test_unfinished_letter_is_refused_by_name_at_the_first_click_and_the_second(
    reviewer: Client, turkish: Translation, author: Any, state: Any, sentences: int, door: str
) -> None:
    state(turkish, author)

    first, second = (publish(reviewer, turkish, door) for _click in range(2))

    assert [len(said(first)), len(said(second))] == [sentences, sentences]
    assert (served(turkish), turkish.get_target_instance().live) == ([], False)


@pytest.mark.parametrize("door", DOORS)
def test_finished_letter_is_published(
    reviewer: Client, turkish: Translation, author: Any, door: str
) -> None:
    write(turkish, author)

    response = publish(reviewer, turkish, door)

    assert said(response) == [f"Published: {turkish.get_target_instance()}"]
    assert served(turkish) == ["Saygılarımla,"]


@pytest.mark.parametrize("door", DOORS)
def test_second_click_on_a_letter_with_a_closed_gate_does_not_fall_back_to_the_source(
    reviewer: Client, turkish: Translation, author: Any, door: str
) -> None:
    write(turkish, author)
    StringTranslation.objects.filter(context__path="closing").update(data="Saygılar \ue000")

    clicks = [said(publish(reviewer, turkish, door)) for _click in range(3)]

    assert {len(each) for each in clicks} == {1}
    assert clicks[0] == clicks[2]
    assert served(turkish) == []
    assert StringTranslation.objects.filter(has_error=True).count() == 0


@pytest.mark.parametrize("door", DOORS)
def test_one_segment_emptied_after_publishing_leaves_the_letter_that_serves(
    reviewer: Client, turkish: Translation, author: Any, door: str
) -> None:
    write(turkish, author)
    publish(reviewer, turkish, "desk")
    StringTranslation.objects.filter(context__path="closing").delete()

    publish(reviewer, turkish, door)

    text = turkish.get_target_instance()
    assert (text.live, text.closing, served(turkish)) == (True, "Saygılarımla,", ["Saygılarımla,"])


@pytest.mark.parametrize("door", DOORS)
def test_translator_does_not_publish(
    translator: Client, turkish: Translation, author: Any, door: str
) -> None:
    write(turkish, author)
    address = step("publish", turkish) if door == "desk" else target_row("edit", turkish)

    assert refused(translator, address, action="publish")
    assert served(turkish) == []


@pytest.mark.parametrize("door", DOORS)
def test_reviewer_does_not_publish_own_words(
    reviewer: Client, turkish: Translation, door: str
) -> None:
    me = reviewer.session["_auth_user_id"]
    write(turkish, None)
    StringTranslation.objects.filter(context__path="closing").update(last_translated_by=me)

    assert said(publish(reviewer, turkish, door)) == [
        "You have written some of these words yourself. "
        "Somebody else has to publish them. (Closing)"
    ]
    assert served(turkish) == []


def test_editor_of_wagtail_localize_has_no_other_way_to_write(
    editor: Client, turkish: Translation, german: LetterText
) -> None:
    """Whatever is posted to it leads to the desk, and changes nothing."""
    before = LetterText.objects.values().get(pk=turkish.get_target_instance().pk)

    response = editor.post(target_row("edit", turkish), {"subject": "X", "action-publish": "x"})

    assert response.url == step("desk", turkish)
    assert LetterText.objects.values().get(pk=before["id"]) == before


# On the way to it


def test_translator_hands_in_and_the_reviewer_sends_back(
    translator: Client, reviewer: Client, turkish: Translation, author: Any
) -> None:
    write(turkish, author)

    done = translator.post(step("hand_in", turkish), follow=True)
    back = reviewer.post(step("send_back", turkish), {"why": "Zu lang."}, follow=True)

    assert said(done) == ["Handed in. A reviewer will look at it."]
    assert said(back) == ["Sent back. Your reason stands at the first segment."]
    assert turkish.comments.get().text == "Zu lang."


def test_translator_sends_nothing_back(
    translator: Client, turkish: Translation, author: Any
) -> None:
    write(turkish, author)
    translator.post(step("hand_in", turkish))

    assert refused(translator, step("send_back", turkish), why="Nein.")
    assert turkish.comments.count() == 0


@pytest.mark.parametrize("name", ["hand_in", "send_back", "publish"])
def test_following_the_address_of_a_button_leads_to_the_desk_and_does_nothing(
    reviewer: Client, turkish: Translation, author: Any, name: str
) -> None:
    write(turkish, author)

    response = reviewer.get(step(name, turkish))

    assert (response.status_code, response.url) == (302, step("desk", turkish))
    assert served(turkish) == []


@pytest.mark.parametrize("name", ["hand_in", "send_back", "publish"])
def test_stranger_is_sent_to_the_login(client: Client, turkish: Translation, name: str) -> None:
    response = client.post(step(name, turkish))

    assert response.url.partition("?")[0] == reverse("wagtailadmin_login")
