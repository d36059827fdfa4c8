"""A full name by every route there is, and then nowhere: nor the client's address and browser."""

import base64
import logging
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core import mail
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client

from campaigns.letters.compose import Envelope, LetterBlocks, compose
from campaigns.letters.pdf import render
from campaigns.models import Appeal, Case, Letter
from tests.factories.appeals import open_appeal
from tests.factories.databases import database_in
from tests.factories.records import today
from tests.factories.visits import address, browser
from tests.privacy.canary import ADDRESS, BROWSER, INITIALS, NAME, WORDS, Places, traces, watched
from tests.privacy.routes import ROUTES, Route


@pytest.fixture
def places(transactional_db: None, tmp_path: Path) -> Iterator[Places]:
    """The site at work on a database in a file, with everything watched."""
    (tmp_path / "database").mkdir()
    with database_in(tmp_path / "database") as file:
        places = Places(database=file)
        with watched(places):
            yield places


@pytest.fixture
def appeal(places: Places) -> Appeal:
    return open_appeal()


@pytest.fixture
def client(places: Places) -> Client:
    """A browser whose every answer is kept; its address and name are canaries, too."""
    client = browser(
        **{
            "User-Agent": BROWSER,
            "Referer": f"http://testserver/de/?name={NAME.replace(' ', '+')}",
            "X-Forwarded-For": ADDRESS,
        }
    )
    client.raise_request_exception = False
    client.defaults["REMOTE_ADDR"] = ADDRESS
    ask = client.request

    def kept(**request: Any) -> Any:
        answer = ask(**request)
        places.answers.append(answer)
        return answer

    client.request = kept  # type: ignore[method-assign]
    return client


def into_a_row(places: Places) -> None:
    Case.objects.create(public_name="A", country="TR", legal_name=NAME)


def into_a_log(places: Places) -> None:
    logging.getLogger("campaigns.anything").debug("signed by %s", NAME)


def into_a_mail(places: Places) -> None:
    mail.mail_admins("ä" * 200, f"ö {NAME}")


def into_the_cache(places: Places) -> None:
    cache.set("visitor", {"name": NAME})


def into_the_media(places: Places) -> None:
    Path(settings.MEDIA_ROOT).mkdir(parents=True)
    (Path(settings.MEDIA_ROOT) / "letter.txt").write_text(NAME)


def into_a_page(places: Places) -> None:
    places.answers.append(HttpResponse("".join(f"&#{ord(letter)};" for letter in NAME)))


def into_an_address(places: Places) -> None:
    places.answers.append(HttpResponse(headers={"Location": f"/?n={NAME.upper()}"}))


def into_a_pdf(places: Places) -> None:
    blocks = LetterBlocks("Re", "Dear,", (NAME,), "Yours,")
    letter = compose(blocks, Envelope(("A",)), None, today(), language="en", country="GB")
    places.answers.append(HttpResponse(render(letter)))


LEAKS: dict[Callable[[Places], None], str] = {
    into_a_row: "rows",
    into_a_log: "log",
    into_a_mail: "mail",
    into_the_cache: "cache",
    into_the_media: "file letter.txt",
    into_a_page: "answer 0",
    into_an_address: "answer 0",
    into_a_pdf: "answer 0",
}


@pytest.mark.parametrize("leak", LEAKS, ids=lambda leak: leak.__name__)
def test_name_would_be_found_wherever_it_leaked(places: Places, settings: Any, leak: Any) -> None:
    settings.ADMINS = ["admin@example.org"]
    assert traces(places.contents()) == []

    leak(places)

    found = [canary for place, canary in traces(places.contents()) if place == LEAKS[leak]]
    assert found == list(WORDS)


def test_name_would_be_found_in_the_database_file_and_its_log(places: Places) -> None:
    if places.database is None:
        pytest.skip("PostgreSQL keeps its files to itself")

    into_a_row(places)

    names = [place for place, canary in traces(places.contents()) if canary == WORDS[0]]
    assert "file database.sqlite3-wal" in names
    with sqlite3.connect(places.database) as other:
        other.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    other.close()
    names = [place for place, canary in traces(places.contents()) if canary == WORDS[0]]
    assert "file database.sqlite3" in names


def test_name_would_be_found_in_every_disguise() -> None:
    disguises = {
        "utf-16": NAME.encode("utf-16-le"),
        "percent": "".join(f"%{ord(letter):02X}" for letter in NAME).encode(),
        "base64": base64.b64encode(NAME.encode()),
        "capitals": NAME.upper().encode(),
    }

    assert traces(disguises) == [(place, word) for place in disguises for word in WORDS]


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.__name__)
def test_name_is_left_nowhere(
    places: Places, client: Client, appeal: Appeal, settings: Any, route: Route
) -> None:
    settings.ADMINS = ["admin@example.org"]

    answer = route(client, appeal)

    assert answer.status_code == ROUTES[route]
    assert traces(places.contents()) == []


def test_everything_at_once_leaves_initials_and_nothing_else(
    places: Places, client: Client, appeal: Appeal, settings: Any
) -> None:
    settings.ADMINS = ["admin@example.org"]
    assert settings.DEBUG is False

    for route in ROUTES:
        route(client, appeal)
    client.get(address(appeal))

    contents = places.contents()
    assert traces(contents) == []
    # The watchers were awake: they saw what may be seen.
    assert repr(INITIALS).encode() in contents["rows"]
    assert b"INSERT INTO" in contents["log"]
    assert b"Internal Server Error" in contents["log"]
    assert b"ImproperlyConfigured" in contents["mail"]
    assert Letter.objects.filter(initials=INITIALS).count() == 3
    assert [place for place in contents if place.endswith("-wal")] == (
        ["file database.sqlite3-wal"] if places.database else []
    )
