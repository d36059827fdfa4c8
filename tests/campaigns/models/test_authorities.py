"""Whom letters go to: six composed lines, one step of routing, languages in order."""

from typing import Any

import pytest

from campaigns.models import Authority, AuthorityLanguage
from tests.campaigns.models.refusals import refused, refused_fields
from tests.factories.records import (
    AuthorityFactory,
    EmbassyFactory,
    FormOfAddressFactory,
    OfficeHolderFactory,
)

pytestmark = pytest.mark.django_db


def lines(count: int) -> str:
    return "\n".join(f"Straße {number}" for number in range(count))


def test_envelope_runs_from_the_office_holder_to_the_country_in_the_posting_language() -> None:
    authority = AuthorityFactory(name="Adalet Bakanlığı", address_lines="Milli Müdafaa Cad. 22")

    assert authority.envelope(
        holder="Sayın Akın Gürlek", posting_country="DE", posting_language="de"
    ) == (
        "Sayın Akın Gürlek",
        "Adalet Bakanlığı",
        "Milli Müdafaa Cad. 22",
        "06659 ANKARA",
        "TÜRKEI",
    )


def test_country_is_left_out_within_the_posting_country() -> None:
    authority = AuthorityFactory(name="Ministerium", town="10117 Berlin", country="DE")

    assert authority.envelope(posting_country="DE")[-1] == "10117 Berlin"


def test_care_of_uses_street_town_and_country_of_the_embassy() -> None:
    embassy = EmbassyFactory(name="Embassy of Iran")
    authority = AuthorityFactory(
        name="Head of the Judiciary", via=embassy, address_lines="Pasteur St.", country="IR"
    )

    assert authority.envelope(holder="His Excellency", posting_country="DE") == (
        "His Excellency",
        "Head of the Judiciary",
        "c/o Embassy of Iran",
        "Avenue Franklin Roosevelt 15",
        "1050 BRUXELLES",
        "BELGIEN",
    )


@pytest.mark.parametrize(("streets", "allowed"), [(0, True), (2, True), (3, False)])
def test_six_lines_hold_holder_office_street_town_and_country(streets: int, allowed: bool) -> None:
    authority = AuthorityFactory(address_lines=lines(streets))

    if allowed:
        authority.full_clean()
    else:
        assert refused(authority.full_clean) == {
            "address_lines": [
                "The envelope has room for 6 lines; with office holder, office and country these "
                "are 7. Shorten the address."
            ]
        }


def test_a_line_is_kept_for_the_holder_that_a_vacant_office_will_have() -> None:
    vacant = AuthorityFactory(address_lines=lines(2))
    vacant.full_clean()

    OfficeHolderFactory(authority=vacant)

    assert len(vacant.envelope(holder=vacant.holder_on().name)) == 6


@pytest.mark.parametrize(("streets", "fields"), [(1, []), (2, ["address_lines"])])
def test_care_of_takes_a_line_too(streets: int, fields: list[str]) -> None:
    authority = AuthorityFactory(via=EmbassyFactory(address_lines=lines(streets)))

    if fields:
        assert refused_fields(authority.full_clean) == fields
    else:
        authority.full_clean()


def test_embassy_may_not_grow_beyond_the_envelopes_of_those_it_passes_letters_on_to() -> None:
    embassy = EmbassyFactory(address_lines=lines(1))
    AuthorityFactory(name="Parlament", country="IR", via=embassy)
    embassy.full_clean()

    embassy.address_lines = lines(2)

    assert refused(embassy.full_clean) == {
        "address_lines": [
            "Letters to Parlament (IR) go care of this address: their envelope would have 7 "
            "lines, there is room for 6."
        ]
    }


def test_embassy_that_passes_on_nothing_may_grow() -> None:
    embassy = EmbassyFactory(address_lines=lines(2))

    embassy.full_clean()

    assert embassy.envelope_line_count() == 6


def care_of_itself() -> Authority:
    embassy = EmbassyFactory()
    embassy.via = embassy
    return embassy


def care_of_an_office() -> Authority:
    return AuthorityFactory(via=AuthorityFactory())


def care_of_an_embassy_that_is_routed_itself() -> Authority:
    return AuthorityFactory(via=EmbassyFactory(via=EmbassyFactory(address_lines="")))


def routed_although_others_go_care_of_it() -> Authority:
    embassy = EmbassyFactory()
    AuthorityFactory(via=embassy)
    embassy.via = EmbassyFactory()
    return embassy


@pytest.mark.parametrize(
    "make",
    [
        care_of_itself,
        care_of_an_office,
        care_of_an_embassy_that_is_routed_itself,
        routed_although_others_go_care_of_it,
    ],
)
def test_routing_is_one_step_by_an_embassy(make: Any) -> None:
    assert refused_fields(make().full_clean) == ["via"]


def test_embassy_in_use_cannot_become_an_office() -> None:
    passes_on, gets_copies, idle = EmbassyFactory(), EmbassyFactory(), EmbassyFactory()
    AuthorityFactory(via=passes_on)
    AuthorityFactory().copies_to.add(gets_copies)
    for embassy in (passes_on, gets_copies, idle):
        embassy.kind = "office"

    assert refused_fields(passes_on.full_clean) == ["kind"]
    assert refused_fields(gets_copies.full_clean) == ["kind"]
    idle.full_clean()


def test_languages_come_in_the_order_of_preference() -> None:
    authority = AuthorityFactory(languages=("ar", "fr", "en"))

    assert authority.languages() == ["ar", "fr", "en"]


def test_language_is_read_once() -> None:
    authority = AuthorityFactory(languages=("ar",))

    second = AuthorityLanguage(authority=authority, language="ar")

    assert refused_fields(second.full_clean) == ["__all__"]


def test_language_outside_the_registry_is_refused() -> None:
    authority = AuthorityFactory(languages=())

    assert refused_fields(AuthorityLanguage(authority=authority, language="xx").full_clean) == [
        "language"
    ]


def test_line_of_the_envelope_is_in_the_language_of_the_letter() -> None:
    form = FormOfAddressFactory(language="tr", envelope_line="Sayın Akın Gürlek, Adalet Bakanı")

    assert form.holder.envelope_line("tr") == "Sayın Akın Gürlek, Adalet Bakanı"
    assert form.holder.envelope_line("en") == "Akın Gürlek"
