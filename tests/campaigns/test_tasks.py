"""Kits are drawn when a version is written, and found again by other processes."""

import io
from typing import Any

import pikepdf
import pytest
from django.core.cache import cache
from django.utils import timezone

from campaigns.letters.assemble import single
from campaigns.letters.pdf import render
from campaigns.letters.shelf import Shelf
from campaigns.letters.signatory import Signatory
from campaigns.models import Authority, PrintCount
from campaigns.models.letter_pages import KitStore, letter_content, letter_kit
from campaigns.signing import NotOpenError
from campaigns.take_along import letter_to_post
from campaigns.tasks import draw_kits, draw_open_appeals
from tests.factories.appeals import letter_text, open_appeal, version
from tests.factories.records import AppealFactory

pytestmark = pytest.mark.django_db

SIGNATORY = Signatory(initials="A.\u00a0B.")


def kept() -> int:
    return sum("campaigns.kit." in key for key in cache._cache)


@pytest.fixture(autouse=True)
def own_cache(settings: Any) -> None:
    settings.CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "kits"}
    }
    cache.clear()


def test_published_letter_is_drawn_once_it_is_committed(
    django_capture_on_commit_callbacks: Any,
) -> None:
    appeal = AppealFactory()
    with django_capture_on_commit_callbacks(execute=True):
        letter_text(appeal, "tr")
        assert kept() == 0

    # As it is sent, and with room to sign by hand.
    assert kept() == 2


def test_text_for_reading_is_not_drawn(django_capture_on_commit_callbacks: Any) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        letter_text(AppealFactory(), "de")

    assert kept() == 0


def test_process_that_begins_to_serve_draws_what_can_be_signed() -> None:
    open_appeal(languages=("tr",))
    AppealFactory(stopped=True, stopped_reason="x")

    draw_open_appeals()

    assert kept() == 2


def test_another_process_finds_the_kit_and_writes_the_same_letter() -> None:
    appeal = open_appeal(languages=("tr",))
    first = version(appeal, "tr")
    draw_kits.enqueue(str(first.uuid))
    here = letter_kit(appeal, first.letter_blocks, "tr", by_hand=True)

    found = KitStore().get(here.key)
    there = Shelf(store=KitStore())

    assert found == here.to_bytes()
    assert there.store is not None
    day = timezone.localdate()
    again = type(here).from_bytes(found)
    assert single(again, SIGNATORY, day) == single(here, SIGNATORY, day)


def test_letter_from_the_kit_says_what_the_drawn_page_says() -> None:
    appeal = open_appeal(languages=("tr",))
    written = appeal.versions.get()

    pdf = letter_to_post(appeal, written, SIGNATORY)

    content = letter_content(appeal, written.letter_blocks, "tr", SIGNATORY, by_hand=True)
    with pikepdf.open(io.BytesIO(pdf)) as ours, pikepdf.open(io.BytesIO(render(content))) as full:
        assert len(ours.pages) == len(full.pages) == 1
        assert ours.Root.Lang == full.Root.Lang
    assert PrintCount.objects.get().n == 1


def test_address_that_has_grown_too_long_is_a_friendly_refusal() -> None:
    appeal = open_appeal(languages=("tr",))
    Authority.objects.update(name="W" * 120)
    appeal.authority.refresh_from_db()

    with pytest.raises(NotOpenError):
        letter_to_post(appeal, appeal.versions.get(), SIGNATORY)

    assert not PrintCount.objects.exists()
