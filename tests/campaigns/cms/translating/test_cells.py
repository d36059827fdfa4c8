"""Cells of the overview: whatever a catalogue or a row says, it stays text."""

from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import polib
import pytest
from django.utils import translation as language

from campaigns.cms.translating.cells import Cells
from campaigns.enums import TranslationState
from campaigns.translating.progress import Cell, Strings
from tests.factories.records import today

WORDS = {
    "Translate %(title)s: %(name)s": 'Start "%(title)s" <in %(name)s>',
    "Task of %(title)s: %(name)s": '"%(title)s" & %(name)s',
    "%(done)d of %(total)d": "%(done)d < %(total)d",
}
TITLE = 'Anna "A." Berger'


@pytest.fixture
def catalogue(settings: Any, tmp_path: Path) -> Iterator[None]:
    """A site's own English catalogue, with quotes, brackets and ampersands."""
    file = tmp_path / "en" / "LC_MESSAGES" / "django.mo"
    file.parent.mkdir(parents=True)
    words = polib.POFile()
    words.metadata = {"Content-Type": "text/plain; charset=UTF-8"}
    words.extend(polib.POEntry(msgid=key, msgstr=value) for key, value in WORDS.items())
    words.save_as_mofile(str(file))
    settings.LOCALE_PATHS = [tmp_path, *settings.LOCALE_PATHS]
    with language.override("en"):
        yield


class Reader(HTMLParser):
    """What a browser reads: names of tags, values of labels, text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.labels: list[str | None] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.labels += [value for name, value in attributes if name == "aria-label"]

    def handle_data(self, data: str) -> None:
        self.text += data


def read(cell: Cell) -> Reader:
    cells = Cells(["tr"], is_pages=False, may_assign=True, today=today())
    line = {"title": TITLE, "source": "de", "key": "1", "cells": {"tr": cell}}
    return Reader(cells.row(line))


@pytest.mark.usefixtures("catalogue")
def test_words_of_a_catalogue_stay_inside_the_label_of_the_start() -> None:
    found = read(Cell(TranslationState.MISSING, "tr"))

    assert found.labels == ['Start "Anna "A." Berger" <in Türkçe>']
    assert found.tags == ["td", "button"]


@pytest.mark.usefixtures("catalogue")
def test_words_of_a_catalogue_stay_inside_the_label_of_the_task() -> None:
    strings = Strings(total=5, done=2)
    found = read(Cell(TranslationState.IN_PROGRESS, "tr", strings, translation=7))

    assert found.labels == ['"Anna "A." Berger" & Türkçe']
    assert found.tags == ["td", "a", "span", "a"]
    assert found.text == "In progress2 < 5Task"
