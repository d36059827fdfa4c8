"""The report in the admin: who sees it, in which language, and what its files hold."""

import csv
import io
from typing import Any
from xml.etree import ElementTree

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from campaigns.models import Case, Dispatch, Letter
from campaigns.roles import ADMINISTRATOR, DISPATCHER, EDITOR, RESEARCHER, REVIEWER, TRANSLATOR
from tests.factories.counted import FIRST, counted_letters
from tests.factories.people import browser_of, person

pytestmark = pytest.mark.django_db

PAGE, CSV, XLSX = (reverse(f"campaign_reports:{name}") for name in ("letters", "csv", "xlsx"))


@pytest.fixture
def dispatcher(db: None) -> Client:
    return browser_of(person(DISPATCHER))


def told(answer: Any) -> dict[str, list[tuple[str, ...]]]:
    """Lines of each section."""
    return {each.key: list(each.lines) for each in answer.context["sections"]}


def parsed(chart: str) -> ElementTree.Element:
    return ElementTree.fromstring(chart)  # noqa: S314 - our own document


def csv_rows(answer: Any) -> list[dict[str, str]]:
    text = answer.getvalue().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


@pytest.mark.parametrize("address", [PAGE, CSV, XLSX])
@pytest.mark.parametrize(
    ("role", "may"),
    [
        (TRANSLATOR, False),
        (REVIEWER, False),
        (RESEARCHER, False),
        (EDITOR, True),
        (DISPATCHER, True),
        (ADMINISTRATOR, True),
    ],
)
def test_editors_and_dispatchers_see_reports(role: str, may: bool, address: str) -> None:
    browser = browser_of(person(role))
    menu = f'"url": "{PAGE}"' in browser.get(reverse("wagtailadmin_home")).text

    assert (browser.get(address).status_code, menu) == (200 if may else 302, may)


def test_who_is_not_logged_in_is_asked_to() -> None:
    answers = [Client().get(address) for address in (PAGE, CSV, XLSX)]

    assert {answer.url.split("?")[0] for answer in answers} == {reverse("wagtailadmin_login")}


@pytest.mark.parametrize("language", ["de", "en", "fr", "ar"])
def test_report_answers_in_every_language_of_the_admin(language: str) -> None:
    counted_letters()
    browser = browser_of(person(EDITOR), language)

    answer = browser.get(PAGE)

    charts = [parsed(each.chart) for each in answer.context["sections"]]
    direction = "rtl" if language == "ar" else "ltr"
    assert {chart.attrib["direction"] for chart in charts} == {direction}
    assert len(charts) == 9


def test_report_tells_every_count(dispatcher: Client) -> None:
    counted = counted_letters(FIRST)

    answer = dispatcher.get(PAGE)

    found = told(answer)
    assert [number for _label, number in answer.context["figures"]] == ["11", "2", "3", "7", "2"]
    assert found["day"] == [
        ("1 Nov 2026", "5"),
        ("2 Nov 2026", "0"),
        ("3 Nov 2026", "4"),
        ("4 Nov 2026", "2"),
    ]
    assert found["case"] == [("Anna Berger", "8", "3", "0"), ("Bahar Demir", "3", "0", "7")]
    assert found["appeal"][0] == (str(counted.anna), "8", "3", "0")
    assert found["edition"] == [
        ("November 2026", "8", "3", "0"),
        ("No edition (urgent)", "3", "0", "7"),
    ]
    assert found["language"] == [("Türkçe", "9"), ("English", "2")]
    assert found["state"] == [
        ("Waiting for dispatch", "6"),
        ("Held for a decision", "3"),
        ("Sent", "2"),
        ("Withdrawn", "1"),
    ]
    assert found["channel"] == [("Post", "2")]
    assert found["dispatches"] == [("Handed over", "1", "2")]
    assert found["kind"] == [
        ("PDF to print", "2"),
        ("E-mail from the visitor's own mailbox", "1"),
    ]


def test_channel_that_the_settings_no_longer_have_is_told_by_its_name(dispatcher: Client) -> None:
    counted_letters()
    Dispatch.objects.update(channel="pigeon")

    assert told(dispatcher.get(PAGE))["channel"] == [("pigeon", "2")]


