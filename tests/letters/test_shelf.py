"""The shelf: a kit is built once, survives a restart, and bad bytes are never trusted."""

import pytest

from campaigns.letters import shelf as shelves
from campaigns.letters.content import Layout
from campaigns.letters.kit import Kit
from campaigns.letters.shelf import Shelf
from tests.letters.samples import SAMPLES


class Memory(dict[str, bytes]):
    """A store in a dictionary."""

    def set(self, key: str, value: bytes) -> None:
        self[key] = value


def taken(shelf: Shelf, code: str = "en", layout: Layout | None = None) -> Kit:
    sample = SAMPLES[code]
    return shelf.kit(
        sample.blocks, sample.envelope(), language=code, country=sample.country, layout=layout
    )


@pytest.fixture
def builds(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Languages of the kits that were really built."""
    build, built = shelves.kits.build, []

    def noted(*texts: object, language: str, **others: object) -> Kit:
        built.append(language)
        return build(*texts, language=language, **others)

    monkeypatch.setattr(shelves.kits, "build", noted)
    return built


def test_a_kit_is_built_once(builds: list[str]) -> None:
    shelf = Shelf()
    assert taken(shelf) is taken(shelf)
    assert taken(shelf, layout=Layout(window="right")) != taken(shelf)
    assert builds == ["en", "en"]


def test_another_process_takes_the_kit_from_the_store(builds: list[str]) -> None:
    store = Memory()
    first = taken(Shelf(store))
    second = taken(Shelf(store))
    assert (second, second.page, builds) == (first, first.page, ["en"])


@pytest.mark.parametrize("bad", [b"", b"nonsense", b"kit 1\nnonsense"])
def test_bad_bytes_in_the_store_are_replaced(bad: bytes, builds: list[str]) -> None:
    store = Memory()
    good = taken(Shelf(store))
    store[good.key] = bad
    assert taken(Shelf(store)) == good
    assert Kit.from_bytes(store[good.key]) == good
    assert builds == ["en", "en"]


def test_the_kit_of_another_letter_is_not_taken(builds: list[str]) -> None:
    store = Memory()
    other, good = taken(Shelf(), "tr"), taken(Shelf(store))
    store[good.key] = other.to_bytes()
    assert taken(Shelf(store)).language == "en"


def test_the_shelf_forgets_what_was_not_asked_for_longest(builds: list[str]) -> None:
    shelf = Shelf(size=2)
    for code in ("en", "tr", "en", "fr", "en", "tr"):
        taken(shelf, code)
    assert builds == ["en", "tr", "fr", "tr"]
