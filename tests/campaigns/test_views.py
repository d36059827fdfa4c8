"""The pages of signing as a browser without JavaScript sees them."""

import io
from typing import Any

import pypdf
import pytest
from django.test import Client
from django.urls import reverse

from campaigns import conf
from campaigns.letters.languages import LANGUAGES
from campaigns.models import Appeal, CampaignSettings, Letter, LetterVersion, PrintCount
from campaigns.signing import withdraw
from tests.factories.appeals import open_appeal
from tests.factories.records import CaseFactory, today
from tests.factories.sites import Tree, case_page
from tests.factories.visits import address, browser, hidden_fields, read, sign_page, signed

pytestmark = pytest.mark.django_db

UNKNOWN = "00000000-0000-4000-8000-000000000000"


@pytest.fixture
def visitor() -> Client:
    return browser()


def unnamed(page: Any) -> list[str]:
    """Public languages that a page does not name in themselves."""
    names = [LANGUAGES[code].autonym for code in conf.public_languages()]
    return [name for name in names if name.casefold() not in page.text.casefold()]


def test_form_is_shown_on_its_own_page(visitor: Client, appeal: Appeal) -> None:
    page = visitor.get(address(appeal))

    assert page.status_code == 200
    assert page.context["closed_reason"] is None
    assert page.context["form"].is_bound is False
    assert [code for code, _name in page.context["form"].fields["language"].choices] == ["tr", "en"]


def test_letter_is_read_in_the_authoritys_language_and_the_visitors(
    visitor: Client, appeal: Appeal
) -> None:
    page = read(visitor, appeal, "Anna Berger")

    assert page.status_code == 200
    assert page.context["letter"].language == "tr"
    assert page.context["reading"].language == "de"
    assert page.context["letter"].initials == "A.\u00a0B."
    assert Letter.objects.count() == 0


def test_visitor_may_choose_another_language_of_the_authority(
    visitor: Client, appeal: Appeal
) -> None:
    assert read(visitor, appeal, language="en").context["letter"].language == "en"


def test_second_step_stores_one_letter_and_leads_to_its_receipt(
    visitor: Client, appeal: Appeal
) -> None:
    answer = sign_page(visitor, appeal, read(visitor, appeal, "Anna Berger"))

    assert answer.status_code == 303
    letter = Letter.objects.get()
    assert (letter.initials, letter.version.language) == ("A.\u00a0B.", "tr")
    receipt = visitor.get(answer.url)
    assert (receipt.status_code, receipt.context["letter"]) == (200, letter)


def test_repeated_second_step_leads_to_the_same_receipt(visitor: Client, appeal: Appeal) -> None:
    page = read(visitor, appeal)

    first, again = sign_page(visitor, appeal, page), sign_page(visitor, appeal, page)

    assert (again.status_code, again.url) == (303, first.url)
    assert Letter.objects.count() == 1


def test_fields_of_the_row_in_the_body_are_ignored(visitor: Client, appeal: Appeal) -> None:
    other = open_appeal()
    mine = {"state": "sent", "count": "9999", "appeal": str(other.uuid), "specimen": "1"}
    page = visitor.post(address(appeal), {"initials": "A. B.", **mine})

    visitor.post(address(appeal, "sign"), {**hidden_fields(page), **mine})

    letter = Letter.objects.get()
    assert (letter.state, letter.appeal, letter.specimen) == ("waiting", appeal, False)
    assert PrintCount.objects.count() == 0


def altered(appeal: Appeal, token: str) -> str:
    return token[:-1] + ("A" if token[-1] != "A" else "B")


def of_another_appeal(appeal: Appeal, token: str) -> str:
    return read(browser(), open_appeal()).context["token"]


