"""What a signing request has to pass: where it comes from, how large it is, that it can be read."""

import io
from typing import Any

import pytest
from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse

from campaigns import conf
from campaigns.models import Appeal, Letter
from campaigns.protocol import (
    RefusedError,
    never_stored,
    refuse_cross_site,
    refuse_large,
    refuse_many_fields,
)
from tests.factories.visits import address, browser, hidden_fields, read

FORM = "application/x-www-form-urlencoded"
MULTIPART = "multipart/form-data; boundary=b"
OURS, FOREIGN = "http://testserver", "https://evil.example"

# Headers of a request, and whether it is let in.
ORIGINS: list[tuple[dict[str, str], bool]] = [
    ({}, True),
    ({"Sec-Fetch-Site": "same-origin"}, True),
    ({"Sec-Fetch-Site": "none"}, True),
    ({"Sec-Fetch-Site": "same-origin", "Origin": "null"}, True),
    ({"Sec-Fetch-Site": "cross-site"}, False),
    ({"Sec-Fetch-Site": "same-site"}, False),
    ({"Sec-Fetch-Site": "cross-site", "Origin": OURS}, False),
    ({"Sec-Fetch-Site": ""}, False),
    ({"Origin": OURS}, True),
    ({"Origin": "http://TESTSERVER"}, True),
    ({"Origin": FOREIGN}, False),
    ({"Origin": "http://testserver.evil.example"}, False),
    ({"Origin": "http://testserver:81"}, False),
    ({"Origin": "null"}, False),
    ({"Origin": ""}, False),
    ({"Origin": "http://["}, False),
]


def status_of(check: Any, request: WSGIRequest, **options: Any) -> int | None:
    """What a check refuses the request with; None when it lets it in."""
    try:
        check(request, **options)
    except RefusedError as refused:
        return refused.status
    return None


def sent(body: bytes, content_type: str = FORM, **environment: Any) -> WSGIRequest:
    """A request as a server hands it on, whatever it says of its length."""
    return WSGIRequest(
        {
            "REQUEST_METHOD": "POST",
            "CONTENT_TYPE": content_type,
            "CONTENT_LENGTH": str(len(body)),
            "SERVER_NAME": "testserver",
            "SERVER_PORT": "80",
            "wsgi.input": io.BytesIO(body),
            **environment,
        }
    )


@pytest.mark.parametrize(("headers", "accepted"), ORIGINS)
def test_only_requests_from_our_own_pages_pass(headers: dict[str, str], accepted: bool) -> None:
    request = RequestFactory().post("/", headers=headers)

    assert status_of(refuse_cross_site, request) == (None if accepted else 403)


@pytest.mark.parametrize(
    ("secure", "origin", "accepted"),
    [
        (True, "https://testserver", True),
        (True, "http://testserver", False),
        (True, "HTTPS://TestServer", True),
        (True, "ftp://testserver", False),
        (True, "//testserver", False),
        (False, "https://testserver", True),
    ],
)
def test_page_in_clear_is_not_ours_where_we_are_encrypted(
    secure: bool, origin: str, accepted: bool
) -> None:
    request = RequestFactory().post("/", headers={"Origin": origin}, secure=secure)

    assert status_of(refuse_cross_site, request) == (None if accepted else 403)


@pytest.mark.parametrize("site", [{}, {"Sec-Fetch-Site": "cross-site"}])
def test_origin_of_the_setting_passes_where_it_is_asked_for(site: dict[str, str]) -> None:
    request = RequestFactory().post("/", headers={"Origin": FOREIGN, **site})

    assert status_of(refuse_cross_site, request, allowed_origins=(FOREIGN,)) is None
    assert status_of(refuse_cross_site, request, allowed_origins=(f"{FOREIGN}.org",)) == 403


@pytest.mark.parametrize("step", ["appeal", "sign", "print"])
@pytest.mark.parametrize(("headers", "accepted"), ORIGINS)
def test_form_on_another_site_signs_nothing(
    appeal: Appeal, headers: dict[str, str], accepted: bool, step: str, settings: Any
) -> None:
    settings.CAMPAIGNS = {**settings.CAMPAIGNS, "API_ORIGINS": (FOREIGN,)}
    fields = hidden_fields(read(browser(), appeal))

    stranger = Client(enforce_csrf_checks=True)
    answer = stranger.post(address(appeal, step), fields, headers=headers)

    expected = {"appeal": 200, "sign": 303, "print": 200}[step] if accepted else 403
    assert answer.status_code == expected
    assert Letter.objects.count() == (accepted and step == "sign")


