"""Signing through the API: idempotent, same gates, foreign origins only by the setting."""

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from campaigns.models import Appeal, CampaignSettings, Case, Letter, PrintCount
from tests.factories.appeals import open_appeal
from tests.factories.records import CaseFactory, today
from tests.factories.sites import Tree

pytestmark = pytest.mark.django_db

KEY = "0123456789abcdef"


@pytest.fixture
def appeal(db: None) -> Appeal:
    return open_appeal(case=CaseFactory(may_show_place=True))


def post(
    client: Client, appeal: Appeal, body: Any, *, name: str = "sign", key: str = KEY, **headers: Any
) -> Any:
    return client.post(
        reverse(f"campaigns_api:{name}", args=[appeal.uuid]),
        body,
        content_type="application/json",
        headers={"Idempotency-Key": key, **headers},
    )


def body_of(appeal: Appeal, **changes: Any) -> dict[str, Any]:
    version = appeal.signable_versions()[0]
    return {"version": str(version.uuid), "initials": "A. B.", "place": "Bern", **changes}


def test_letter_tells_what_to_read_and_sign(client: Client, appeal: Appeal) -> None:
    letter = client.get(reverse("campaigns_api:letter", args=[appeal.uuid])).json()

    assert [each["code"] for each in letter["languages"]] == ["tr", "en"]
    assert letter["open"] is True
    turkish = letter["versions"][0]
    assert turkish["direction"] == "ltr"
    assert turkish["blocks"]["salutation"] == "Sayın Bakan,"
    assert sorted(turkish["reading"]) == ["de", "en"]
    assert letter["sign"] == reverse("campaigns_api:sign", args=[appeal.uuid])


def stop(appeal: Appeal) -> None:
    Appeal.objects.update(stopped=True)


def begin_later(appeal: Appeal) -> None:
    Appeal.objects.update(opens=today(5))


def pause(appeal: Appeal) -> None:
    Case.objects.update(status="paused")


def miss_the_review(appeal: Appeal) -> None:
    Case.objects.update(review_due=today(-1))


@pytest.mark.parametrize(
    ("close", "reason"),
    [
        (stop, "stopped"),
        (begin_later, "not_yet"),
        (pause, "case_not_active"),
        (miss_the_review, "review_overdue"),
    ],
)
def test_closed_appeal_shows_no_letter_and_says_why(
    client: Client, appeal: Appeal, close: Any, reason: str
) -> None:
    close(appeal)

    letter = client.get(reverse("campaigns_api:letter", args=[appeal.uuid])).json()

    assert (letter["open"], letter["closed_reason"]) == (False, reason)
    assert (letter["languages"], letter["versions"]) == ([], [])


def test_answers_vary_by_origin_and_language(client: Client, appeal: Appeal) -> None:
    answer = client.get(reverse("campaigns_api:letter", args=[appeal.uuid]))

    assert {"Origin", "Accept-Language"} <= set(answer["Vary"].split(", "))


def test_signing_stores_one_letter(client: Client, appeal: Appeal) -> None:
    answer = post(client, appeal, body_of(appeal))

    assert answer.status_code == 201
    assert answer["Cache-Control"] == "no-store, private"
    letter = Letter.objects.get()
    assert (letter.initials, letter.place, letter.version.language) == (
        "A.\u00a0B.",
        "Bern",
        "tr",
    )


def test_signing_needs_no_csrf_token(appeal: Appeal) -> None:
    strict = Client(enforce_csrf_checks=True)

    assert post(strict, appeal, body_of(appeal)).status_code == 201


def test_same_key_twice_is_one_letter_and_the_same_receipt(client: Client, appeal: Appeal) -> None:
    first = post(client, appeal, body_of(appeal))
    second = post(client, appeal, body_of(appeal))

    assert (first.status_code, second.status_code) == (201, 200)
    assert first.json() == second.json()
    assert Letter.objects.count() == 1


@pytest.mark.parametrize("change", [{"initials": "C. D."}, {"place": "Basel"}])
def test_same_key_with_another_body_is_refused_and_the_first_kept(
    client: Client, appeal: Appeal, change: dict[str, str]
) -> None:
    post(client, appeal, body_of(appeal))

    answer = post(client, appeal, body_of(appeal, **change))

    assert (answer.status_code, answer.json()) == (409, {"error": "key_reused"})
    assert [letter.initials for letter in Letter.objects.all()] == ["A.\u00a0B."]


def test_full_name_becomes_initials_at_once(client: Client, appeal: Appeal) -> None:
    answer = post(client, appeal, body_of(appeal, initials="Anna-Lena Müller-Huber"))

    assert answer.json()["initials"] == "A.-L.\u00a0M.-H."
    assert Letter.objects.get().initials == "A.-L.\u00a0M.-H."


@pytest.mark.parametrize(
    ("change", "status", "error"),
    [
        ({"initials": ""}, 422, "invalid"),
        ({"initials": "123"}, 422, "invalid"),
        ({"initials": "A\x00"}, 400, "invalid"),
        ({"initials": "\ud800"}, 400, "invalid"),
        ({"initials": "a" * 10_000}, 400, "invalid"),
        ({"initials": ["A"]}, 422, "invalid"),
        ({"initials": None}, 422, "invalid"),
        ({"place": "<b>Bern</b>"}, 422, "invalid"),
        ({"version": "x"}, 404, "unknown_version"),
        ({"version": str(uuid4())}, 404, "unknown_version"),
        ({"version": None}, 404, "unknown_version"),
    ],
)
def test_bad_body_is_refused_without_a_row(
    client: Client, appeal: Appeal, change: dict[str, Any], status: int, error: str
) -> None:
    answer = post(client, appeal, body_of(appeal, **change))

    assert (answer.status_code, answer.json()["error"]) == (status, error)
    assert Letter.objects.count() == 0


