"""Nobody who signs like people do meets the limit, and nothing kept tells who asked."""

from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client, RequestFactory

from campaigns.limits import client_network, seconds_to_wait
from campaigns.models import Appeal, Letter
from tests.factories.visits import address, browser, read, sign_page

ADDRESS = "93.184.216.34"
NEIGHBOUR = "93.184.216.35"


def request(remote: str = ADDRESS, forwarded: str | None = None) -> Any:
    more = {} if forwarded is None else {"HTTP_X_FORWARDED_FOR": forwarded}
    return RequestFactory().post("/", REMOTE_ADDR=remote, **more)


def campaigns(settings: Any, **changes: Any) -> None:
    settings.CAMPAIGNS = {**settings.CAMPAIGNS, **changes}


@pytest.fixture
def three_at_once(settings: Any) -> None:
    """A bucket of three that takes ten seconds for one more."""
    campaigns(settings, LIMITS={"rate": 0.1, "burst": 3})


def test_bucket_gives_its_burst_then_one_at_its_rate(three_at_once: None) -> None:
    moments = [0, 0, 0, 0, 4, 10, 10, 1000, 1000, 1000, 1000]

    answers = [seconds_to_wait(request(), now=1000.0 + moment) for moment in moments]

    assert answers == [0, 0, 0, 10, 6, 0, 10, 0, 0, 0, 10]


def test_clock_that_goes_back_locks_nobody_out(three_at_once: None) -> None:
    assert [seconds_to_wait(request(), now=moment) for moment in (1000.0, 10.0, 1000.0)] == [0] * 3


def test_two_addresses_have_two_buckets(three_at_once: None) -> None:
    remotes = [ADDRESS] * 4 + [NEIGHBOUR]

    assert [seconds_to_wait(request(each), now=1000.0) > 0 for each in remotes] == [
        *[False] * 3,
        True,
        False,
    ]


def test_without_limits_nobody_waits_and_nothing_is_kept(settings: Any) -> None:
    campaigns(settings, LIMITS=None)

    assert [seconds_to_wait(request()) for _ in range(500)] == [0] * 500
    assert dict(cache._cache) == {}


def test_cache_that_keeps_nothing_or_fails_locks_nobody_out(
    three_at_once: None, settings: Any, tmp_path: Any
) -> None:
    answers = []
    for backend in ("dummy.DummyCache", "db.DatabaseCache"):
        settings.CACHES = {
            "default": {"BACKEND": f"django.core.cache.backends.{backend}", "LOCATION": "missing"}
        }
        answers += [seconds_to_wait(request()) for _ in range(5)]

    assert answers == [0] * 10


@pytest.mark.parametrize(
    ("hops", "remote", "forwarded", "network"),
    [
        (0, ADDRESS, None, f"{ADDRESS}/32"),
        (0, ADDRESS, NEIGHBOUR, f"{ADDRESS}/32"),
        (1, "127.0.0.1", ADDRESS, f"{ADDRESS}/32"),
        (1, "127.0.0.1", f"{NEIGHBOUR}, {ADDRESS}", f"{ADDRESS}/32"),
        (1, "", f"{ADDRESS}:4711", f"{ADDRESS}/32"),
        (2, "127.0.0.1", f"{NEIGHBOUR}, {ADDRESS}, 10.0.0.1", f"{ADDRESS}/32"),
        (2, "127.0.0.1", ADDRESS, "None"),
        (1, "127.0.0.1", None, "None"),
        (1, "127.0.0.1", "unknown", "None"),
        (0, "127.0.0.1", NEIGHBOUR, "None"),
        (0, "10.1.2.3", None, "None"),
        (0, "", None, "None"),
        (0, "2001:4860:4860:1:2:3:4:5", None, "2001:4860:4860:1::/64"),
        (1, "::1", "[2001:4860:4860:1::9]:443", "2001:4860:4860:1::/64"),
        (0, f"::ffff:{ADDRESS}", None, f"{ADDRESS}/32"),
    ],
)
def test_only_as_many_proxies_as_declared_are_believed(
    settings: Any, hops: int, remote: str, forwarded: str | None, network: str
) -> None:
    campaigns(settings, TRUSTED_PROXIES=hops)

    assert str(client_network(request(remote, forwarded))) == network


