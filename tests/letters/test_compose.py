"""From values to content, and the faults of a text."""

import dataclasses
import datetime
import hashlib
import unicodedata

import pytest

from campaigns.letters.compose import (
    Envelope,
    Fault,
    Layout,
    LetterBlocks,
    Run,
    compose,
    envelope_faults,
    envelope_lines,
    runs,
    text_faults,
)
from campaigns.letters.languages import LANGUAGES, UnknownLanguage
from campaigns.letters.signatory import Signatory
from tests.letters.samples import SAMPLES, letter

BLOCKS = LetterBlocks("On *Ann*", "Sir,", ("Free *Ann* now.", "Please."), "Yours,")
OFFICE = {
    "holder": "Giorgi Gvarakidze",
    "office": "Office of the Prosecutor General of Georgia",
    "street": ["24 Vakhtang Gorgasali Street"],
    "town": "0114 TBILISI",
    "country": "GE",
    "posting_country": "DE",
    "posting_language": "de",
}


def test_blocks_survive_storage() -> None:
    assert LetterBlocks.from_json(BLOCKS.as_json()) == BLOCKS


@pytest.mark.parametrize("broken", [{"paragraphs": "abc"}, {"paragraphs": [1]}, {"subject": None}])
def test_stored_blocks_of_another_shape_are_refused(broken: dict[str, object]) -> None:
    with pytest.raises(TypeError):
        LetterBlocks.from_json({**BLOCKS.as_json(), **broken})


def test_stored_blocks_with_a_block_missing_are_refused() -> None:
    with pytest.raises(KeyError):
        LetterBlocks.from_json({"subject": "x", "paragraphs": []})


def test_the_digest_is_that_of_the_canonical_text() -> None:
    decomposed = dataclasses.replace(BLOCKS, closing=unicodedata.normalize("NFD", "Até já"))
    composed = dataclasses.replace(BLOCKS, closing=unicodedata.normalize("NFC", "Até já"))
    assert decomposed.digest() == composed.digest()
    canonical = (
        '{"closing":"Yours,","paragraphs":["Free *Ann* now.","Please."],'
        '"salutation":"Sir,","subject":"On *Ann*"}'
    )
    assert BLOCKS.digest() == hashlib.sha256(canonical.encode()).hexdigest()


def test_every_block_counts_for_the_digest() -> None:
    others = [
        dataclasses.replace(BLOCKS, subject="x"),
        dataclasses.replace(BLOCKS, salutation="x"),
        dataclasses.replace(BLOCKS, paragraphs=("Free *Ann* now. Please.",)),
        dataclasses.replace(BLOCKS, closing="x"),
    ]
    assert len({blocks.digest() for blocks in (BLOCKS, *others)}) == 5


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain", (Run("plain", False),)),
        ("a *b* c", (Run("a ", False), Run("b", True), Run(" c", False))),
        ("*b*", (Run("b", True),)),
        ("*b*’in *c*", (Run("b", True), Run("’in ", False), Run("c", True))),
        ("a * b", (Run("a * b", False),)),
        ("*a* *b", (Run("a", True), Run(" *b", False))),
        ("", ()),
    ],
)
def test_asterisks_mark_bold(text: str, expected: tuple[Run, ...]) -> None:
    assert runs(text) == expected


def test_an_envelope_ends_with_the_country_in_the_posting_language() -> None:
    assert envelope_lines(**OFFICE) == (
        "Giorgi Gvarakidze",
        "Office of the Prosecutor General of Georgia",
        "24 Vakhtang Gorgasali Street",
        "0114 TBILISI",
        "GEORGIEN",
    )


def test_within_the_posting_country_there_is_no_country_line() -> None:
    assert envelope_lines(**{**OFFICE, "posting_country": "ge"})[-1] == "0114 TBILISI"


def test_an_embassy_stands_after_the_office() -> None:
    lines = envelope_lines(
        **{**OFFICE, "care_of": "Embassy of Georgia", "town": "1050 BRUXELLES", "country": "BE"}
    )
    assert lines[2:] == (
        "c/o Embassy of Georgia",
        "24 Vakhtang Gorgasali Street",
        "1050 BRUXELLES",
        "BELGIEN",
    )


def test_empty_and_repeated_lines_are_dropped() -> None:
    office = {**OFFICE, "holder": "  ", "office": "A\n\nA\r\nB  b", "street": ["", "B b"]}
    assert envelope_lines(**office) == ("A", "B b", "0114 TBILISI", "GEORGIEN")


@pytest.mark.parametrize(
    ("lines", "faults"),
    [
        (6, []),
        (7, [Fault("too_many_lines", "envelope.6", detail="7")]),
        (0, [Fault("empty", "envelope")]),
    ],
)
def test_an_envelope_has_one_to_six_lines(lines: int, faults: list[Fault]) -> None:
    assert envelope_faults([f"line {n}" for n in range(lines)]) == faults


