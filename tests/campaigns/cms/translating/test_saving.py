"""Saving a segment: stored, refused at its field, or told that somebody else was quicker."""

from typing import Any

import pytest
from django.test import Client
from wagtail_localize.models import Translation
from wagtail_localize.operations import translate_object

from campaigns.enums import EditKind, SegmentState
from campaigns.models import LetterText, StringEdit
from campaigns.translating.strings import save_string
from tests.campaigns.cms.accounts import editor
from tests.campaigns.cms.translating.visits import address, segment, send
from tests.factories.appeals import letter_text
from tests.factories.records import AppealFactory
from tests.factories.sites import Tree, case_page
from tests.factories.translations import submit, sync

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]

JOINED = "می\u200cخواهم"


def stored(translation: Translation, field: str = "salutation") -> tuple[str, SegmentState]:
    at = segment(translation, field)
    return at.target, at.state


def test_text_is_stored_and_the_head_told_anew(desk: Client, turkish: Translation) -> None:
    told = send(desk, turkish, segment(turkish), "Sayın Bakan,").json()

    now = segment(turkish)
    assert (now.target, now.state) == ("Sayın Bakan,", SegmentState.DONE)
    assert (told["text"], told["changed"]) == (now.target, now.changed_on.isoformat())
    assert (told["state"], "1 of 5" in told["head"]) == ("done", True)


def test_without_a_script_one_comes_back_to_the_segment(desk: Client, turkish: Translation) -> None:
    at = segment(turkish)
    response = send(desk, turkish, at, "Sayın Bakan,", script=False)

    assert response.url == f"{address('desk', turkish)}#segment-{at.pk}"
    assert stored(turkish) == ("Sayın Bakan,", SegmentState.DONE)


def test_persian_joiner_and_line_breaks_survive_the_form(desk: Client, german: LetterText) -> None:
    persian = submit(german, "fa")
    send(desk, persian, segment(persian, "closing"), f"{JOINED}\r\n{JOINED}", script=False)

    assert stored(persian, "closing") == (f"{JOINED}\n{JOINED}", SegmentState.DONE)
    html = desk.get(address("desk", persian)).content.decode()
    assert html.count(f"{JOINED}\n{JOINED}</textarea>") == 1


def test_refused_text_comes_back_at_its_field_with_the_reason(
    desk: Client, turkish: Translation
) -> None:
    at = segment(turkish, "paragraphs")
    reason = "A * has no partner. Bold is marked with one * before and one after."

    told = send(desk, turkish, at, "*Anna Berger tutuklu")
    page = send(desk, turkish, at, "*Anna Berger tutuklu", script=False)

    assert (told.status_code, told.json()) == (422, {"messages": [reason]})
    row = next(row for row in page.context["rows"] if row.segment.pk == at.pk)
    assert (page.status_code, row.text, row.refused.messages) == (
        422,
        "*Anna Berger tutuklu",
        [reason],
    )
    assert page.content.decode().count('aria-invalid="true"') == 1
    assert stored(turkish, "paragraphs") == ("", SegmentState.MISSING)


def test_who_was_slower_sees_both_texts_and_may_replace(
    desk: Client, turkish: Translation, admin_user: Any
) -> None:
    before = segment(turkish)
    save_string(turkish, before, "Sayın Adalet Bakanı,", person=admin_user)

    told = send(desk, turkish, before, "Sayın Bakan,")
    page = send(desk, turkish, before, "Sayın Bakan,", script=False)

    now = segment(turkish)
    assert (told.status_code, told.json()["text"]) == (409, "Sayın Adalet Bakanı,")
    assert told.json()["changed"] == now.changed_on.isoformat()
    row = next(row for row in page.context["rows"] if row.segment.pk == now.pk)
    assert (page.status_code, row.text, row.segment.target) == (
        409,
        "Sayın Bakan,",
        "Sayın Adalet Bakanı,",
    )
    send(desk, turkish, now, "Sayın Bakan,")
    assert stored(turkish) == ("Sayın Bakan,", SegmentState.DONE)


def test_answer_lost_on_the_way_is_no_other_person(desk: Client, turkish: Translation) -> None:
    """The first text was stored, the answer never came, the person typed on."""
    before = segment(turkish)
    send(desk, turkish, before, "Sayın")

    again = send(desk, turkish, before, "Sayın")
    onward = send(desk, turkish, before, "Sayın Bakan,", attempted="Sayın")

    assert (again.status_code, onward.status_code) == (200, 200)
    assert stored(turkish) == ("Sayın Bakan,", SegmentState.DONE)


def test_machine_is_confirmed_by_a_button_and_by_changing_it(
    desk: Client, turkish: Translation, translator: Any
) -> None:
    for field in ("salutation", "closing"):
        at = segment(turkish, field)
        save_string(turkish, at, "Sayın Bakan,", person=None, kind=EditKind.MACHINE, tool="x")
    send(desk, turkish, segment(turkish), "Sayın Bakan,", action="confirm")
    send(desk, turkish, segment(turkish, "closing"), "Saygılarımla,", action="confirm")

    assert stored(turkish) == ("Sayın Bakan,", SegmentState.DONE)
    edits = StringEdit.objects.filter(person=translator).order_by("pk")
    assert [edit.kind for edit in edits] == ["confirmed", "typed"]


def test_segment_of_an_earlier_source_is_gone(
    desk: Client, german: LetterText, turkish: Translation
) -> None:
    before = segment(turkish)
    german.salutation = "Sehr geehrte Frau Ministerin,"
    german.save()
    sync(german)

    told = send(desk, turkish, before, "Sayın Bakan,")
    without = send(desk, turkish, before, "Sayın Bakan,", script=False)

    assert (told.status_code, without.url) == (410, address("desk", turkish))
    assert stored(turkish) == ("", SegmentState.MISSING)


def test_segment_of_another_translation_is_gone_too(desk: Client, turkish: Translation) -> None:
    other = submit(letter_text(AppealFactory(), "de"), "tr")
    at = segment(other)

    assert send(desk, turkish, at, "Sayın Bakan,").status_code == 410
    assert StringEdit.objects.count() == 0


def test_strangers_and_links_write_nothing(
    client: Client, turkish: Translation, translator: Any
) -> None:
    at = segment(turkish)
    stranger = editor(client, "view_case")

    assert send(stranger, turkish, at, "x").status_code == 302
    client.force_login(translator)
    assert client.get(address("segment", turkish, at.pk)).status_code == 405
    assert StringEdit.objects.count() == 0


def test_marks_of_a_page_are_kept_and_no_others_let_in(reviewer: Client, tree: Tree) -> None:
    page = case_page(tree, body=[("text", "<p>Am <b>Morgen</b></p>")])
    translate_object(page, [tree.homes["fr"].locale])
    french = Translation.objects.get(target_locale=tree.homes["fr"].locale)
    at = segment(french, "body")

    texts = ("Au matin", "<b>Au</b><script>x</script>", "Au <b>matin</b>")
    answers = [send(reviewer, french, at, text) for text in texts]

    assert (at.source, [answer.status_code for answer in answers]) == (
        "Am <b>Morgen</b>",
        [422, 422, 200],
    )
    assert stored(french, "body") == ("Au <b>matin</b>", SegmentState.DONE)


def test_machine_without_an_engine_is_not_offered(desk: Client, turkish: Translation) -> None:
    html = desk.get(address("desk", turkish)).content.decode()

    assert address("machine", turkish) not in html
    desk.post(address("machine", turkish))
    assert StringEdit.objects.count() == 0
