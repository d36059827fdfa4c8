"""Bundles: whole or not there, the same bytes each time, stopped in time, never below MEDIA."""

import hashlib
import stat
from pathlib import Path
from typing import Any

import pikepdf
import pypdf
import pytest
from django.utils import translation

from campaigns.dispatch import bundling, claiming, drawing, storage
from campaigns.dispatch.channels.postal import PostalChannel
from campaigns.dispatch.progress import StoppedError
from campaigns.dispatch.running import Wanted, run
from campaigns.models import Appeal, Dispatch, Letter
from tests.campaigns.dispatch.test_journal import disk_full_at
from tests.factories.letters import states_of


@pytest.fixture
def dispatch(appeal: Appeal) -> Dispatch:
    """Claimed, not drawn yet."""
    (pile,) = claiming.piles([appeal])
    found = claiming.claim(pile)
    assert isinstance(found, Dispatch)
    return found


def file_of(dispatch: Dispatch) -> Path:
    """The one file with letters; papers lie beside it."""
    (part,) = dispatch.parts
    return storage.finished(dispatch.uuid) / str(part["name"])


def left_over(dispatch: Dispatch) -> list[str]:
    return sorted(each.name for each in storage.room().iterdir() if each.suffix != ".lock")


def test_bundle_has_a_page_for_each_letter_and_its_hash_is_known(dispatch: Dispatch) -> None:
    bundling.prepare(dispatch)

    content = file_of(dispatch).read_bytes()
    assert len(pypdf.PdfReader(file_of(dispatch)).pages) == 25
    assert (dispatch.state, dispatch.count, dispatch.done) == ("ready", 25, 25)
    assert dispatch.sha256 == hashlib.sha256(content).hexdigest()
    assert dispatch.parts == [{"name": "letters-001.pdf", "count": 25, "sha256": dispatch.sha256}]
    assert states_of(dispatch.appeal) == {"claimed": 25}


def test_only_the_site_can_read_the_files(dispatch: Dispatch) -> None:
    bundling.prepare(dispatch)

    assert stat.S_IMODE(file_of(dispatch).stat().st_mode) == 0o600
    assert stat.S_IMODE(file_of(dispatch).parent.stat().st_mode) == 0o700


def test_pages_are_the_letters_with_their_initials(dispatch: Dispatch) -> None:
    bundling.prepare(dispatch)

    pages = [page.extract_text() for page in pypdf.PdfReader(file_of(dispatch)).pages]
    rows = drawing.letters_of(dispatch)
    assert all("Sayın Bakan," in page for page in pages)
    assert [row[3] in page for row, page in zip(rows, pages, strict=True)] == [True] * 25


def test_bundle_drawn_again_is_the_same_whatever_has_changed(dispatch: Dispatch) -> None:
    bundling.prepare(dispatch)
    before = dispatch.sha256
    Dispatch.objects.update(state="claimed", sha256="")
    dispatch.appeal.authority.town = "34000 ISTANBUL"
    dispatch.appeal.authority.save()

    bundling.prepare(dispatch)

    assert dispatch.sha256 == before


