"""The site as a server of its own, on loopback, over a database of its own; and its visitors."""

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode

ROOT = Path(__file__).resolve().parents[2]
START_SECONDS = 60
TOKEN = re.compile(r'name="token" value="([^"]+)"')
FORM = {"Content-Type": "application/x-www-form-urlencoded", "Sec-Fetch-Site": "same-origin"}


class Server:
    """gunicorn with two workers of four threads each."""

    def __init__(self, database_url: str) -> None:
        self.port = free_port()
        self.environment = {
            **os.environ,
            "DATABASE_URL": database_url,
            "DJANGO_SETTINGS_MODULE": "tests.torture.settings",
        }
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Returns once it answers; raises RuntimeError if it does not."""
        bind = f"127.0.0.1:{self.port}"
        command = [sys.executable, "-m", "gunicorn", "--workers", "2", "--threads", "4"]
        command += ["--bind", bind, "--log-level", "critical", "--no-control-socket"]
        self.process = subprocess.Popen(
            [*command, "briefe_site.wsgi"], cwd=ROOT, env=self.environment, start_new_session=True
        )
        until = time.monotonic() + START_SECONDS
        while time.monotonic() < until:
            with Visitor(self.port) as visitor:
                if visitor.status("/de/letters/receipt/") == 200:
                    return
            time.sleep(0.1)
        raise RuntimeError("The server does not answer.")

    def processes(self) -> list[int]:
        """Numbers of the processes of the server; Linux only."""
        assert self.process is not None
        group = self.process.pid
        found = (int(each.name) for each in Path("/proc").glob("[0-9]*"))
        return [number for number in found if _group_of(number) == group]

    def kill(self) -> None:
        """All of it at once, without a chance to tidy up."""
        if self.process is not None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            self.process = None


class Visitor:
    """One browser with one connection, which it opens anew after a failure."""

    def __init__(self, port: int) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)

    def __enter__(self) -> "Visitor":
        return self

    def __exit__(self, *exception: object) -> None:
        self.connection.close()

    def post(self, path: str, fields: dict[str, str]) -> tuple[int, str, str]:
        """Status, Location and body; status 0 where the connection failed."""
        return self._ask("POST", path, urlencode(fields))

    def status(self, path: str) -> int:
        return self._ask("GET", path, "")[0]

    def _ask(self, method: str, path: str, body: str) -> tuple[int, str, str]:
        try:
            self.connection.request(method, path, body, FORM)
            answer = self.connection.getresponse()
            text = answer.read().decode()
            return answer.status, answer.headers.get("Location", ""), text
        except (OSError, http.client.HTTPException):
            self.connection.close()
            return 0, "", ""


def token_of(page: str) -> str:
    """The token of a reading page; "" where there is none."""
    found = TOKEN.search(page)
    return found[1] if found else ""


def _group_of(number: int) -> int | None:
    """The process group of a process; None where it has ended meanwhile."""
    try:
        return os.getpgid(number)
    except ProcessLookupError:
        return None


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return listening.getsockname()[1]


@contextmanager
def serving(database_url: str) -> Iterator[Server]:
    server = Server(database_url)
    try:
        server.start()
        yield server
    finally:
        server.kill()
