"""What stands on a letter's page comes from authority, case and house."""

import datetime

import pytest

from campaigns.letters.signatory import Signatory
from campaigns.models import CampaignSettings
from campaigns.models.letter_pages import copy_line, envelope, layout, letter_content
from tests.factories.appeals import BLOCKS
from tests.factories.records import (
    AppealFactory,
    AuthorityFactory,
    CaseFactory,
    EmbassyFactory,
    FormOfAddressFactory,
    OfficeHolderFactory,
    today,
)

pytestmark = pytest.mark.django_db

HOUSE = CampaignSettings(
    return_address="Haus, Weg 1, Berlin",
    neutral_return_address="Postfach 1, Berlin",
    window_side="right",
    month_only=True,
)


def test_holder_of_today_stands_on_the_envelope_in_the_language_of_the_letter() -> None:
    authority = AuthorityFactory(name="Adalet Bakanlığı")
    OfficeHolderFactory(authority=authority, valid_until=today(-1), name="Gone")
    now = OfficeHolderFactory(authority=authority, valid_from=today(), name="Akın Gürlek")
    FormOfAddressFactory(holder=now, language="tr", envelope_line="Sayın Akın Gürlek")
    appeal = AppealFactory(authority=authority)

    assert envelope(appeal, "tr", HOUSE).lines[0] == "Sayın Akın Gürlek"
    assert envelope(appeal, "en", HOUSE).lines[0] == "Akın Gürlek"


def test_vacant_office_is_written_to_by_its_name() -> None:
    appeal = AppealFactory(authority=AuthorityFactory(name="Adalet Bakanlığı"))

    assert envelope(appeal, "tr", HOUSE).lines == (
        "Adalet Bakanlığı",
        "Milli Müdafaa Caddesi 22",
        "06659 ANKARA",
        "TÜRKEI",
    )


@pytest.mark.parametrize(
    ("may_name", "by_hand", "line"),
    [
        (True, False, "Haus, Weg 1, Berlin"),
        (False, False, "Postfach 1, Berlin"),
        (True, True, ""),
        (False, True, ""),
    ],
)
def test_return_line_is_as_the_case_allows_and_never_on_a_visitors_own_letter(
    may_name: bool, by_hand: bool, line: str
) -> None:
    appeal = AppealFactory(case=CaseFactory(may_name_organisation=may_name))

    assert envelope(appeal, "tr", HOUSE, by_hand=by_hand).return_line == line


def test_embassies_that_get_a_copy_are_named() -> None:
    authority = AuthorityFactory()
    authority.copies_to.add(
        EmbassyFactory(name="Embassy of Türkiye", town="Berlin"),
        EmbassyFactory(name="Embassy of Iran", town="Wien", country="IR"),
    )

    assert copy_line(AppealFactory(authority=authority)) == (
        "Cc: Embassy of Türkiye, Berlin; Embassy of Iran, Wien"
    )
    assert copy_line(AppealFactory()) == ""


def test_layout_is_the_houses() -> None:
    page = layout(AppealFactory(), HOUSE, specimen=True, by_hand=True)

    assert (page.window, page.month_only, page.specimen, page.by_hand) == (
        "right",
        True,
        "SPECIMEN",
        True,
    )


def test_letter_holds_text_address_day_and_initials() -> None:
    appeal = AppealFactory(authority=AuthorityFactory(name="Adalet Bakanlığı"))

    content = letter_content(
        appeal,
        BLOCKS["tr"],
        "tr",
        Signatory(initials="A. B.", place="Köln"),
        day=datetime.date(2026, 11, 22),
        house=CampaignSettings(),
    )

    assert (content.day, content.initials, content.place) == ("22 Kasım 2026", "A. B.", "Köln")
    assert content.title == BLOCKS["tr"].subject
    assert content.address[0] == "Adalet Bakanlığı"


def test_letter_to_print_leaves_initials_and_place_open() -> None:
    content = letter_content(AppealFactory(), BLOCKS["tr"], "tr", None, by_hand=True)

    assert (content.initials, content.place) == ("", "")
