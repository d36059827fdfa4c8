"""Pages of the demo below a home page: cases, their stories, the review of a year."""

from collections.abc import Sequence
from typing import Any

from django.utils import timezone
from wagtail.models import Page

from campaigns import conf
from campaigns.demo import records
from campaigns.demo.bodies import body, body_values, plain_values
from campaigns.demo.letters import letters
from campaigns.demo.reading import SOURCE_LANGUAGE, Table, read, read_all
from campaigns.demo.translating import locale, translate
from campaigns.models import (
    Case,
    CaseIndexPage,
    CasePage,
    SuccessIndexPage,
    SuccessStoryPage,
)


def further_languages() -> list[str]:
    return [code for code in conf.public_languages() if code != SOURCE_LANGUAGE]


def publish(
    page: Page,
    parent: Page,
    table: Table,
    names: Sequence[str],
    *,
    key: str = "",
    form: Table | None = None,
) -> Any:
    """Adds `page` below `parent` and publishes it in every public language."""
    page.locale = locale(SOURCE_LANGUAGE)
    parent.add_child(instance=page)
    page.save_revision().publish()
    page.refresh_from_db()
    translations = []
    for code in further_languages():
        values = plain_values(table, names, code)
        if "body" in table:
            values |= body_values(key, table, code, form=form)
        values.setdefault("slug", page.slug)
        translations.append((code, values))
    translate(page, translations)
    return page


def load_cases(home: Page) -> None:
    """The list of cases below `home`, and each case with its appeals, letters and page."""
    table = read("site")["cases"]
    index = publish(
        CaseIndexPage(
            title=table["title"][SOURCE_LANGUAGE],
            slug=table["slug"][SOURCE_LANGUAGE],
            introduction=table["introduction"][SOURCE_LANGUAGE],
            show_in_menus=True,
        ),
        home,
        table,
        ("title", "slug", "introduction"),
    )
    for table in read_all("case"):
        _load_case(table, index)


def _load_case(table: Table, index: CaseIndexPage) -> None:
    case = records.case(table["case"], table["picture"])
    to = records.authority(table["authority"])
    today = timezone.localdate()
    for each in table["appeals"]:
        appeal = records.appeal(each, case, to, today)
        letters(f"{table['slug']}:{each['key']}", each["letters"], appeal)
    _case_page(table, case, index)


def _case_page(table: Table, case: Case, index: CaseIndexPage) -> None:
    words = {**table["page"], "picture_alt": table["picture"]["alt"]}
    source = {name: words[name][SOURCE_LANGUAGE] for name in ("title", "summary", "note")}
    publish(
        CasePage(
            **source,
            slug=table["slug"],
            case=case,
            demands="\n".join(words["demands"][SOURCE_LANGUAGE]),
            picture_alt=words["picture_alt"][SOURCE_LANGUAGE],
            body=body(table["slug"], words, form=words["form"]),
        ),
        index,
        words,
        ("title", "summary", "demands", "note", "picture_alt"),
        key=table["slug"],
        form=words["form"],
    )


def load_successes(home: Page) -> None:
    """The review of a year below `home`, and its stories."""
    table = read("site")["successes_2025"]
    words = {**table, "closing_words": table["closing"]}
    review = publish(
        SuccessIndexPage(
            title=table["title"][SOURCE_LANGUAGE],
            slug=table["slug"][SOURCE_LANGUAGE],
            year=table["year"],
            as_of=table["as_of"],
            introduction=table["introduction"][SOURCE_LANGUAGE],
            closing_words=table["closing"][SOURCE_LANGUAGE],
            show_in_menus=True,
        ),
        home,
        words,
        ("title", "slug", "introduction", "closing_words"),
    )
    for story in read_all("success"):
        _load_story(story, review)


def _load_story(table: Table, review: SuccessIndexPage) -> None:
    cases = [records.case(each) for each in table["cases"]]
    words = {**table["page"], "picture_alt": table["picture"]["alt"]}
    publish(
        SuccessStoryPage(
            title=words["title"][SOURCE_LANGUAGE],
            slug=table["slug"],
            summary=words["summary"][SOURCE_LANGUAGE],
            case=cases[0],
            further_cases=[("case", each) for each in cases[1:]],
            picture=records.image(table["picture"]),
            picture_alt=words["picture_alt"][SOURCE_LANGUAGE],
            picture_credit=table["picture"]["credit"],
            body=body(table["slug"], words),
        ),
        review,
        words,
        ("title", "summary", "picture_alt"),
        key=table["slug"],
    )
