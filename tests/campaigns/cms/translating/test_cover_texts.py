"""Cover texts at the desk and in the overview: opened, saved, published by a second person."""

from dataclasses import replace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail_localize.models import Translation

from campaigns.enums import CoverKind
from campaigns.models import CoverText
from campaigns.roles import EDITOR, REVIEWER, TRANSLATOR
from campaigns.translating.cells import cell_of
from campaigns.translating.cover_matrix import cover_rows
from campaigns.translating.segments import segments_of
from campaigns.translating.strings import save_string
from campaigns.translating.subjects import may_leave_the_house
from tests.campaigns.cms.translating.visits import address, send
from tests.factories.covers import WORDS, cover_text
from tests.factories.people import browser_of, person
from tests.factories.records import AuthorityFactory, EmbassyFactory
from tests.factories.translations import put_strings, submit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]

DASHBOARD = "campaign_translations:dashboard"


@pytest.fixture
def into_turkish(db: None) -> Translation:
    """The German cover letter, submitted into Turkish."""
    return submit(cover_text(), "tr")


def written(translation: Translation, account: Any) -> None:
    words = iter(WORDS["tr"].paragraphs)
    for segment in segments_of(translation):
        own = next(words) if segment.field == "paragraphs" else getattr(WORDS["tr"], segment.field)
        save_string(translation, segment, own, person=account)


def states(languages: set[str] | None = None) -> dict[str, dict[str, str]]:
    """The state of each text by kind and language."""
    return {
        row.kind.value: {code: cell.state.value for code, cell in row.cells.items()}
        for row in cover_rows(languages=languages)
    }


def test_desk_opens_and_keeps_what_is_written(at_work: Client, into_turkish: Translation) -> None:
    response = at_work.get(address("desk", into_turkish))
    first = segments_of(into_turkish)[0]
    saved = send(at_work, into_turkish, first, WORDS["tr"].subject)

    assert (response.status_code, response.context["title"]) == (
        200,
        "Cover letter to the authority [de]",
    )
    assert (saved.status_code, segments_of(into_turkish)[0].target) == (200, WORDS["tr"].subject)
    assert b"preview_translation" not in response.content


def test_desk_draws_the_page_with_its_gaps_filled(
    at_work: Client, into_turkish: Translation
) -> None:
    page = at_work.post(address("preview", into_turkish))
    text = at_work.post(address("sheet", into_turkish)).content.decode()

    assert (page.status_code, page["Content-Type"]) == (200, "application/pdf")
    assert "Anzahl der Briefe: 999.999." in text


def test_desk_tells_of_a_text_that_needs_a_second_page(
    at_work: Client, into_turkish: Translation
) -> None:
    paragraphs = [each for each in segments_of(into_turkish) if each.field == "paragraphs"]
    typed = {f"text-{each.pk}": "Mektup sayısı çok. " * 75 for each in paragraphs}

    faults = at_work.post(address("gates", into_turkish), typed).json()["faults"]

    assert "The letter needs a second page. Shorten it until it fits one." in [
        each["message"] for each in faults
    ]


def test_gap_has_to_stay_in_the_translation(at_work: Client, into_turkish: Translation) -> None:
    first = segments_of(into_turkish)[0]

    answer = send(at_work, into_turkish, first, "Ekli mektuplar").json()

    assert answer["messages"] == ["Keep the placeholder {demand}."]


def test_opening_the_row_leads_to_its_desk(at_work: Client, into_turkish: Translation) -> None:
    row = into_turkish.get_target_instance()

    response = at_work.get(reverse(row.snippet_viewset.get_url_name("edit"), args=[row.pk]))

    assert (response.status_code, response.url) == (302, address("desk", into_turkish))


def test_second_person_publishes_and_nobody_their_own_words(into_turkish: Translation) -> None:
    translator = person(TRANSLATOR, name="t", languages=["tr"])
    reviewer = person(REVIEWER, name="r", languages=["tr"])
    written(into_turkish, translator)
    browser_of(translator).post(address("hand_in", into_turkish))
    browser_of(translator).post(address("publish", into_turkish))
    unasked = CoverText.objects.in_use("letter", "tr")
    browser_of(reviewer).post(address("publish", into_turkish))

    assert unasked is None
    assert CoverText.objects.in_use("letter", "tr").letter_blocks() == replace(
        WORDS["tr"], salutation=""
    )
    assert cell_of(into_turkish).state.value == "approved"


def test_reviewer_does_not_publish_words_of_their_own(into_turkish: Translation) -> None:
    reviewer = person(REVIEWER, name="r", languages=["tr"])
    written(into_turkish, reviewer)
    browser_of(reviewer).post(address("publish", into_turkish))

    assert CoverText.objects.in_use("letter", "tr") is None


@pytest.mark.parametrize(("role", "opens"), [(TRANSLATOR, False), (EDITOR, True)])
def test_source_is_for_editors(role: str, opens: bool) -> None:
    text = cover_text()
    account = person(role, languages=["tr"])

    response = browser_of(account).get(
        reverse(text.snippet_viewset.get_url_name("edit"), args=[text.pk])
    )

    assert (response.status_code == 200) is opens


def test_source_that_is_published_again_reaches_its_translations(
    into_turkish: Translation, django_capture_on_commit_callbacks: Any
) -> None:
    put_strings(into_turkish, WORDS["tr"])
    source = CoverText.objects.in_use("letter", "de")
    source.closing = "Hochachtungsvoll"
    with django_capture_on_commit_callbacks(execute=True):
        source.save_revision().publish()

    assert [each.source for each in segments_of(into_turkish) if not each.target] == [
        "Hochachtungsvoll"
    ]


def test_overview_shows_what_is_there_and_what_offices_need(into_turkish: Translation) -> None:
    AuthorityFactory(via=EmbassyFactory(languages=("fr",)), languages=("tr", "ar"))

    assert states() == {
        "letter": {"ar": "missing", "tr": "in_progress", "de": "source"},
        "forwarding": {"fr": "missing"},
        "copy": {},
    }
    assert states({"tr"}) == {"letter": {"tr": "in_progress"}, "forwarding": {}, "copy": {}}


def test_missing_text_is_submitted_or_written_first(reviewer: Client) -> None:
    text = cover_text()
    AuthorityFactory(via=EmbassyFactory(languages=("fr",)), languages=("tr",))

    html = reviewer.get(reverse(DASHBOARD), {"what": "covers"}).content.decode()

    submit_it = reverse(
        "wagtail_localize:submit_snippet_translation", args=["campaigns", "covertext", text.pk]
    )
    write_it = reverse("wagtailsnippets_campaigns_covertext:add")
    ways = (f"{submit_it}?select_locale=tr", f"{write_it}?locale=fr")
    assert [f'href="{each}"' in html for each in ways] == [True, True]


def test_overview_asks_as_much_for_one_text_as_for_more(
    reviewer: Client, django_assert_num_queries: Any
) -> None:
    submit(cover_text(), "tr")
    reviewer.get(reverse(DASHBOARD), {"what": "covers"})
    with django_assert_num_queries(15):
        reviewer.get(reverse(DASHBOARD), {"what": "covers"})

    submit(cover_text(CoverKind.COPY), "tr")
    submit(cover_text(CoverKind.FORWARDING), "tr")
    with django_assert_num_queries(15):
        reviewer.get(reverse(DASHBOARD), {"what": "covers"})


def test_machine_may_read_it_for_it_tells_of_nobody(into_turkish: Translation) -> None:
    assert may_leave_the_house(into_turkish) is True
