"""How often signing asks the database, by step, whatever the appeal has."""

from typing import Any

import pytest
from django.test import Client

from campaigns.models import Appeal, CampaignSettings, Letter
from campaigns.signing import read_token, sign
from tests.factories.appeals import open_appeal
from tests.factories.records import (
    AuthorityFactory,
    EmbassyFactory,
    FormOfAddressFactory,
    OfficeHolderFactory,
)
from tests.factories.sites import Tree, case_page
from tests.factories.visits import browser, hidden_fields, read, sign_page, signed


@pytest.fixture
def visitor(tree: Tree) -> Client:
    return browser()


def rich_appeal(count: int) -> Appeal:
    """With `count` languages the authority reads, copies, office holders, earlier letters."""
    languages = ("tr", "en", "fr")[:count]
    authority = AuthorityFactory(languages=languages)
    authority.copies_to.set(EmbassyFactory.create_batch(count))
    for number in range(count):
        holder = OfficeHolderFactory(authority=authority, name=f"Gone {number}")
        holder.valid_until = holder.valid_from
        holder.save()
        FormOfAddressFactory(holder=holder)
    return open_appeal(languages=(*languages, "de"), authority=authority)


def site_asked_before(visitor: Client, tree: Tree, appeal: Appeal) -> None:
    """Settings exist, the addresses of the site are known to the process."""
    CampaignSettings.in_force()
    case_page(tree, appeal.case)
    signed(visitor, appeal)


@pytest.mark.parametrize("count", [1, 3])
def test_letter_to_read_takes_as_many_queries_for_any_appeal(
    visitor: Client, tree: Tree, django_assert_num_queries: Any, count: int
) -> None:
    appeal = rich_appeal(count)
    site_asked_before(visitor, tree, appeal)

    with django_assert_num_queries(6):
        page = read(visitor, appeal)

    assert page.context["reading"].language == "de"


@pytest.mark.parametrize("count", [1, 3])
def test_second_step_takes_as_many_queries_for_any_appeal(
    visitor: Client, tree: Tree, django_assert_num_queries: Any, count: int
) -> None:
    appeal = rich_appeal(count)
    site_asked_before(visitor, tree, appeal)
    page = read(visitor, appeal)

    # Appeal, version, settings; savepoint, both as they are now, the letter, release.
    with django_assert_num_queries(7):
        answer = sign_page(visitor, appeal, page)

    assert (answer.status_code, Letter.objects.count()) == (303, 2)


def test_repeat_looks_up_the_letter_when_its_insert_is_refused(
    visitor: Client, tree: Tree, appeal: Appeal, django_assert_num_queries: Any
) -> None:
    token = hidden_fields(read(visitor, appeal))["token"]
    CampaignSettings.in_force()
    intent = read_token(token, appeal)

    with django_assert_num_queries(6):
        first = sign(appeal, intent)
    with django_assert_num_queries(7):
        again = sign(appeal, intent)

    assert again.receipt == first.receipt
