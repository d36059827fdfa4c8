"""Faces of a file: each once, with every glyph that is shown anywhere."""

import io

from campaigns.letters.faces import Faces
from campaigns.letters.pdf_objects import Writer
from tests.letters.test_kit import kit_of


def test_a_face_is_written_once_with_the_glyphs_of_all_pages() -> None:
    faces, kits = Faces(), [kit_of("de"), kit_of("tr")]
    for kit in kits:
        faces.note(kit.page.glyphs)
    names = {part.face.name for kit in kits for part in kit.page.glyphs}

    entries = faces.written(Writer(io.BytesIO()))

    called = [entry.split()[0].decode() for entry in entries.split(b"/")[1:]]
    assert called == sorted(names)
