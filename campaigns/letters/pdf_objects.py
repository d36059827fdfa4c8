"""PDF syntax: objects, fonts, and a writer that keeps seven bytes for each object it wrote."""

import hashlib
import re
import struct
import zlib
from collections.abc import Iterable, Iterator
from typing import Any, Protocol

from campaigns.letters.ink import Glyphs

HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
A4 = b"[0 0 595.275591 841.889764]"
WORD_JOINER = "\u2060"
_SILENT = re.compile(rb"<[0-9a-f]{4}> <>")  # a glyph without text, in ToUnicode
_ROW = struct.Struct(">BIH")
_PER_STREAM = 200  # objects of an object stream; more make a reader inflate more for one page


class Sink(Protocol):
    """What a writer needs of a file."""

    def write(self, content: bytes, /) -> object: ...


def stream(content: bytes, entries: bytes = b"", *, compress: bool = True) -> bytes:
    """A stream object; `entries` go into its dictionary."""
    if compress:
        content = zlib.compress(content, 9)
        entries += b"/Filter/FlateDecode"
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (entries, len(content), content)


def text(value: str) -> bytes:
    """A text string, UTF-16."""
    return b"<feff%s>" % value.encode("utf-16-be", "replace").hex().encode()


def references(numbers: Iterable[int]) -> bytes:
    return b"[%s]" % b" ".join(b"%d 0 R" % number for number in numbers)


class Writer:
    """Writes objects as they come; free() numbers may be written later, in any order.

    `position` and `rows` continue a file that has been begun, and `known` names that beginning.
    Closed with finish().
    """

    def __init__(
        self, file: Sink, position: int = 0, rows: bytes = b"", known: bytes = b""
    ) -> None:
        self.file, self.position = file, position
        self.digest = hashlib.sha256(known)
        self.rows = bytearray(rows or bytes(_ROW.size))
        self._pending: list[tuple[int, bytes]] = []
        if not position:
            self._write(HEADER)

    def free(self, count: int = 1) -> int:
        """The first of `count` new object numbers."""
        number = len(self.rows) // _ROW.size
        self.rows += bytes(_ROW.size * count)
        return number

    def put(self, number: int, body: bytes) -> None:
        """An object of its own, as streams must be."""
        self._set(number, 1, self.position, 0)
        self._write(b"%d 0 obj\n%s\nendobj\n" % (number, body))

    def add(self, body: bytes) -> int:
        """put() under a new number."""
        number = self.free()
        self.put(number, body)
        return number

    def pack(self, number: int, body: bytes) -> None:
        """An object that shares a compressed stream with others."""
        self._pending.append((number, body))
        if len(self._pending) >= _PER_STREAM:
            self.flush()

    def flush(self) -> None:
        """Write what pack() holds back."""
        if not self._pending:
            return
        number, index, offset = self.free(), [], 0
        for place, (member, body) in enumerate(self._pending):
            self._set(member, 2, number, place)
            index.append(b"%d %d" % (member, offset))
            offset += len(body) + 1
        head = b" ".join(index) + b"\n"
        entries = b"/Type/ObjStm/N %d/First %d" % (len(index), len(head))
        bodies = b"\n".join(body for _, body in self._pending)
        self._pending = []
        self.put(number, stream(head + bodies, entries))

    def finish(self, root: int, info: int) -> None:
        """Cross-reference stream and end."""
        self.flush()
        number, start = self.free(), self.position
        self._set(number, 1, start, 0)
        digest = self.digest.hexdigest()[:32].encode()
        entries = b"/Type/XRef/Size %d/W[1 4 2]/Root %d 0 R/Info %d 0 R/ID[<%s><%s>]" % (
            number + 1, root, info, digest, digest,
        )  # fmt: skip
        entries += b"/DecodeParms<</Predictor 12/Columns %d>>" % _ROW.size
        self.put(number, stream(_predicted(self.rows), entries))
        self._write(b"startxref\n%d\n%%%%EOF\n" % start)

    def _set(self, number: int, kind: int, value: int, place: int) -> None:
        _ROW.pack_into(self.rows, number * _ROW.size, kind, value, place)

    def _write(self, content: bytes) -> None:
        self.file.write(content)
        self.digest.update(content)
        self.position += len(content)


