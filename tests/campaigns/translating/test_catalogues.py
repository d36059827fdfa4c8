"""PO files as values: every text survives the way out and back, and broken files say why."""

import subprocess
from contextlib import suppress
from pathlib import Path

import polib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns.translating.catalogues import (
    LARGEST,
    BrokenFileError,
    Catalogue,
    Entry,
    comparable,
    digest,
    has_controls,
    read,
    written,
)

HEADERS = {"Language": "fa", "X-Campaigns-Translation": "a-b"}
# All that people write, and what they do not, without controls, which no text has.
TEXTS = st.text(
    st.one_of(
        st.characters(exclude_categories=("Cc", "Cs")),
        st.sampled_from('\n\t"\\*<&>{}%\u200c\u200d\u2028\u2029\ufeff\u00a0\U0001f54a'),
    ),
    max_size=60,
)
PATHS = st.from_regex(r"[a-z]{1,8}(\.[0-9a-f]{4}){0,2}", fullmatch=True)


def entry(source: str, target: str = "", **fields: object) -> Entry:
    return Entry(path="subject", source=source, target=target, **fields)  # type: ignore[arg-type]


def said(catalogue: Catalogue) -> list[tuple[str, str, str, bool, str | None]]:
    return [
        (each.path, each.source, each.target, each.fuzzy, each.standing)
        for each in catalogue.entries
    ]


@given(PATHS, TEXTS, TEXTS, st.booleans())
def test_every_text_comes_back_as_it_went(path: str, source: str, target: str, fuzzy: bool) -> None:
    sent = Entry(path, source, target, fuzzy=fuzzy, standing=digest(target))

    back = read(written(HEADERS, [sent]).encode())

    expected = (path, comparable(source), comparable(target), fuzzy, digest(target))
    assert said(back) == [expected]


@given(TEXTS)
def test_digest_does_not_depend_on_line_breaks(text: str) -> None:
    assert digest(text.replace("\n", "\r\n")) == digest(text)


def test_headers_come_back_and_no_person_is_among_them() -> None:
    back = read(written(HEADERS, [entry("a")]))

    assert dict(back.headers) == {
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        **HEADERS,
    }


def gettext(*command: str | Path) -> bytes:
    """What a tool of gettext prints; it has nothing to complain of."""
    done = subprocess.run(command, capture_output=True, check=True)  # noqa: S603 - gettext's tools
    assert done.stderr == b""
    return done.stdout


HARD = [
    entry("می\u200cخواهم & <b>نامه</b>", "Ein „Wort“ \\ mit\nzwei Zeilen und 🕊"),
    Entry("closing", "\nRand\n", "ohne Rand", notes=("Eins\nzwei",), standing="x"),
    Entry("body.1", "100 % {name} %s", "%s 100 %", fuzzy=True),
]


def test_file_passes_gettexts_own_check(tmp_path: Path) -> None:
    path = tmp_path / "hard.po"
    path.write_text(written(HEADERS, HARD), encoding="utf-8")

    assert gettext("msgfmt", "--check-format", "--check-domain", "-o", "/dev/null", path) == b""


def test_file_saved_by_polib_with_windows_line_ends_and_a_mark_reads_the_same(
    tmp_path: Path,
) -> None:
    path = tmp_path / "hard.po"
    path.write_text(written(HEADERS, HARD), encoding="utf-8")
    file = polib.pofile(str(path), encoding="utf-8", wrapwidth=40)
    file.save()
    content = b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n")

    assert said(read(content)) == said(read(written(HEADERS, HARD)))


def test_file_merged_by_gettext_reads_the_same(tmp_path: Path) -> None:
    path = tmp_path / "hard.po"
    path.write_text(written(HEADERS, HARD), encoding="utf-8")

    assert said(read(gettext("msgcat", path))) == said(read(written(HEADERS, HARD)))


def test_latin_1_is_read_where_the_file_declares_it() -> None:
    text = written({**HEADERS, "Content-Type": "text/plain; charset=ISO-8859-1"}, [entry("Ä", "Ö")])

    assert said(read(text.encode("latin-1"))) == [("subject", "Ä", "Ö", False, None)]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "This is no PO file."),
        (
            b"\x89PNG\r\n\x1a\n",
            "The file is not in UTF-8. Save it with this encoding and try again.",
        ),
        (
            written(HEADERS, [entry("Ä")]).encode("latin-1"),
            "The file is not in UTF-8. Save it with this encoding and try again.",
        ),
        (b'msgid "a"\nmsgstr "b\n" c\n', "The file is broken in line 2."),
        (b'msgid "a"\nmsgstr "b" c"\n', "The file is broken in line 2."),
        (b'msgid "a"\nmsgstr "b\\"\n', "The file is broken in line 2."),
        (b'msgid "a"\nmsgstr "b"\n???\n', "The file is broken in line 3."),
        (b'msgstr "b"\nmsgid "a"\n', "The file is broken in line 1."),
        (b"x" * (LARGEST + 1), "The file is larger than 2 MB. Send one translation at a time."),
        (b"/etc/passwd", "This is no PO file."),
        (b"msgid " * 10, "The file is broken in line 1."),
    ],
)
def test_broken_file_is_explained(content: bytes, sentence: str, english: None) -> None:
    with pytest.raises(BrokenFileError) as broken:
        read(content)

    assert str(broken.value) == sentence


@given(st.one_of(st.binary(max_size=300), TEXTS.map(lambda text: f"msgid {text}".encode())))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    with suppress(BrokenFileError):
        read(content)


def test_obsolete_entries_and_foreign_comments_are_left_out() -> None:
    text = written(HEADERS, [entry("a", "b")]) + '\n#~ msgid "old"\n#~ msgstr "alt"\n'

    assert said(read(text)) == [("subject", "a", "b", False, None)]


@pytest.mark.parametrize(
    ("text", "controls"),
    [("a\nb\tc", False), ("a\x00b", True), ("a\x1bb", True), ("\ud800", True), ("می\u200c", False)],
)
def test_control_characters_are_told_from_joiners(text: str, controls: bool) -> None:
    assert has_controls(text) is controls
