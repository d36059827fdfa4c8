"""One letter from a kit: a tagged PDF/UA-1 like render()'s, without laying out a page.

What is the same for all letters of a kit is made once and copied; the page, its fields and fonts
for glyphs the kit has not are added. Each block and field says its text itself (ActualText): glyphs
alone cannot, where several make a syllable or a line runs to the left. Equal letters give equal
bytes. Bundles: bundle.py.
"""

import datetime
import io
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from xml.sax.saxutils import escape

from campaigns.letters import markup, pdf, placing, pools, ready
from campaigns.letters.content import LetterContent
from campaigns.letters.fields import dated
from campaigns.letters.gates import texts_of
from campaigns.letters.ink import Ink, united
from campaigns.letters.kit import Kit, Subset
from campaigns.letters.languages import language as letter_language
from campaigns.letters.pdf_objects import (
    A4,
    FONT_OBJECTS,
    Writer,
    font_objects,
    references,
    states,
    stream,
    text,
)
from campaigns.letters.signatory import Signatory

CATALOG, PAGES, PAGE, INFO, METADATA, BASE, FIELDS, ROOT, PARENTS, DOCUMENT = range(1, 11)
_BODY = ("subject", "salutation", "paragraphs", "closing")
# After the page: its scale and colour hold for the fields, which come in streams of their own.
FIELD_STATE = b"0.75 0 0 -0.75 0 841.889764 cm\n0.066667 0.066667 0.066667 rg"


def single(kit: Kit, signatory: Signatory | None, day: datetime.date) -> bytes:
    """The letter of a signatory on a day; raises LetterRefused as render() does.

    Without a signatory: no initials and no place, for a letter to sign by hand.
    """
    initials, place = (signatory.initials, signatory.place) if signatory else ("", "")
    signature = _signature(kit, initials)
    dateline = _dateline(kit, "" if kit.below is None else initials, place, kit.day(day))
    return _written(_skeleton(kit, bool(initials)), signature, dateline)


@dataclass(frozen=True, slots=True)
class Spoken:
    """A block of the structure: the numbers of its marked contents, and what it says itself."""

    block: str
    marks: tuple[int, ...]
    said: str = ""

    @property
    def kind(self) -> str:
        return "H1" if self.block == "subject" else "P"


@dataclass(frozen=True, slots=True)
class _Dressed:
    """Ink of fields in one letter, and the fonts it needs beside those of the kit, by name."""

    operators: bytes
    said: bytes
    fonts: tuple[tuple[str, Subset], ...]


@lru_cache(maxsize=8192)
def _signature(kit: Kit, initials: str) -> _Dressed:
    return _dressed(kit, placing.signature(kit, initials)[0], initials, "i")


@lru_cache(maxsize=8192)
def _dateline(kit: Kit, initials: str, place: str, day: str) -> _Dressed:
    ink = placing.dateline(kit, initials, place, day)
    return _dressed(kit, ink, dated(kit.language, place, day), "d")


def _dressed(kit: Kit, ink: Ink, said: str, suffix: str) -> _Dressed:
    """Glyphs the kit lacks come in a small font of their own, called by another name."""
    operators, fonts = ink.operators, []
    for glyphs in united(ink.glyphs):
        known = _known(kit).get(glyphs.face.name, frozenset())
        if not glyphs.ids <= known:
            name = glyphs.face.name + suffix
            called = b"/%s " % glyphs.face.name.encode()
            operators = operators.replace(called, b"/%s " % name.encode())
            with pdf.DRAWING:
                fonts.append((name, Subset(glyphs, pools.subset(glyphs.face, glyphs.ids))))
    return _Dressed(operators, text(said), tuple(fonts))


@lru_cache(maxsize=64)
def _known(kit: Kit) -> dict[str, frozenset[int]]:
    return {subset.glyphs.face.name: subset.glyphs.ids for subset in kit.subsets}


@dataclass(frozen=True, slots=True)
class _Skeleton:
    """The beginning of every letter of a kit: its bytes, their cross-references, its fonts."""

    written: bytes
    rows: bytes
    fonts: bytes
    states: bytes
    date_mark: int
    initials_mark: int
    key: bytes


def _written(skeleton: _Skeleton, signature: _Dressed, dateline: _Dressed) -> bytes:
    out = io.BytesIO()
    out.write(skeleton.written)
    writer = Writer(out, len(skeleton.written), skeleton.rows, skeleton.key)
    extra = b"".join(
        b"/%s %d 0 R" % (name.encode(), _font(writer, subset))
        for name, subset in (*signature.fonts, *dateline.fonts)
    )
    writer.put(
        PAGE,
        b"<</Type/Page/Parent %d 0 R/MediaBox%s/StructParents 0/Tabs/S/Contents[%d 0 R %d 0 R]"
        b"/Resources<</Font<<%s%s>>/ExtGState%s>>>>"
        % (PAGES, A4, BASE, FIELDS, skeleton.fonts, extra, skeleton.states),
    )
    shown = marked(dateline.operators, skeleton.date_mark, dateline.said)
    if signature.operators:
        shown += b"\n" + marked(signature.operators, skeleton.initials_mark, signature.said)
    writer.put(FIELDS, stream(shown, compress=False))
    writer.finish(CATALOG, INFO)
    return out.getvalue()


