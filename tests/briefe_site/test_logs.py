"""What is written of a request: no receipt, no address, no query string, no field."""

import logging
from typing import Any

import pytest
from django.conf import settings
from django.test import RequestFactory
from django.utils.module_loading import import_string

from briefe_site.logs import (
    NothingOfTheRequest,
    ReporterWithoutVisitors,
    WithoutVisitors,
    without_visitor,
)

CODE = "abcdefghijklmnopqrstuvwxyz"
NAME, CLIENT = "Quombatt", "203.0.113.77"


@pytest.mark.parametrize(
    ("line", "written"),
    [
        (f"Not Found: /de/letters/receipt/{CODE}/", "Not Found: /de/letters/receipt/…/"),
        (
            f'"POST /ar/letters/receipt/{CODE}/withdraw/ HTTP/1.1" 200 12',
            '"POST /ar/letters/receipt/…/withdraw/ HTTP/1.1" 200 12',
        ),
        ('"GET /de/?initials=A.+B. HTTP/1.1" 200 12', '"GET /de/ HTTP/1.1" 200 12'),
        ("203.0.113.77 - - [22/Nov/2026]", "- - - [22/Nov/2026]"),
        ("from 203.0.113.77:5123", "from -:5123"),
        ("2001:db8::8a2e:370:7334 said", "- said"),
        ("2001:db8:0:0:0:8a2e:370:7334 said", "- said"),
        ("::1 said", "- said"),
        ("from ::ffff:203.0.113.77.", "from -."),
        ("tests/test_x.py::test_y a::b", "tests/test_x.py::test_y -"),
        ("Not Found: /de/letters/receipt/", "Not Found: /de/letters/receipt/"),
        ("at 10:15:30 in version 70.0.1", "at 10:15:30 in version 70.0.1"),
        ("2 letters, 1.5 s", "2 letters, 1.5 s"),
    ],
)
def test_line_is_written_without_its_visitor(line: str, written: str) -> None:
    assert without_visitor(line) == written


def record(*args: Any, **extra: Any) -> logging.LogRecord:
    made = logging.LogRecord("django.request", logging.WARNING, "x.py", 1, *args, exc_info=None)
    made.__dict__.update(extra)
    return made


def test_arguments_of_a_record_are_masked_and_the_request_is_gone() -> None:
    made = record("%s: %s", ("Not Found", f"/de/letters/receipt/{CODE}/?a=b"), request=object())

    assert WithoutVisitors().filter(made) is True
    assert (made.getMessage(), hasattr(made, "request")) == (
        "Not Found: /de/letters/receipt/…/",
        False,
    )


def test_traceback_of_a_record_is_masked() -> None:
    made = record("failed", ())
    try:
        raise ValueError(f"/letters/receipt/{CODE}/ from 203.0.113.77")
    except ValueError as error:
        made.exc_info = (type(error), error, error.__traceback__)

    WithoutVisitors().filter(made)

    last = logging.Formatter().format(made).splitlines()[-1]
    assert last == "ValueError: /letters/receipt/…/ from -"


def test_every_handler_of_the_site_has_the_filter() -> None:
    handlers = settings.LOGGING["handlers"]

    assert [handlers[name]["filters"] for name in handlers] == [["without_visitors"]]
    assert import_string(settings.LOGGING["filters"]["without_visitors"]["()"]) is WithoutVisitors


@pytest.mark.parametrize("form", ["get_traceback_text", "get_traceback_html"])
def test_error_report_says_where_and_nothing_of_who(form: str) -> None:
    request = RequestFactory().post(f"/de/?q={NAME}", {"name": NAME}, REMOTE_ADDR=CLIENT)
    request.COOKIES["c"] = NAME
    try:
        name = request.POST["name"]
        raise RuntimeError(len(name))
    except RuntimeError as error:
        report = ReporterWithoutVisitors(request, type(error), error, error.__traceback__)

    text = getattr(report, form)()
    assert (NAME in text, CLIENT in text) == (False, False)
    assert ("RuntimeError" in text, "test_logs.py" in text) == (True, True)


def test_filter_of_reports_gives_nothing_away_by_itself() -> None:
    request = RequestFactory().post("/", {"name": NAME}, headers={"X-Name": NAME})
    request.COOKIES["c"] = NAME
    nothing = NothingOfTheRequest()

    assert [
        nothing.get_post_parameters(request),
        nothing.get_safe_request_meta(request),
        nothing.get_safe_cookies(request),
        dict(nothing.get_traceback_frame_variables(request, None)),
    ] == [{}] * 4


def test_reports_of_the_site_are_made_by_both() -> None:
    assert import_string(settings.DEFAULT_EXCEPTION_REPORTER) is ReporterWithoutVisitors
    assert import_string(settings.DEFAULT_EXCEPTION_REPORTER_FILTER) is NothingOfTheRequest
