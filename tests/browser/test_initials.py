"""Initials in the browser: the same answers as the server's, and a way without them."""

import json
import re
from pathlib import Path

from playwright.sync_api import BrowserContext, Page, expect

from campaigns.models import Letter
from tests.browser.conftest import LiveSite
from tests.browser.form import INITIALS, NAME, SUBMIT, read_letter, sign_letter, step

VECTORS = json.loads(
    (Path(__file__).parent.parent / "initials_vectors.json").read_text(encoding="utf-8")
)
# As JSON in both directions: half a surrogate pair would not survive the way otherwise.
ANSWERS = """vectors => JSON.stringify(JSON.parse(vectors).map(({input}) => {
  const {ok, initials, code} = window.campaignsInitials.of(input);
  return ok ? {input, initials} : {input, error: code};
}))"""


def test_every_vector_gives_the_same_answer_as_on_the_server(page: Page, site: LiveSite) -> None:
    page.goto(site.url("case"))
    answers = json.loads(page.evaluate(ANSWERS, json.dumps(VECTORS)))

    assert len(answers) >= 300
    assert [pair for pair in zip(VECTORS, answers, strict=True) if pair[0] != pair[1]] == []


def test_without_a_segmenter_the_browser_asks_for_initials(
    context: BrowserContext, page: Page, site: LiveSite
) -> None:
    context.add_init_script("delete Intl.Segmenter")
    page.goto(site.url("case"))
    seen = [page.locator(each).is_visible() for each in (NAME, INITIALS)]
    read_letter(page, "Anna Berger")
    sign_letter(page)

    assert (seen, Letter.objects.get().initials) == ([False, True], "A.\u00a0B.")


def test_the_proposal_is_read_aloud_after_a_rest(page: Page, site: LiveSite) -> None:
    page.goto(site.url("case"))
    page.fill(NAME, "Anna Berger")

    expect(page.locator("[data-letter-status]")).to_have_text(re.compile("A\\.\u00a0B\\.$"))


def test_going_back_finds_no_name(page: Page, site: LiveSite) -> None:
    page.goto(site.url("case"))
    page.fill(NAME, "Anna Berger")
    page.goto(site.url("cases"))
    page.go_back()
    page.wait_for_selector(NAME)

    assert page.input_value(NAME) == ""


def test_a_name_of_another_direction_is_shown_in_its_own(page: Page, site: LiveSite) -> None:
    page.goto(site.url("case"))
    page.fill(NAME, "محمد علي")
    direction = "input => getComputedStyle(input).direction"
    directions = [page.locator(each).evaluate(direction) for each in (NAME, INITIALS)]
    page.click(SUBMIT)

    assert directions == ["rtl", "rtl"]
    assert step(page, "read").locator(".c-signature__initials bdi").inner_text() == "م.\u00a0ع."
