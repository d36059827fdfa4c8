"""What the admin tells of a dispatch by post before it leaves: weight, price, what is missing."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from campaigns.dispatch import covering, running
from campaigns.dispatch.running import Wanted, run
from campaigns.enums import CoverKind
from campaigns.models import Appeal, Authority, CampaignSettings, CoverText, Dispatch, Postage
from tests.campaigns.cms.accounts import editor, speaking
from tests.campaigns.cms.dispatchers import dispatcher, page, to
from tests.campaigns.dispatch.conftest import empty_memory, own_journal
from tests.factories.appeals import open_appeal
from tests.factories.covers import cover_text, named_house
from tests.factories.letters import letters
from tests.factories.records import AuthorityFactory, EmbassyFactory, today

__all__ = ["empty_memory", "own_journal"]

ADD = "wagtailsnippets_campaigns_covertext:add"


@pytest.fixture(autouse=True)
def english() -> Any:
    with translation.override("en"):
        yield


@pytest.fixture
def appeal(db: None) -> Appeal:
    """Turkish letters that go by post."""
    appeal = open_appeal(("tr", "en"), channels=["postal"])
    letters(appeal, 25)
    return appeal


def prepared() -> Dispatch:
    run(Wanted())
    return Dispatch.objects.get()


def answer(browser: Client, address: str) -> Any:
    response = browser.get(address)
    assert response.status_code == 200
    return response


def notes(browser: Client, dispatch: Dispatch) -> list[tuple[str, str]]:
    context = answer(browser, page(dispatch)).context
    return [(note.text, note.url) for note in context["notes"]]


def facts(response: Any) -> list[str]:
    """What stands beside "By post" among the facts."""
    html = " ".join(response.content.decode().split())
    return re.findall(r"<dt>By post</dt> <dd> (.*?) </dd>", html)


def writer(client: Client) -> Client:
    """A dispatcher who also writes cover texts and keeps the settings."""
    browser = editor(
        client,
        "view_dispatch",
        "hand_over_dispatch",
        "add_covertext",
        "change_covertext",
        "change_campaignsettings",
    )
    return speaking(browser, "en", "editor")


def test_page_tells_boxes_sheets_weight_and_price(client: Client, appeal: Appeal) -> None:
    house = named_house(box_kilograms=1)
    Postage.objects.create(settings=house, valid_from=today(-9), abroad="1.25", parcel="45.20")
    cover_text(language="tr")
    letters(appeal, 225)

    response = answer(dispatcher(client), page(prepared()))

    assert facts(response) == ["2 boxes, 251 sheets, 1.3 kg, €90.40"]
    assert response.context["notes"] == []


def test_missing_texts_and_prices_are_named_with_the_way_to_mend_them(
    client: Client, appeal: Appeal
) -> None:
    appeal.authority.copies_to.set([EmbassyFactory(languages=("ar",))])
    cover_text(CoverKind.COPY, "de")
    CampaignSettings.in_force().save()
    dispatch = prepared()

    settings = reverse("wagtailsettings:edit", args=["campaigns", "campaignsettings"])
    assert notes(writer(client), dispatch) == [
        ("No cover letter in Turkish.", f"{reverse(ADD)}?locale=tr"),
        (
            "No note in Arabic to the embassies that get a copy. The one in German goes instead.",
            f"{reverse(ADD)}?locale=ar",
        ),
        (
            "The postage is not known. A price is missing in the settings: letter abroad, "
            "parcel abroad.",
            settings,
        ),
    ]


def test_text_that_is_there_in_another_language_is_submitted_for_this_one(
    client: Client, appeal: Appeal
) -> None:
    source = cover_text(CoverKind.LETTER, "de")
    dispatch = prepared()
    somebody = editor(
        client, "view_dispatch", "hand_over_dispatch", "change_covertext", "submit_translation"
    )

    (_text, url), *_rest = notes(speaking(somebody, "en", "editor"), dispatch)

    name = "wagtail_localize:submit_snippet_translation"
    address = reverse(name, args=["campaigns", "covertext", source.pk])
    assert url == f"{address}?select_locale=tr"
    form = client.get(url).context["form"]
    assert [each.language_code for each in form.initial["locales"]] == ["tr"]


def test_who_may_not_write_is_told_without_a_link(client: Client, appeal: Appeal) -> None:
    assert [url for _text, url in notes(dispatcher(client), prepared())] == ["", ""]


def test_draft_is_opened_instead_of_written_anew(client: Client, appeal: Appeal) -> None:
    draft = cover_text(language="tr", live=False)
    dispatch = prepared()

    opened = reverse("wagtailsnippets_campaigns_covertext:edit", args=[draft.pk])
    assert notes(writer(client), dispatch)[0] == ("No cover letter in Turkish.", opened)


def grown(dispatch: Dispatch, **entry: Any) -> None:
    """Its cover letter becomes longer than a page."""
    frozen = dispatch.envelope["routing"][covering.KEY]["letter"]
    frozen["blocks"]["paragraphs"] = ["Uzun bir cümle. " * 90] * 6
    frozen |= entry
    dispatch.save()


def test_text_that_does_not_fit_its_page_is_told_of_by_post(client: Client, appeal: Appeal) -> None:
    cover_text(language="tr")
    dispatch = prepared()
    grown(dispatch)

    told = notes(dispatcher(client), dispatch)[0][0]
    assert told == "The cover text in Turkish does not fit its page and is left out."


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [("tr", []), ("en", ["No cover letter in English. The one in Turkish goes instead."])],
)
def test_mail_has_no_page_that_a_text_could_not_fit(
    client: Client, appeal: Appeal, wanted: str, expected: list[str]
) -> None:
    named_house()
    Authority.objects.update(email="office@ministry.example")
    Appeal.objects.update(channels=["email"])
    cover_text(language="tr")
    list(running.claim(Wanted()))
    dispatch = Dispatch.objects.get()
    grown(dispatch, wanted=wanted)

    response = answer(dispatcher(client), page(dispatch))

    assert [note.text for note in response.context["notes"]] == expected
    assert response.context["notes_on_covers"] is bool(expected)


def test_page_says_when_a_new_text_will_go(client: Client, appeal: Appeal) -> None:
    html = answer(dispatcher(client), page(prepared())).content.decode()

    assert "What goes around letters is settled when they are claimed" in html


def test_nothing_is_asked_once_it_has_left(client: Client, appeal: Appeal) -> None:
    dispatch = prepared()
    Dispatch.objects.update(state="handed_over", handed_over_on=today())

    assert notes(dispatcher(client), dispatch) == []


def test_embassy_that_passes_letters_on_needs_its_note(client: Client, db: None) -> None:
    embassy = EmbassyFactory(languages=("en",), country="DE")
    authority = AuthorityFactory(via=embassy)
    letters(open_appeal(("tr",), authority=authority, channels=["postal"]), 25)

    assert [text for text, _url in notes(dispatcher(client), prepared())] == [
        "No cover letter in Turkish.",
        "No note in English to the embassy that passes the letters on.",
        "The postage is not known. A price is missing in the settings: parcel within the country.",
    ]


@pytest.mark.parametrize("number", [1, 3])
def test_page_asks_as_often_for_many_embassies(
    client: Client, appeal: Appeal, number: int, django_assert_num_queries: Any
) -> None:
    CampaignSettings.in_force().save()
    codes = ("ar", "fr", "ru")[:number]
    appeal.authority.copies_to.set([EmbassyFactory(languages=(code,)) for code in codes])
    dispatch = prepared()
    somebody = dispatcher(client)
    somebody.get(page(dispatch))

    with django_assert_num_queries(26):
        assert len(notes(somebody, dispatch)) == number + 2


def test_what_waits_is_weighed_and_tells_of_a_missing_letter(
    client: Client, appeal: Appeal
) -> None:
    browser = dispatcher(client)
    (before,) = answer(browser, to("waiting")).context["piles"]
    cover_text(language="tr")
    (after,) = answer(browser, to("waiting")).context["piles"]

    assert (before.load, before.note and before.note.text) == (
        "1 box, 26 sheets, 130\u00a0g",
        "No cover letter in Turkish.",
    )
    assert (after.note, CoverText.objects.count()) == (None, 1)
