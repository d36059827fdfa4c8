"""Factories of the shared records: valid by default, each argument one deviation."""

import datetime
from typing import Any

import factory
from django.utils import timezone

from campaigns.models import (
    Appeal,
    Authority,
    AuthorityLanguage,
    Case,
    CaseOutcome,
    Edition,
    FormOfAddress,
    OfficeHolder,
)


def today(days: int = 0) -> datetime.date:
    return timezone.localdate() + datetime.timedelta(days=days)


class CaseFactory(factory.django.DjangoModelFactory):
    """A public, active case with consent and a valid review."""

    class Meta:
        model = Case

    public_name = factory.Sequence(lambda number: f"Anna Berger {number}")
    country = "TR"
    status = "active"
    consent_name = True
    consent_picture = True
    reviewed_on = factory.LazyFunction(today)
    review_due = factory.LazyFunction(lambda: today(90))


class OutcomeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = CaseOutcome

    case = factory.SubFactory(CaseFactory)
    kind = "released"
    date = factory.LazyFunction(lambda: today(-30))


class AuthorityFactory(factory.django.DjangoModelFactory):
    """An office in Ankara that reads Turkish, then English."""

    class Meta:
        model = Authority
        skip_postgeneration_save = True

    name = factory.Sequence(lambda number: f"Adalet Bakanlığı {number}")
    address_lines = "Milli Müdafaa Caddesi 22"
    town = "06659 ANKARA"
    country = "TR"

    @factory.post_generation
    def languages(self, create: bool, codes: tuple[str, ...] | None, **kwargs: Any) -> None:
        for order, code in enumerate(("tr", "en") if codes is None else codes):
            AuthorityLanguage.objects.create(authority=self, language=code, sort_order=order)


class EmbassyFactory(AuthorityFactory):
    kind = "embassy"
    name = factory.Sequence(lambda number: f"Embassy {number}")
    address_lines = "Avenue Franklin Roosevelt 15"
    town = "1050 BRUXELLES"
    country = "BE"


class OfficeHolderFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = OfficeHolder

    authority = factory.SubFactory(AuthorityFactory)
    name = "Akın Gürlek"
    gender = "m"
    valid_from = datetime.date(2026, 2, 11)


class FormOfAddressFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = FormOfAddress

    holder = factory.SubFactory(OfficeHolderFactory)
    language = "tr"
    envelope_line = "Sayın Akın Gürlek, Adalet Bakanı"
    salutation = "Sayın Bakan,"
    closing = "Saygılarımla,"


class EditionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Edition

    month = factory.LazyFunction(lambda: today().replace(day=1))


class AppealFactory(factory.django.DjangoModelFactory):
    """An appeal in its period; it is open once a version in tr or en exists."""

    class Meta:
        model = Appeal

    case = factory.SubFactory(CaseFactory)
    authority = factory.SubFactory(AuthorityFactory)
    opens = factory.LazyFunction(lambda: today(-10))
    closes = factory.LazyFunction(lambda: today(50))