def test_form_on_another_site_withdraws_nothing(appeal: Appeal) -> None:
    visitor = browser()
    fields = hidden_fields(read(visitor, appeal))
    receipt = visitor.post(address(appeal, "sign"), fields).url

    answer = visitor.post(f"{receipt}withdraw/", headers={"Sec-Fetch-Site": "cross-site"})

    assert (answer.status_code, Letter.objects.get().state) == (403, "waiting")


def test_body_of_the_largest_size_passes() -> None:
    assert status_of(refuse_large, sent(b"a" * conf.get("MAX_BODY"))) is None


@pytest.mark.parametrize(
    ("declared", "status"),
    [
        ("17408", 413),
        ("9" * 18, 413),
        ("9" * 5000, 400),
        ("-1", 400),
        ("²", 400),
        ("many", 400),
        ("1e3", 400),
    ],
)
def test_body_that_says_it_is_too_large_or_nonsense_is_refused_unread(
    declared: str, status: int
) -> None:
    request = sent(b"a=b", CONTENT_LENGTH=declared)

    assert status_of(refuse_large, request) == status
    assert request.environ["wsgi.input"].tell() == 0


@pytest.mark.parametrize(("declared", "read_bytes"), [("", 0), ("0", 0), ("2", 2), ("999", 3)])
def test_no_more_is_read_than_was_declared(declared: str, read_bytes: int) -> None:
    request = sent(b"a=b", CONTENT_LENGTH=declared)

    assert status_of(refuse_large, request) is None
    assert len(request.body) == read_bytes


class BrokenLine(io.BytesIO):
    def read(self, size: int | None = -1) -> bytes:
        raise OSError("connection reset")


def test_torn_connection_is_refused() -> None:
    request = sent(b"", CONTENT_LENGTH="12", **{"wsgi.input": BrokenLine()})

    assert status_of(refuse_large, request) == 400


UNREADABLE = [
    (b"a=b&" * 41, FORM),
    (b"&".join(b"a%d=" % number for number in range(2000)), FORM),
    (b"a=b", f"{FORM}; charset=utf-7"),
    (b"--b\r\nContent-Disp", "multipart/form-data"),
    (b"--b\r\n\r\n", "multipart/form-data; boundary=" + "x" * 300),
    (b"a=b", "multipart/form-data; boundary=é"),
    (
        b'--b\r\nContent-Disposition: form-data; name="initials"\r\n\r\nAnna\r\n--b--\r\n',
        f"{MULTIPART}; charset=base64",
    ),
    (
        b"".join(
            b'--b\r\nContent-Disposition: form-data; name="f"; filename="x"\r\n\r\nx\r\n'
            for _ in range(101)
        )
        + b"--b--\r\n",
        MULTIPART,
    ),
]


@pytest.mark.parametrize(("body", "content_type"), UNREADABLE, ids=range(len(UNREADABLE)))
def test_body_that_nobody_can_read_is_refused(body: bytes, content_type: str) -> None:
    assert status_of(refuse_many_fields, sent(body, content_type)) == 400


@pytest.mark.parametrize("step", ["appeal", "sign", "print"])
@pytest.mark.parametrize(("body", "content_type"), UNREADABLE, ids=range(len(UNREADABLE)))
def test_pages_answer_an_unreadable_body_with_400(
    appeal: Appeal, step: str, body: bytes, content_type: str
) -> None:
    answer = browser().generic("POST", address(appeal, step), body, content_type)

    assert (answer.status_code, answer.templates[0].name) == (400, "campaigns/letters/refused.html")
    assert Letter.objects.count() == 0


def test_five_thousand_fields_are_refused(appeal: Appeal) -> None:
    fields = b"&".join(b"a=" for _ in range(5000))

    answer = browser().post(address(appeal, "sign"), fields, content_type=FORM)

    assert (len(fields) <= conf.get("MAX_BODY"), answer.status_code) == (True, 400)


def test_body_of_17_kb_is_refused(appeal: Appeal) -> None:
    visitor, large = browser(), {"code": "a" * 17 * 1024, "token": "a"}
    pages = [address(appeal, "sign"), address(appeal, "print"), reverse("campaigns:find_receipt")]

    assert [visitor.post(page, large).status_code for page in pages] == [413] * 3


def test_first_step_says_of_a_large_body_which_field_is_too_long(appeal: Appeal) -> None:
    answer = browser().post(address(appeal), {"initials": "A" * 100_000})

    assert answer.status_code == 400
    assert answer.context["form"].errors.as_data()["initials"][0].code == "too_long"
    assert "AAAA" not in answer.text


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_other_methods_are_not_allowed(appeal: Appeal, method: str) -> None:
    assert getattr(browser(), method)(address(appeal, "sign")).status_code == 405


def test_answer_that_must_not_be_stored_says_so() -> None:
    answer = never_stored(lambda request: HttpResponse("A. B."))(RequestFactory().get("/"))

    assert answer["Cache-Control"] == "no-store, private"
