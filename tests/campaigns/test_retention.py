"""What is removed when, and that it is gone from the disk."""

import datetime
import io
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, connections

from campaigns.letters.signatory import Signatory
from campaigns.models import Appeal, CampaignSettings, Dispatch, Letter
from campaigns.retention import Terms, emptied, remove_initials
from campaigns.signing import Intent, KeyReusedError, sign
from tests.factories.appeals import open_appeal
from tests.factories.databases import database_in
from tests.factories.records import today
from tests.factories.sites import Tree

PLACE = "Zyprexhausen"


def letter(appeal: Appeal, **fields: Any) -> Letter:
    return Letter.objects.create(
        **{
            "appeal": appeal,
            "version": appeal.versions.first(),
            "initials": "A.\u00a0B.",
            "place": PLACE,
            "signed_on": today(),
            **fields,
        }
    )


def dispatched(appeal: Appeal, days_ago: int | None, **fields: Any) -> Letter:
    day = None if days_ago is None else today(-days_ago)
    dispatch = Dispatch.objects.create(
        appeal=appeal, language="tr", channel="postal", envelope={}, handed_over_on=day
    )
    return letter(appeal, **{"dispatch": dispatch, "state": "sent", **fields})


def purge(**options: Any) -> str:
    """What it said; the files cannot be overwritten inside the transaction of a test."""
    out = io.StringIO()
    with pytest.raises(CommandError, match="old pages go with the next run"):
        call_command("purge", stdout=out, **options)
    return out.getvalue()


def standing(letter: Letter) -> tuple[str, str, str]:
    letter.refresh_from_db()
    return letter.state, letter.initials, letter.place


KEPT = ("A.\u00a0B.", PLACE)
GONE = ("", "")


@pytest.mark.parametrize(("days", "left"), [(30, KEPT), (31, GONE), (None, KEPT)])
def test_initials_go_a_set_time_after_the_dispatch(
    appeal: Appeal, days: int | None, left: tuple[str, str]
) -> None:
    sent = dispatched(appeal, days, signed_on=today(-90))

    purge()

    assert standing(sent) == ("sent", *left)


@pytest.mark.parametrize(
    ("state", "ended", "after"),
    [
        ("waiting", 180, ("waiting", *KEPT)),
        ("waiting", 181, ("not_sent", *GONE)),
        ("held", 181, ("not_sent", *GONE)),
        ("failed", 181, ("not_sent", *GONE)),
        ("failed", 180, ("failed", *KEPT)),
        ("in_doubt", 181, ("in_doubt", *GONE)),
        ("in_doubt", 180, ("in_doubt", *KEPT)),
        ("claimed", 181, ("claimed", *KEPT)),
    ],
)
def test_what_did_not_leave_is_given_up_long_after_the_end(
    appeal: Appeal, state: str, ended: int, after: tuple[str, str, str]
) -> None:
    Appeal.objects.update(opens=today(-400), closes=today(-ended))
    stuck = letter(appeal, state=state, signed_on=today(-300))

    purge()

    assert standing(stuck) == after


@pytest.mark.parametrize(("ended", "left"), [(180, KEPT), (181, GONE)])
def test_what_left_of_a_dispatch_in_doubt_is_emptied_as_what_is_in_doubt(
    appeal: Appeal, ended: int, left: tuple[str, str]
) -> None:
    Appeal.objects.update(opens=today(-400), closes=today(-ended))
    sent = dispatched(appeal, None, signed_on=today(-300))
    Dispatch.objects.update(state="in_doubt")

    said = purge()

    assert standing(sent) == ("sent", *left)
    assert counts(said) == ({} if left == KEPT else {"letters in doubt for long": 1})


@pytest.mark.parametrize("fields", [{"state": "not_sent"}, {"specimen": True}])
def test_what_never_leaves_loses_its_initials_after_the_time_of_what_left(
    appeal: Appeal, fields: dict[str, Any]
) -> None:
    fresh = letter(appeal, signed_on=today(-30), **fields)
    old = letter(appeal, signed_on=today(-31), **fields)

    purge()

    state = fields.get("state", "waiting")
    assert [standing(each) for each in (fresh, old)] == [(state, *KEPT), (state, *GONE)]


def test_terms_are_the_house_s(tree: Tree, appeal: Appeal) -> None:
    house = CampaignSettings.in_force()
    house.retention_days, house.unsent_days = 2, 10
    house.save()

    assert Terms.in_force(datetime.date(2026, 3, 20)) == Terms(
        today=datetime.date(2026, 3, 20),
        sent_before=datetime.date(2026, 3, 18),
        unsent_before=datetime.date(2026, 3, 10),
        keys_before=datetime.date(2026, 3, 13),
    )


def test_counts_receipts_and_states_stay(appeal: Appeal) -> None:
    dispatched(appeal, 60, receipt_hash="f" * 64)
    before = Appeal.objects.with_counts().values("signed", "sent").get()

    purge()

    assert Appeal.objects.with_counts().values("signed", "sent").get() == before
    assert Letter.objects.get().receipt_hash == "f" * 64


