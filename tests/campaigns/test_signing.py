"""Signing: one row for one key, whatever happens in between."""

import datetime
import hashlib
import re
from typing import Any

import pytest

from campaigns.enums import ClosedReason, LetterState
from campaigns.letters.signatory import Signatory
from campaigns.models import Appeal, CampaignSettings, Letter, LetterVersion
from campaigns.signing import (
    Intent,
    KeyReusedError,
    NotOpenError,
    Signed,
    issue_token,
    letter_of_receipt,
    plain_code,
    read_token,
    sign,
    withdraw,
)
from tests.factories.appeals import open_appeal, version
from tests.factories.records import CaseFactory, today

NOW = datetime.datetime(2026, 11, 22, tzinfo=datetime.UTC)


def turkish(appeal: Appeal) -> LetterVersion:
    return appeal.signable_versions()[0]


def intent(appeal: Appeal, **changes: Any) -> Intent:
    signatory = Signatory(changes.get("initials", "A.\u00a0B."), changes.get("place", ""))
    key = changes.get("key", "token:first")
    return Intent(changes.get("version") or turkish(appeal), signatory, key)


def rows() -> list[tuple[str, str, str]]:
    return list(Letter.objects.order_by("pk").values_list("initials", "place", "state"))


def close(appeal: Appeal) -> None:
    appeal.stopped, appeal.stopped_reason = True, "x"
    appeal.save()


def test_one_row_holds_what_was_signed_and_nothing_else(appeal: Appeal) -> None:
    signed = sign(appeal, intent(appeal))

    letter = Letter.objects.get()
    assert (signed.letter, signed.created) == (letter, True)
    hashes = {name: getattr(letter, name) for name in ("key_hash", "body_hash", "receipt_hash")}
    assert {field.attname: getattr(letter, field.attname) for field in Letter._meta.fields} == {
        "id": letter.pk,
        "uuid": letter.uuid,
        "appeal_id": appeal.pk,
        "version_id": turkish(appeal).pk,
        "initials": "A.\u00a0B.",
        "place": "",
        "signed_on": today(),
        "state": "waiting",
        "specimen": False,
        "dispatch_id": None,
        **hashes,
    }
    assert all(re.fullmatch("[0-9a-f]{64}", str(each)) for each in hashes.values())


def test_receipt_is_128_bits_and_only_its_hash_is_stored(appeal: Appeal) -> None:
    receipt = sign(appeal, intent(appeal)).receipt

    assert re.fullmatch("[a-z2-7]{26}", receipt)
    letter = Letter.objects.get()
    assert letter.receipt_hash == hashlib.sha256(receipt.encode()).hexdigest()
    assert letter_of_receipt(receipt) == letter


def test_receipts_of_two_keys_and_two_secrets_differ(appeal: Appeal, settings: Any) -> None:
    first = sign(appeal, intent(appeal, key="token:1")).receipt
    second = sign(appeal, intent(appeal, key="token:2")).receipt
    settings.CAMPAIGNS = {**settings.CAMPAIGNS, "RECEIPT_SECRET": "another"}
    third = sign(appeal, intent(appeal, key="token:1")).receipt

    assert len({first, second, third}) == 3


@pytest.mark.parametrize("typed", ["{}", "  {} \n", "\u00a0{}\t"])
def test_receipt_is_found_as_people_write_it(appeal: Appeal, typed: str) -> None:
    receipt = sign(appeal, intent(appeal)).receipt
    grouped = " ".join(receipt[place : place + 4] for place in range(0, 26, 4)).upper()

    assert plain_code(typed.format(grouped)) == receipt
    assert letter_of_receipt(typed.format(grouped)) == Letter.objects.get()


def test_unknown_receipt_is_no_letter(appeal: Appeal) -> None:
    sign(appeal, intent(appeal))

    assert [letter_of_receipt(code) for code in ("", "a" * 26, "\ud800", "\x00")] == [None] * 4


def never_mind(appeal: Appeal, signed: Signed) -> None:
    """Nothing happens in between."""


def appeal_closes(appeal: Appeal, signed: Signed) -> None:
    close(appeal)


def version_is_withdrawn(appeal: Appeal, signed: Signed) -> None:
    LetterVersion.objects.filter(pk=signed.letter.version_id).update(withdrawn_on=NOW)


def letter_is_withdrawn(appeal: Appeal, signed: Signed) -> None:
    withdraw(signed.letter)


def letter_is_sent_and_purged(appeal: Appeal, signed: Signed) -> None:
    Letter.objects.filter(pk=signed.letter.pk).update(state="sent", initials="", place="")


@pytest.mark.parametrize(
    "happens",
    [
        never_mind,
        appeal_closes,
        version_is_withdrawn,
        letter_is_withdrawn,
        letter_is_sent_and_purged,
    ],
)
def test_same_token_again_gives_the_same_receipt_and_no_second_row(
    appeal: Appeal, happens: Any
) -> None:
    token = issue_token(turkish(appeal), Signatory("A.\u00a0B."))
    first = sign(appeal, read_token(token, appeal))
    happens(appeal, first)
    before = list(Letter.objects.values())

    again = sign(appeal, read_token(token, appeal))

    assert (again.receipt, again.created) == (first.receipt, False)
    assert list(Letter.objects.values()) == before


