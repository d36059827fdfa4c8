"""The letter as a Word file to edit: the same page, every paragraph in a named style.

Right-to-left paragraphs and runs say so; each run of another script names its font; the language
is tagged. No macro, no field, no picture; nothing says who or what made it, or when.
"""

import unicodedata
from collections.abc import Iterable

import regex
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import _Footer, _Header
from docx.shared import Mm, Pt
from docx.text.font import Font
from docx.text.paragraph import Paragraph

from campaigns.letters import markup
from campaigns.letters.content import LetterContent, Run
from campaigns.letters.docx_package import FONT_SLOTS, SIGNING_ROOM_MM, blank, saved
from campaigns.letters.faults import envelope_faults, unreadable
from campaigns.letters.gates import LetterRefused, families, texts_of
from campaigns.letters.languages import (
    SCRIPT_FONTS,
    Direction,
    LetterLanguage,
    language,
)
from campaigns.letters.markup import direction_of
from campaigns.letters.stretches import Stretch, body_stretches, field_stretches, tidy

MAX_TITLE_LENGTH = 255  # of a property, in the packaging standard
WIDTH_OF_A_LETTER = 0.52  # of its size, on average; wide characters have two
_SHAPED = (
    *("Bengali", "Devanagari", "Gujarati", "Gurmukhi", "Kannada", "Khmer", "Lao", "Malayalam"),
    *("Myanmar", "Oriya", "Sinhala", "Tamil", "Telugu", "Thai", "Tibetan"),
)
# Families whose runs Word has to shape (w:cs), and those it takes from its East Asian slot.
_COMPLEX = {SCRIPT_FONTS[script] for script in _SHAPED}
_EAST_ASIAN = "Noto Serif CJK"
_AFTER_BIDI = ("w:spacing", "w:ind", "w:jc", "w:rPr", "w:sectPr")  # in the schema's order
_DATE_PARTS = regex.compile(r"(\{place\}|\{day\})")


def word(content: LetterContent) -> bytes:
    """The letter as .docx, equal contents giving equal bytes; raises LetterRefused.

    Refused is what nobody can read, and an address of no or too many lines. That the text fits
    one page in the fonts at hand is not known here: page_faults() says it of the printed letter.
    """
    if faults := [*unreadable(texts_of(content)), *envelope_faults(content.address)]:
        raise LetterRefused(faults)
    entry = language(content.language)
    document = blank(
        entry,
        window=content.layout.window,
        size=_address_size(content.address),
        families={*families(content, texts_of(content)), *entry.fonts},
    )
    _describe(document, content, entry)
    _Writer(document, entry).write(content)
    return saved(document)


def _describe(document: WordDocument, content: LetterContent, entry: LetterLanguage) -> None:
    properties = document.core_properties
    properties.title = tidy(content.title).replace("\n", " ")[:MAX_TITLE_LENGTH]
    properties.language = markup.bcp47(entry)


def _address_size(lines: Iterable[str]) -> float:
    """The largest size, in points, at which the longest line should fit the window."""
    longest = max(map(_width, lines), default=0.0) * WIDTH_OF_A_LETTER
    window = markup.WINDOW_WIDTH_MM * 72 / 25.4
    fitting = [size for size in markup.ADDRESS_SIZES_PT if longest * size <= window]
    return max(fitting, default=min(markup.ADDRESS_SIZES_PT))


def _width(line: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in line)


