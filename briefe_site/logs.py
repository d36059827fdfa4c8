"""Logs and error mails without anything of a visitor."""

import logging
import re
from collections.abc import ItemsView
from typing import Any

from django.http import HttpRequest
from django.views.debug import ExceptionReporter, SafeExceptionReporterFilter

RECEIPT = re.compile(r"(/letters/receipt/)[^/\s\"'?]+")
IPV4 = r"\d{1,3}(?:\.\d{1,3}){3}"
IPV6 = r"(?:[0-9a-fA-F]{1,4}:){7}[0-9a-fA-F]{1,4}|[0-9a-fA-F:]*::[0-9a-fA-F:]*"
ADDRESS = re.compile(rf"(?<![\w.:])(?:(?:{IPV6})?{IPV4}|{IPV6})(?!\w|\.\w)")
QUERY = re.compile(r"\?[^\s\"']*")


def without_visitor(text: str) -> str:
    """`text` with receipt codes, client addresses and query strings taken out."""
    return ADDRESS.sub("-", QUERY.sub("", RECEIPT.sub(r"\1…", text)))


class WithoutVisitors(logging.Filter):
    """Masks the finished message and its arguments of every record that passes.

    The request goes, too: a formatter that writes whole records would write its query string.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        record.__dict__.pop("request", None)
        record.msg = without_visitor(record.getMessage())
        record.args = ()
        if record.exc_info:
            record.exc_text = without_visitor(logging.Formatter().formatException(record.exc_info))
        return True


class NothingOfTheRequest(SafeExceptionReporterFilter):
    """For error pages and mails: no form fields, no cookies, no headers, no local variables."""

    def is_active(self, request: HttpRequest | None) -> bool:
        return True

    def get_post_parameters(self, request: HttpRequest | None) -> dict[str, Any]:
        return {}

    def get_safe_request_meta(self, request: HttpRequest | None) -> dict[str, Any]:
        return {}

    def get_safe_cookies(self, request: HttpRequest | None) -> dict[str, Any]:
        return {}

    def get_traceback_frame_variables(
        self, request: HttpRequest | None, tb_frame: Any
    ) -> ItemsView[str, Any]:
        return {}.items()


class ReporterWithoutVisitors(ExceptionReporter):
    """Where in the code it broke, and nothing of who asked: for error pages and mails.

    The filter has no say over query strings, addresses, uploads and who is logged in.
    """

    def __init__(
        self, request: HttpRequest | None, exc_type: Any, exc_value: Any, tb: Any, **kwargs: Any
    ) -> None:
        super().__init__(None, exc_type, exc_value, tb, **kwargs)
