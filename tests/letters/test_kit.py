"""A kit: what shapes the page is its key, it survives storage, and refuses as the page does."""

import dataclasses
import datetime

import pytest
from hypothesis import given

from campaigns.letters import kit as kits
from campaigns.letters.assemble import single
from campaigns.letters.compose import compose
from campaigns.letters.content import Envelope, Fault, Layout, LetterBlocks
from campaigns.letters.kit import Kit
from campaigns.letters.pdf import LetterRefused, drawn, page_faults
from campaigns.letters.signatory import Signatory
from tests.examples import of_contents
from tests.letters.made_up import BLOCKS, ENVELOPES, LANGUAGES, LAYOUTS, SIGNATORIES
from tests.letters.pages import opened
from tests.letters.samples import DAY, SAMPLES, letter
from tests.letters.test_pdf import VECTORS

ENGLISH = SAMPLES["en"].blocks


def kit_of(code: str, layout: Layout | None = None, blocks: LetterBlocks | None = None) -> Kit:
    """The kit of a sample, with other blocks if given."""
    sample = SAMPLES[code]
    return kits.build(
        blocks or sample.blocks,
        sample.envelope(),
        language=code,
        country=sample.country,
        layout=layout,
    )


def refused(code: str, blocks: LetterBlocks) -> tuple[Fault, ...]:
    with pytest.raises(LetterRefused) as caught:
        kit_of(code, blocks=blocks)
    return caught.value.faults


@pytest.mark.parametrize("code", ["tr", "ar", "zh-hans"])
def test_a_kit_survives_storage(code: str) -> None:
    kit = kit_of(code, Layout(specimen="MUSTER", copy_line="Botschaft", window="right"))
    again = Kit.from_bytes(kit.to_bytes())
    for field in dataclasses.fields(Kit):
        assert getattr(again, field.name) == getattr(kit, field.name)


def test_two_builds_give_the_same_bytes() -> None:
    assert kit_of("ti").to_bytes() == kit_of("ti").to_bytes()


@pytest.mark.parametrize("stored", [b"", b"kit 0\nxyz", b"kit 1\n", b"kit 1\nx\x9c"])
def test_what_is_no_kit_is_no_kit(stored: bytes) -> None:
    with pytest.raises(ValueError, match="kit"):
        Kit.from_bytes(stored)


def test_a_kit_cut_short_is_no_kit() -> None:
    with pytest.raises(ValueError, match="kit"):
        Kit.from_bytes(kit_of("en").to_bytes()[:-20])


def test_everything_that_shapes_the_page_is_in_the_key() -> None:
    envelope = SAMPLES["en"].envelope()
    arguments = {
        "blocks": ENGLISH,
        "envelope": envelope,
        "language": "en",
        "country": "ER",
        "layout": Layout(),
    }
    others = [
        {"blocks": dataclasses.replace(ENGLISH, closing="Yours,")},
        {"envelope": Envelope(envelope.lines, "Another sender")},
        {"envelope": Envelope(envelope.lines[1:], envelope.return_line)},
        {"language": "de"},
        {"country": "GB"},
        {"layout": Layout(window="right")},
        {"layout": Layout(month_only=True)},
        {"layout": Layout(by_hand=True)},
        {"layout": Layout(specimen="SPECIMEN")},
        {"layout": Layout(copy_line="Copy")},
    ]
    keys = [kits.key_of(**{**arguments, **other}) for other in ({}, *others)]
    assert len(set(keys)) == len(keys)
    assert keys[0] == kits.build(**arguments).key


def test_the_key_changes_with_the_libraries(monkeypatch: pytest.MonkeyPatch) -> None:
    before = kit_of("en").key
    monkeypatch.setattr(kits.pdf, "versions", lambda: ("71.0",))
    assert kit_of("en").key != before


def test_the_key_changes_with_a_font_file(monkeypatch: pytest.MonkeyPatch) -> None:
    before = kit_of("en").key
    monkeypatch.setattr(kits.pdf, "checksum", lambda family, bold, style: "another file")
    assert kit_of("en").key != before


@pytest.mark.parametrize(
    "paragraphs",
    [
        (ENGLISH.paragraphs[0] * 2,) * 8,
        ("x" * 5000,),
        ("Bir \ue000 iki",),
        ("Call ☎ now",),
        ("a\ud800b", "a\0b"),
    ],
)
def test_a_kit_is_refused_as_the_letter_is(paragraphs: tuple[str, ...]) -> None:
    blocks = dataclasses.replace(ENGLISH, paragraphs=paragraphs)
    faults = page_faults(letter("en", blocks=blocks))
    assert faults != []
    assert refused("en", blocks) == tuple(faults)


def test_a_kit_knows_the_date_of_its_country() -> None:
    assert kit_of("ar").day(datetime.date(2026, 2, 23)) == "23 فيفري 2026"
    assert kit_of("en", Layout(month_only=True)).day(datetime.date(2026, 2, 23)) == "February 2026"


@pytest.mark.parametrize("vector", VECTORS)
def test_no_kit_opens_a_connection(vector: str, door: tuple[str, list[str]]) -> None:
    url, knocks = door
    evil = vector.format(url=url)
    blocks = LetterBlocks(evil, evil, (evil,), evil)
    kit = kit_of("en", Layout(specimen="S", copy_line=evil[:40]), blocks)
    pdf = single(kit, Signatory(evil, evil[:40]), DAY)
    assert knocks == []
    assert dict(opened(pdf).attachments) == {}


REASONS = {
    *("empty", "too_many_lines", "second_page", "clipped"),
    *("invalid_characters", "missing_glyphs", "foreign_font"),
}


@of_contents
@given(LANGUAGES, BLOCKS, ENVELOPES, LAYOUTS, SIGNATORIES)
def test_any_letter_is_drawn_in_full_and_from_a_kit_or_refused_by_both_for_known_reasons(
    code: str, blocks: LetterBlocks, envelope: Envelope, layout: Layout, signatory: Signatory
) -> None:
    place = {"language": code, "country": SAMPLES[code].country, "layout": layout}
    pdf, faults = drawn(compose(blocks, envelope, signatory, DAY, **place))
    assert {fault.code for fault in faults} <= REASONS
    if faults:
        with pytest.raises(LetterRefused) as refused:
            single(kits.build(blocks, envelope, **place), signatory, DAY)
        assert set(refused.value.faults) <= set(faults)
        return
    kit = Kit.from_bytes(kits.build(blocks, envelope, **place).to_bytes())
    assert len(opened(pdf).pages) == len(opened(single(kit, signatory, DAY)).pages) == 1
