"""The token between reading and signing: stateless, signed, of one appeal, for two hours."""

from typing import Any

import pytest
from django.core import signing

from campaigns.letters.signatory import Signatory
from campaigns.models import Appeal, LetterVersion
from campaigns.signing import TOKEN_SALT, TokenError, issue_token, read_token
from tests.factories.appeals import open_appeal


def turkish(appeal: Appeal) -> LetterVersion:
    return appeal.signable_versions()[0]


def test_token_carries_initials_and_no_more_than_it_needs(appeal: Appeal) -> None:
    token = issue_token(turkish(appeal), Signatory("A.\u00a0B.", "Bern"))

    payload = signing.loads(token, salt=TOKEN_SALT)
    assert sorted(payload) == ["a", "i", "n", "p", "v"]
    assert (payload["i"], payload["p"]) == ("A.\u00a0B.", "Bern")
    assert read_token(token, appeal).version == turkish(appeal)


def altered(token: str) -> str:
    payload, rest = token.split(":", 1)
    return f"{payload[:-1]}{'A' if payload[-1] != 'A' else 'B'}:{rest}"


@pytest.mark.parametrize(
    "change",
    [
        altered,
        lambda token: token[:-1],
        lambda token: "",
        lambda token: "\x00\ud800ü:",
        lambda token: signing.dumps({"a": "x"}, salt=TOKEN_SALT),
        lambda token: signing.dumps(["a"], salt=TOKEN_SALT),
        lambda token: signing.dumps(signing.loads(token, salt=TOKEN_SALT), salt="elsewhere"),
    ],
)
def test_token_of_other_making_is_refused(appeal: Appeal, change: Any) -> None:
    token = issue_token(turkish(appeal), Signatory("A."))

    with pytest.raises(TokenError):
        read_token(change(token), appeal)


def test_token_of_another_appeal_is_refused(appeal: Appeal) -> None:
    other = open_appeal()

    with pytest.raises(TokenError):
        read_token(issue_token(turkish(other), Signatory("A.")), appeal)


def test_token_is_good_for_two_hours(appeal: Appeal, monkeypatch: pytest.MonkeyPatch) -> None:
    token = issue_token(turkish(appeal), Signatory("A."))
    issued = signing.time.time()  # type: ignore[attr-defined]

    monkeypatch.setattr(signing.time, "time", lambda: issued + 2 * 60 * 60 - 60)
    assert read_token(token, appeal).signatory == Signatory("A.")

    monkeypatch.setattr(signing.time, "time", lambda: issued + 2 * 60 * 60 + 60)
    with pytest.raises(TokenError):
        read_token(token, appeal)
