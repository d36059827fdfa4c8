"""Fonts cut to the glyphs a letter shows, by HarfBuzz.

The libraries come from WeasyPrint, which has loaded them; pdf.py hands them in, for it alone
imports it: `libraries` has cffi's `ffi`, `harfbuzz` and `harfbuzz_subset`.
"""

from collections.abc import Iterable
from typing import Any

# All that a PDF needs of a font: outlines and widths.
_NEEDED_TABLES = (b"CFF ", b"glyf", b"head", b"hhea", b"hmtx", b"loca", b"maxp")


def program(libraries: Any, face: Any, glyphs: Iterable[int], *, cff: bool) -> bytes:
    """A font with these glyphs alone, under their own numbers; `face` is an hb_face.

    TrueType with the tables a PDF needs; of CFF keyed by CID the bare table, whose charset keeps
    the numbers. Raises MemoryError when HarfBuzz cannot make it.
    """
    if cff:
        return table(libraries, cut(libraries, face, glyphs, 0), b"CFF ")
    retain = libraries.harfbuzz_subset.HB_SUBSET_FLAGS_RETAIN_GIDS
    return table(libraries, cut(libraries, face, glyphs, retain), None)


def table(libraries: Any, face: Any, name: bytes | None) -> bytes:
    """One table of a face, or the whole file."""
    ffi, harfbuzz = libraries.ffi, libraries.harfbuzz
    if name is None:
        blob = harfbuzz.hb_face_reference_blob(face)
    else:
        blob = harfbuzz.hb_face_reference_table(face, harfbuzz.hb_tag_from_string(name, 4))
    length = ffi.new("unsigned int *")
    content = harfbuzz.hb_blob_get_data(blob, length)
    taken = b"" if content == ffi.NULL else bytes(ffi.unpack(content, length[0]))
    harfbuzz.hb_blob_destroy(blob)
    return taken


def version(libraries: Any) -> str:
    """HarfBuzz's own, which it only tells by yes and no."""
    found: list[int] = []
    for _ in range(3):
        rest = [0] * (2 - len(found))
        known = (n for n in range(100) if libraries.harfbuzz.hb_version_atleast(*found, n, *rest))
        found.append(max(known))
    return ".".join(map(str, found))


def cut(libraries: Any, face: Any, glyphs: Iterable[int], flags: int) -> Any:
    """A smaller hb_face."""
    ffi, subset = libraries.ffi, libraries.harfbuzz_subset
    plan = ffi.gc(subset.hb_subset_input_create_or_fail(), subset.hb_subset_input_destroy)
    _add(libraries, subset.hb_subset_input_glyph_set(plan), glyphs)
    dropped = subset.hb_subset_input_set(plan, subset.HB_SUBSET_SETS_DROP_TABLE_TAG)
    _add(libraries, dropped, _unneeded_tables(libraries, face))
    always = (
        subset.HB_SUBSET_FLAGS_NO_HINTING
        | subset.HB_SUBSET_FLAGS_DESUBROUTINIZE
        | subset.HB_SUBSET_FLAGS_NO_LAYOUT_CLOSURE
    )
    subset.hb_subset_input_set_flags(plan, always | flags)
    smaller = subset.hb_subset_or_fail(face, plan)
    if smaller == ffi.NULL:
        raise MemoryError("HarfBuzz could not subset a font")
    return ffi.gc(smaller, libraries.harfbuzz.hb_face_destroy)


def _add(libraries: Any, members: Any, numbers: Iterable[int]) -> None:
    ordered = sorted(numbers)
    array = libraries.ffi.new("hb_codepoint_t[]", ordered)  # a length in it is parsed each time
    libraries.harfbuzz.hb_set_add_sorted_array(members, array, len(ordered))


def _unneeded_tables(libraries: Any, face: Any) -> list[int]:
    ffi, harfbuzz = libraries.ffi, libraries.harfbuzz
    count, tags = ffi.new("unsigned int *", 100), ffi.new("hb_tag_t[100]")
    harfbuzz.hb_face_get_table_tags(face, 0, count, tags)
    needed = {harfbuzz.hb_tag_from_string(name, 4) for name in _NEEDED_TABLES}
    return [tags[n] for n in range(count[0]) if tags[n] not in needed]
