"""The page that says which machine translates here, and what it cannot do."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories.machines import machine

pytestmark = pytest.mark.django_db

ENGINE = "campaign_translations:engine"


def chosen(settings: Any, address: str, *, ours: bool = True) -> None:
    settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR = {
        "CLASS": "campaigns.translating.engines.LibreTranslate",
        "OPTIONS": {"LIBRETRANSLATE_URL": address},
    }
    settings.CAMPAIGNS = {**settings.CAMPAIGNS, "MACHINE_IS_OURS": ours}


def test_without_an_engine_it_says_so(at_work: Client) -> None:
    answer = at_work.get(reverse(ENGINE))

    assert (answer.status_code, answer.context["engine"]) == (200, None)


def test_languages_are_listed_by_what_the_server_says(at_work: Client, settings: Any) -> None:
    with machine() as server:
        chosen(settings, server.address)
        answer = at_work.get(reverse(ENGINE))

    able = {entry.code for entry in answer.context["able"]}
    unable = {entry.code for entry in answer.context["unable"]}
    assert able == {"en", "fa", "tr", "zh-hans"}
    assert {"ti", "ka"} <= unable
    assert able & unable == set()


def test_server_that_is_gone_is_a_sentence(at_work: Client, settings: Any, english: None) -> None:
    with machine() as gone:
        pass
    chosen(settings, gone.address, ours=False)

    answer = at_work.get(reverse(ENGINE))

    assert answer.status_code == 200
    assert answer.context["problem"]


def test_nobody_else_gets_the_page(stranger: Client) -> None:
    assert stranger.get(reverse(ENGINE)).status_code == 302