def test_filters_narrow_report_and_files_alike(dispatcher: Client) -> None:
    counted = counted_letters()
    chosen = {"case": counted.anna.case.pk, "language": "en", "since": FIRST.isoformat()}

    page, file = dispatcher.get(PAGE, chosen), dispatcher.get(CSV, chosen)

    assert told(page)["case"] == [("Anna Berger", "2", "0", "0")]
    assert [(row["Case"], row["Number"]) for row in csv_rows(file)] == [("Anna Berger", "2")]


@pytest.mark.parametrize(
    ("question", "field"),
    [
        ({"since": "2026-11-02", "until": "2026-11-01"}, "until"),
        ({"since": "yesterday"}, "since"),
        ({"case": "999"}, "case"),
        ({"case": "x"}, "case"),
        ({"appeal": "99999999999999999999999"}, "appeal"),
        ({"language": "xx"}, "language"),
        ({"edition": "\x00"}, "edition"),
    ],
)
def test_filter_that_makes_no_sense_is_named_and_nothing_is_counted(
    dispatcher: Client, question: dict[str, str], field: str
) -> None:
    counted_letters()

    page, file = dispatcher.get(PAGE, question), dispatcher.get(CSV, question)

    assert list(page.context["filters"].errors) == [field]
    assert ("figures" in page.context, file.status_code) == (False, 302)
    assert file.url.startswith(f"{PAGE}?{field if len(question) == 1 else 'since'}=")


def test_no_letter_no_chart(dispatcher: Client) -> None:
    answer = dispatcher.get(PAGE)

    assert (answer.status_code, answer.context["sections"]) == (200, [])


def test_many_cases_are_put_together_in_the_chart_and_all_in_the_table(dispatcher: Client) -> None:
    for _number in range(7):
        counted_letters(FIRST.replace(month=_number + 1))
    section = next(
        each for each in dispatcher.get(PAGE).context["sections"] if each.key == "appeal"
    )

    titles = [each.text for each in parsed(section.chart).iter() if "rect" in each.tag]

    assert (len(titles), len(section.lines)) == (12, 14)
    assert "All others: 9" in section.chart


def test_hostile_name_is_inert_in_page_and_files(dispatcher: Client) -> None:
    counted = counted_letters()
    Case.objects.filter(pk=counted.anna.case_id).update(public_name="=<script>alert(1)</script>")

    page = dispatcher.get(PAGE).text
    rows = csv_rows(dispatcher.get(CSV))

    assert "<script>alert" not in page
    assert "'=<script>alert(1)</script>" in {row["Case"] for row in rows}


def test_both_files_hold_the_same_numbers(dispatcher: Client) -> None:
    counted_letters()
    xlsx = dispatcher.get(XLSX)

    sheet = load_workbook(io.BytesIO(xlsx.getvalue())).worksheets[0]
    numbers = [row[-1].value for row in sheet.iter_rows(min_row=2)]

    assert numbers == [int(row["Number"]) for row in csv_rows(dispatcher.get(CSV))]
    assert sum(numbers) == 12 + 2 + 3 + 7
    assert xlsx["Content-Disposition"] == 'attachment; filename="letters.xlsx"'


def test_headings_are_in_the_language_of_the_admin() -> None:
    browser = browser_of(person(DISPATCHER), "en")

    line = browser.get(CSV).getvalue().decode("utf-8-sig").splitlines()[0]

    assert line == ("What,Edition,Case,Authority,Appeal opens,Language,Day,Channel,State,Number")


def test_nothing_of_a_person_is_in_report_and_files(dispatcher: Client) -> None:
    counted_letters()
    Letter.objects.exclude(state="withdrawn").update(initials="Q.\u00a0X.", place="Quedlinburg")
    sheet = load_workbook(io.BytesIO(dispatcher.get(XLSX).getvalue())).worksheets[0]

    texts = [
        dispatcher.get(PAGE).text,
        dispatcher.get(CSV).getvalue().decode(),
        str(list(sheet.values)),
    ]

    assert [leak for text in texts for leak in ("Q.\u00a0X.", "Quedlinburg") if leak in text] == []


@pytest.mark.parametrize("number", [1, 3])
def test_page_takes_as_many_queries_for_any_number(
    dispatcher: Client, number: int, django_assert_num_queries: Any
) -> None:
    for month in range(1, 1 + number):
        counted_letters(FIRST.replace(month=month))
    dispatcher.get(PAGE)

    with django_assert_num_queries(22):
        dispatcher.get(PAGE)
