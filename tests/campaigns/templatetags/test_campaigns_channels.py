"""Pages promise no paper to who signs a letter that leaves by e-mail."""

from typing import Any

import pytest

from campaigns.models import Appeal, Dispatch, Letter
from campaigns.templatetags.campaigns_channels import all_by_mail, by_mail
from tests.factories.appeals import open_appeal
from tests.factories.records import today
from tests.factories.visits import browser, read, signed


@pytest.mark.parametrize(
    ("name", "expected"), [("postal", False), ("email", True), ("pigeon", False), ("", False)]
)
def test_channel_leaves_by_itself_or_on_paper(name: str, expected: bool) -> None:
    assert by_mail(name) is expected


@pytest.mark.parametrize(
    ("names", "expected"),
    [(["email"], True), (["email", "postal"], False), (["postal"], False), ([], False)],
)
def test_paper_is_possible_as_long_as_one_channel_needs_it(
    names: list[str], expected: bool
) -> None:
    assert all_by_mail(names) is expected


PAPER = ("Wir drucken den Brief", "Wir drucken die Briefe")
MAIL = ("Wir senden den Brief per E-Mail", "Wir senden die Briefe per E-Mail")


def found(page: Any, words: tuple[str, ...]) -> int:
    return sum(word in page.text for word in words)


@pytest.mark.django_db
@pytest.mark.parametrize(("channel", "paper", "mail"), [("postal", 1, 0), ("email", 0, 1)])
def test_visitor_is_told_how_the_letter_leaves(channel: str, paper: int, mail: int) -> None:
    appeal, visitor = open_appeal(channels=[channel]), browser()

    pages = [read(visitor, appeal, "A. B."), visitor.get(signed(visitor, appeal)[1])]

    assert [found(page, PAPER) for page in pages] == [paper] * 2
    assert [found(page, MAIL) for page in pages] == [mail] * 2


@pytest.mark.django_db
@pytest.mark.parametrize(("channel", "by"), [("postal", False), ("email", True)])
def test_receipt_of_a_letter_that_has_left_says_by_which_way(
    appeal: Appeal, channel: str, by: bool
) -> None:
    visitor = browser()
    receipt = signed(visitor, appeal)[1]
    dispatch = Dispatch.objects.create(
        appeal=appeal,
        language="tr",
        channel=channel,
        state="handed_over",
        handed_over_on=today(),
        count=25,
        envelope={},
    )
    Letter.objects.update(state="sent", dispatch=dispatch)

    assert ("per E-Mail" in visitor.get(receipt).text) is by