@pytest.mark.parametrize("step", ["sign", "print"])
@pytest.mark.parametrize("change", [altered, of_another_appeal, lambda appeal, token: ""])
def test_wrong_token_leads_back_to_the_form_with_the_initials_kept(
    visitor: Client, appeal: Appeal, change: Any, step: str
) -> None:
    fields = hidden_fields(read(visitor, appeal, language="en"))
    fields["token"] = change(appeal, fields["token"])

    page = visitor.post(address(appeal, step), {**fields, "initials": "Anna Berger"})

    assert (page.status_code, page.context["token_error"]) == (400, True)
    assert page.context["form"]["initials"].value() == "A.\u00a0B."
    assert page.context["form"]["language"].value() == "en"
    assert 'value="A.\u00a0B."' in page.text
    assert (Letter.objects.count(), PrintCount.objects.count()) == (0, 0)


def test_expired_token_leads_back_to_the_form(
    visitor: Client, appeal: Appeal, settings: Any
) -> None:
    page = read(visitor, appeal)
    settings.CAMPAIGNS = {**settings.CAMPAIGNS, "TOKEN_AGE": -1}

    answer = sign_page(visitor, appeal, page)

    assert (answer.status_code, answer.context["token_error"]) == (400, True)
    assert answer.context["form"]["initials"].value() == "A.\u00a0B."
    assert Letter.objects.count() == 0


def stop(appeal: Appeal) -> None:
    Appeal.objects.filter(pk=appeal.pk).update(stopped=True)


def end(appeal: Appeal) -> None:
    Appeal.objects.filter(pk=appeal.pk).update(closes=today(-1))


def withdraw_versions(appeal: Appeal) -> None:
    for version in LetterVersion.objects.filter(appeal=appeal):
        LetterVersion.objects.filter(pk=version.pk).update(withdrawn_on=version.approved_on)


@pytest.mark.parametrize("step", ["appeal", "sign", "print"])
@pytest.mark.parametrize(
    ("close", "reason"),
    [(stop, "stopped"), (end, "ended"), (withdraw_versions, "no_letter")],
)
def test_form_opened_then_closed_is_refused_kindly(
    visitor: Client, appeal: Appeal, close: Any, reason: str, step: str
) -> None:
    fields = hidden_fields(read(visitor, appeal))
    close(appeal)

    page = visitor.post(address(appeal, step), fields)

    assert (page.status_code, page.context["reason"]) == (409, reason)
    assert (Letter.objects.count(), PrintCount.objects.count()) == (0, 0)
    assert visitor.get(address(appeal)).context["closed_reason"] == reason


def text_of(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)


def test_letter_to_post_is_a_pdf_without_the_house_and_counted_once_a_button(
    visitor: Client, tree: Tree, appeal: Appeal
) -> None:
    house = CampaignSettings.in_force()
    house.return_address = "Briefe gegen das Vergessen, Postfach 1, 10000 Berlin"
    house.save()
    fields = hidden_fields(read(visitor, appeal, language="en"))

    answers = [visitor.post(address(appeal, "print"), fields) for _ in range(2)]
    gone_back = visitor.get(address(appeal, "print"))

    assert [answer.content[:5] for answer in answers] == [b"%PDF-"] * 2
    assert answers[0]["Content-Type"] == "application/pdf"
    text = text_of(answers[0].content)
    assert "Dear Minister," in text
    assert "A.\u00a0B." in text.replace("\u200e", "")
    assert ("Vergessen" in text, "Postfach" in text) == (False, False)
    assert (gone_back.status_code, gone_back.url) == (302, address(appeal))
    assert list(PrintCount.objects.values_list("language", "day", "n")) == [("en", today(), 2)]
    assert Letter.objects.count() == 0


@pytest.mark.parametrize("state", Letter._meta.get_field("state").choices, ids=lambda c: c[0])
def test_receipt_explains_every_state(visitor: Client, appeal: Appeal, state: Any) -> None:
    letter, receipt = signed(visitor, appeal)
    if state[0] == "withdrawn":
        withdraw(letter)
    Letter.objects.update(state=state[0])

    page = visitor.get(receipt)

    assert (page.status_code, page.context["letter"].state) == (200, state[0])
    may_withdraw = reverse("campaigns:withdraw", args=[page.context["code"]]) in page.text
    assert may_withdraw is (state[0] in ("waiting", "held"))


