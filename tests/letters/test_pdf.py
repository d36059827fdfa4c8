"""The page: one sheet, right fonts, nothing fetched, nothing lost without a word."""

import dataclasses
import io
import logging
import threading
from pathlib import Path

import pikepdf
import pytest
from weasyprint import HTML

from campaigns.letters import markup
from campaigns.letters.compose import Fault, Layout, LetterBlocks
from campaigns.letters.languages import LANGUAGES, language
from campaigns.letters.pdf import (
    FETCHER,
    LetterRefused,
    field_faults,
    page_faults,
    render,
)
from tests.letters.samples import SAMPLES, letter

BLOCKS = SAMPLES["en"].blocks
PARAGRAPH = BLOCKS.paragraphs[0]


def opened(pdf: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(pdf))


def families(pdf: bytes) -> set[str]:
    """Families of the embedded fonts: /ABCDEF+Noto-Serif-Bold gives "Noto Serif"."""
    document = opened(pdf)
    fonts = document.pages[0].Resources.Font
    names = {str(fonts[key].BaseFont).partition("+")[2].replace("-", " ") for key in fonts}
    return {name.removesuffix(" Bold") for name in names}


def with_paragraphs(*paragraphs: str) -> LetterBlocks:
    return dataclasses.replace(BLOCKS, paragraphs=paragraphs)


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_sample_is_one_tagged_page_in_the_fonts_of_its_language(code: str) -> None:
    content = letter(code)
    assert page_faults(content) == []
    pdf = render(content)
    document = opened(pdf)
    assert len(document.pages) == 1
    assert [round(float(edge)) for edge in document.pages[0].MediaBox] == [0, 0, 595, 842]
    assert families(pdf) <= {*language(code).fonts, *markup.letter_fonts(content)}
    assert document.Root.MarkInfo.Marked
    assert str(document.Root.Lang) == markup.bcp47(language(code))
    with document.open_metadata() as metadata:
        assert metadata["dc:title"] == content.title
        assert metadata["pdfuaid:part"] == "1"


def test_a_page_says_nothing_of_when_and_where_it_was_made() -> None:
    pdf = render(letter("tr"))
    document = opened(pdf)
    assert set(document.docinfo.keys()) <= {"/Title", "/Producer"}
    assert str(Path(__file__).parents[2]).encode() not in pdf


def test_equal_contents_give_equal_bytes() -> None:
    assert render(letter("ar")) == render(letter("ar"))


def test_threads_may_render_at_once() -> None:
    expected, found = render(letter("tr")), []
    threads = [threading.Thread(target=lambda: found.append(render(letter("tr")))) for _ in "abc"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [expected] * 3


def test_a_second_page_is_refused_where_it_begins() -> None:
    content = letter("en", blocks=with_paragraphs(*[PARAGRAPH * 2] * 8))
    assert page_faults(content) == [Fault("second_page", "paragraphs.6")]
    with pytest.raises(LetterRefused) as refused:
        render(content)
    assert refused.value.faults == (Fault("second_page", "paragraphs.6"),)


def test_one_endless_word_cannot_leave_the_page() -> None:
    content = letter("en", blocks=with_paragraphs("x" * 5000))
    assert page_faults(content) == [Fault("second_page", "paragraphs.0")]


def test_a_missing_glyph_is_named_with_its_block() -> None:
    content = letter("tr", blocks=with_paragraphs(PARAGRAPH, "Bir \ue000 iki \ue001 *\ue000*"))
    assert page_faults(content) == [
        Fault("missing_glyphs", "paragraphs.1", characters="\ue000\ue001")
    ]


def test_a_font_nobody_chose_is_refused_and_named() -> None:
    content = letter("en", blocks=with_paragraphs("Call ☎ now"))
    assert [(fault.code, fault.block, fault.characters) for fault in page_faults(content)] == [
        ("foreign_font", "paragraphs.0", "☎")
    ]


def test_a_name_in_its_own_script_is_drawn_in_its_own_font() -> None:
    content = letter("de")
    assert page_faults(content) == []
    assert families(render(content)) == {"Noto Serif", "Noto Serif CJK SC"}


def test_what_no_page_can_show_is_refused_before_drawing() -> None:
    content = letter("en", blocks=with_paragraphs("a\ud800b", "a\0b"))
    assert page_faults(content) == [
        Fault("invalid_characters", "paragraphs.0", characters="\ud800"),
        Fault("invalid_characters", "paragraphs.1", characters="\0"),
    ]


@pytest.mark.parametrize("window", ["left", "right"])
def test_an_address_line_wider_than_the_window_is_refused(window: str) -> None:
    content = letter("en", layout=Layout(window=window))
    wide = dataclasses.replace(content, address=("Ministry", "Office of the " * 5, "ASMARA"))
    assert page_faults(wide) == [Fault("clipped", "envelope.1")]


def test_a_long_address_line_is_set_smaller_before_it_is_refused() -> None:
    line = "Office of the Prosecutor General of Georgia, Tbilisi"
    content = dataclasses.replace(letter("en"), address=(line, "GEORGIEN"))
    assert page_faults(content) == []


def test_a_seventh_line_is_refused() -> None:
    content = dataclasses.replace(letter("en"), address=tuple("ABCDEFG"))
    assert Fault("too_many_lines", "envelope.6", detail="7") in page_faults(content)


def test_six_lines_fit_the_window_in_any_script() -> None:
    lines = ("السيد رئيس الجمهورية", "尊敬的主席", "ქართული", "ኣስመራ", "Ğüşİ", "GEORGIEN")
    assert page_faults(dataclasses.replace(letter("ar"), address=lines)) == []


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        ("A.\u00a0B.", "ltr"),
        ("م.\u00a0ع.", "rtl"),
        ("王\u00a0小", "ltr"),
        ("א.-ב.", "rtl"),
        ("ნ.", "ltr"),
        ("...", "ltr"),
    ],
)
def test_a_field_keeps_its_own_direction(text: str, direction: str) -> None:
    mark = {"ltr": "\u200e", "rtl": "\u200f"}[direction]
    field = markup.field(text, "initials")
    assert field.startswith(f'<span dir="{direction}" data-block="initials"')
    assert field.endswith(f">{mark}{text}{mark}</span>")


