"""An editor at work: a letter is written, refused, corrected, published; blocks show themselves."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import FrameLocator, Page

from campaigns.blocks import StoryBlock
from campaigns.letters.compose import LetterBlocks
from campaigns.models import CasePage, LetterText, LetterVersion
from tests.browser.conftest import LiveSite
from tests.browser.form import INITIALS
from tests.browser.planted import EDITOR, PASSWORD
from tests.factories.appeals import BLOCKS, letter_text

PARAGRAPHS = "textarea[name^='paragraphs-'][name$='-value']"
ADD = ".c-sf-add-button"
TEXT_NAMES = ("subject", "salutation", "closing")


@pytest.fixture
def desk(page: Page, site: LiveSite, settings: Any) -> Iterator[Page]:
    """A page on which an editor has logged in by hand; drafts are saved by hand, too.

    Wagtail saves half a second after the last key: nobody would know what a click has done.
    """
    settings.WAGTAIL_AUTOSAVE_INTERVAL = 0
    page.goto(f"{site.origin}{reverse('wagtailadmin_home')}")
    page.fill("#id_username", EDITOR)
    page.fill("#id_password", PASSWORD)
    page.press("#id_password", "Enter")
    page.wait_for_selector("#wagtail-sidebar", state="attached")
    yield page
    page.goto("about:blank")  # forms half filled in ask back otherwise


def open_new_text(desk: Page, site: LiveSite, language: str) -> None:
    add = reverse(LetterText.snippet_viewset.get_url_name("add"))
    desk.goto(f"{site.origin}{add}?locale={language}")


def choose(desk: Page, words: str) -> None:
    """Chooses the appeal in the dialog whose title has `words`."""
    desk.click("#id_appeal-chooser [data-chooser-action-choose] >> visible=true")
    desk.click(f"[data-chooser-modal-choice]:has-text('{words}')")
    desk.wait_for_selector(f"#id_appeal-chooser .chooser__title:has-text('{words}')")


def write(desk: Page, blocks: LetterBlocks) -> None:
    for name in TEXT_NAMES:
        desk.fill(f"#id_{name}", getattr(blocks, name))
    for number, words in enumerate(blocks.paragraphs):
        desk.locator(ADD).last.click()
        desk.locator(PARAGRAPHS).nth(number).fill(words)


def publish(desk: Page) -> None:
    desk.click("footer .w-dropdown__toggle")
    with desk.expect_navigation():
        desk.click("[name=action-publish]")


def written(desk: Page) -> LetterBlocks:
    """What stands in the form."""
    paragraphs = desk.locator(PARAGRAPHS).evaluate_all("all => all.map(each => each.value)")
    words = {name: desk.input_value(f"#id_{name}") for name in TEXT_NAMES}
    return LetterBlocks(paragraphs=tuple(paragraphs), **words)


def refused_at(desk: Page) -> dict[str, str]:
    """The message of each field that has one."""
    found = desk.locator(".w-field__errors:has(.error-message)").all()
    return {each.get_attribute("id").split("-")[-2]: each.inner_text() for each in found}


def test_an_editor_writes_a_letter_and_publishing_makes_a_version(
    desk: Page, site: LiveSite
) -> None:
    open_new_text(desk, site, "tr")
    choose(desk, "Emil Falk")
    write(desk, BLOCKS["tr"])
    publish(desk)

    text = LetterText.objects.get()
    assert (text.live, text.language, text.letter_blocks()) == (True, "tr", BLOCKS["tr"])
    version = LetterVersion.objects.get(appeal=site.planted.unwritten)
    approver = version.approved_by.get_username()
    assert (version.letter_blocks, version.sendable, approver) == (BLOCKS["tr"], True, EDITOR)
    assert site.planted.unwritten.is_open()


def test_a_placeholder_is_refused_at_its_field_and_nothing_typed_is_lost(
    desk: Page, site: LiveSite
) -> None:
    unfilled = replace(BLOCKS["tr"], salutation="Sayın {bakan},")
    open_new_text(desk, site, "tr")
    choose(desk, "Emil Falk")
    write(desk, unfilled)
    publish(desk)

    messages = refused_at(desk)
    assert (list(messages), "{bakan}" in messages["salutation"]) == (["salutation"], True)
    assert (written(desk), LetterText.objects.count()) == (unfilled, 0)
    desk.fill("#id_salutation", BLOCKS["tr"].salutation)
    publish(desk)
    assert LetterText.objects.get().letter_blocks() == BLOCKS["tr"]


def test_a_half_done_letter_is_kept_as_a_draft(desk: Page, site: LiveSite) -> None:
    unfilled = replace(BLOCKS["tr"], salutation="Sayın {bakan},")
    open_new_text(desk, site, "tr")
    choose(desk, "Emil Falk")
    write(desk, unfilled)
    with desk.expect_navigation():
        desk.click("footer button[type=submit]:not([name]) >> visible=true")

    text = LetterText.objects.get()
    assert (text.live, text.letter_blocks()) == (False, unfilled)
    assert LetterVersion.objects.filter(appeal=site.planted.unwritten).count() == 0


def test_the_editor_sees_the_letter_beside_the_form(desk: Page, site: LiveSite) -> None:
    text = letter_text(site.planted.unwritten, "ar", live=False)
    edit = reverse(LetterText.snippet_viewset.get_url_name("edit"), args=[text.pk])
    sheet = previewed(desk, site, edit).locator(".c-sheet")
    sheet.wait_for()

    assert (sheet.get_attribute("lang"), sheet.get_attribute("dir")) == ("ar", "rtl")


# Wagtail leaves the temporary file of a new picture size to the garbage collector.
@pytest.mark.filterwarnings("ignore::ResourceWarning")
def test_the_editor_sees_the_case_page_beside_the_form(desk: Page, site: LiveSite) -> None:
    page = CasePage.objects.get(case__public_name="Anna Berger", locale__language_code="ar")
    preview = previewed(desk, site, reverse("wagtailadmin_pages:edit", args=[page.pk]))
    preview.locator(INITIALS).wait_for()

    assert preview.locator("html").get_attribute("dir") == "rtl"


def previewed(desk: Page, site: LiveSite, address: str) -> FrameLocator:
    desk.goto(f"{site.origin}{address}")
    desk.click("[data-side-panel-toggle=preview]")
    return desk.frame_locator("#w-preview-iframe")


@pytest.mark.parametrize("name", StoryBlock().child_blocks)
def test_a_block_shows_what_it_looks_like(desk: Page, site: LiveSite, name: str) -> None:
    block = CasePage.body.field.stream_block.child_blocks[name]
    address = f"{reverse('wagtailadmin_block_preview')}?id={block.definition_prefix}"
    status = desk.goto(f"{site.origin}{address}").status

    assert (block.is_previewable, status) == (True, 200)
    assert desk.locator("main, body").last.inner_text().strip() != ""
