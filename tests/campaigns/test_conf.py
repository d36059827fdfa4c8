"""The plugin's settings: read at the moment they are asked for."""

from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured

from campaigns import conf


def test_every_key_has_a_default(settings: Any) -> None:
    del settings.CAMPAIGNS

    assert {key: conf.get(key) for key in conf.DEFAULTS} == conf.DEFAULTS


def test_site_overrides_one_key_and_keeps_the_others(settings: Any) -> None:
    settings.CAMPAIGNS = {"TOKEN_AGE": 60}

    assert (conf.get("TOKEN_AGE"), conf.get("MAX_BODY")) == (60, 16 * 1024)


def test_unknown_key_is_a_mistake_even_when_it_is_set(settings: Any) -> None:
    settings.CAMPAIGNS = {"TOKN_AGE": 60}

    with pytest.raises(KeyError):
        conf.get("TOKN_AGE")


@pytest.mark.parametrize(
    ("configured", "public"),
    [(None, ("de",)), ((), ("de",)), (["fr", "ar"], ("fr", "ar"))],
)
def test_site_is_published_in_its_own_language_until_it_says_otherwise(
    settings: Any, configured: Any, public: tuple[str, ...]
) -> None:
    settings.CAMPAIGNS = {"PUBLIC_LANGUAGES": configured}

    assert conf.public_languages() == public


def test_receipts_need_a_secret_of_their_own(settings: Any) -> None:
    settings.CAMPAIGNS = {"RECEIPT_SECRET": "long"}
    assert conf.receipt_secret() == b"long"

    settings.CAMPAIGNS = {}
    with pytest.raises(ImproperlyConfigured, match="RECEIPT_SECRET"):
        conf.receipt_secret()
