"""Notes of dispatches and mails: ours as the reader speaks, those of servers as they came."""

import pytest
from django.utils import translation

from campaigns.cms.dispatches.sayings import said


def told(note: str) -> tuple[str, str, bool] | None:
    with translation.override("de"):
        saying = said(note)
        return (str(saying.text), saying.detail, saying.ours) if saying else None


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ("", None),
        ("550 5.1.1 no such user", ("550 5.1.1 no such user", "", False)),
        ("Postfach voll", ("Postfach voll", "", False)),
        ("error in address", ("error in address", "", False)),
        ("E-mails bounced", ("E-mails bounced", "", False)),
        ("stopped", ("Der Appell ist gestoppt.", "", True)),
        ("restored", ("Aus dem Journal wiederhergestellt.", "", True)),
        ("The attempt was cut off.", ("Der Versuch wurde abgebrochen.", "", True)),
        (
            "The answer was lost: TimeoutError",
            (
                "Die Verbindung brach ab, bevor der Mailserver geantwortet hatte.",
                "TimeoutError",
                True,
            ),
        ),
        (
            "The mail server cannot be reached: ConnectionRefusedError",
            ("Der Mailserver ist nicht erreichbar.", "ConnectionRefusedError", True),
        ),
        (
            "A file cannot be read: FileNotFoundError",
            ("Eine Datei des Bündels ist nicht lesbar.", "FileNotFoundError", True),
        ),
        (
            "E-mail: 5.1.1",
            (
                "Der Mailserver, der sie zurückgeschickt hat, nannte diesen Status:",
                "5.1.1",
                True,
            ),
        ),
        ("KeyError", ("Etwas Unerwartetes ging schief.", "KeyError", True)),
        ("DoesNotExist", ("Etwas Unerwartetes ging schief.", "DoesNotExist", True)),
    ],
)
def test_ours_are_translated(note: str, expected: tuple[str, str, bool] | None) -> None:
    assert told(note) == expected


@pytest.mark.parametrize(
    "note", ["envelope.3: clipped; page: second_page", "missing_glyphs in initials"]
)
def test_faults_of_a_page_are_a_sentence_with_their_codes(note: str) -> None:
    sentence = "Der Brief lässt sich nicht auf einer Seite zeichnen."

    assert told(note) == (sentence, note, True)