@pytest.mark.parametrize("change", [{"initials": "C.\u00a0D."}, {"place": "Köln"}, {"place": ""}])
def test_same_key_with_another_body_is_refused_and_the_first_stands(
    db: None, change: dict[str, Any]
) -> None:
    appeal = open_appeal(case=CaseFactory(may_show_place=True))
    sign(appeal, intent(appeal, place="Bern"))

    with pytest.raises(KeyReusedError):
        sign(appeal, intent(appeal, **{"place": "Bern", **change}))

    assert rows() == [("A.\u00a0B.", "Bern", "waiting")]


def test_same_key_with_another_version_is_refused_even_when_withdrawn(appeal: Appeal) -> None:
    english = appeal.signable_versions()[1]
    withdraw(sign(appeal, intent(appeal)).letter)

    with pytest.raises(KeyReusedError):
        sign(appeal, intent(appeal, version=english))

    assert rows() == [("", "", "withdrawn")]


def test_one_key_signs_once_for_each_of_two_appeals(appeal: Appeal) -> None:
    other = open_appeal()

    receipts = {sign(each, intent(each)).receipt for each in (appeal, other)}

    assert (len(receipts), Letter.objects.count()) == (2, 2)


@pytest.mark.parametrize("mark", [True, False])
def test_letter_is_a_specimen_while_the_mark_is_on(tree: Any, appeal: Appeal, mark: bool) -> None:
    house = CampaignSettings.in_force()
    house.specimen_mark = mark
    house.save()
    sign(appeal, intent(appeal))
    CampaignSettings.objects.update(specimen_mark=not mark)

    assert Letter.objects.get().specimen is mark


@pytest.mark.parametrize(("allowed", "stored"), [(True, "Bern"), (False, "")])
def test_place_is_kept_only_where_the_case_allows_it(db: None, allowed: bool, stored: str) -> None:
    appeal = open_appeal(case=CaseFactory(may_show_place=allowed))

    sign(appeal, intent(appeal, place="Bern"))
    again = sign(appeal, intent(appeal, place="Bern"))

    assert (rows(), again.created) == ([("A.\u00a0B.", stored, "waiting")], False)


def no_letter(appeal: Appeal) -> None:
    LetterVersion.objects.filter(appeal=appeal).update(withdrawn_on=NOW)


def only_this_version(appeal: Appeal) -> None:
    LetterVersion.objects.filter(pk=turkish(appeal).pk).update(withdrawn_on=NOW)


def authority_stops_reading(appeal: Appeal) -> None:
    appeal.authority.reading_languages.filter(language="tr").delete()


def case_pauses(appeal: Appeal) -> None:
    appeal.case.status = "paused"
    appeal.case.save()


def period_ends(appeal: Appeal) -> None:
    appeal.closes = today(-1)
    appeal.save()


@pytest.mark.parametrize(
    ("happens", "reason"),
    [
        (close, ClosedReason.STOPPED),
        (period_ends, ClosedReason.ENDED),
        (case_pauses, ClosedReason.CASE_NOT_ACTIVE),
        (no_letter, ClosedReason.NO_LETTER),
        (only_this_version, ClosedReason.NO_LETTER),
        (authority_stops_reading, ClosedReason.NO_LETTER),
    ],
)
def test_what_closed_after_reading_is_not_signed(
    appeal: Appeal, happens: Any, reason: ClosedReason
) -> None:
    token = issue_token(turkish(appeal), Signatory("A."))
    happens(appeal)
    appeal = Appeal.objects.get(pk=appeal.pk)

    with pytest.raises(NotOpenError) as refusal:
        sign(appeal, read_token(token, appeal))

    assert refusal.value.reason == reason
    assert rows() == []


def test_version_that_was_read_is_signed_although_a_newer_one_serves(appeal: Appeal) -> None:
    read = read_token(issue_token(turkish(appeal), Signatory("A.")), appeal)
    newer = version(appeal, "tr")

    assert sign(appeal, read).letter.version == read.version != newer


@pytest.mark.parametrize("state", [LetterState.WAITING, LetterState.HELD])
def test_withdrawing_empties_the_row_and_keeps_its_hashes(db: None, state: LetterState) -> None:
    appeal = open_appeal(case=CaseFactory(may_show_place=True))
    letter = sign(appeal, intent(appeal, place="Bern")).letter
    Letter.objects.update(state=state)

    assert withdraw(letter) is True

    assert rows() == [("", "", "withdrawn")]
    kept = Letter.objects.get()
    assert (kept.key_hash, kept.receipt_hash) == (letter.key_hash, letter.receipt_hash)
    assert withdraw(letter) is False


@pytest.mark.parametrize("state", ["claimed", "sent", "in_doubt", "failed", "not_sent"])
def test_letter_that_has_left_is_not_withdrawn(appeal: Appeal, state: str) -> None:
    letter = sign(appeal, intent(appeal)).letter
    Letter.objects.update(state=state)

    assert withdraw(letter) is False
    assert rows() == [("A.\u00a0B.", "", state)]
