"""The journal: on the disk before anything leaves, true after a crash, and tamper-evident."""

import json
import resource
import signal
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns.dispatch import journal
from campaigns.dispatch.journal import Event, JournalDamagedError

DISPATCH = UUID("3f0c9a52-93a5-4b43-8a0b-0f3c8c5d7e11")


def events() -> list[str]:
    return [entry.event for entry in journal.entries()]


def test_journal_that_was_never_written_tells_nothing() -> None:
    assert list(journal.entries()) == []


def test_entries_come_back_as_they_were_written() -> None:
    letters = [uuid4() for _ in range(3)]
    journal.append(Event.READY, DISPATCH, letters=letters, count=3, language="tr")
    journal.append(Event.HANDED_OVER, DISPATCH, handed_on="2026-02-23")

    first, second = journal.entries()
    assert (first.event, first.dispatch) == (Event.READY, DISPATCH)
    assert (first.about["count"], first.about["language"]) == (3, "tr")
    assert sorted(first.letter_uuids()) == sorted(letters)
    assert (second.event, second.about["handed_on"]) == (Event.HANDED_OVER, "2026-02-23")
    assert list(second.letter_uuids()) == []


def test_only_the_site_can_read_it(own_journal: Path) -> None:
    journal.append(Event.CANCELLED, DISPATCH)

    assert stat.S_IMODE(own_journal.stat().st_mode) == 0o600
    assert stat.S_IMODE(own_journal.parent.stat().st_mode) == 0o700


def test_order_of_the_letters_tells_nothing_of_their_signing(own_journal: Path) -> None:
    letters = [uuid4() for _ in range(20)]
    journal.append(Event.READY, DISPATCH, letters=letters)
    journal.append(Event.READY, DISPATCH, letters=reversed(letters))

    first, second = (json.loads(line)["letters"] for line in own_journal.read_text().splitlines())
    assert first == second


@pytest.mark.parametrize("keep", [1, 40, -1])
def test_line_that_a_crash_has_torn_never_counted(own_journal: Path, keep: int) -> None:
    journal.append(Event.READY, DISPATCH)
    whole = own_journal.read_bytes()
    journal.append(Event.HANDED_OVER, DISPATCH, handed_on="2026-02-23")
    line = own_journal.read_bytes()[len(whole) :]
    own_journal.write_bytes(whole + line[:keep])

    assert events() == ["ready"]
    journal.append(Event.CANCELLED, DISPATCH)
    assert events() == ["ready", "cancelled"]


def lines_of(place: Path) -> list[bytes]:
    return place.read_bytes().splitlines(keepends=True)


@pytest.mark.parametrize(
    "damage",
    [
        lambda lines: lines[:1] + lines[2:],
        lambda lines: [lines[1], lines[0], lines[2]],
        lambda lines: [lines[0].replace(b"handed_over", b"cancelled"), *lines[1:]],
        lambda lines: [lines[0], b"nonsense\n", *lines[2:]],
        lambda lines: [lines[0], b"[]\n", *lines[2:]],
        lambda lines: lines[1:],
    ],
    ids=["missing", "swapped", "changed", "nonsense", "no object", "beginning cut off"],
)
def test_journal_that_somebody_changed_is_refused(own_journal: Path, damage: object) -> None:
    for number in range(3):
        journal.append(Event.HANDED_OVER, DISPATCH, handed_on=f"2026-02-0{number + 1}")
    own_journal.write_bytes(b"".join(damage(lines_of(own_journal))))  # type: ignore[operator]

    with pytest.raises(JournalDamagedError):
        events()


def test_lines_longer_than_a_block_are_chained_too() -> None:
    for _ in range(2):
        journal.append(Event.READY, DISPATCH, letters=[uuid4() for _ in range(10_000)])

    assert [len(entry.letters) for entry in journal.entries()] == [160_000, 160_000]


@contextmanager
def disk_full_at(size: int) -> Iterator[None]:
    """No file of this process grows beyond `size` bytes."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, ignored)


def test_full_disk_is_told_and_what_was_written_before_still_counts(own_journal: Path) -> None:
    journal.append(Event.READY, DISPATCH)
    with (
        disk_full_at(own_journal.stat().st_size + 50),
        pytest.raises(OSError, match="File too large"),
    ):
        journal.append(Event.HANDED_OVER, DISPATCH, handed_on="2026-02-23")

    assert own_journal.read_bytes().endswith(b"\n") is False
    assert events() == ["ready"]
    journal.append(Event.CANCELLED, DISPATCH)
    assert events() == ["ready", "cancelled"]


@given(
    st.lists(st.tuples(st.sampled_from(Event), st.lists(st.uuids(), max_size=5)), max_size=6),
    st.integers(min_value=0),
)
def test_any_journal_cut_anywhere_is_a_shorter_journal(
    tmp_path_factory: pytest.TempPathFactory, told: list[tuple[Event, list[UUID]]], cut: int
) -> None:
    from django.conf import settings  # noqa: PLC0415 - a fixture would be shared by all examples

    place = tmp_path_factory.mktemp("journal") / "journal.jsonl"
    before, settings.CAMPAIGNS["JOURNAL"] = settings.CAMPAIGNS["JOURNAL"], str(place)
    try:
        for event, letters in told:
            journal.append(event, DISPATCH, letters=letters)
        whole = place.read_bytes() if told else b""
        place.write_bytes(whole[: cut % (len(whole) + 1)])
        kept = place.read_bytes().count(b"\n")

        assert [entry.event for entry in journal.entries()] == [event for event, _ in told[:kept]]
    finally:
        settings.CAMPAIGNS["JOURNAL"] = before
