"""Blocks: the form of a page asks for the right appeals and holds no letter."""

from types import SimpleNamespace
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from wagtail.blocks import StreamBlockValidationError

from campaigns.blocks import (
    LetterFormBlock,
    LetterParagraphsBlock,
    StoryBlock,
    form_values,
    require_appeal,
)
from campaigns.models import Appeal
from tests.factories.appeals import open_appeal
from tests.factories.records import AppealFactory, CaseFactory, today

pytestmark = pytest.mark.django_db


def words(appeal: Appeal | None = None) -> dict[str, Any]:
    return {"heading": "Schreib", "intro": "Lies.", "button": "Lesen", "appeal": appeal}


def test_form_on_a_case_page_takes_its_open_appeals_the_earliest_end_first() -> None:
    case = CaseFactory()
    later, soon = (open_appeal(case=case, closes=today(days)) for days in (9, 2))
    open_appeal(case=case, opens=today(1))
    open_appeal()

    assert LetterFormBlock().appeals_for(words(), SimpleNamespace(case=case)) == [soon, later]


def test_chosen_appeal_goes_before_those_of_the_page() -> None:
    chosen, other = open_appeal(), open_appeal()

    assert LetterFormBlock().appeals_for(words(chosen), SimpleNamespace(case=other.case)) == [
        chosen
    ]


def test_chosen_appeal_that_is_closed_leaves_the_form_empty() -> None:
    page = SimpleNamespace(case=open_appeal().case)

    assert LetterFormBlock().appeals_for(words(AppealFactory()), page) == []


@pytest.mark.parametrize("page", [None, SimpleNamespace(), SimpleNamespace(case=None)])
def test_form_without_appeal_and_case_is_empty(page: Any) -> None:
    open_appeal()

    assert LetterFormBlock().appeals_for(words(), page) == []


@pytest.mark.parametrize("count", [1, 3])
def test_appeals_of_a_form_know_their_letters_in_as_many_queries(
    django_assert_num_queries: Any, count: int
) -> None:
    case = CaseFactory()
    for _number in range(count):
        open_appeal(case=case)

    with django_assert_num_queries(3):
        appeals = LetterFormBlock().appeals_for(words(), SimpleNamespace(case=case))
        languages = [[each.language for each in appeal.signable_versions()] for appeal in appeals]

    assert languages == [["tr", "en"]] * count


def test_client_learns_where_the_chosen_appeal_is_signed() -> None:
    appeal = open_appeal()

    assert LetterFormBlock().get_api_representation(words(appeal)) == {
        "heading": "Schreib",
        "intro": "Lies.",
        "button": "Lesen",
        "appeal": str(appeal.uuid),
        "open": True,
        "url": f"/de/letters/{appeal.uuid}/",
    }


def test_site_without_pages_of_signing_names_no_address(settings: Any) -> None:
    settings.ROOT_URLCONF = "campaigns.api.urls"

    assert LetterFormBlock().get_api_representation(words(open_appeal()))["url"] is None


def test_client_learns_of_a_form_of_the_pages_case() -> None:
    shown = LetterFormBlock().get_api_representation(words())

    assert (shown["appeal"], shown["open"], shown["url"]) == (None, None, None)


def body(*blocks: tuple[str, Any]) -> Any:
    return StoryBlock().to_python([{"type": name, "value": value} for name, value in blocks])


def test_form_without_appeal_is_refused_with_what_to_do() -> None:
    with pytest.raises(ValidationError) as error:
        require_appeal(body(("heading", "x"), ("letter_form", words())))

    assert list(error.value.message_dict) == ["body"]


def test_form_with_appeal_passes() -> None:
    appeal = open_appeal()
    content = body(("heading", "x"), ("letter_form", words(appeal.pk)))

    require_appeal(content)

    assert [value["appeal"] for value in form_values(content)] == [appeal]


def test_page_has_one_form() -> None:
    twice = body(("letter_form", words()), ("letter_form", words()))

    with pytest.raises(StreamBlockValidationError):
        StoryBlock().clean(twice)


@pytest.mark.parametrize(("count", "allowed"), [(0, False), (1, True), (12, True), (13, False)])
def test_letter_has_one_to_twelve_paragraphs(count: int, allowed: bool) -> None:
    block = LetterParagraphsBlock()
    value = block.to_python([{"type": "paragraph", "value": "Text."}] * count)

    if allowed:
        assert len(block.clean(value)) == count
    else:
        with pytest.raises(StreamBlockValidationError):
            block.clean(value)


def every_block(block: Any) -> list[Any]:
    children = getattr(block, "child_blocks", {}).values()
    return [block, *[each for child in children for each in every_block(child)]]


def test_every_block_of_a_story_is_explained_and_previewed_to_editors() -> None:
    top = StoryBlock().child_blocks

    assert [name for name, block in top.items() if not block.get_description()] == []
    assert [
        name for name, block in top.items() if name != "picture" and not block.get_preview_value()
    ] == []


def test_no_letter_lives_in_a_block() -> None:
    names = {block.name for block in every_block(StoryBlock())}

    assert names & {"salutation", "closing", "paragraph", "letter"} == set()