def test_content_holds_what_the_page_shows() -> None:
    content = compose(
        BLOCKS,
        Envelope(("Minister",), "Sender"),
        Signatory("A.\u00a0B.", "Berlin"),
        datetime.date(2026, 2, 23),
        language="ar",
        country="TN",
    )
    assert (content.direction, content.place, content.day, content.initials) == (
        "rtl",
        "Berlin",
        "23 فيفري 2026",
        "A.\u00a0B.",
    )
    assert (content.title, content.return_line, content.closing) == (
        "On Ann",
        "Sender",
        ("Yours,",),
    )


def test_a_letter_posted_by_the_visitor_names_no_sender() -> None:
    assert letter("tr", layout=Layout(by_hand=True)).return_line == ""


def test_without_a_signatory_there_are_no_initials() -> None:
    day = datetime.date(2026, 2, 23)
    content = compose(BLOCKS, Envelope(("M",)), None, day, language="en", country="ER")
    assert (content.initials, content.place) == ("", "")


def test_content_is_composed_and_keeps_the_non_joiner() -> None:
    text = unicodedata.normalize("NFD", "é می\u200cخواهم")
    blocks = dataclasses.replace(BLOCKS, paragraphs=(text,))
    assert letter("fa", blocks=blocks).paragraphs == ((Run("é می\u200cخواهم", False),),)


def test_an_unknown_language_is_an_error() -> None:
    day = datetime.date(2026, 2, 23)
    with pytest.raises(UnknownLanguage):
        compose(BLOCKS, Envelope(()), None, day, language="xx", country="TR")
    with pytest.raises(UnknownLanguage):
        text_faults(BLOCKS, "xx")


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_sample_has_no_faults(code: str) -> None:
    assert text_faults(SAMPLES[code].blocks, code) == []


@pytest.mark.parametrize("code", ["zh-hans", "ka", "ar", "ti"])
@pytest.mark.parametrize("other", ["zh-hans", "ka", "ar", "ti", "en"])
def test_a_text_in_another_script_is_refused_block_by_block(code: str, other: str) -> None:
    blocks = SAMPLES[other].blocks
    expected = [] if code == other else [("wrong_script", name) for name, _ in blocks.named()]
    assert [(fault.code, fault.block) for fault in text_faults(blocks, code)] == expected


def test_a_name_in_another_script_is_welcome() -> None:
    blocks = dataclasses.replace(BLOCKS, paragraphs=("We ask for *李示例* (Li Shili) today.",))
    assert text_faults(blocks, "en") == []


def test_arabic_letters_and_digits_in_persian_are_named() -> None:
    blocks = dataclasses.replace(SAMPLES["fa"].blocks, closing="با تقديم احترام ٤ كـ")
    assert text_faults(blocks, "fa") == [Fault("wrong_script", "closing", characters="ي٤ك")]


@pytest.mark.parametrize(
    ("paragraph", "fault"),
    [
        ("Dear {name}, hello", Fault("placeholder", "paragraphs.0", detail="{name}")),
        ("Sum {{7*7}} *here", Fault("placeholder", "paragraphs.0", detail="{{7*7}}")),
        ("Use {% load %} here", Fault("placeholder", "paragraphs.0", detail="{% load %}")),
        ("Dear [FULL NAME], hi", Fault("placeholder", "paragraphs.0", detail="[FULL NAME]")),
        ("Dear %(name)s, hi", Fault("placeholder", "paragraphs.0", detail="%(name)s")),
        ("Dear ____, hi", Fault("placeholder", "paragraphs.0", detail="____")),
        ("Dear XXX, hi", Fault("placeholder", "paragraphs.0", detail="XXX")),
        ("We *ask you", Fault("unbalanced_bold", "paragraphs.0", characters="*")),
        ("  \n ", Fault("empty", "paragraphs.0")),
        ("**", Fault("empty", "paragraphs.0")),
        ("We \ue000 ask", Fault("missing_glyphs", "paragraphs.0", characters="\ue000")),
        ("We \0 ask", Fault("invalid_characters", "paragraphs.0", characters="\0")),
        ("We \u202e ask", Fault("invalid_characters", "paragraphs.0", characters="\u202e")),
        ("We \ud800 ask", Fault("invalid_characters", "paragraphs.0", characters="\ud800")),
    ],
)
def test_a_fault_is_named_with_its_block(paragraph: str, fault: Fault) -> None:
    blocks = dataclasses.replace(BLOCKS, paragraphs=(paragraph, "Please."))
    assert text_faults(blocks, "en") == [fault]


def test_a_letter_without_paragraphs_is_refused() -> None:
    blocks = dataclasses.replace(BLOCKS, paragraphs=())
    assert text_faults(blocks, "en") == [Fault("empty", "paragraphs")]


def test_markup_is_a_text_like_any_other() -> None:
    blocks = dataclasses.replace(BLOCKS, paragraphs=("<script>alert(1)</script> & so on",))
    assert text_faults(blocks, "en") == []
