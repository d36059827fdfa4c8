"""One letter from a kit: the same page as a full render, tagged, small, and the same each time."""

import datetime
import subprocess
import sys
import threading
from functools import lru_cache

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns.letters import markup
from campaigns.letters.assemble import single
from campaigns.letters.content import Fault, Layout, LetterContent
from campaigns.letters.kit import Kit
from campaigns.letters.languages import LANGUAGES, language
from campaigns.letters.pdf import LetterRefused, field_faults, page_faults, render
from campaigns.letters.signatory import InitialsError, Signatory, initials_of
from tests.examples import of_initials
from tests.letters.pages import checked, opened, pixels, read_aloud
from tests.letters.samples import DAY, letter
from tests.letters.test_kit import kit_of

AB = Signatory("A.\u00a0B.", "Berlin")
# Scripts, directions and heights of every kind, a place that is absent, and one too long for a line
SIGNATORIES = [
    Signatory("Ö.-Ş.\u00a0Ł.", "Tromsø"),
    Signatory("م.\u00a0ع.", "تونس"),
    Signatory("王\u00a0小", "北京"),
    Signatory("श्री.\u00a0ক.", "नई दिल्ली"),
    Signatory("ნ.", ""),
    Signatory("A.", "W" * 40),
]


def same_letter(content_of: str, signatory: Signatory, layout: Layout | None) -> LetterContent:
    return letter(content_of, signatory.initials, signatory.place, layout)


def faults_of(kit: Kit, signatory: Signatory) -> tuple[Fault, ...]:
    try:
        single(kit, signatory, DAY)
    except LetterRefused as refused:
        return refused.faults
    return ()


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_letter_from_the_kit_looks_like_one_drawn_in_full(code: str) -> None:
    signatory = Signatory("A.\u00a0Ž.", "Köln")
    pdf = single(kit_of(code), signatory, DAY)
    expected = render(letter(code, signatory.initials, signatory.place))
    assert pixels(pdf) == pixels(expected)
    assert pixels(pdf) != pixels(render(letter(code, "A.\u00a0Z.", "Köln")))


@pytest.mark.parametrize("signatory", SIGNATORIES, ids=lambda signatory: signatory.initials)
@pytest.mark.parametrize("code", ["de", "fa", "zh-hans", "ti"])
def test_any_fields_stand_where_a_full_drawing_puts_them(code: str, signatory: Signatory) -> None:
    kit = kit_of(code)
    content = letter(code, signatory.initials, signatory.place)
    faults = tuple(page_faults(content))
    assert faults_of(kit, signatory) == faults
    if not faults:
        assert pixels(single(kit, signatory, DAY)) == pixels(render(content))


@pytest.mark.parametrize(
    "layout",
    [
        Layout(window="right", copy_line="Kopie an die Botschaft"),
        Layout(specimen="MUSTER"),
        Layout(by_hand=True),
        Layout(month_only=True),
    ],
    ids=["right", "specimen", "by hand", "month"],
)
@pytest.mark.parametrize("code", ["tr", "ar", "zh-hans"])
def test_every_layout_is_drawn_alike(code: str, layout: Layout) -> None:
    expected = render(letter(code, AB.initials, AB.place, layout))
    assert pixels(single(kit_of(code, layout), AB, DAY)) == pixels(expected)


@pytest.mark.parametrize("code", ["en", "ar", "zh-hans"])
def test_an_unsigned_letter_has_a_date_and_no_place(code: str) -> None:
    layout = Layout(by_hand=True)
    expected = render(letter(code, "", "", layout))
    assert pixels(single(kit_of(code, layout), None, DAY)) == pixels(expected)


@pytest.mark.parametrize("code", ["tr", "ar", "zh-hans", "de"])
def test_a_letter_is_read_aloud_like_one_drawn_in_full(code: str) -> None:
    layout = Layout(copy_line="Kopie")
    pdf, full = single(kit_of(code, layout), AB, DAY), render(letter(code, layout=layout))
    spoken = [text.replace("\u200e", "") for _, text in read_aloud(pdf)]
    assert spoken == [text.replace("\u200e", "") for _, text in read_aloud(full)]
    kinds = [kind for kind, _ in read_aloud(pdf)]
    assert kinds.count("H1") == 1
    assert set(kinds) == {"H1", "P"}


@pytest.mark.parametrize("code", ["ar", "zh-hans"])
def test_a_letter_says_what_it_is(code: str) -> None:
    pdf = single(kit_of(code), AB, DAY)
    document = opened(pdf)
    assert document.Root.MarkInfo.Marked
    assert document.Root.ViewerPreferences.DisplayDocTitle
    assert str(document.Root.Lang) == markup.bcp47(language(code))
    assert str(document.docinfo.Title) == letter(code).title
    assert dict(document.docinfo).keys() == {"/Title"}
    with document.open_metadata() as metadata:
        assert metadata["dc:title"] == letter(code).title
        assert metadata["pdfuaid:part"] == "1"