@pytest.mark.parametrize(
    "initials", ["A.\u00a0B.", "م.\u00a0ع.", "王\u00a0小", "ნ.", "श्री.", "김\u00a0민"]
)
@pytest.mark.parametrize("code", ["ar", "tr", "zh-hans"])
def test_initials_of_any_script_sign_a_letter_in_any_language(code: str, initials: str) -> None:
    assert page_faults(letter(code, initials=initials, place="تونس")) == []


def test_initials_are_checked_before_they_are_accepted() -> None:
    assert field_faults("A.\u00a0B.", "initials") == ()
    assert [(fault.code, fault.characters) for fault in field_faults("𐌀.", "initials")] == [
        ("foreign_font", "𐌀")
    ]
    assert field_faults("\ue000", "initials") == (Fault("missing_glyphs", "initials", "\ue000"),)
    assert field_faults("\ud800", "place") == (Fault("invalid_characters", "place", "\ud800"),)


def test_markup_in_a_value_stays_text() -> None:
    evil = '<script>x</script>{{7*7}}{% load %}<img src="file:///etc/passwd">&lt;"'
    content = letter("en", blocks=LetterBlocks(evil, evil, (evil,), evil), place=evil)
    page = markup.page_of(dataclasses.replace(content, address=(evil,)), 10.5)
    assert page.count("<script") == page.count("<img") == 0


VECTORS = [
    '<img src="{url}">',
    '<link rel="stylesheet" href="{url}">',
    '<link rel="attachment" href="{url}">',
    '<a rel="attachment" href="{url}">x</a>',
    '<object data="{url}">x</object>',
    '<embed src="{url}">',
    '<style>@import url("{url}");</style>',
    '<style>@font-face {{ font-family: x; src: url("{url}") }} p {{ font-family: x }}</style><p>x',
    '<p style="background-image: url({url})">x</p>',
    "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><image href='{url}'/></svg>",
]


def drawn(vector: str, url: str, **options: object) -> bytes:
    page = f"<html><body>{vector.format(url=url)}</body></html>"
    return HTML(string=page, **options).write_pdf()


@pytest.mark.parametrize("vector", VECTORS)
def test_the_fetcher_opens_no_connection(
    vector: str, door: tuple[str, list[str]], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.CRITICAL)
    url, knocks = door
    drawn(vector, url)
    assert len(knocks) > 0, "the vector must work with WeasyPrint's own fetcher"
    knocks.clear()
    drawn(vector, url, url_fetcher=FETCHER)
    assert knocks == []


@pytest.mark.parametrize("vector", VECTORS[:4])
def test_the_fetcher_embeds_no_file(vector: str, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("canary " * 50)
    pdf = opened(drawn(vector, secret.as_uri(), url_fetcher=FETCHER))
    assert dict(pdf.attachments) == {}


def test_the_mark_is_drawn_behind_the_text_of_the_letter() -> None:
    content = letter("tr", layout=Layout(specimen="MUSTER"))
    assert page_faults(content) == []
    plain, marked = render(letter("tr")), render(content)
    assert len(marked) > len(plain)
