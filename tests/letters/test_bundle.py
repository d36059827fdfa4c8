"""Many letters in one file: each page as a single letter's, shared parts once, bounded memory."""

import contextlib
import datetime
import io
import itertools
import subprocess
import sys
import tracemalloc
from collections.abc import Iterator

import pytest

from campaigns.letters.bundle import Letter, bundle, parts
from campaigns.letters.content import Layout
from campaigns.letters.kit import Kit
from campaigns.letters.pdf import LetterRefused, render
from campaigns.letters.signatory import Signatory
from tests.letters.pages import checked, opened, pixels
from tests.letters.samples import DAY, letter
from tests.letters.test_kit import kit_of

SIGNATORIES = [
    Signatory("A.\u00a0B.", "Berlin"),
    Signatory("م.\u00a0ع.", "تونس"),
    Signatory("王\u00a0小", "北京"),
    Signatory("Ö.", ""),
    Signatory("A.\u00a0B.", "W" * 38),
    Signatory("Ł.", "Łódź"),
]


def written(letters: list[Letter], **options: object) -> bytes:
    file = io.BytesIO()
    count = bundle(file, iter(letters), title="Letters", **options)
    assert count == len(letters)
    return file.getvalue()


@pytest.mark.parametrize("code", ["de", "fa", "zh-hans", "ja"])
def test_each_page_looks_like_the_letter_drawn_in_full(code: str) -> None:
    days = [DAY, datetime.date(2026, 11, 1)]
    kit = kit_of(code)
    letters = [(kit, one, day) for one in SIGNATORIES for day in days]
    if code == "fa":  # render() refuses the long place there
        letters = [(kit, one, day) for kit, one, day in letters if len(one.place) < 30]
    pdf = written(letters)
    for page, (_, one, day) in enumerate(letters, 1):
        expected = render(letter(code, one.initials, one.place, day=day))
        assert pixels(pdf, page) == pixels(expected)


def test_several_kits_share_fonts() -> None:
    kits = [kit_of("de"), kit_of("tr"), kit_of("ar", Layout(specimen="عينة"))]
    letters = [(kit, one, DAY) for one in SIGNATORIES[:2] for kit in kits]
    pdf = written(letters)
    assert checked(pdf) == ""
    document = opened(pdf)
    fonts = document.pages[0].Resources.Font
    names = [str(font.BaseFont).partition("+")[2] for _, font in fonts.items()]
    assert len(set(names)) == len(names)
    assert pixels(pdf, 3) == pixels(render(letter("ar", layout=Layout(specimen="عينة"))))


def test_a_cover_comes_first() -> None:
    kit = kit_of("tr")
    pdf = written([(kit, SIGNATORIES[0], DAY)], cover=[letter("en", "", "")])
    assert len(opened(pdf).pages) == 2
    assert pixels(pdf, 1) == pixels(render(letter("en", "", "")))
    assert pixels(pdf, 2) == pixels(render(letter("tr")))


def test_a_bundle_of_none_is_a_file_without_pages() -> None:
    assert len(opened(written([])).pages) == 0


def test_equal_letters_make_equal_bytes() -> None:
    kit = kit_of("ka")
    again = Kit.from_bytes(kit.to_bytes())
    one = written([(kit, signatory, DAY) for signatory in SIGNATORIES])
    assert one == written([(again, signatory, DAY) for signatory in SIGNATORIES])
    assert one != written([(kit, signatory, DAY) for signatory in reversed(SIGNATORIES)])


def test_another_process_makes_the_same_bundle_from_a_stored_kit() -> None:
    program = (
        "import datetime, io, sys\n"
        "from campaigns.letters.bundle import bundle\n"
        "from campaigns.letters.kit import Kit\n"
        "from campaigns.letters.signatory import Signatory\n"
        "kit = Kit.from_bytes(sys.stdin.buffer.read())\n"
        "letter = (kit, Signatory('م.', 'Łódź'), datetime.date(2026, 2, 23))\n"
        "bundle(sys.stdout.buffer, [letter], title='Letters')\n"
    )
    kit = kit_of("zh-hans")
    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", program], input=kit.to_bytes(), capture_output=True, check=True
    )
    assert done.stdout == written([(kit, Signatory("م.", "Łódź"), DAY)])


@pytest.mark.parametrize(("letters", "counts"), [(0, []), (1, [1]), (6, [3, 3]), (7, [3, 3, 1])])
def test_parts_hold_so_many_letters(letters: int, counts: list[int]) -> None:
    kit, files = kit_of("en"), []

    @contextlib.contextmanager
    def opened_part(number: int) -> Iterator[io.BytesIO]:
        assert number == len(files)
        files.append(io.BytesIO())
        yield files[-1]

    source = itertools.repeat((kit, SIGNATORIES[0], DAY), letters)
    assert parts(opened_part, source, 3, title="Letters") == counts
    assert [len(opened(file.getvalue()).pages) for file in files] == counts


def test_each_part_begins_with_its_cover() -> None:
    kit, files = kit_of("en"), [io.BytesIO(), io.BytesIO()]
    covers = [letter("en", "", ""), letter("de", "", "")]

    counts = parts(
        lambda part: contextlib.nullcontext(files[part]),
        [(kit, one, DAY) for one in SIGNATORIES[:3]],
        2,
        title="Letters",
        cover=lambda part: [covers[part]],
    )

    assert counts == [2, 1]
    for file, cover, pages in zip(files, covers, [3, 2], strict=True):
        pdf = file.getvalue()
        assert checked(pdf) == ""
        assert len(opened(pdf).pages) == pages
        assert pixels(pdf, 1) == pixels(render(cover))


def test_a_part_without_letters_is_not_asked_for() -> None:
    with pytest.raises(ValueError, match="at least one"):
        parts(lambda number: contextlib.nullcontext(io.BytesIO()), [], 0, title="")


def test_a_letter_that_cannot_be_printed_stops_the_bundle() -> None:
    with pytest.raises(LetterRefused):
        bundle(io.BytesIO(), [(kit_of("en"), Signatory("\ue000"), DAY)], title="")


class Counted:
    """A file that keeps nothing."""

    size = 0

    def write(self, content: bytes) -> None:
        self.size += len(content)


def test_thousands_of_letters_cost_few_bytes_each_on_paper_and_in_memory() -> None:
    kit, names = kit_of("tr"), "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    signed = [Signatory(f"{a}.\u00a0{b}.", "Ulm") for a in names for b in names]

    def letters(count: int) -> Iterator[Letter]:
        for _, one in zip(range(count), itertools.cycle(signed), strict=False):
            yield kit, one, DAY

    bundle(Counted(), letters(1000), title="")  # shapes every text
    small, large = Counted(), Counted()
    bundle(small, letters(10_000), title="")
    tracemalloc.start()
    bundle(large, letters(30_000), title="")
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert (large.size - small.size) / 20_000 < 25
    assert peak / 30_000 < 100
