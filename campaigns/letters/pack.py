"""A pack for a group as one tagged PDF: sheets, letters to sign by hand, labels.

Written as it comes, like bundle.py: what several pages share is written once. Each part begins on
a sheet of paper of its own. Equal parts give equal bytes.
"""

import datetime
from dataclasses import dataclass

from campaigns.letters import markup, placing
from campaigns.letters.assemble import (
    FIELD_STATE,
    actual,
    first_mark,
    marked,
    metadata,
    reading_order,
)
from campaigns.letters.faces import Faces
from campaigns.letters.ink import Ink, number
from campaigns.letters.kit import Kit
from campaigns.letters.languages import language as letter_language
from campaigns.letters.pdf_objects import A4, Sink, Writer, references, states, stream, text
from campaigns.letters.sheets import Drawn, Element, Picture, Sheet

_CATALOG, _INFO, _RESOURCES, _PAGES, _METADATA, _ROOT, _PARENTS, _DOCUMENT = range(1, 9)
_RULE_PX = 250.0  # the line to sign on
_RULE_ABOVE_PX = 3.0


@dataclass(frozen=True, slots=True)
class _Page:
    """A page as the structure tells it."""

    number: int
    language: str
    elements: tuple[Element, ...]


class Pack:
    """One file. Call sheet() and letter() in the order of the pages, then finish()."""

    def __init__(self, file: Sink, *, two_sided: bool = False) -> None:
        """two_sided: for a printer that prints on both sides, backs of single pages stay empty.

        Otherwise there are no empty pages, and the file asks viewers to print on one side.
        """
        self.two_sided = two_sided
        self.writer = Writer(file)
        self.writer.free(_DOCUMENT)
        self.faces = Faces()
        self.states: set[bytes] = set()
        self.kids: list[int] = []
        self.told: list[_Page] = []
        self.bases: dict[Kit, int] = {}
        self.fields: dict[bytes, int] = {}
        self.pictures: dict[Picture, None] = {}

    def sheet(self, sheet: Sheet) -> None:
        """Pages that belong together: both sides of one sheet of paper, if they are two."""
        self._begin()
        for drawn in sheet.pages:
            self._drawn(drawn, sheet.language)

    def letter(self, kit: Kit, initials: str, day: datetime.date) -> None:
        """A letter to sign by hand beside the initials, or on a line without any.

        Raises LetterRefused.
        """
        self._begin()
        contents = b"%d 0 R %d 0 R" % (self._base(kit), self._fields(kit, initials, day))
        order = reading_order(kit, bool(initials))
        elements = (Element(spoken.kind, spoken.marks, said=spoken.said) for spoken in order)
        self._page(contents, kit.language, tuple(elements))

    def finish(self, title: str, code: str) -> None:
        """Fonts, structure and catalogue; `code` is the language of the file."""
        writer = self.writer
        writer.pack(
            _PAGES,
            b"<</Type/Pages/Count %d/MediaBox%s/Resources %d 0 R/Kids%s>>"
            % (len(self.kids), A4, _RESOURCES, references(self.kids)),
        )
        writer.pack(_RESOURCES, self._resources())
        _structure(writer, self.told)
        self._catalogue(title, code)
        writer.finish(_CATALOG, _INFO)

    def _begin(self) -> None:
        """A new sheet of paper."""
        if self.two_sided and len(self.kids) % 2:
            self._put(b"", b"")

    def _base(self, kit: Kit) -> int:
        if kit not in self.bases:
            self._note(kit.page)
            operators = b"q\n%s\nQ\n%s" % (kit.page.operators, FIELD_STATE)
            self.bases[kit] = self.writer.add(stream(operators))
        return self.bases[kit]

    def _fields(self, kit: Kit, initials: str, day: datetime.date) -> int:
        """The stream of date and initials; initials that several have are written once."""
        above, mark = "" if kit.below is None else initials, first_mark(kit)
        date = placing.dateline(kit, above, "", kit.day(day))
        signed, _bottom = placing.signature(kit, initials)
        self.faces.note((*date.glyphs, *signed.glyphs))
        end = marked(signed.operators, mark + 1, text(initials)) if initials else _rule(kit)
        operators = marked(date.operators, mark, text(kit.day(day))) + b"\n" + end
        if operators not in self.fields:
            self.fields[operators] = self.writer.add(stream(operators, compress=False))
        return self.fields[operators]

    def _drawn(self, drawn: Drawn, code: str) -> None:
        self._note(drawn.ink)
        if drawn.picture is not None:
            self.pictures[drawn.picture] = None
        contents = b"%d 0 R" % self.writer.add(stream(drawn.ink.operators))
        self._page(contents, code, drawn.elements)

    def _note(self, ink: Ink) -> None:
        self.faces.note(ink.glyphs)
        self.states.add(ink.operators)

    def _page(self, contents: bytes, code: str, elements: tuple[Element, ...]) -> None:
        key = self._put(contents, b"/StructParents %d/Tabs/S" % len(self.told))
        self.told.append(_Page(key, code, elements))

    def _put(self, contents: bytes, entries: bytes) -> int:
        key = self.writer.free()
        body = b"<</Type/Page/Parent %d 0 R/Contents[%s]%s>>" % (_PAGES, contents, entries)
        self.writer.pack(key, body)
        self.kids.append(key)
        return key

    def _resources(self) -> bytes:
        opacities = states(b"\n".join(sorted(self.states)))
        pictures = b"".join(
            b"/%s %d 0 R" % (picture.name.encode(), self.writer.add(_image(picture)))
            for picture in self.pictures
        )
        fonts = self.faces.written(self.writer)
        return b"<</Font<<%s>>/XObject<<%s>>/ExtGState%s>>" % (fonts, pictures, opacities)

    def _catalogue(self, title: str, code: str) -> None:
        printed = b"DuplexFlipLongEdge" if self.two_sided else b"Simplex"
        way = b"R2L" if letter_language(code).direction == "rtl" else b"L2R"
        self.writer.pack(
            _CATALOG,
            b"<</Type/Catalog/Pages %d 0 R/Lang(%s)/MarkInfo<</Marked true>>/Metadata %d 0 R"
            b"/StructTreeRoot %d 0 R/ViewerPreferences<</DisplayDocTitle true/Duplex/%s"
            b"/Direction/%s/PrintScaling/None>>>>"
            % (_PAGES, _tag(code), _METADATA, _ROOT, printed, way),
        )
        self.writer.pack(_INFO, b"<</Title%s>>" % text(title))
        self.writer.put(_METADATA, metadata(title))


