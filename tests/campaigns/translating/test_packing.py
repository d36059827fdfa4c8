"""Archives from anywhere: what is read, what is refused by name, and what never grows."""

import io
import struct
import tracemalloc
import zipfile

import pytest

from campaigns.translating.catalogues import LARGEST
from campaigns.translating.packing import (
    LARGEST_ARCHIVE,
    LARGEST_CONTENT,
    MOST_FILES,
    packed,
    unpacked,
)


def archive(files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", method) as made:
        for name, text in files.items():
            made.writestr(name, text)
    return content.getvalue()


def test_files_come_back_with_their_names() -> None:
    found = unpacked(packed([("tr/1.po", "a"), ("fa/2.po", "می\u200c")]))

    assert found.files == {"tr/1.po": b"a", "fa/2.po": "می\u200c".encode()}
    assert (found.refused, found.broken) == ({}, "")


def test_same_files_make_the_same_archive() -> None:
    assert packed([("1.po", "a")]) == packed([("1.po", "a")])


def test_what_systems_add_is_passed_over() -> None:
    found = unpacked(
        archive({"contents.txt": b"x", "__MACOSX/._1.po": b"x", ".DS_Store": b"x", "1.po": b"a"})
    )

    assert (found.files, found.refused) == ({"1.po": b"a"}, {})


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("../../etc/cron.po", "The name points outside the archive."),
        ("/etc/cron.po", "The name points outside the archive."),
        ("..\\cron.po", "The name points outside the archive."),
        ("inner.zip", "This is no PO file."),
        ("letter.docx", "This is no PO file."),
    ],
)
def test_odd_member_is_refused_by_name_and_the_others_are_read(
    name: str, sentence: str, english: None
) -> None:
    found = unpacked(archive({name: b"x", "1.po": b"a"}))

    assert (found.files, found.refused) == ({"1.po": b"a"}, {name: sentence})


def test_file_locked_with_a_password_is_refused(english: None) -> None:
    content = bytearray(archive({"1.po": b"a"}))
    for signature, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        struct.pack_into("<H", content, content.index(signature) + place, 1)

    assert unpacked(bytes(content)).refused == {"1.po": "The file is locked with a password."}


def test_second_file_of_a_name_is_refused(english: None) -> None:
    content = packed([("1.po", "a")])
    made = io.BytesIO(content)
    with zipfile.ZipFile(made, "a") as more, pytest.warns(UserWarning, match="Duplicate"):
        more.writestr("1.po", "b")

    found = unpacked(made.getvalue())

    assert found.files == {"1.po": b"a"}
    assert found.refused == {"1.po": "The archive holds two files of this name."}


def test_damaged_member_is_refused(english: None) -> None:
    content = archive({"1.po": b"abcdef"}, zipfile.ZIP_STORED).replace(b"abcdef", b"abcdeg", 1)

    assert unpacked(content).refused == {"1.po": "The file is damaged."}


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "This is no ZIP archive, or it is damaged."),
        (b"msgid", "This is no ZIP archive, or it is damaged."),
        (archive({"1.po": b"a" * 99})[:60], "This is no ZIP archive, or it is damaged."),
        (b"x" * (LARGEST_ARCHIVE + 1), "The archive is larger than 20 MB."),
        (
            archive({f"{n}.po": b"" for n in range(MOST_FILES + 1)}),
            "The archive holds more than 1000 files.",
        ),
        (archive({"1.po": bytes(LARGEST_CONTENT + 1)}), "The archive holds more than 50 MB."),
    ],
    ids=["empty", "text", "cut", "large", "many", "bomb"],
)
def test_whole_archive_is_refused(content: bytes, sentence: str, english: None) -> None:
    found = unpacked(content)

    assert (found.files, found.broken) == ({}, sentence)


def test_bomb_that_lies_about_its_size_takes_little_memory(english: None) -> None:
    content = bytearray(archive({"1.po": bytes(100 * LARGEST)}))
    struct.pack_into("<I", content, content.index(b"PK\x01\x02") + 24, 1000)
    tracemalloc.start()

    found = unpacked(bytes(content))

    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert (found.files, list(found.refused)) == ({}, ["1.po"])
    assert peak < 5 * LARGEST