def test_forged_headers_open_no_second_bucket(three_at_once: None) -> None:
    forged = [f"198.41.0.{number}" for number in range(4)]

    waits = [seconds_to_wait(request(ADDRESS, each), now=1000.0) for each in forged]

    assert waits == [0, 0, 0, 10]


def test_cache_holds_a_salted_hash_that_differs_with_the_salt() -> None:
    keys = []
    for _ in range(2):
        seconds_to_wait(request())
        assert [ADDRESS in f"{key}{value!r}" for key, value in cache._cache.items()] == [False] * 2
        keys.append({key for key in cache._cache if not key.endswith(".salt")})
        cache.clear()

    assert [len(each) for each in keys] == [1, 1]
    assert keys[0] & keys[1] == set()


def test_salt_lives_an_hour_at_most() -> None:
    seconds_to_wait(request())

    left = {
        key.rsplit(".", 1)[1]: expires - min(cache._expire_info.values())
        for key, expires in cache._expire_info.items()
    }

    # A bucket is forgotten once it would be full again: 240 requests at two seconds each.
    assert 3100 < left["salt"] <= 3600 - 480 + 1


def visit(device: Client, appeal: Appeal) -> list[int]:
    """One person: a slip, the letter, its signature. The status of each answer."""
    slip = read(device, appeal, "")
    page = read(device, appeal, "A. B.")
    return [slip.status_code, page.status_code, sign_page(device, appeal, page).status_code]


def test_forty_people_behind_one_address_sign_on_five_devices_and_meet_no_limit(
    appeal: Appeal,
) -> None:
    devices = [browser(**{"User-Agent": f"device {number}"}) for number in range(5)]
    for device in devices:
        device.defaults["REMOTE_ADDR"] = ADDRESS

    visits = [visit(devices[person % 5], appeal) for person in range(40)]

    assert visits == [[422, 200, 303]] * 40
    assert Letter.objects.count() == 40


@pytest.mark.parametrize("step", ["appeal", "sign", "print"])
def test_who_posts_too_often_waits_with_initials_and_token_kept(
    three_at_once: None, visitor: Client, appeal: Appeal, step: str
) -> None:
    token = read(visitor, appeal).context["token"]
    visitor.defaults["REMOTE_ADDR"] = ADDRESS
    fields = {"initials": "Anna Berger", "token": token, "language": "tr"}

    pages = [visitor.post(address(appeal, step), fields) for _ in range(4)]

    last = pages[-1]
    assert [page.status_code == 429 for page in pages] == [False] * 3 + [True]
    assert (last.headers["Retry-After"], "no-store" in last.headers["Cache-Control"]) == (
        "10",
        True,
    )
    assert 'name="initials" value="A.\u00a0B."' in last.text
    assert f'name="token" value="{token}"' in last.text
    assert "Anna" not in last.text


def test_reading_is_never_limited(three_at_once: None, visitor: Client, appeal: Appeal) -> None:
    visitor.defaults["REMOTE_ADDR"] = ADDRESS

    assert [visitor.get(address(appeal)).status_code for _ in range(6)] == [200] * 6


def test_api_says_when_to_try_again(
    three_at_once: None, client: Client, appeal: Appeal, settings: Any
) -> None:
    campaigns(settings, API_ORIGINS=["https://example.org"])
    url = f"/api/v2/letters/{appeal.uuid}/sign/"

    answers = [
        client.post(url, REMOTE_ADDR=ADDRESS, headers={"Origin": "https://example.org"})
        for _ in range(4)
    ]

    assert [answer.status_code for answer in answers] == [400, 400, 400, 429]
    refused = answers[-1]
    assert refused.json()["error"] == "too_many"
    assert refused.json()["retry_after"] == int(refused.headers["Retry-After"]) == 10
    assert refused.headers["Access-Control-Allow-Origin"] == "https://example.org"