def _tag(code: str) -> bytes:
    return markup.bcp47(letter_language(code)).encode()


def _rule(kit: Kit) -> bytes:
    """The line to sign on, where initials would stand; nothing to read aloud."""
    line = kit.signature
    left, y = line.left_of(_RULE_PX), line.top - _RULE_ABOVE_PX
    ends = (number(left), number(y), number(left + _RULE_PX), number(y))
    return b"/Artifact BMC\nq 0.55 G 0.7 w %s %s m %s %s l S Q\nEMC" % ends


def _image(picture: Picture) -> bytes:
    space = b"Gray" if picture.grey else b"RGB"
    entries = b"/Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/Device%s" % (
        *(picture.width, picture.height, space),
    )
    entries += b"/BitsPerComponent 8/Filter/DCTDecode"
    return stream(picture.jpeg, entries, compress=False)


def _structure(writer: Writer, told: list[_Page]) -> None:
    """The tree that readers aloud follow: a section for each page, in its language."""
    sections, parents = [], []
    for page in told:
        section = writer.free()
        sections.append(section)
        parents.append(_section(writer, page, section))
    writer.pack(
        _ROOT, b"<</Type/StructTreeRoot/K[%d 0 R]/ParentTree %d 0 R>>" % (_DOCUMENT, _PARENTS)
    )
    kids = references(sections)
    writer.pack(_DOCUMENT, b"<</Type/StructElem/S/Document/P %d 0 R/K%s>>" % (_ROOT, kids))
    numbers = b"".join(b"%d%s" % (n, by_mark) for n, by_mark in enumerate(parents))
    writer.pack(_PARENTS, b"<</Nums[%s]>>" % numbers)


def _section(writer: Writer, page: _Page, section: int) -> bytes:
    """Write the elements of a page; which of them each marked content belongs to."""
    first = writer.free(len(page.elements))
    owners: dict[int, int] = {}
    for key, element in enumerate(page.elements, first):
        owners |= dict.fromkeys(element.marks, key)
        alt = b"/Alt%s" % text(element.alt) if element.alt else actual(element.said)
        marks = b" ".join(b"%d" % mark for mark in element.marks)
        writer.pack(
            key,
            b"<</Type/StructElem/S/%s/P %d 0 R/Pg %d 0 R/K[%s]%s>>"
            % (element.kind.encode(), section, page.number, marks, alt),
        )
    kids = references(range(first, first + len(page.elements)))
    writer.pack(
        section,
        b"<</Type/StructElem/S/Sect/P %d 0 R/Lang(%s)/K%s>>"
        % (_DOCUMENT, _tag(page.language), kids),
    )
    most = max(owners, default=-1)
    each = (b"%d 0 R" % owners[m] if m in owners else b"null" for m in range(most + 1))
    return b"[%s]" % b" ".join(each)
