"""What people type to break a letter: the same answer in every form that a letter leaves in."""

import dataclasses
import io
from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import lru_cache
from html import escape

import pytest
from docx import Document

from campaigns.letters import by_hand, markup
from campaigns.letters.assemble import single
from campaigns.letters.bundle import bundle
from campaigns.letters.by_hand import by_hand_sheet
from campaigns.letters.content import Fault, Layout, LetterBlocks
from campaigns.letters.docx import word
from campaigns.letters.faults import text_faults
from campaigns.letters.gates import LetterRefused
from campaigns.letters.kit import Kit
from campaigns.letters.mail import eml, mail
from campaigns.letters.pdf import field_faults, render
from campaigns.letters.signatory import InitialsError, Signatory, initials_of
from tests.letters.pages import characters, opened
from tests.letters.samples import DAY, SAMPLES, letter
from tests.letters.test_kit import kit_of
from tests.letters.test_pdf import VECTORS

BLOCKS = ("subject", "salutation", "paragraphs", "closing")
NOBODY = Signatory("")
INERT = "<script>x</script> {{7*7}} {% load %} =cmd|x @x +x %s &lt; ]]>"
UNSEEN = dict.fromkeys(map(ord, " \u00a0\n\u200e\u200f"))


def seen(texts: Iterable[str]) -> Counter[str]:
    return Counter("".join(texts).translate(UNSEEN))


def as_page(code: str, signatory: Signatory, blocks: LetterBlocks) -> Counter[str]:
    pdf = render(letter(code, signatory.initials, signatory.place, blocks=blocks))
    return seen(characters(pdf))


def from_kit(code: str, signatory: Signatory, blocks: LetterBlocks) -> Counter[str]:
    return seen(characters(single(kit(code, blocks), signatory, DAY)))


def in_bundle(code: str, signatory: Signatory, blocks: LetterBlocks) -> Counter[str]:
    file = io.BytesIO()
    bundle(file, [(kit(code, blocks), signatory, DAY)], title="Letters")
    return seen(characters(file.getvalue()))


def as_cover(code: str, signatory: Signatory, blocks: LetterBlocks) -> Counter[str]:
    file = io.BytesIO()
    content = letter(code, signatory.initials, signatory.place, blocks=blocks)
    bundle(file, [], title="Letters", cover=[content])
    return seen(characters(file.getvalue()))


def to_copy(code: str, signatory: Signatory, blocks: LetterBlocks) -> Counter[str]:
    content = letter(code, signatory.initials, signatory.place, blocks=blocks)
    return seen(characters(by_hand_sheet(content)))


def in_word(code: str, signatory: Signatory, blocks: LetterBlocks) -> Counter[str]:
    content = letter(code, signatory.initials, signatory.place, blocks=blocks)
    return seen(p.text for p in Document(io.BytesIO(word(content))).paragraphs)


def as_mail(code: str, signatory: Signatory, blocks: LetterBlocks) -> Counter[str]:
    content = letter(code, signatory.initials, signatory.place, blocks=blocks)
    assert eml(content, "a@example.org") != b""
    return seen(dataclasses.astuple(mail(content)))


type Form = Callable[[str, Signatory, LetterBlocks], Counter[str]]
PAGES: list[Form] = [as_page, from_kit, in_bundle, as_cover, to_copy]
FORMS: list[Form] = [*PAGES, in_word, as_mail]
in_every_form = pytest.mark.parametrize("form", FORMS, ids=lambda form: form.__name__)


@lru_cache(maxsize=32)
def kit(code: str, blocks: LetterBlocks) -> Kit:
    return kit_of(code, blocks=blocks)


@lru_cache
def unsigned(form: Form, code: str) -> Counter[str]:
    return form(code, NOBODY, SAMPLES[code].blocks)


def with_block(name: str, text: str) -> LetterBlocks:
    value = (text,) if name == "paragraphs" else text
    return dataclasses.replace(SAMPLES["en"].blocks, **{name: value})


def faults_in(form: Form, signatory: Signatory, blocks: LetterBlocks) -> tuple[Fault, ...]:
    with pytest.raises(LetterRefused) as refused:
        form("en", signatory, blocks)
    return refused.value.faults


@pytest.mark.parametrize(
    ("code", "name", "initials"),
    [
        ("ar", "Anna Berger", "A.\u00a0B."),
        ("ar", "Anna-Lena Müller-Huber", "A.-L.\u00a0M.-H."),
        ("tr", "ß x", "ß.\u00a0X."),
        ("ar", "ǆenan", "ǅ."),
        ("tr", "محمد علي", "م.\u00a0ع."),
        ("ar", "王小明", "王\u00a0小"),
        ("ar", "ნინო", "ნ."),
    ],
)
@in_every_form
def test_a_name_leaves_its_initials_and_nothing_else(
    form: Form, code: str, name: str, initials: str
) -> None:
    signatory = Signatory.of(name)
    assert signatory.initials == initials
    added = form(code, signatory, SAMPLES[code].blocks)
    added.subtract(unsigned(form, code))
    assert {sign: count for sign, count in added.items() if count} == seen(initials)


