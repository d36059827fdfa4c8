"""Many letters in one PDF for the printer, streamed: shared pages, fields and fonts written once.

What stays in memory: seven bytes for each object, and what is distinct (fields, places, dates).
Letters of several kits go together; each face is one subset of all glyphs they show. Bundles are
for paper and carry no tags. Equal letters in equal order give equal bytes.
"""

import datetime
import hashlib
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from itertools import chain, islice

from campaigns.letters import fields, placing
from campaigns.letters.assemble import FIELD_STATE
from campaigns.letters.content import LetterContent
from campaigns.letters.faces import Faces
from campaigns.letters.fields import ink_at
from campaigns.letters.ink import Ink
from campaigns.letters.kit import Kit
from campaigns.letters.pdf_objects import (
    A4,
    Sink,
    Writer,
    references,
    states,
    stream,
    text,
    untagged,
)
from campaigns.letters.signatory import Signatory

type Letter = tuple[Kit, Signatory, datetime.date]
_PAGES_A_NODE = 200
_CATALOG, _INFO, _RESOURCES, _PAGES = range(1, 5)
# Dates with places are few; should they be many, the dictionary starts anew at this size.
_MOST_DATELINES = 50_000


def bundle(
    file: Sink, letters: Iterable[Letter], *, title: str, cover: Iterable[LetterContent] = ()
) -> int:
    """Write letters, in order, after the sheets of `cover`; the number of letters.

    Raises LetterRefused for a letter that render() refuses: the file is then unfinished and must
    not be used.
    """
    press = _Press(file)
    for content in cover:
        press.sheet(content)
    count = press.letters(letters)
    press.finish(title)
    return count


def parts(
    opened: Callable[[int], AbstractContextManager[Sink]],
    letters: Iterable[Letter],
    size: int,
    *,
    title: str,
    cover: Callable[[int], Iterable[LetterContent]] = lambda part: (),
) -> list[int]:
    """Bundles of at most `size` letters; `opened(n)` gives the file of part n, from 0 on.

    `cover(n)` gives the sheets that part n begins with; they are no letters and not counted. The
    numbers of letters, part by part; no letters, no part.
    """
    if size < 1:
        raise ValueError("a part has at least one letter")
    rest = iter(letters)
    counts: list[int] = []
    while first := list(islice(rest, 1)):
        part = len(counts)
        letters_of_part = chain(first, islice(rest, size - 1))
        with opened(part) as file:
            counts.append(bundle(file, letters_of_part, title=title, cover=cover(part)))
    return counts


class _Press:
    """The state of one bundle."""

    def __init__(self, file: Sink) -> None:
        self.writer = Writer(file)
        self.writer.free(_PAGES)
        self.count = 0
        self.pages: list[int] = []
        self.nodes: list[int] = []
        self.node = self.writer.free()
        self.streams: dict[bytes, int] = {}
        self.faces = Faces()
        self.states: set[bytes] = set()
        self.sets: dict[Kit, _Set] = {}

    def letters(self, letters: Iterable[Letter]) -> int:
        """Write a page for each; how many there were."""
        before = self.count
        kit: Kit | None = None
        for its_kit, signatory, day in letters:
            if its_kit is not kit:
                kit = its_kit
                pages = self._set_of(kit)
            self._page(pages.contents(signatory.initials, signatory.place, day))
        return self.count - before

    def sheet(self, content: LetterContent) -> None:
        """A page of its own, without shared parts."""
        self._page(b"%d 0 R" % self._whole(placing.sheet(content)))

    def _set_of(self, kit: Kit) -> "_Set":
        if kit not in self.sets:
            self.sets[kit] = _Set(self, kit, self._whole(kit.page))
        return self.sets[kit]

    def _whole(self, page: Ink) -> int:
        self.states.add(page.operators)
        operators = b"q\n%s\nQ\n%s" % (untagged(page.operators), FIELD_STATE)
        return self.shared(Ink(operators, page.glyphs), compress=True)

    def shared(self, ink: Ink, *, compress: bool = False) -> int:
        """The stream of some ink, written when it is first seen."""
        key = ink.operators if len(ink.operators) < 512 else hashlib.sha256(ink.operators).digest()
        if key not in self.streams:
            self.faces.note(ink.glyphs)
            self.streams[key] = self.writer.add(stream(ink.operators, compress=compress))
        return self.streams[key]

    def _page(self, contents: bytes) -> None:
        number = self.writer.free()
        page = b"<</Type/Page/Parent %d 0 R/Contents[%s]>>"
        self.writer.pack(number, page % (self.node, contents))
        self.pages.append(number)
        self.count += 1
        if len(self.pages) == _PAGES_A_NODE:
            self._end_node()

    def _end_node(self) -> None:
        body = b"<</Type/Pages/Parent %d 0 R/Count %d/Kids%s>>"
        self.nodes.append(self.node)
        self.writer.pack(self.node, body % (_PAGES, len(self.pages), references(self.pages)))
        self.pages, self.node = [], self.writer.free()

    def finish(self, title: str) -> None:
        """Fonts, page tree, catalogue, cross-references."""
        if self.pages:
            self._end_node()
        kids = references(self.nodes)
        self.writer.pack(
            _PAGES,
            b"<</Type/Pages/Count %d/MediaBox%s/Resources %d 0 R/Kids%s>>"
            % (self.count, A4, _RESOURCES, kids),
        )
        opacities = states(b"\n".join(sorted(self.states)))
        fonts = self.faces.written(self.writer)
        resources = b"<</Font<<%s>>/ExtGState%s>>" % (fonts, opacities)
        self.writer.pack(_RESOURCES, resources)
        # Each letter is a sheet of its own: two people's letters never share one.
        once = b"<</Duplex/Simplex/PrintScaling/None>>"
        self.writer.pack(
            _CATALOG, b"<</Type/Catalog/Pages %d 0 R/ViewerPreferences%s>>" % (_PAGES, once)
        )
        self.writer.pack(_INFO, b"<</Title%s>>" % text(title))
        self.writer.finish(_CATALOG, _INFO)