def _font(writer: Writer, subset: Subset) -> int:
    first = writer.free(FONT_OBJECTS)
    for number, body, is_stream in font_objects(first, subset.glyphs, subset.program):
        (writer.put if is_stream else writer.pack)(number, body)
    return first


def marked(operators: bytes, number: int, said: bytes) -> bytes:
    """What draws a field, as the marked content that the structure names by its number.

    `said`: what is read aloud for it, a text string of PDF.
    """
    return b"/P<</MCID %d/ActualText%s>>BDC\n%s\nEMC" % (number, said, operators)


@lru_cache(maxsize=128)
def _skeleton(kit: Kit, is_signed: bool) -> _Skeleton:
    out = io.BytesIO()
    writer = Writer(out)
    writer.free(DOCUMENT)
    fonts = [(subset.glyphs.face.name, _font(writer, subset)) for subset in kit.subsets]
    date_mark = first_mark(kit)
    _put_document(writer, kit)
    _put_structure(writer, reading_order(kit, is_signed))
    writer.put(BASE, stream(b"q\n%s\nQ\n%s" % (kit.page.operators, FIELD_STATE)))
    writer.flush()
    return _Skeleton(
        written=out.getvalue(),
        rows=bytes(writer.rows),
        fonts=b"".join(b"/%s %d 0 R" % (name.encode(), number) for name, number in fonts),
        states=states(kit.page.operators),
        date_mark=date_mark,
        initials_mark=date_mark + 1,
        key=kit.key.encode(),
    )


def _put_document(writer: Writer, kit: Kit) -> None:
    title, language = kit.content.title, markup.bcp47(letter_language(kit.language)).encode()
    writer.pack(
        CATALOG,
        b"<</Type/Catalog/Pages %d 0 R/Lang(%s)/MarkInfo<</Marked true>>/Metadata %d 0 R"
        b"/StructTreeRoot %d 0 R/ViewerPreferences<</DisplayDocTitle true>>>>"
        % (PAGES, language, METADATA, ROOT),
    )
    writer.pack(PAGES, b"<</Type/Pages/Count 1/Kids%s>>" % references([PAGE]))
    writer.pack(INFO, b"<</Title%s>>" % text(title))
    writer.put(METADATA, metadata(title))


def metadata(title: str) -> bytes:
    """The XMP packet of a tagged file, as a stream."""
    packet = _METADATA.format(title=escape(title)).encode()
    return stream(packet, b"/Type/Metadata/Subtype/XML", compress=False)


_METADATA = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<rdf:Description rdf:about="" pdfuaid:part="1"><dc:title><rdf:Alt>
<rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title></rdf:Description>
</rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"""


def first_mark(kit: Kit) -> int:
    """The number of the date's marked content; that of the initials follows."""
    return 1 + max((mark for _, marks in kit.blocks for mark in marks), default=-1)


def reading_order(kit: Kit, is_signed: bool) -> list[Spoken]:
    """Blocks in reading order, the fields among them; a block without ink is not there."""
    saying = _saying(kit.content)
    order = [Spoken(block, marks, next(saying[block], "")) for block, marks in kit.blocks]
    heads = [spoken.block.partition(".")[0] for spoken in order]
    start = sum(head in ("return_line", "envelope") for head in heads)
    end = max((n for n, head in enumerate(heads, 1) if head in _BODY), default=start)
    mark = first_mark(kit)
    fields = [Spoken("initials", (mark + 1,))] if is_signed else []
    date = [Spoken("date", (mark,))]
    if kit.below is not None:
        return order[:end] + fields + date + order[end:]
    return order[:start] + date + order[start:end] + fields + order[end:]


def _put_structure(writer: Writer, order: list[Spoken]) -> None:
    first = writer.free(len(order))
    parents = {mark: first + place for place, spoken in enumerate(order) for mark in spoken.marks}
    for number, spoken in enumerate(order, first):
        kids = b" ".join(b"%d" % mark for mark in spoken.marks)
        writer.pack(
            number,
            b"<</Type/StructElem/S/%s/P %d 0 R/Pg %d 0 R/K[%s]%s>>"
            % (spoken.kind.encode(), DOCUMENT, PAGE, kids, actual(spoken.said)),
        )
    elements = references(range(first, first + len(order)))
    writer.pack(ROOT, b"<</Type/StructTreeRoot/K[%d 0 R]/ParentTree %d 0 R>>" % (DOCUMENT, PARENTS))
    writer.pack(DOCUMENT, b"<</Type/StructElem/S/Document/P %d 0 R/K%s>>" % (ROOT, elements))
    by_mark = references(parents[mark] for mark in sorted(parents))
    writer.pack(PARENTS, b"<</Nums[0%s]>>" % by_mark)


def actual(said: str) -> bytes:
    """The entry of a structure element that says its text itself, if it does."""
    return b"/ActualText%s" % text(said) if said else b""


def _saying(content: LetterContent) -> Mapping[str, Iterator[str]]:
    """What the elements of each block say, one by one; each line of the closing is one."""
    blocks = {block: [text] for block, text in texts_of(content).items()}
    blocks["closing"] = [line for line in content.closing if line]
    return defaultdict(lambda: iter(()), {block: iter(said) for block, said in blocks.items()})


def prepare(kit: Kit) -> None:
    """Shape the common initials (ready.py), and write the beginning of the letters."""
    ready.shape(kit.language)
    for is_signed in (True, False):
        _skeleton(kit, is_signed)