@pytest.mark.parametrize("raw", ["", "{", "[]", '"x"', "\x00", "[" * 5000, b"\xff\xfe"])
def test_what_is_no_json_object_is_refused(client: Client, appeal: Appeal, raw: Any) -> None:
    answer = post(client, appeal, raw)

    assert answer.status_code == 400
    assert Letter.objects.count() == 0


def test_large_body_is_refused_unread(client: Client, appeal: Appeal) -> None:
    answer = post(client, appeal, body_of(appeal, more="x" * 17 * 1024))

    assert answer.status_code == 413
    assert Letter.objects.count() == 0


def test_fields_of_the_row_in_the_body_are_ignored(client: Client, appeal: Appeal) -> None:
    forged = {"state": "sent", "specimen": True, "count": 9999, "appeal": "x"}

    post(client, appeal, {**body_of(appeal), **forged})

    letter = Letter.objects.get()
    assert (letter.state, letter.specimen, letter.appeal) == ("waiting", False, appeal)


@pytest.mark.parametrize("key", ["", "short", "k" * 129, "with space 12345678"])
def test_unusable_key_is_refused(client: Client, appeal: Appeal, key: str) -> None:
    answer = post(client, appeal, body_of(appeal), key=key)

    assert (answer.status_code, answer.json()["error"]) == (400, "idempotency_key")


def test_closed_appeal_takes_no_letter_and_says_why(client: Client, appeal: Appeal) -> None:
    body = body_of(appeal)
    Appeal.objects.update(stopped=True)

    answer = post(client, appeal, body)

    assert (answer.status_code, answer.json()["reason"]) == (409, "stopped")
    assert Letter.objects.count() == 0


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_other_sites_are_refused(client: Client, appeal: Appeal, site: str) -> None:
    headers = {"Sec-Fetch-Site": site, "Origin": "https://elsewhere.example"}
    answer = post(client, appeal, body_of(appeal), **headers)

    assert answer.status_code == 403
    assert "Access-Control-Allow-Origin" not in answer.headers
    assert Letter.objects.count() == 0


def test_allowed_origin_signs_from_another_site(
    client: Client, appeal: Appeal, settings: Any
) -> None:
    origin = "https://app.example"
    settings.CAMPAIGNS = {**settings.CAMPAIGNS, "API_ORIGINS": [origin]}
    headers = {"Sec-Fetch-Site": "cross-site", "Origin": origin}

    answer = post(client, appeal, body_of(appeal), **headers)
    preflight = client.options(
        reverse("campaigns_api:sign", args=[appeal.uuid]), headers={"Origin": origin}
    )

    assert answer.status_code == 201
    assert answer["Access-Control-Allow-Origin"] == origin
    assert preflight.status_code == 204
    assert preflight["Access-Control-Allow-Headers"] == "Content-Type, Idempotency-Key"


def test_unknown_appeal_is_404_with_the_languages(client: Client) -> None:
    answer = client.get(reverse("campaigns_api:letter", args=[uuid4()]))

    assert answer.status_code == 404
    assert answer.json()["languages"] == ["de", "en", "fr", "ar"]


def test_case_that_is_not_public_has_no_letter(client: Client, appeal: Appeal) -> None:
    type(appeal.case).objects.update(status="withdrawn")

    assert client.get(reverse("campaigns_api:letter", args=[appeal.uuid])).status_code == 404


def test_printed_letter_is_a_pdf_and_counted_once(client: Client, appeal: Appeal) -> None:
    answer = post(client, appeal, body_of(appeal), name="print")

    assert answer.content[:5] == b"%PDF-"
    assert [row.n for row in PrintCount.objects.filter(appeal=appeal)] == [1]
    assert Letter.objects.count() == 0


def test_printed_specimen_is_not_counted(client: Client, tree: Tree, appeal: Appeal) -> None:
    house = CampaignSettings.in_force()
    house.specimen_mark = True
    house.save()

    answer = post(client, appeal, body_of(appeal), name="print")

    assert answer.content[:5] == b"%PDF-"
    assert PrintCount.objects.count() == 0


def test_receipt_tells_the_state_by_its_code_alone(client: Client, appeal: Appeal) -> None:
    code = post(client, appeal, body_of(appeal)).json()["receipt"]

    answer = client.post(
        reverse("campaigns_api:receipt"), {"code": code}, content_type="application/json"
    )

    assert sorted(answer.json()) == ["language", "signed_on", "specimen", "state"]
    assert answer.json()["state"] == "waiting"


@pytest.mark.parametrize("code", ["unknown", 5, None])
def test_unknown_receipt_is_404(client: Client, code: Any, db: None) -> None:
    answer = client.post(
        reverse("campaigns_api:receipt"), {"code": code}, content_type="application/json"
    )

    assert answer.status_code == 404
