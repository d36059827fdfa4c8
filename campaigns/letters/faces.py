"""The faces that a file of several pages shows: each becomes one font, of all the glyphs seen."""

from collections.abc import Iterable

from campaigns.letters import fields, pdf
from campaigns.letters.ink import Face, Glyphs
from campaigns.letters.pdf_objects import FONT_OBJECTS, Writer, font_objects


class Faces:
    def __init__(self) -> None:
        self._shown: dict[str, tuple[Face, dict[int, tuple[int, int, str]]]] = {}

    def note(self, glyphs: Iterable[Glyphs]) -> None:
        """These are shown somewhere in the file."""
        for part in glyphs:
            _, known = self._shown.setdefault(part.face.name, (part.face, {}))
            for glyph in part.shown:
                known.setdefault(glyph[0], glyph)

    def written(self, writer: Writer) -> bytes:
        """Write the fonts; the entries of a font dictionary that calls them by their faces."""
        return b"".join(self._font(writer, name) for name in sorted(self._shown))

    def _font(self, writer: Writer, name: str) -> bytes:
        face, known = self._shown[name]
        first = writer.free(FONT_OBJECTS)
        glyphs = Glyphs(face, tuple(glyph for _, glyph in sorted(known.items())))
        with pdf.DRAWING:
            program = pdf.subset(fields.known(face), glyphs.ids)
        for number, body, is_stream in font_objects(first, glyphs, program):
            (writer.put if is_stream else writer.pack)(number, body)
        return b"/%s %d 0 R" % (name.encode(), first)
