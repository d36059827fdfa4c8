"""One file for a group: letters as they are drawn alone, parts on sheets of their own, tagged."""

import io

import pikepdf
import pytest

from campaigns.letters.assemble import single
from campaigns.letters.content import Layout
from campaigns.letters.pack import Pack
from campaigns.letters.poster import poster
from campaigns.letters.signatory import Signatory
from campaigns.letters.tally import tally
from tests.letters.pages import checked, opened, pixels
from tests.letters.samples import DAY
from tests.letters.sheets_of import file_of, picture, poster_words, tally_words
from tests.letters.test_kit import kit_of

BY_HAND = Layout(by_hand=True)
INITIALS = ("A.\u00a0B.", "م.\u00a0ع.", "王\u00a0小")


def letters_of(code: str, initials: tuple[str, ...], *, two_sided: bool = False) -> bytes:
    pack, kit = Pack(file := io.BytesIO(), two_sided=two_sided), kit_of(code, BY_HAND)
    for each in initials:
        pack.letter(kit, each, DAY)
    pack.finish("Letters", code)
    return file.getvalue()


@pytest.mark.parametrize("code", ["tr", "zh-hans", "fa"])
def test_each_letter_looks_like_the_letter_alone(code: str) -> None:
    pdf = letters_of(code, INITIALS)

    assert checked(pdf) == ""
    for page, initials in enumerate(INITIALS, 1):
        alone = single(kit_of(code, BY_HAND), Signatory(initials), DAY)
        assert pixels(pdf, page) == pixels(alone)


def words_of(blocks: pikepdf.Object) -> list[str]:
    return [str(block.get("/ActualText", "")) for block in blocks.K]


@pytest.mark.parametrize("code", ["tr", "zh-hans", "fa", "hi"])
def test_each_letter_says_its_words_as_the_letter_alone(code: str) -> None:
    alone = opened(single(kit_of(code, BY_HAND), Signatory(INITIALS[0]), DAY))
    pdf = opened(letters_of(code, INITIALS[:2]))

    sections = pdf.Root.StructTreeRoot.K[0].K
    expected = words_of(alone.Root.StructTreeRoot.K[0])
    assert [words_of(section) for section in sections] == [expected] * 2
    fields = b"ActualText<feff" + INITIALS[1].encode("utf-16-be").hex().encode()
    assert pdf.pages[1].Contents[1].read_bytes().count(fields) == 1


@pytest.mark.parametrize("code", ["tr", "fa"])
def test_a_letter_without_initials_has_a_line_and_nothing_else_more(code: str) -> None:
    pdf, alone = letters_of(code, ("",)), single(kit_of(code, BY_HAND), None, DAY)
    rows, expected = lines_of(pixels(pdf)), lines_of(pixels(alone))

    changed = [n for n, (one, other) in enumerate(zip(rows, expected, strict=True)) if one != other]
    assert 1 <= len(changed) <= 4
    assert changed == list(range(changed[0], changed[-1] + 1))


def lines_of(image: bytes) -> list[bytes]:
    """Rows of pixels of a PPM."""
    _kind, sizes, _depth, body = image.split(b"\n", 3)
    width = 3 * int(sizes.split()[0])
    return [body[n : n + width] for n in range(0, len(body), width)]


def backs(pdf: bytes) -> list[bool]:
    """Whether each page is empty."""
    return [len(page.Contents) == 0 for page in opened(pdf).pages]


def test_backs_stay_empty_for_a_printer_of_both_sides() -> None:
    two = tally(tally_words())
    two = type(two)(two.language, two.pages * 2)
    pdf = file_of(tally(tally_words()), two, two, two_sided=True)

    assert backs(pdf) == [False, True, False, False, False, False]
    assert opened(pdf).Root.ViewerPreferences.Duplex == "/DuplexFlipLongEdge"


def test_every_letter_begins_on_a_sheet_of_its_own() -> None:
    assert backs(letters_of("tr", ("", "", ""), two_sided=True)) == [
        False, True, False, True, False,
    ]  # fmt: skip


def test_for_one_side_there_is_no_empty_page_and_viewers_are_asked_for_it() -> None:
    pdf = letters_of("tr", ("", "", ""))

    assert backs(pdf) == [False] * 3
    assert opened(pdf).Root.ViewerPreferences.Duplex == "/Simplex"


def test_each_page_is_read_aloud_in_its_own_language() -> None:
    pack = Pack(file := io.BytesIO())
    pack.sheet(poster(poster_words("de", picture=picture(), picture_alt="Eine Tür")))
    pack.letter(kit_of("tr", BY_HAND), "A.\u00a0B.", DAY)
    pack.finish("Briefe", "de")
    document = opened(file.getvalue())

    root = document.Root.StructTreeRoot
    sections = list(root.K[0].K)
    assert (str(document.Root.Lang), [str(each.Lang) for each in sections]) == ("de", ["de", "tr"])
    assert str(sections[0].K[0].Alt) == "Eine Tür"
    for number, (page, section) in enumerate(zip(document.pages, sections, strict=True)):
        assert page.StructParents == number
        assert owned(root.ParentTree.Nums[2 * number + 1]) == marks(section)


def owned(parents: pikepdf.Object) -> dict[int, str]:
    return {n: str(each.S) for n, each in enumerate(parents) if each is not None}


def marks(section: pikepdf.Object) -> dict[int, str]:
    return {int(mark): str(each.S) for each in section.K for mark in each.K}


def test_a_picture_is_in_the_file_once_as_it_is() -> None:
    sheets = [poster(poster_words(name=name, picture=picture(grey=True))) for name in ("A", "B")]
    document = opened(file_of(*sheets))

    images = document.pages[0].Resources.XObject
    assert [bytes(image.read_raw_bytes()) for _, image in images.items()] == [picture(True).jpeg]
    assert str(images[f"/{picture(True).name}"].ColorSpace) == "/DeviceGray"


def test_equal_parts_make_equal_bytes() -> None:
    assert letters_of("ka", INITIALS) == letters_of("ka", INITIALS)


def test_initials_that_several_have_are_written_once() -> None:
    few, many = letters_of("tr", ("A.\u00a0B.",) * 2), letters_of("tr", ("A.\u00a0B.",) * 50)

    assert len(many) - len(few) < 48 * 300
