"""Dispatches by post, drawn to their end, and what is read in their files."""

import csv
import io
from collections.abc import Iterator
from typing import Any

from pypdf import PdfReader

from campaigns.dispatch import storage
from campaigns.dispatch.running import Wanted, run
from campaigns.enums import CoverKind
from campaigns.models import Appeal, Dispatch
from tests.factories.appeals import open_appeal
from tests.factories.covers import cover_text
from tests.factories.letters import letters
from tests.factories.records import AuthorityFactory, CaseFactory, EmbassyFactory


def by_post(count: int = 25, *, may_name: bool = True, **authority: Any) -> Appeal:
    """An appeal with letters that go by post, and one embassy that gets a copy."""
    appeal = open_appeal(
        ("tr", "de"),
        channels=["postal"],
        case=CaseFactory(may_name_organisation=may_name),
        authority=AuthorityFactory(**authority),
    )
    appeal.authority.copies_to.set([EmbassyFactory(name="Copied Embassy", languages=("tr",))])
    letters(appeal, count)
    return appeal


def prepared(appeal: Appeal) -> Dispatch:
    """Its letters, claimed and drawn."""
    run(Wanted(appeal=appeal))
    return Dispatch.objects.get(appeal=appeal)


def texts(language: str = "tr") -> None:
    """A published text of each kind."""
    for kind in CoverKind:
        cover_text(kind, language)


def files(dispatch: Dispatch) -> dict[str, bytes]:
    """The finished files by name."""
    return {place.name: place.read_bytes() for place in storage.files(dispatch.uuid)}


def pages(dispatch: Dispatch, name: str) -> list[str]:
    """The words of each page, blanks as one."""
    place = storage.finished(dispatch.uuid) / name
    return [" ".join(page.extract_text().split()) for page in PdfReader(place).pages]


def manifest(dispatch: Dispatch) -> list[list[str]]:
    """The rows of the manifest."""
    content = (storage.finished(dispatch.uuid) / "manifest.csv").read_text("utf-8-sig")
    return list(csv.reader(io.StringIO(content)))


def everything(dispatch: Dispatch) -> Iterator[tuple[str, str]]:
    """Each file of a dispatch with all the words in it and in its properties."""
    for place in storage.files(dispatch.uuid):
        if place.suffix == ".pdf":
            reader = PdfReader(place)
            words = " ".join(page.extract_text() for page in reader.pages)
            yield place.name, " ".join(f"{words} {reader.metadata}".split())
        else:
            yield place.name, place.read_text("utf-8-sig")