def test_large_bundles_come_in_parts_that_hash_as_one(
    dispatch: Dispatch, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(PostalChannel, "part_size", lambda self, dispatch: 10)

    bundling.prepare(dispatch)

    place = storage.finished(dispatch.uuid)
    contents = [(place / part["name"]).read_bytes() for part in dispatch.parts]
    assert [part["count"] for part in dispatch.parts] == [10, 10, 5]
    assert [part["sha256"] for part in dispatch.parts] == [
        hashlib.sha256(content).hexdigest() for content in contents
    ]
    assert dispatch.sha256 == hashlib.sha256(b"".join(contents)).hexdigest()


def test_what_a_crash_has_left_is_drawn_anew(dispatch: Dispatch) -> None:
    (storage.begin(dispatch.uuid) / "letters-001.pdf").write_bytes(b"half")
    storage.finished(dispatch.uuid).mkdir()
    (storage.finished(dispatch.uuid) / "letters-001.pdf").write_bytes(b"whole, not committed")

    run(Wanted())

    dispatch.refresh_from_db()
    assert dispatch.state == "ready"
    assert len(pikepdf.open(file_of(dispatch)).pages) == 25
    assert left_over(dispatch) == [str(dispatch.uuid)]


def test_full_disk_leaves_no_file_and_a_dispatch_that_goes_on(dispatch: Dispatch) -> None:
    bundling.prepare(dispatch)
    size = file_of(dispatch).stat().st_size
    Dispatch.objects.update(state="claimed")
    storage.discard(dispatch.uuid)

    with disk_full_at(size // 2), pytest.raises(OSError, match="File too large"):
        bundling.prepare(dispatch)

    assert (dispatch.state, left_over(dispatch)) == ("claimed", [])
    bundling.prepare(dispatch)
    assert dispatch.state == "ready"


def test_letter_that_cannot_be_drawn_fails_the_dispatch_and_names_no_signatory(
    dispatch: Dispatch,
) -> None:
    odd = dispatch.letters.first()
    Letter.objects.filter(pk=odd.pk).update(place="\ue000")

    bundling.prepare(dispatch)

    assert (dispatch.state, dispatch.note) == ("failed", "place: missing_glyphs")
    assert states_of(dispatch.appeal) == {"failed": 25}
    assert left_over(dispatch) == []


@pytest.mark.parametrize("when", ["before", "while"])
def test_stop_cancels_before_the_bundle_gets_its_name(dispatch: Dispatch, when: str) -> None:
    def stop(done: int = 0, total: int = 0) -> bool:
        Appeal.objects.update(stopped=True)
        return False

    if when == "before":
        stop()
    bundling.prepare(dispatch, stop)

    assert (dispatch.state, dispatch.note) == ("cancelled", "stopped")
    with translation.override("en"):
        assert str(dispatch.note_text) == "The appeal is stopped."
    assert (states_of(dispatch.appeal), left_over(dispatch)) == ({"held": 25}, [])


def test_failed_dispatch_whose_letters_were_given_up_is_over(dispatch: Dispatch) -> None:
    """Retention empties what nobody sends for long; a later attempt has nothing to draw."""
    Letter.objects.update(state="not_sent", initials="")

    bundling.prepare(dispatch)

    assert (dispatch.state, left_over(dispatch)) == ("cancelled", [])
    assert states_of(dispatch.appeal) == {"not_sent": 25}


def test_work_tells_how_far_it_is(dispatch: Dispatch) -> None:
    told: list[tuple[int, int]] = []

    def watch(done: int, total: int) -> bool:
        told.append((done, total))
        return False

    bundling.prepare(dispatch, watch)

    assert (told[0], told[-1]) == ((0, 25), (25, 25))


def test_work_that_is_stopped_can_be_continued(dispatch: Dispatch) -> None:
    with pytest.raises(StoppedError):
        bundling.prepare(dispatch, lambda done, total: True)
    assert (dispatch.state, left_over(dispatch)) == ("claimed", [])

    bundling.prepare(dispatch)

    assert dispatch.state == "ready"


def test_button_stops_work_in_another_process(dispatch: Dispatch) -> None:
    def press_the_button(done: int, total: int) -> bool:
        Dispatch.objects.update(stop_asked=True)
        return False

    with pytest.raises(StoppedError):
        bundling.prepare(dispatch, press_the_button)
    assert dispatch.state == "claimed"


def test_nobody_works_on_what_another_works_on(dispatch: Dispatch) -> None:
    with storage.worked_on_alone(dispatch.uuid):
        with pytest.raises(storage.AtWorkError):
            bundling.prepare(dispatch)
        run(Wanted())
    dispatch.refresh_from_db()
    assert dispatch.state == "claimed"

    run(Wanted())

    dispatch.refresh_from_db()
    assert dispatch.state == "ready"


def test_papers_of_a_channel_lie_beside_the_letters(
    dispatch: Dispatch, monkeypatch: pytest.MonkeyPatch
) -> None:
    def papers(self: Any, *, dispatch: Dispatch, room: Path) -> list[Path]:
        manifest = room / "manifest.csv"
        manifest.write_text(f"{dispatch.count};{dispatch.parts[0]['count']}")
        return [manifest]

    monkeypatch.setattr(PostalChannel, "papers", papers)

    bundling.prepare(dispatch)

    letters_file, manifest = storage.files(dispatch.uuid)
    assert (letters_file.name, manifest.read_text()) == ("letters-001.pdf", "25;25")
    assert stat.S_IMODE(manifest.stat().st_mode) == 0o600
