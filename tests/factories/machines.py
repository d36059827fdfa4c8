"""Servers on this machine that answer as LibreTranslate and DeepL do, over real HTTP."""

import json
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit


def shout(markup: str) -> str:
    """In capitals, the tags left as they are."""
    return re.sub(r"(<[^>]*>)|([^<]+)", lambda found: found[1] or found[2].upper(), markup)


@dataclass
class Machine:
    """asked: method, path and content of each request. say: turns one text into another."""

    address: str = ""
    asked: list[tuple[str, str, Any]] = field(default_factory=list)
    say: Callable[[str], str] = shout
    status: int = 200
    # What it answers whatever it is asked, in bytes, if anything.
    answer: bytes | None = None
    # Set by a test that lets a request hang; the answer waits for it.
    patience: threading.Event | None = None

    def texts(self) -> list[str]:
        """All that was sent to be translated."""
        asked = [content for _method, path, content in self.asked if path.endswith("/translate")]
        return [text for content in asked for text in content.get("q") or content["text"]]


class _Handler(BaseHTTPRequestHandler):
    machine: Machine

    def log_message(self, *args: Any) -> None:
        """Says nothing."""

    def _serve(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        content = _read(self.rfile.read(length), self.headers.get("Content-Type") or "")
        path = urlsplit(self.path).path
        self.machine.asked.append((self.command, path, content))
        if self.machine.patience:
            self.machine.patience.wait(5)
        self._send(self._answer(path, content))

    def _answer(self, path: str, content: Any) -> bytes:
        if self.machine.answer is not None:
            return self.machine.answer
        if self.command == "DELETE":
            return b""
        return json.dumps(ANSWERS[path](self.machine, content)).encode()

    def _send(self, body: bytes) -> None:
        self.send_response(self.machine.status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_GET = do_POST = do_DELETE = _serve  # noqa: N815 - the names http.server asks for


def _read(body: bytes, kind: str) -> Any:
    if kind.startswith("application/json"):
        return json.loads(body)
    return parse_qs(body.decode())


def _languages(machine: Machine, content: Any) -> Any:
    codes = ["de", "en", "fa", "tr", "zh-Hans"]
    return [{"code": code, "name": code, "targets": codes} for code in codes]


def _libre(machine: Machine, content: Any) -> Any:
    return {"translatedText": [machine.say(text) for text in content["q"]]}


def _deepl(machine: Machine, content: Any) -> Any:
    return {"translations": [{"text": machine.say(text)} for text in content["text"]]}


def _deepl_languages(machine: Machine, content: Any) -> Any:
    return [{"language": code} for code in ("DE", "EN-GB", "TR", "ZH", "PT-BR")]


def _glossaries(machine: Machine, content: Any) -> Any:
    return {"glossary_id": "g1"}


ANSWERS: dict[str, Callable[[Machine, Any], Any]] = {
    "/languages": _languages,
    "/translate": _libre,
    "/v2/translate": _deepl,
    "/v2/languages": _deepl_languages,
    "/v2/glossaries": _glossaries,
}


@contextmanager
def machine() -> Iterator[Machine]:
    """A server on a free port of this machine, as long as the block lasts."""
    made = Machine()
    handler = type("Handler", (_Handler,), {"machine": made})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        made.address = f"http://127.0.0.1:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield made
        finally:
            server.shutdown()
            thread.join()
