"""Addresses of signing: below a public language, and what GET answers on each."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from campaigns.models import Appeal
from campaigns.urls import urlpatterns
from tests.factories.sites import Tree, case_page
from tests.factories.visits import browser, signed

pytestmark = pytest.mark.django_db

UUID = "00000000-0000-4000-8000-000000000000"
CODE = "a" * 26
# name, arguments, path below the language
PLACES = [
    ("appeals", [], ""),
    ("find_receipt", [], "receipt/"),
    ("receipt", [CODE], f"receipt/{CODE}/"),
    ("withdraw", [CODE], f"receipt/{CODE}/withdraw/"),
    ("appeal", [UUID], f"{UUID}/"),
    ("sign", [UUID], f"{UUID}/sign/"),
    ("print", [UUID], f"{UUID}/print/"),
    ("groups", [UUID], f"{UUID}/groups/"),
    ("class", [UUID], f"{UUID}/groups/class/"),
    ("packs", [], "packs/"),
]


def test_every_address_is_listed_here() -> None:
    assert {pattern.name for pattern in urlpatterns} == {name for name, *_rest in PLACES}


@pytest.mark.parametrize("language", ["de", "en", "fr", "ar"])
@pytest.mark.parametrize(("name", "arguments", "path"), PLACES)
def test_address_keeps_the_readers_language(
    language: str, name: str, arguments: list[str], path: str
) -> None:
    with translation.override(language):
        assert reverse(f"campaigns:{name}", args=arguments) == f"/{language}/letters/{path}"


@pytest.mark.parametrize("language", ["de", "en", "fr", "ar"])
def test_get_answers_usefully_on_every_address(tree: Tree, appeal: Appeal, language: str) -> None:
    case_page(tree, appeal.case, language)
    visitor: Client = browser()
    code = signed(visitor, appeal)[1].rstrip("/").rsplit("/", 1)[1]
    real: dict[str, Any] = {UUID: appeal.uuid, CODE: code}

    with translation.override(language):
        urls = {
            name: reverse(f"campaigns:{name}", args=[real[argument] for argument in arguments])
            for name, arguments, _path in PLACES
        }
    answers = {name: visitor.get(url) for name, url in urls.items()}

    statuses = {name: answer.status_code for name, answer in answers.items()}
    assert statuses == dict.fromkeys(urls, 200) | {"sign": 302, "print": 302}
    assert {answers[name].url for name in ("sign", "print")} == {urls["appeal"]}
    assert {answer["Content-Language"] for answer in answers.values()} == {language}
