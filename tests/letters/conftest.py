"""A server that would notice if drawing a letter fetched anything."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest


class Door(BaseHTTPRequestHandler):
    """A server that notes each knock."""

    knocks: list[str]

    def do_GET(self) -> None:
        self.knocks.append(self.path)
        self.send_response(200)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Quiet."""


@pytest.fixture
def door() -> Iterator[tuple[str, list[str]]]:
    handler = type("Handler", (Door,), {"knocks": []})
    server = HTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(
        target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True
    )
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", handler.knocks
    server.shutdown()
    server.server_close()