@dataclass(frozen=True, slots=True)
class _Inside:
    """A date in its place: its stream, and how wide a place name beside it may be."""

    reference: bytes
    room: float


class _Set:
    """The letters of one kit in a bundle."""

    def __init__(self, press: _Press, kit: Kit, page: int) -> None:
        self.press, self.kit, self.page = press, kit, page
        self.signatures: dict[str, tuple[bytes, float]] = {}
        self.datelines: dict[tuple[str, datetime.date, float], bytes] = {}
        self.insides: dict[tuple[object, ...], _Inside] = {}
        self.places: dict[str, bytes] = {}

    def contents(self, initials: str, place: str, day: datetime.date) -> bytes:
        """References to the streams of a letter."""
        signed = self.signatures.get(initials)
        if signed is None:
            signed = self.signatures[initials] = self._signature(initials)
        signature, below = signed
        key = (place, day, below)
        dateline = self.datelines.get(key)
        if dateline is None:
            if len(self.datelines) >= _MOST_DATELINES:
                self.datelines.clear()
            dateline = self.datelines[key] = self._dateline(initials, place, day, below)
        return signature + dateline

    def _signature(self, initials: str) -> tuple[bytes, float]:
        """References to page and initials, and what of them the dateline depends on."""
        ink, bottom = placing.signature(self.kit, initials)
        both = [self.page] if not initials else [self.page, self.press.shared(ink)]
        below = 0.0 if self.kit.below is None else bottom
        return b" ".join(b"%d 0 R" % part for part in both), below

    def _dateline(self, initials: str, place: str, day: datetime.date, below: float) -> bytes:
        """The date once for all places of the same height, then the place from where it ended."""
        if not place:
            return self._whole(initials, place, day)
        name = fields.field(self.kit.language, "place", place)
        key = (day, below, name.rise, name.drop)
        inside = self.insides.get(key)
        if inside is None:
            found = placing.inside(self.kit, initials, place, self.kit.day(day))
            if found is None:
                return self._whole(initials, place, day)
            reference = b" %d 0 R" % self.press.shared(found.ink)
            inside = self.insides[key] = _Inside(reference, found.room)
        if inside.room < name.width:
            return self._whole(initials, place, day)
        if place not in self.places:
            ink = ink_at(name, -name.width if self.kit.dateline.to_the_right else 0.0, 0.0)
            self.places[place] = b" %d 0 R" % self.press.shared(ink)
        return inside.reference + self.places[place]

    def _whole(self, initials: str, place: str, day: datetime.date) -> bytes:
        ink = placing.dateline(self.kit, initials, place, self.kit.day(day))
        return b" %d 0 R" % self.press.shared(ink)