class _Writer:
    """Writes the paragraphs of one letter into a blank document."""

    def __init__(self, document: WordDocument, entry: LetterLanguage) -> None:
        self.document = document
        self.entry = entry

    def write(self, content: LetterContent) -> None:
        section = self.document.sections[0]
        words = content.layout.specimen
        self._margin(section.header, "Header", words, min(48.0, 700 / max(len(words), 1)))
        self._margin(section.footer, "Footer", content.layout.copy_line, markup.SMALL_SIZE_PT)
        if content.return_line:
            sender = self.document.add_paragraph(style="envelope return")
            self._value(sender, content.return_line, markup.SMALL_SIZE_PT)
        for line in content.address:
            paragraph = self.document.add_paragraph(style="envelope address")
            self._value(paragraph, line, _address_size(content.address))
        if not self.entry.date_below:
            self._date(content)
        self._text(content)
        self._signature(content)
        if self.entry.date_below:
            self._date(content)

    def _text(self, content: LetterContent) -> None:
        self._body("Heading 1", content.subject)
        self._body("Salutation", (Run(content.salutation, False),))
        for paragraph in content.paragraphs:
            self._body("Body Text", paragraph)
        for number, line in enumerate(content.closing):
            closing = self._body("Closing", (Run(line, False),))
            if number == 0:
                closing.paragraph_format.space_before = Pt(1.1 * self.entry.text_size)
            elif self.entry.indented:
                closing.paragraph_format.first_line_indent = Pt(0)

    def _body(self, style: str, runs: Iterable[Run]) -> Paragraph:
        paragraph = self._paragraph(style, self.entry.direction)
        for stretch in body_stretches(runs, self.entry):
            self._run(paragraph, stretch)
        return paragraph

    def _signature(self, content: LetterContent) -> None:
        """Initials, with room above them for a hand; without initials the room alone."""
        paragraph = self._paragraph("Signature", self.entry.direction)
        if content.layout.by_hand or not content.initials:
            paragraph.paragraph_format.space_before = Mm(SIGNING_ROOM_MM)
        self._inline(paragraph, content.initials, markup.FIELD_SIZE_PT)

    def _date(self, content: LetterContent) -> None:
        """Place and day, one line each where the language has it so; 10 mm in all at the top."""
        line = self.entry.dateline if content.place else "{day}"
        paragraph = self._paragraph("Date", self.entry.direction)
        if not self.entry.date_below:
            paragraph.paragraph_format.space_after = Mm(0 if "\n" in line else 5)
        for part in filter(None, _DATE_PARTS.split(line)):
            if part == "{place}":
                self._inline(paragraph, content.place, markup.FIELD_SIZE_PT)
                continue
            text = Run(part.replace("{day}", content.day), False)
            for stretch in body_stretches((text,), self.entry):
                self._run(paragraph, stretch)

    def _value(self, paragraph: Paragraph, text: str, size: float) -> None:
        """A line of its own direction that begins at the left, whatever the letter's language."""
        direction = direction_of(text)
        _set_direction(paragraph, direction)
        if direction == "rtl" and paragraph.alignment is None:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT  # Word counts from where lines begin
        self._inline(paragraph, text, size, direction)

    def _inline(
        self, paragraph: Paragraph, text: str, size: float, around: Direction | None = None
    ) -> None:
        for stretch in field_stretches(text, around or self.entry.direction):
            scale = markup.ARABIC_SCALE if stretch.family == markup.ARABIC_FONT else 1
            self._run(paragraph, stretch, size * scale)

    def _margin(self, margin: _Header | _Footer, style: str, text: str, size: float) -> None:
        """The mark of a specimen in large letters above each page, the line on copies below it."""
        if text:
            margin.is_linked_to_previous = False
            paragraph = margin.paragraphs[0]
            paragraph.style = self.document.styles[style]
            if style == "Header":
                paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            self._value(paragraph, text, size)

    def _paragraph(self, style: str, direction: Direction) -> Paragraph:
        paragraph = self.document.add_paragraph(style=style)
        _set_direction(paragraph, direction)
        return paragraph

    def _run(self, paragraph: Paragraph, stretch: Stretch, size: float = 0.0) -> None:
        """One run; `size` in points where it is not that of the letter."""
        font = paragraph.add_run(stretch.text).font
        if stretch.bold:
            font.bold = font.cs_bold = True
        if stretch.direction == "rtl":
            font.rtl = True
        elif stretch.family in _COMPLEX:
            font.complex_script = True
        if paragraph.style is not None:
            styled = paragraph.style.font
            _set_size(font, size, styled.size.pt if styled.size else self.entry.text_size)
            _set_family(font, stretch.family, styled.name or self.entry.fonts[0])


def _set_size(font: Font, size: float, styled: float) -> None:
    """For every script; nothing where the style has it so."""
    half_points = round(2 * size)
    if size and half_points != round(2 * styled):
        font.size = Pt(half_points / 2)
        complex_size = OxmlElement("w:szCs", attrs={qn("w:val"): str(half_points)})
        font.element.get_or_add_rPr().sz.addnext(complex_size)


def _set_family(font: Font, family: str, styled: str) -> None:
    """In each slot, for Word chooses by code point; what is foreign is not checked for spelling.

    The hint makes it take quotes and dots from the East Asian font, as the page does.
    """
    slots = dict.fromkeys(FONT_SLOTS, family) if family != styled else {}
    hint = {"hint": "eastAsia"} if family.startswith(_EAST_ASIAN) else {}
    if slots:
        font.no_proof = True
    if slots or hint:
        fonts = font.element.get_or_add_rPr().get_or_add_rFonts()
        for attribute, value in {**slots, **hint}.items():
            fonts.set(qn(f"w:{attribute}"), value)


def _set_direction(paragraph: Paragraph, direction: Direction) -> None:
    if direction == "rtl":
        properties = paragraph._p.get_or_add_pPr()
        properties.insert_element_before(OxmlElement("w:bidi"), *_AFTER_BIDI)