def test_receipt_is_found_by_its_code_as_people_write_it(visitor: Client, appeal: Appeal) -> None:
    receipt = signed(visitor, appeal)[1]
    code = receipt.rstrip("/").rsplit("/", 1)[1]
    written = f"\t{code[:8].upper()} {code[8:]}\u00a0"

    answer = visitor.post(reverse("campaigns:find_receipt"), {"code": written})

    assert (answer.status_code, answer.url) == (303, receipt)


@pytest.mark.parametrize("code", ["", "a" * 26, "Anna Berger", "\x00", "../", "ß" * 500])
def test_unknown_code_is_said_beside_its_field(visitor: Client, db: None, code: str) -> None:
    page = visitor.post(reverse("campaigns:find_receipt"), {"code": code})

    assert (page.status_code, page.context["unknown"]) == (404, True)


@pytest.mark.parametrize("name", ["receipt", "withdraw"])
def test_unknown_receipt_offers_the_search(visitor: Client, db: None, name: str) -> None:
    page = visitor.get(reverse(f"campaigns:{name}", args=["a" * 26]))

    assert (page.status_code, page.context["unknown"]) == (404, True)


def test_withdrawing_asks_first_then_empties_and_the_token_signs_nothing_more(
    visitor: Client, appeal: Appeal
) -> None:
    read_page = read(visitor, appeal)
    receipt = sign_page(visitor, appeal, read_page).url

    question = visitor.get(f"{receipt}withdraw/")
    assert (question.status_code, Letter.objects.get().initials) == (200, "A.\u00a0B.")
    answers = [visitor.post(f"{receipt}withdraw/") for _ in range(2)]
    again = sign_page(visitor, appeal, read_page)

    assert [answer.context["letter"].state for answer in answers] == ["withdrawn"] * 2
    assert again.url == receipt
    assert list(Letter.objects.values_list("state", "initials")) == [("withdrawn", "")]


def test_open_letters_are_listed(visitor: Client, tree: Tree, appeal: Appeal) -> None:
    page = case_page(tree, appeal.case)
    case_page(tree, CaseFactory())

    listed = visitor.get(reverse("campaigns:appeals"))

    assert [card.pk for card in listed.context["cards"]] == [page.pk]


@pytest.mark.parametrize(
    "path",
    [
        "/tr/",
        "/tr/letters/",
        "/tr",
        "/de/letters/{uuid}/nothing/",
        f"/de/letters/{UNKNOWN}/",
        f"/de/letters/{UNKNOWN}/sign/",
        "/de/letters/no-uuid/",
        "/de/nowhere/",
    ],
)
def test_unknown_address_is_404_with_the_languages_there_are(
    visitor: Client, tree: Tree, appeal: Appeal, path: str
) -> None:
    page = visitor.get(path.format(uuid=appeal.uuid))

    assert page.status_code == 404
    assert unnamed(page) == []


def test_unknown_language_of_the_letter_is_404_with_the_languages_there_are(
    visitor: Client, appeal: Appeal
) -> None:
    page = read(visitor, appeal, language="xx")

    assert page.status_code == 404
    assert unnamed(page) == []
    assert page.context["form"]["initials"].value() == "A.\u00a0B."
    assert list(page.context["form"].errors) == ["language"]


def test_letter_of_a_case_that_is_not_public_is_not_there(visitor: Client, appeal: Appeal) -> None:
    appeal.case.status = "withdrawn"
    appeal.case.save()

    steps = ("appeal", "sign", "print")
    assert [visitor.get(address(appeal, step)).status_code for step in steps] == [404] * 3
    assert [visitor.post(address(appeal, step)).status_code for step in steps] == [404] * 3