def _predicted(rows: bytearray) -> bytes:
    """PNG's Up: each row as what it differs by from the one above, byte by byte modulo 256."""
    width, size = _ROW.size, len(rows)
    above = int.from_bytes(bytes(width) + rows[:-width])
    high = int.from_bytes(b"\x80" * size)
    low = int.from_bytes(b"\x7f" * size)
    now = int.from_bytes(rows)
    # All bytes in one subtraction: the top bits are set aside so that none borrows.
    changes = (((now | high) - (above & low)) ^ ((now ^ ~above) & high)).to_bytes(size)
    out = bytearray(b"\x02" * (size + size // width))
    for column in range(width):
        out[column + 1 :: width + 1] = changes[column::width]
    return bytes(out)


def font_objects(first: int, glyphs: Glyphs, program: bytes) -> Iterator[tuple[int, bytes, bool]]:
    """The five objects of a font from number `first` on: number, body, is it a stream."""
    face = glyphs.face
    tag = bytes(65 + byte % 26 for byte in hashlib.sha256(program).digest()[:6])
    name = b"/%s+%s" % (tag, face.base_font.encode())
    yield first, _composite(first, name), False
    yield first + 1, _cid_font(first, name, glyphs), False
    yield first + 2, _descriptor(first, name, glyphs), False
    yield first + 3, stream(_to_unicode(glyphs)), True
    entries = b"/Subtype/CIDFontType0C" if face.cff else b"/Length1 %d" % len(program)
    yield first + 4, stream(program, entries), True


def _composite(first: int, name: bytes) -> bytes:
    return (
        b"<</Type/Font/Subtype/Type0/BaseFont%s/Encoding/Identity-H/DescendantFonts[%d 0 R]"
        b"/ToUnicode %d 0 R>>" % (name, first + 1, first + 3)
    )


def _cid_font(first: int, name: bytes, glyphs: Glyphs) -> bytes:
    kind = b"0" if glyphs.face.cff else b"2/CIDToGIDMap/Identity"
    return (
        b"<</Type/Font/Subtype/CIDFontType%s/BaseFont%s/CIDSystemInfo<</Registry(Adobe)"
        b"/Ordering(Identity)/Supplement 0>>/W[%s]/FontDescriptor %d 0 R>>"
        % (kind, name, _widths(glyphs), first + 2)
    )


def _descriptor(first: int, name: bytes, glyphs: Glyphs) -> bytes:
    face, widest = glyphs.face, max(width for _, width, _ in glyphs.shown)
    box = b"[0 %d %d %d]" % (face.descent, widest, face.ascent)
    file = b"FontFile3" if face.cff else b"FontFile2"
    return (
        b"<</Type/FontDescriptor/FontName%s/FontFamily(%s)/Flags %d/FontBBox%s/ItalicAngle 0"
        b"/Ascent %d/Descent %d/CapHeight %d/StemV 80/%s %d 0 R>>"
        % (
            *(name, face.family.encode(), face.flags, box),
            *(face.ascent, face.descent, face.ascent, file, first + 4),
        )
    )


FONT_OBJECTS = 5


def _widths(glyphs: Glyphs) -> bytes:
    """Runs of neighbours: `36[705 654]98[260]`."""
    runs: list[tuple[int, list[int]]] = []
    for glyph, width, _ in glyphs.shown:
        if not runs or glyph != runs[-1][0] + len(runs[-1][1]):
            runs.append((glyph, []))
        runs[-1][1].append(width)
    return b"".join(b"%d[%s]" % (start, b" ".join(b"%d" % w for w in ws)) for start, ws in runs)


def _to_unicode(glyphs: Glyphs) -> bytes:
    """Every glyph says something (PDF/UA 7.21.7): one of several that make a syllable, a joiner."""
    lines = [
        b"<%04x> <%s>" % (glyph, (shown or WORD_JOINER).encode("utf-16-be").hex().encode())
        for glyph, _, shown in glyphs.shown
    ]
    blocks = [lines[start : start + 100] for start in range(0, len(lines), 100)]
    mapped = [b"%d beginbfchar\n%s\nendbfchar" % (len(b), b"\n".join(b)) for b in blocks]
    return b"\n".join(
        (
            b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
            b"/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def",
            b"/CMapName /Adobe-Identity-UCS def /CMapType 2 def",
            b"1 begincodespacerange <0000> <ffff> endcodespacerange",
            *mapped,
            b"endcmap CMapName currentdict /CMap defineresource pop end end",
        )
    )


def states(operators: bytes) -> bytes:
    """An ExtGState dictionary of the opacities a page sets: `/a1.0 gs` fills, `/A1.0` strokes."""
    found = sorted(set(re.findall(rb"/([aA])([0-9.]+) gs", operators)))
    entries = (
        b"/%s%s<</%s %s>>" % (kind, value, b"ca" if kind == b"a" else b"CA", value)
        for kind, value in found
    )
    return b"<<%s>>" % b"".join(entries)


def without_zeros(operators: bytes) -> bytes:
    """Drops kerning by nothing, which WeasyPrint writes after each glyph."""
    plain = re.sub(rb">-?0(?:\.0+)?<", b"", operators)
    return re.sub(rb"\[(<[0-9a-f]+>)(?:-?0(?:\.0+)?)?\] TJ", rb"\1 Tj", plain)


def let_speak(_document: object, file: Any) -> None:
    """WeasyPrint's finisher: in its fonts, too, every glyph says something; see _to_unicode()."""
    for entry in file.objects:
        if lines := getattr(entry, "stream", None):
            entry.stream = [_speaking(line) for line in lines]


def _speaking(line: Any) -> Any:
    if isinstance(line, bytes) and _SILENT.fullmatch(line):
        return line.replace(b"<>", b"<%s>" % WORD_JOINER.encode("utf-16-be").hex().encode())
    return line


def untagged(operators: bytes) -> bytes:
    """Without marked content, for pages that share it."""
    return re.sub(rb"(?m)^(?:/\w+\n(?:<<.*>>\nBDC|BMC)|EMC)\n?", b"", operators)
