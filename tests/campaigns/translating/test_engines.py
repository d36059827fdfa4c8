"""Engines over real HTTP: which languages they know, what they say when something breaks."""

import threading
from collections.abc import Iterator
from typing import Any

import pytest
from wagtail.models import Locale
from wagtail_localize.strings import StringValue

from campaigns.translating.engines import DeepL, EngineError, LibreTranslate
from tests.factories.machines import Machine, machine

pytestmark = pytest.mark.django_db


@pytest.fixture
def server() -> Iterator[Machine]:
    with machine() as made:
        yield made


def libre(server: Machine, **options: Any) -> LibreTranslate:
    return LibreTranslate({"LIBRETRANSLATE_URL": server.address, **options})


def deepl(server: Machine) -> DeepL:
    return DeepL({"URL": server.address, "AUTH_KEY": "secret"})


def locale(code: str) -> Locale:
    return Locale.objects.get_or_create(language_code=code)[0]


def strings(*texts: str) -> list[StringValue]:
    return [StringValue(text) for text in texts]


@pytest.mark.parametrize(
    ("target", "able"),
    [("tr", True), ("zh-hans", True), ("ti", False), ("de", False), ("zh-hant", False)],
)
def test_libretranslate_asks_its_server_what_it_can_do(
    server: Machine, target: str, able: bool
) -> None:
    assert libre(server).can_translate(locale("de"), locale(target)) is able


def test_server_is_asked_once_a_day(server: Machine) -> None:
    for code in ("tr", "fa", "ti"):
        libre(server).can_translate(locale("de"), locale(code))

    assert [path for _method, path, _content in server.asked] == ["/languages"]


def test_libretranslate_is_asked_in_its_own_codes(server: Machine) -> None:
    found = libre(server).translate(locale("de"), locale("zh-hans"), strings("ja", "nein"))

    assert [each.data for each in found.values()] == ["JA", "NEIN"]
    _method, _path, content = server.asked[-1]
    assert (content["source"], content["target"], content["api_key"]) == ("de", "zh-Hans", "")


@pytest.mark.parametrize(
    ("target", "able"), [("tr", True), ("en", True), ("zh-hans", True), ("fa", False)]
)
def test_deepl_asks_its_server_what_it_can_do(server: Machine, target: str, able: bool) -> None:
    assert deepl(server).can_translate(locale("de"), locale(target)) is able


def test_deepl_gets_the_glossary_for_one_call_and_forgets_it(server: Machine) -> None:
    terms = [("Haft", "tutukluluk"), ("höfliche\tBitte", "rica")]

    found = deepl(server).translate(locale("de"), locale("tr"), strings("Haft"), terms)

    assert [each.data for each in found.values()] == ["HAFT"]
    asked = [(method, path) for method, path, _content in server.asked]
    assert asked == [
        ("POST", "/v2/glossaries"),
        ("POST", "/v2/translate"),
        ("DELETE", "/v2/glossaries/g1"),
    ]
    assert server.asked[0][2]["entries"] == "Haft\ttutukluluk\nhöfliche Bitte\trica"
    assert server.asked[1][2]["glossary_id"] == ["g1"]


def test_glossary_is_taken_away_even_when_translating_fails(server: Machine) -> None:
    server.say = lambda text: str(1 // 0) if text else text

    with pytest.raises(EngineError):
        deepl(server).translate(locale("de"), locale("tr"), strings("Haft"), [("a", "b")])

    assert server.asked[-1][:2] == ("DELETE", "/v2/glossaries/g1")


def test_deepl_without_terms_makes_no_glossary(server: Machine) -> None:
    deepl(server).translate(locale("de"), locale("tr"), strings("Haft"))

    assert [path for _method, path, _content in server.asked] == ["/v2/translate"]


@pytest.mark.parametrize(
    ("status", "answer", "sentence"),
    [
        (500, b"", "%s refuses to translate this (500)."),
        (403, b'{"error": "key"}', "%s refuses to translate this (403)."),
        (429, b"", "%s is busy, or its quota is used up. Try again later."),
        (200, b"<html>", "%s cannot be reached or answers oddly."),
        (200, b"{}", "%s cannot be reached or answers oddly."),
        (200, b"[1]", "%s cannot be reached or answers oddly."),
    ],
)
@pytest.mark.parametrize("engine", [libre, deepl])
def test_what_goes_wrong_is_said(
    server: Machine, english: None, engine: Any, status: int, answer: bytes, sentence: str
) -> None:
    server.status, server.answer = status, answer
    made = engine(server)

    with pytest.raises(EngineError) as failed:
        made.translate(locale("de"), locale("tr"), strings("Haft"))

    assert str(failed.value) == sentence % made.display_name


def test_server_that_is_not_there_is_said(english: None) -> None:
    with machine() as gone:
        pass

    with pytest.raises(EngineError) as failed:
        libre(gone).can_translate(locale("de"), locale("tr"))

    assert str(failed.value) == "LibreTranslate cannot be reached or answers oddly."


def test_server_that_never_answers_is_given_up(server: Machine, english: None) -> None:
    server.patience = threading.Event()

    with pytest.raises(EngineError) as failed:
        libre(server, TIMEOUT=0.1).can_translate(locale("de"), locale("tr"))

    server.patience.set()
    assert str(failed.value) == "LibreTranslate took too long to answer."
