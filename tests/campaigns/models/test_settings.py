"""The house: what leaves it names it only where that is allowed."""

import datetime
from decimal import Decimal

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from wagtail.models import Site
from wagtail.users.models import UserProfile

from campaigns.models import CampaignSettings, Postage
from tests.campaigns.models.refusals import refused_fields

pytestmark = pytest.mark.django_db


def house(**fields: object) -> CampaignSettings:
    site = Site.objects.get(is_default_site=True)
    settings = CampaignSettings.for_site(site)
    for name, value in fields.items():
        setattr(settings, name, value)
    settings.save()
    return settings


def test_settings_in_force_are_those_of_the_default_site() -> None:
    settings = house(organisation="Haus")
    other = Site.objects.create(
        hostname="other.example", root_page=Site.objects.get(is_default_site=True).root_page
    )
    CampaignSettings.objects.create(site=other, organisation="Anderes Haus")

    assert CampaignSettings.in_force() == settings


@pytest.mark.parametrize(("is_default", "warnings"), [(True, 0), (False, 1)])
def test_form_says_that_settings_of_another_site_have_no_effect(
    client: Client, is_default: bool, warnings: int
) -> None:
    default = Site.objects.get(is_default_site=True)
    other = Site.objects.create(hostname="other.example", root_page=default.root_page)
    account = get_user_model().objects.create_superuser("admin")
    UserProfile.objects.create(user=account, preferred_language="en")
    client.force_login(account)
    form = ["campaigns", "campaignsettings", default.pk if is_default else other.pk]

    shown = client.get(reverse("wagtailsettings:edit", args=form)).text

    assert shown.count("Settings of this site have no effect") == warnings
    assert shown.count('name="organisation"') == 1


def test_site_without_settings_has_usable_ones() -> None:
    Site.objects.all().delete()

    in_force = CampaignSettings.in_force()

    assert (in_force.posting_country, in_force.posting_language) == ("DE", "de")
    assert (in_force.specimen_mark, in_force.smallest_bundle) == (False, 20)


@pytest.mark.parametrize(
    ("may_name", "line"), [(True, "Haus, Weg 1, Berlin"), (False, "Postfach 1, Berlin")]
)
def test_return_line_names_the_house_only_where_the_case_allows_it(
    may_name: bool, line: str
) -> None:
    settings = CampaignSettings(
        return_address="Haus, Weg 1, Berlin", neutral_return_address="Postfach 1, Berlin"
    )

    assert settings.return_line(may_name) == line


@pytest.mark.parametrize(
    ("may_name", "sender"), [(True, "briefe@haus.example"), (False, "post@neutral.example")]
)
def test_sender_is_the_house_only_where_the_case_allows_it(may_name: bool, sender: str) -> None:
    settings = CampaignSettings(
        sender_email="briefe@haus.example", neutral_sender_email="post@neutral.example"
    )

    assert settings.sender(may_name) == sender


@pytest.mark.parametrize("neutral", ["post@haus.example", "post@mail.HAUS.example"])
@pytest.mark.parametrize("sender", ["briefe@haus.example", "briefe@news.haus.example"])
def test_neutral_sender_at_the_domain_of_the_house_is_refused(sender: str, neutral: str) -> None:
    settings = house(sender_email=sender, neutral_sender_email=neutral)

    assert refused_fields(settings.full_clean) == ["neutral_sender_email"]


@pytest.mark.parametrize("neutral", ["post@otherhaus.example", ""])
def test_neutral_sender_at_another_domain_is_kept(neutral: str) -> None:
    house(sender_email="briefe@haus.example", neutral_sender_email=neutral).full_clean()


@pytest.mark.parametrize(
    "neutral", ["hausamsee@gmx.example", "haus-am-see@gmx.example", "post@haus.am.see.example"]
)
def test_neutral_sender_that_names_the_house_is_refused(neutral: str) -> None:
    settings = house(organisation="Haus am See", neutral_sender_email=neutral)

    assert refused_fields(settings.full_clean) == ["neutral_sender_email"]


def test_neutral_sender_at_a_domain_of_the_return_address_is_refused() -> None:
    settings = house(
        return_address="Haus, Weg 1, www.haus.example", neutral_sender_email="a@haus.example"
    )

    assert refused_fields(settings.full_clean) == ["neutral_sender_email"]


@pytest.mark.parametrize(
    "neutral", ["Haus am See, Postfach 1", "c/o HAUS AM SEE", "Postfach 1, post@haus.example"]
)
def test_neutral_address_that_names_the_house_is_refused(neutral: str) -> None:
    settings = house(
        organisation=" Haus am See ",
        sender_email="briefe@haus.example",
        neutral_return_address=neutral,
    )

    assert refused_fields(settings.full_clean) == ["neutral_return_address"]


def test_any_neutral_address_will_do_while_the_house_has_no_name() -> None:
    house(organisation="", neutral_return_address="Postfach 1").full_clean()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("paper_weight", 39),
        ("box_kilograms", 0),
        ("box_kilograms", 31),
        ("smallest_bundle", 0),
        ("retention_days", -1),
        ("posting_language", "xx"),
        ("window_side", "top"),
    ],
)
def test_impossible_setting_is_named(field: str, value: object) -> None:
    settings = CampaignSettings(site=Site.objects.get(is_default_site=True), **{field: value})

    assert refused_fields(settings.full_clean) == [field]


def test_newest_postage_comes_first() -> None:
    settings = house()
    old = Postage(settings=settings, valid_from=datetime.date(2024, 1, 1), abroad=Decimal("1.10"))
    new = Postage(settings=settings, valid_from=datetime.date(2025, 1, 1), abroad=Decimal("1.25"))
    old.save()
    new.save()

    assert list(CampaignSettings.objects.get().postage.all()) == [new, old]


def test_prices_of_a_day_are_the_newest_that_hold_by_then() -> None:
    settings = house()
    for year, price in ((2024, "1.10"), (2025, "1.25"), (2027, "1.40")):
        Postage.objects.create(
            settings=settings, valid_from=datetime.date(year, 1, 1), abroad=Decimal(price)
        )
    settings = CampaignSettings.objects.get()

    days = (datetime.date(2023, 12, 31), datetime.date(2025, 1, 1), datetime.date(2026, 11, 27))
    found = [settings.postage_on(day) for day in days]

    assert [each and each.abroad for each in found] == [None, Decimal("1.25"), Decimal("1.25")]


@pytest.mark.parametrize("name", ["abroad", "inland", "parcel", "inland_parcel"])
def test_price_that_is_none_is_refused(name: str) -> None:
    prices = {"abroad": Decimal("1.25"), name: Decimal("0.00")}
    postage = Postage(settings=house(), valid_from=datetime.date(2025, 1, 1), **prices)

    assert refused_fields(postage.full_clean) == [name]
