"""Script gates: letters of a neighbouring language, look-alikes, the other Chinese."""

import dataclasses

import pytest

from campaigns.letters.content import Fault, LetterBlocks
from campaigns.letters.faults import text_faults
from campaigns.letters.languages import LANGUAGES
from tests.letters.samples import SAMPLES

SCRIPTS = {code: entry.scripts[0] for code, entry in LANGUAGES.items()}
SCRIPTS["ja"] = "Han"


def of_closing(code: str, closing: str) -> list[Fault]:
    """Faults of a language's sample with another closing."""
    return text_faults(dataclasses.replace(SAMPLES[code].blocks, closing=closing), code)


def wrong(characters: str) -> list[Fault]:
    return [Fault("wrong_script", "closing", characters=characters)]


@pytest.mark.parametrize("code", LANGUAGES)
def test_samples_in_other_scripts_are_refused_in_every_block(code: str) -> None:
    for other, script in SCRIPTS.items():
        if script == SCRIPTS[code]:
            continue
        blocks = SAMPLES[other].blocks
        found = {fault.block for fault in text_faults(blocks, code) if fault.code == "wrong_script"}
        assert found == {name for name, _ in blocks.named()}, other


@pytest.mark.parametrize(
    ("code", "closing", "characters"),
    [
        ("fa", "با تقديم احترام ٤ كـ", "ي٤ك"),
        ("ar", "مع فائق الاحترام والتقدیر لكم", "ی"),
        ("ar", "ﻣﻊ ﺍﻻﺣﺘﺮﺍﻡ", "ﻣﻊﺍﻻﺣﺘﺮﻡ"),
        ("ps", "په درناوي او ټول درنښت كور", "ك"),
        ("ps", "په درنښت ڈاکټر", "ڈ"),
        ("ur", "احترام كے ساته", "كه"),
        ("ckb", "لەگەڵ ڕێزدا كوردي", "كي"),
        ("he", "בכבוד רב \ufb2aלום", "\ufb2a"),
        ("hy", "Հարգանքով:", ":"),
        ("az", "Hörmǝtlə,", "ǝ"),
        ("th", "ขอเเสดงความนับถือ", "เ"),
        ("th", "ขอแสดงน\u0e4d\u0e32ใจ", "\u0e4d\u0e32"),
        ("lo", "ດ້ວຍ ເເລະ", "ເ"),
        ("km", "ស\u17c1\u17b6ម", "\u17c1\u17b6"),
        ("hi", "सादर \u0905\u093eपका", "\u0905\u093e"),
        ("bn", "বিনীত \u0985\u09beপনার", "\u0985\u09be"),
        ("si", "\u0d85\u0dcfයුබෝවන්", "\u0d85\u0dcf"),
    ],
)
def test_what_looks_right_and_is_wrong_is_named(code: str, closing: str, characters: str) -> None:
    assert of_closing(code, closing) == wrong(characters)


@pytest.mark.parametrize("closing", ["ေလးစားစြာ", "မဂၤလာပါ ခင္ဗ်ာ\u1060", "ခ ေန"])
def test_burmese_in_the_old_encoding_is_refused(closing: str) -> None:
    assert [fault.code for fault in of_closing("my", closing)] == ["wrong_script"]


def test_letters_of_pashto_and_urdu_are_welcome_at_home() -> None:
    assert of_closing("ps", "په ډېر درناوي، ښاغلی کلی ټول ګران ځای څوک ږغ ړوند ڼ ۍ ئ") == []
    assert of_closing("ur", "یہ کہ ہمیں ٹھیک ڈر پڑھے گئے ں ۂ ۓ") == []


@pytest.mark.parametrize(
    ("code", "closing", "characters"),
    [
        ("ru", "С уважeнием,", "e"),
        ("uk", "Зі Львoва, щиро", "o"),
        ("uk", "права i свободи", "i"),
        ("uk", "права, i свободи", "i"),
        ("be", "З павагай, мiнiстр", "i"),
        ("kk", "Құрметпeн,", "e"),
        ("ru", "O судьбе", "O"),
        ("az", "Hörmәtlə,", "ә"),
        ("uz", "Hurmаt bilan,", "а"),
        ("en", "Yours, Bеlarus", "е"),
        ("el", "Με εκτίμηση, o Νίκος", "o"),
        ("el", "Mε εκτίμηση,", "M"),
        ("hy", "Հարգանքoվ,", "o"),
    ],
)
def test_look_alikes_of_another_alphabet_are_named(
    code: str, closing: str, characters: str
) -> None:
    assert of_closing(code, closing) == wrong(characters)


@pytest.mark.parametrize(
    ("code", "closing"),
    [
        ("ru", "Интернет-СМИ, IT-компания и COVID-19"),
        ("ru", "Николай I правил"),
        ("ru", "подпункт (c) статьи 14, пункт 3 a)"),
        ("kk", "NATO-ға және YouTube’қа"),
        ("be", "аб’яднанняў, сям'і"),
        ("el", "Το ICCPR, Διεθνές Σύμφωνο"),
        ("tr", "Saygılarımla, Анна"),
        ("hy", "Հարգանքով՝ ICCPR և այլն։"),
    ],
)
def test_words_of_another_alphabet_are_welcome_whole(code: str, closing: str) -> None:
    assert of_closing(code, closing) == []


@pytest.mark.parametrize(("code", "other"), [("zh-hans", "zh-hant"), ("zh-hant", "zh-hans")])
def test_the_other_way_of_writing_chinese_is_refused(code: str, other: str) -> None:
    blocks = dataclasses.replace(SAMPLES[code].blocks, paragraphs=SAMPLES[other].blocks.paragraphs)
    names = [f"paragraphs.{n}" for n in range(len(blocks.paragraphs))]
    assert [(fault.code, fault.block) for fault in text_faults(blocks, code)] == [
        ("wrong_script", name) for name in names
    ]


@pytest.mark.parametrize(
    ("code", "other"), [("ja", "zh-hans"), ("zh-hans", "ja"), ("zh-hant", "ja")]
)
def test_japanese_is_no_chinese(code: str, other: str) -> None:
    sample = SAMPLES[other].blocks
    blocks = LetterBlocks(sample.paragraphs[0], sample.paragraphs[1], sample.paragraphs, "敬具")
    assert {fault.block for fault in text_faults(blocks, code)} == {
        "subject",
        "salutation",
        *(f"paragraphs.{n}" for n in range(len(blocks.paragraphs))),
    }


def test_a_name_in_the_other_way_of_writing_is_welcome() -> None:
    assert of_closing("zh-hans", "我们为陳鄭貞說话，这是过来时说的") == []
    assert of_closing("ja", "人権擁護者釈放要請書") == []
