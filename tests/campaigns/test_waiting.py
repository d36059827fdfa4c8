"""Real faults: a database that is locked, full or gone. No thanks for what is not stored."""

import errno
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import OperationalError, close_old_connections, connection
from django.test import Client

from campaigns.models import Appeal, Letter
from campaigns.waiting import outage
from tests.factories.appeals import open_appeal
from tests.factories.databases import database_in, held_by_another, without_its_file
from tests.factories.visits import address, hidden_fields, read, sign_page

KEY = {"Idempotency-Key": "0123456789abcdef"}


@pytest.fixture
def appeal(transactional_db: None, tmp_path: Path) -> Iterator[Appeal]:
    with database_in(tmp_path):
        yield open_appeal()


def sign_through_the_api(client: Client, appeal: Appeal) -> Any:
    body = {"version": str(appeal.signable_versions()[0].uuid), "initials": "A. B."}
    url = f"/api/v2/letters/{appeal.uuid}/sign/"
    return client.post(url, body, content_type="application/json", headers=KEY)


def test_locked_database_asks_to_wait_and_a_second_press_signs_once(
    visitor: Client, appeal: Appeal
) -> None:
    page = read(visitor, appeal, "Anna Berger")

    with held_by_another():
        refused = sign_page(visitor, appeal, page, initials="Anna Berger")
    again = [sign_page(visitor, appeal, page) for _ in range(2)]

    assert (refused.status_code, refused.headers["Retry-After"]) == (503, "10")
    sent_again = [name for name, value in kept(page) if is_hidden_field(refused, name, value)]
    assert sent_again == ["token", "initials", "language"]
    assert "Anna" not in refused.text
    assert [answer.status_code for answer in again] == [303, 303]
    assert again[0].url == again[1].url
    assert Letter.objects.count() == 1


def is_hidden_field(page: Any, name: str, value: str) -> bool:
    return f'<input type="hidden" name="{name}" value="{value}">' in page.text


def kept(page: Any) -> list[tuple[str, str]]:
    return [(name, value) for name, value in hidden_fields(page).items() if value]


def test_api_of_a_locked_database_answers_503_and_the_same_key_signs_later(
    client: Client, appeal: Appeal
) -> None:
    with held_by_another():
        refused = sign_through_the_api(client, appeal)
    again = [sign_through_the_api(client, appeal) for _ in range(2)]

    assert (refused.status_code, refused.headers["Retry-After"]) == (503, "10")
    assert refused.json()["error"] == "out_of_order"
    assert [answer.status_code for answer in again] == [201, 200]
    assert Letter.objects.count() == 1


def test_withdrawing_from_a_locked_database_asks_to_wait_and_works_later(
    visitor: Client, appeal: Appeal
) -> None:
    receipt = sign_page(visitor, appeal, read(visitor, appeal)).url

    with held_by_another():
        refused = visitor.post(f"{receipt}withdraw/")

    assert (refused.status_code, Letter.objects.get().state) == (503, "waiting")
    visitor.post(f"{receipt}withdraw/")
    assert Letter.objects.get().state == "withdrawn"


def press(visitor: Client, appeal: Appeal, times: int) -> list[int]:
    return [sign_page(visitor, appeal, read(visitor, appeal)).status_code for _ in range(times)]


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="a limit of pages is SQLite's")
def test_full_disk_thanks_for_what_is_stored_only_and_goes_on_once_there_is_room(
    visitor: Client, appeal: Appeal
) -> None:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA page_count")
        cursor.execute(f"PRAGMA max_page_count = {cursor.fetchone()[0]}")
    statuses = press(visitor, appeal, 30)
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA max_page_count = 1000000")

    assert set(statuses) == {303, 503}
    assert statuses.count(303) == Letter.objects.count()
    assert press(visitor, appeal, 1) == [303]


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite has no connection to cut")
@pytest.mark.parametrize("step", ["appeal", "sign"])
def test_cut_connection_asks_to_wait_and_the_next_request_has_a_new_one(
    visitor: Client, appeal: Appeal, step: str
) -> None:
    fields = hidden_fields(read(visitor, appeal))
    cut_off()

    refused = visitor.post(address(appeal, step), fields)
    # As the server does after each request.
    close_old_connections()
    again = visitor.post(address(appeal, step), fields)

    assert (refused.status_code, refused.headers["Retry-After"]) == (503, "10")
    assert again.status_code == {"appeal": 200, "sign": 303}[step]
    assert Letter.objects.count() == (step == "sign")


def cut_off() -> None:
    another = connection.get_new_connection(connection.get_connection_params())
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        pid = cursor.fetchone()[0]
    another.cursor().execute("SELECT pg_terminate_backend(%s)", [pid])
    another.close()


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="the file is SQLite's")
def test_database_that_is_gone_is_told_on_every_page_and_in_every_language(
    visitor: Client, appeal: Appeal, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    fields = hidden_fields(read(visitor, appeal, "Zyprexine"))
    url = address(appeal, "sign")
    with without_its_file(tmp_path):
        pages = [
            visitor.post(url.replace("/de/", f"/{code}/"), {**fields, "initials": "Zyprexine"})
            for code in ("de", "en", "fr", "ar")
        ]
        forged = visitor.post(url, fields, headers={"Sec-Fetch-Site": "cross-site"})
        others = [visitor.get(path) for path in ("/de/", "/api/v2/cases/", "/en/letters/")]
    back = visitor.post(url, fields)

    assert [page.status_code for page in [*pages, forged, *others]] == [503] * 8
    assert fields["token"] not in forged.text
    assert [page.text.count(f'value="{fields["token"]}"') for page in pages] == [1] * 4
    assert others[1].json()["error"] == "out_of_order"
    assert 'dir="rtl"' in pages[3].text
    assert "Zyprexine" not in "".join([caplog.text, *(page.text for page in pages)])
    assert [record.exc_info for record in caplog.records if record.exc_info] == []
    assert (back.status_code, Letter.objects.count()) == (303, 1)


def test_what_does_not_pass_by_itself_is_no_outage(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR), pytest.raises(FileNotFoundError):
        outage(FileNotFoundError(errno.ENOENT, "a secret"))
    assert caplog.text == ""

    assert outage(OSError(errno.ENOSPC, "a secret")).status == 503
    assert outage(OperationalError("a secret")).status == 503
    assert "a secret" not in caplog.text
    assert len(caplog.records) == 2