@pytest.mark.parametrize(
    ("name", "error"),
    [
        ("\u0301Anna", "not_a_letter"),
        ("=cmd|x", "not_a_letter"),
        ("@x", "not_a_letter"),
        ("+x", "not_a_letter"),
        ("<script>", "not_a_letter"),
        ("{{7*7}}", "not_a_letter"),
        ("{% load %}", "not_a_letter"),
        ("a\0", "invalid"),
        ("a\ud800", "invalid"),
        ("\u3164", "required"),
        ("\u00a0", "required"),
        ("\u2003", "required"),
        ("x" * 100_000, "too_long"),
    ],
)
def test_what_is_no_name_signs_nothing(name: str, error: str) -> None:
    with pytest.raises(InitialsError) as refused:
        initials_of(name)
    assert refused.value.code == error


@in_every_form
def test_markup_and_formulas_are_letters_like_others(form: Form) -> None:
    blocks = LetterBlocks(INERT, INERT, (INERT, INERT), INERT)
    plain = dataclasses.replace(blocks, subject="", salutation="", paragraphs=(), closing="")
    added = form("en", Signatory(INERT), blocks)
    added.subtract(form("en", NOBODY, plain))
    assert {sign: count for sign, count in added.items() if count} == seen([INERT * 6])


@pytest.mark.parametrize("block", BLOCKS)
@in_every_form
def test_a_letter_that_no_font_has_is_named_with_its_place(form: Form, block: str) -> None:
    place = "paragraphs.0" if block == "paragraphs" else block
    found = faults_in(form, Signatory("A."), with_block(block, "We \ue000 ask"))
    assert found == (Fault("missing_glyphs", place, characters="\ue000"),)


@pytest.mark.parametrize(
    ("initials", "code"),
    [("\ue000", "missing_glyphs"), ("A\0", "invalid_characters"), ("\ud800", "invalid_characters")],
)
@in_every_form
def test_initials_that_no_font_has_are_refused_even_if_nobody_looked_before(
    form: Form, initials: str, code: str
) -> None:
    found = faults_in(form, Signatory(initials), SAMPLES["en"].blocks)
    assert found == (Fault(code, "initials", characters=initials.lstrip("A")),)


@pytest.mark.parametrize("form", PAGES, ids=lambda form: form.__name__)
def test_a_line_too_many_is_named_with_its_place(form: Form) -> None:
    paragraphs = (SAMPLES["en"].blocks.paragraphs[0] * 2,) * 20
    blocks = dataclasses.replace(SAMPLES["en"].blocks, paragraphs=paragraphs)
    (fault,) = faults_in(form, Signatory("A."), blocks)
    assert (fault.code, fault.block.partition(".")[0]) == ("second_page", "paragraphs")


@pytest.mark.parametrize(
    "leftover", ["{name}", "{{ name }}", "{% load %}", "%(name)s", "%s", "[NAME]", "____", "XXX"]
)
@pytest.mark.parametrize("block", BLOCKS)
def test_what_an_author_meant_to_fill_in_is_not_published(block: str, leftover: str) -> None:
    place = "paragraphs.0" if block == "paragraphs" else block
    found = text_faults(with_block(block, f"Dear Sir {leftover} of Exampleland"), "en")
    assert found == [Fault("placeholder", place, detail=leftover)]


@pytest.mark.parametrize("block", BLOCKS)
def test_a_block_in_the_wrong_script_is_not_published(block: str) -> None:
    place = "paragraphs.0" if block == "paragraphs" else block
    found = text_faults(with_block(block, "Уважаемый господин министр"), "en")
    assert [(fault.code, fault.block) for fault in found] == [("wrong_script", place)]


@pytest.mark.parametrize("vector", VECTORS)
def test_no_form_of_a_letter_fetches_anything(vector: str, door: tuple[str, list[str]]) -> None:
    url, knocks = door
    evil = vector.format(url=url)
    for form in FORMS:
        form("en", Signatory(evil, evil[:40]), LetterBlocks(evil, evil, (evil, evil), evil))
    assert field_faults(evil, "initials") == ()
    assert knocks == []


@pytest.mark.parametrize("vector", VECTORS)
def test_should_markup_come_through_the_fetcher_alone_keeps_every_page_closed(
    vector: str, door: tuple[str, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    url, knocks = door
    evil = vector.format(url=url)

    def leaking(text: str, quote: bool = True) -> str:
        return text if text == evil else escape(text, quote)

    monkeypatch.setattr(markup, "escape", leaking)
    content = letter("en", blocks=LetterBlocks("S", "S", (evil,), "S"))
    assert evil in markup.page_of(content, 10.5)
    assert evil in by_hand.page_of(content)
    for form in PAGES:
        with suppress(LetterRefused):
            form("en", Signatory("A."), LetterBlocks("S", "S", (evil,), "S"))
    assert knocks == []


@pytest.mark.parametrize("vector", VECTORS[2:4])
def test_no_form_of_a_letter_carries_a_file(vector: str) -> None:
    evil = vector.format(url="file:///etc/hostname")
    blocks = LetterBlocks(evil, evil, (evil,), evil)
    content = letter("en", "A.", "", blocks=blocks)
    for pdf in (render(content), by_hand_sheet(content), single(kit("en", blocks), None, DAY)):
        assert dict(opened(pdf).attachments) == {}


def test_an_envelope_holds_no_markup_in_any_form(door: tuple[str, list[str]]) -> None:
    url, knocks = door
    evil = f'<img src="{url}">'
    content = dataclasses.replace(
        letter("en", layout=Layout(specimen=evil, copy_line=evil)), address=(evil,)
    )
    for make in (render, by_hand_sheet, word, mail):
        make(content)
    assert knocks == []
