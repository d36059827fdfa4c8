"""What becomes of a mail, told by the point at which something went wrong."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns.dispatch.channels import smtp
from campaigns.dispatch.channels.base import ChannelError, Outcome
from tests.factories.mail_servers import Receiver, Trouble

MAIL = b"Message-ID: <1@haus.example>\r\nSubject: x\r\n\r\nText\r\n"


def hand_in(message: bytes = MAIL) -> str:
    return smtp.hand_in(message, sender="briefe@haus.example", to="office@ministry.example")


def refusal() -> tuple[Outcome, bool]:
    with pytest.raises(ChannelError) as error:
        hand_in()
    return error.value.outcome, error.value.pause


def test_taken_mail_has_its_envelope_and_answer(receiver: Receiver) -> None:
    assert hand_in() == "250 2.0.0 Ok: queued"
    assert receiver.envelopes == [("briefe@haus.example", ["office@ministry.example"])]
    assert receiver.ids == ["<1@haus.example>"]


def test_lines_of_full_stops_arrive_as_they_were(receiver: Receiver) -> None:
    hand_in(b"Message-ID: <1@haus.example>\r\n\r\n.\r\n..\r\n.a\r\nb.\r\n")

    assert receiver.mails[0].get_payload() == ".\r\n..\r\n.a\r\nb.\r\n"


LINES = st.lists(st.text("ab. ", max_size=5), min_size=1)


@given(LINES)
def test_doubled_dots_can_be_undone_and_end_no_mail(lines: list[str]) -> None:
    message = "".join(f"{line}\r\n" for line in lines).encode()

    doubled = smtp._with_doubled_dots(message).decode().split("\r\n")[:-1]

    assert [line[1:] if line.startswith(".") else line for line in doubled] == lines
    assert "." not in doubled


@pytest.mark.parametrize(
    ("answer", "outcome", "pause"),
    [
        ("451 4.3.0 try again later", Outcome.REFUSED_FOR_NOW, False),
        ("450 4.7.1 too many messages", Outcome.REFUSED_FOR_NOW, True),
        ("452 4.2.2 rate of mails exceeded", Outcome.REFUSED_FOR_NOW, True),
        ("421 4.3.2 closing", Outcome.REFUSED_FOR_NOW, True),
        ("550 5.1.1 no such box", Outcome.REFUSED, False),
        ("554 5.7.1 rate of spam", Outcome.REFUSED, False),
    ],
)
@pytest.mark.parametrize("at_rcpt", [True, False])
def test_refusal_is_for_now_or_for_good_at_each_step(
    receiver: Receiver, at_rcpt: bool, answer: str, outcome: Outcome, pause: bool
) -> None:
    if at_rcpt:
        receiver.at_rcpt = answer
    else:
        receiver.answers = [answer]

    assert refusal() == (outcome, pause)
    assert receiver.mails == []


@pytest.mark.parametrize("trouble", list(Trouble))
def test_without_an_answer_to_the_whole_mail_nobody_knows(
    receiver: Receiver, trouble: Trouble
) -> None:
    receiver.answers = [trouble]

    assert refusal() == (Outcome.UNKNOWN, False)


def test_answer_that_means_nothing_leaves_it_open(receiver: Receiver) -> None:
    receiver.answers = ["what?"]

    assert refusal() == (Outcome.UNKNOWN, False)


def test_server_that_is_down_has_taken_nothing(settings: Any) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
    settings.CAMPAIGNS = {
        **settings.CAMPAIGNS,
        "SMTP": {"host": "127.0.0.1", "port": port, "timeout": 1},
    }

    assert refusal() == (Outcome.UNREACHED, False)


def test_server_that_accepts_and_says_nothing_has_taken_nothing(settings: Any) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
        settings.CAMPAIGNS = {
            **settings.CAMPAIGNS,
            "SMTP": {"host": "127.0.0.1", "port": port, "timeout": 0.2},
        }

        assert refusal() == (Outcome.UNREACHED, False)


@contextmanager
def greeting(words: bytes) -> Iterator[int]:
    """A server that only greets; its port."""
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def greet() -> None:
            connection, _address = listening.accept()
            with connection:
                connection.sendall(words)
                connection.recv(1000)

        thread = threading.Thread(target=greet)
        thread.start()
        yield listening.getsockname()[1]
        thread.join()


def test_greeting_that_refuses_is_about_the_server_not_about_the_mail(settings: Any) -> None:
    with greeting(b"554 no mail here\r\n") as port:
        settings.CAMPAIGNS = {
            **settings.CAMPAIGNS,
            "SMTP": {"host": "127.0.0.1", "port": port, "timeout": 1},
        }

        assert refusal() == (Outcome.UNREACHED, False)