def test_dry_run_counts_and_changes_nothing_and_a_second_run_finds_nothing(appeal: Appeal) -> None:
    dispatched(appeal, 60, signed_on=today(-70), key_hash="f" * 64)
    rows = list(Letter.objects.values())
    out = io.StringIO()

    call_command("purge", dry_run=True, stdout=out)
    assert list(Letter.objects.values()) == rows
    said = [purge(), purge()]

    expected = {"letters that left": 1, "hashes of keys": 1}
    assert counts(out.getvalue()) == counts(said[0]) == expected
    assert counts(said[1]) == {}


def counts(said: str) -> dict[str, int]:
    """By what was removed; zeros left out."""
    lines = [line.split(": ") for line in said.splitlines()]
    return {what: int(number) for _verb, what, number in lines if number != "0"}


def signed(appeal: Appeal, initials: str = "A.\u00a0B.", version: int = 0) -> Any:
    chosen = appeal.signable_versions()[version]
    return sign(appeal, Intent(chosen, Signatory(initials), "api:0123456789abcdef"))


def test_key_goes_after_a_week_and_still_signs_nothing_twice(appeal: Appeal) -> None:
    first = signed(appeal)
    Letter.objects.update(signed_on=today(-8))
    purge()

    again = signed(appeal)
    another_body = signed(appeal, "C.\u00a0D.")

    kept = Letter.objects.get()
    assert (kept.key_hash, kept.body_hash) == (None, "")
    assert (again.receipt, again.created) == (first.receipt, False)
    assert (another_body.receipt, kept.initials) == (first.receipt, "A.\u00a0B.")
    with pytest.raises(KeyReusedError):
        signed(appeal, version=1)


def fails(terms: Terms, *, dry: bool) -> Iterator[tuple[str, int]]:
    yield "things", 1
    raise RuntimeError("with a secret")


def removes_more(terms: Terms, *, dry: bool) -> Iterator[tuple[str, int]]:
    yield "more things", 2


def test_removers_of_a_site_are_called_and_a_failure_stops_none(
    appeal: Appeal, settings: Any
) -> None:
    mine = [f"{__name__}.{each.__name__}" for each in (fails, removes_more)]
    settings.CAMPAIGNS = {**settings.CAMPAIGNS, "REMOVERS": mine}
    out = io.StringIO()

    with pytest.raises(CommandError) as error:
        call_command("purge", dry_run=True, stdout=out)

    assert str(error.value) == "fails failed: RuntimeError"
    assert counts(out.getvalue()) == {"things": 1, "more things": 2}


@pytest.fixture
def file(transactional_db: None, tmp_path: Path) -> Iterator[Path | None]:
    with database_in(tmp_path) as place:
        yield place


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="reads SQLite's files")
def test_after_the_purge_no_file_of_the_database_holds_the_place(file: Path) -> None:
    """Among others that stay, so that pages are shared, split and filled again."""
    appeal = open_appeal()
    dispatch = dispatched(appeal, 60, place="").dispatch
    for _ in range(3):
        Letter.objects.bulk_create(
            Letter(
                appeal=appeal,
                version_id=appeal.versions.first().pk,
                initials="A.\u00a0B.",
                place=f"{PLACE} {number}" if number % 2 else f"Bern {number}",
                signed_on=today(),
                state="sent" if number % 2 else "waiting",
                dispatch=dispatch if number % 2 else None,
            )
            for number in range(200)
        )
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(PASSIVE)")
    assert found_in(file) == [file.name, f"{file.name}-wal"]

    call_command("purge", stdout=io.StringIO())

    assert found_in(file) == []
    assert Letter.objects.filter(place__startswith="Bern").count() == 300


def test_purge_on_a_database_at_rest_has_nothing_to_complain_of(file: Path | None) -> None:
    dispatched(open_appeal(), 60)
    out = io.StringIO()

    call_command("purge", stdout=out)

    assert counts(out.getvalue()) == {"letters that left": 1}


def found_in(file: Path) -> list[str]:
    """Names of the database's files, the log among them, with the place in them."""
    files = sorted(file.parent.glob(f"{file.name}*"))
    return [path.name for path in files if PLACE.encode() in path.read_bytes()]


def test_letter_claimed_while_the_purge_runs_keeps_its_initials(
    transactional_db: None, file: Path | None
) -> None:
    """The claim commits between the look for old letters and their update."""
    appeal = open_appeal()
    Appeal.objects.update(opens=today(-400), closes=today(-200))
    stuck, other = (letter(appeal, signed_on=today(-300)) for _ in range(2))
    claims: list[int] = []

    def claim() -> None:
        claims.append(Letter.objects.filter(pk=stuck.pk, state="waiting").update(state="claimed"))
        connections.close_all()

    def claim_comes_first(execute: Any, sql: str, *rest: Any) -> Any:
        if sql.startswith('UPDATE "campaigns_letter"') and not claims:
            claims.append(0)
            thread = threading.Thread(target=claim)
            thread.start()
            thread.join(timeout=30)
        return execute(sql, *rest)

    with connection.execute_wrapper(claim_comes_first):
        numbers = [number for _what, number in remove_initials(Terms.in_force(), dry=False)]

    assert (claims, numbers) == ([0, 1], [0, 0, 0, 1])
    assert standing(stuck) == ("claimed", *KEPT)
    assert standing(other) == ("not_sent", *GONE)
    assert emptied(Letter.objects.none(), dry=False) == 0
