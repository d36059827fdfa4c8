"""Finding a pack by its code."""

import pytest

from campaigns.packs.reporting import pack_of
from tests.factories.packs import CODE, GroupPackFactory

pytestmark = pytest.mark.django_db


def test_a_pack_is_found_by_its_code_alone(django_assert_num_queries: object) -> None:
    pack = GroupPackFactory(code=CODE)
    GroupPackFactory(code="")

    assert pack_of("7K3M P9QX BD2F") == pack


def test_a_mistyped_code_asks_no_database(django_assert_num_queries: object) -> None:
    with django_assert_num_queries(0):  # type: ignore[operator]
        assert pack_of("7k3m-p9qx-bd2g") is None


def test_nobodys_code_finds_nothing() -> None:
    assert pack_of(CODE) is None