def test_all_that_is_shown_is_marked() -> None:
    document = opened(single(kit_of("tr", Layout(specimen="MUSTER")), AB, DAY))
    depth = 0
    for _, operator in pikepdf.parse_content_stream(document.pages[0]):
        depth += {"BDC": 1, "BMC": 1, "EMC": -1}.get(str(operator), 0)
        assert depth in (0, 1)
        if str(operator) in ("Tj", "TJ", "f*", "f", "S"):
            assert depth == 1


@pytest.mark.parametrize("signatory", [AB, Signatory("Ł.\u00a0م.", "北京")])
def test_qpdf_finds_nothing_wrong(signatory: Signatory) -> None:
    assert checked(single(kit_of("ka"), signatory, DAY)) == ""


def test_equal_letters_have_equal_bytes() -> None:
    kit = kit_of("ar")
    again = Kit.from_bytes(kit.to_bytes())
    assert single(kit, SIGNATORIES[1], DAY) == single(again, SIGNATORIES[1], DAY)
    assert single(kit, SIGNATORIES[1], DAY) != single(kit, SIGNATORIES[2], DAY)


def test_another_process_gives_the_same_bytes() -> None:
    """The order in which a process meets fonts and sizes leaves no trace."""
    program = (
        "import sys\n"
        "from campaigns.letters.assemble import single\n"
        "from campaigns.letters.signatory import Signatory\n"
        "from tests.letters.samples import DAY\n"
        "from tests.letters.test_kit import kit_of\n"
        "kit = kit_of('de')\n"
        "sys.stdout.buffer.write(single(kit, Signatory('م.', 'Łódź'), DAY))\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)  # noqa: S603 - our own program
    single(kit_of("ar"), AB, DAY)
    assert done.stdout == single(kit_of("de"), Signatory("م.", "Łódź"), DAY)


def test_threads_may_assemble_at_once() -> None:
    kit, found = kit_of("en"), []
    expected = single(kit, AB, DAY)
    signed = [Signatory(f"{letter}.", "Ulm") for letter in "ÄÖÜÇŁŚŻ"]

    def work() -> None:
        found.append([single(kit, one, DAY) for one in signed] + [single(kit, AB, DAY)])

    threads = [threading.Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found[0] == found[1] == found[2]
    assert found[0][-1] == expected


@pytest.mark.parametrize("code", ["zh-hans", "ja", "ko", "zh-hant"])
def test_a_cjk_letter_with_latin_initials_is_small(code: str) -> None:
    assert len(single(kit_of(code), AB, DAY)) <= 45 * 1024


def test_only_fonts_that_are_used_are_embedded() -> None:
    pdf = opened(single(kit_of("ar"), Signatory("Ж.\u00a0王", "Łódź"), DAY))
    page = pdf.pages[0]
    named = {
        str(operands[0])
        for operands, operator in pikepdf.parse_content_stream(page)
        if str(operator) == "Tf"
    }
    assert set(page.Resources.Font.keys()) == named


@pytest.mark.parametrize("field", ["initials", "place"])
@pytest.mark.parametrize("text", ["\ue000", "𐌀.", "a\ud800", "\u202eA."])
def test_fields_are_refused_as_the_letter_is(field: str, text: str) -> None:
    signatory = Signatory(**{"initials": "A.", "place": "Ulm", field: text})
    faults = tuple(page_faults(letter("tr", signatory.initials, signatory.place)))
    assert faults != ()
    assert faults_of(kit_of("tr"), signatory) == faults


def test_a_day_is_a_day_of_any_year() -> None:
    day = datetime.date(2031, 12, 31)
    expected = render(letter("am", day=day))
    assert pixels(single(kit_of("am"), AB, day)) == pixels(expected)


_NAMES = st.text(
    st.one_of(
        st.sampled_from("ABÇÉÑØŁßİıǅЖЯΩქნابمعשמשरक्ষກາမခ王小민あ -.'\u00a0\u200c\u0301"),
        st.characters(categories=["L", "M"]),
    ),
    max_size=12,
)


@of_initials
@given(_NAMES, st.sampled_from(["tr", "ar", "zh-hans"]))
def test_initials_of_any_name_are_printed_or_refused_as_alone(name: str, code: str) -> None:
    try:
        initials = initials_of(name)
    except InitialsError:
        return
    faults = field_faults(initials, "initials")
    assert faults_of(standing_kit(code), Signatory(initials, "Ulm")) == faults
    assert {fault.code for fault in faults} <= {"missing_glyphs", "foreign_font"}


@lru_cache
def standing_kit(code: str) -> Kit:
    return kit_of(code)
