"""From a changed German letter to the Turkish one that visitors read, by four people."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from django.core import mail
from django.urls import reverse
from playwright.sync_api import Browser, Page, expect
from wagtail_localize.models import Translation

from campaigns.models import Letter, LetterText
from campaigns.roles import EDITOR, REVIEWER, TRANSLATOR
from tests.browser.conftest import LiveSite
from tests.browser.form import read_letter, sign_letter
from tests.browser.test_admin import publish
from tests.factories.appeals import BLOCKS, letter_text
from tests.factories.people import browser_of, person
from tests.factories.translations import translated

OLD, NEW = BLOCKS["tr"].closing, "Saygılar sunarım,"
CLOSING = 4  # the last of the letter's five segments


@pytest.fixture
def german(site: LiveSite) -> LetterText:
    """The letter of the open appeal, written in German and published in Turkish too."""
    text = letter_text(site.planted.appeal, "de")
    translated(text, "tr").save_target(publish=True)
    return text


@dataclass(frozen=True)
class People:
    """Opens a browser of its own for each; all of them are closed in the end."""

    browser: Browser
    origin: str

    def of(self, role: str, *, email: str = "") -> Page:
        languages = ["tr"] if role == TRANSLATOR else None
        account = person(role, name=f"the {role}", languages=languages)
        account.email = email
        account.save()
        session = browser_of(account).cookies["sessionid"].value
        context = self.browser.new_context()
        context.add_cookies([{"name": "sessionid", "value": session, "url": self.origin}])
        return context.new_page()

    def visitor(self) -> Page:
        return self.browser.new_context().new_page()


@pytest.fixture
def people(browser: Browser, site: LiveSite) -> Iterator[People]:
    known = list(browser.contexts)
    yield People(browser, site.origin)
    for context in [each for each in browser.contexts if each not in known]:
        context.close()


@pytest.fixture
def reads(site: LiveSite) -> Callable[[Page], str]:
    """What a visitor reads at the end of the letter that is sent."""

    def read(page: Page) -> str:
        page.goto(site.url("case", "de"))
        read_letter(page, "A. B.")
        return page.inner_text(".c-reading__theirs .c-sheet__closing").strip()

    return read


def change_the_source(editor: Page, site: LiveSite, german: LetterText) -> None:
    edit = reverse(german.snippet_viewset.get_url_name("edit"), args=[german.pk])
    editor.goto(site.origin + edit)
    editor.fill("#id_closing", "Hochachtungsvoll")
    publish(editor)


def desk_of(page: Page, site: LiveSite, translation: Translation) -> None:
    page.goto(site.origin + reverse("campaign_translations:desk", args=[translation.pk]))


def test_changed_letter_reaches_visitors_only_through_translator_and_reviewer(
    german: LetterText, site: LiveSite, people: People, reads: Callable[[Page], str]
) -> None:
    translation = Translation.objects.get(target_locale__language_code="tr")
    early, late = people.visitor(), people.visitor()
    translator = people.of(TRANSLATOR, email="t@example.invalid")
    assert reads(early) == OLD

    change_the_source(people.of(EDITOR), site, german)

    [notice] = mail.outbox
    link = re.search(r"http\S+/translations/(\d+)/", notice.body)
    assert (notice.to, link is not None) == (["t@example.invalid"], True)
    translator.goto(site.origin + reverse("campaign_translations:dashboard"))
    expect(translator.locator(".matrix-state--behind").first).to_be_visible()

    desk_of(translator, site, translation)
    before = translator.locator("[data-frame] iframe").first.get_attribute("name")
    translator.locator("[data-segment]").nth(CLOSING).locator("textarea[name=text]").fill(NEW)
    expect(translator.locator("[data-segment]").nth(CLOSING).locator("[data-status]")).to_have_text(
        "Saved"
    )
    expect(translator.locator(f"[data-frame] iframe[name={before}]")).to_have_count(0)
    assert translator.locator("form[action$='/publish/']").count() == 0
    refused_directly(translator, site, translation)
    assert reads(late) == OLD

    translator.locator("form[action$='/hand-in/'] button").click()
    expect(translator.locator(".desk-pill--in_review")).to_be_visible()

    reviewer = people.of(REVIEWER)
    desk_of(reviewer, site, translation)
    reviewer.locator("form[action$='/publish/'] button").click()
    expect(reviewer.locator(".desk-pill--approved")).to_be_visible()

    assert reads(late) == NEW
    sign_letter(early)
    signed = Letter.objects.get()
    assert signed.version.letter_blocks.closing == OLD
    assert german.appeal.signable_versions()[0].letter_blocks.closing == NEW


def refused_directly(translator: Page, site: LiveSite, translation: Translation) -> None:
    """The address of the button, asked without the button."""
    address = site.origin + reverse("campaign_translations:publish", args=[translation.pk])
    token = translator.locator("[name=csrfmiddlewaretoken]").first.input_value()
    before = translation.get_target_instance().last_published_at
    translator.request.post(
        address, form={"csrfmiddlewaretoken": token}, headers={"Referer": address}
    )
    assert translation.get_target_instance().last_published_at == before
