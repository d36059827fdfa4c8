"""What surrounds the text of a Word file: styles, settings, properties, and the file itself.

The package is made here and not from python-docx's own, whose parts name programs and days. No
macro, no theme, no picture; the settings keep Word from adding names when the file is saved.
"""

import io
import zipfile
from collections.abc import Iterable, Mapping
from html import escape

from docx.api import Document
from docx.document import Document as WordDocument

from campaigns.letters import markup
from campaigns.letters.languages import LATIN_FONT, LetterLanguage

TWIPS_PER_MM = 1440 / 25.4
A4_MM = (210.0, 297.0)
LINE = 1.42  # as on the page: line height in letter sizes
FRAME_HEIGHTS_MM = {"return": 5.1, "address": markup.ADDRESS_BOTTOM_MM - markup.ADDRESS_TOP_MM}
RETURN_TOP_MM, COPY_TOP_MM = 57.6, 279.0
DATE_TOP_MM, BODY_TOP_MM, HEADER_TOP_MM = 97.0, 107.0, 12.0
DATE_LINE_MM, ADDRESS_LINE_MM, SMALL_LINE_MM = 5.0, 4.5, 3.6
SIGNING_ROOM_MM = 18.0
# Word knows Chinese by country alone.
WORD_TAGS = {"zh-Hans": "zh-CN", "zh-Hant": "zh-TW"}

# Which of four fonts a character takes, Word decides by its code point.
FONT_SLOTS = ("ascii", "hAnsi", "eastAsia", "cs")
PARTS = ("styles", "settings", "fontTable")

_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_MADE = (1980, 1, 1, 0, 0, 0)  # the first day a zip file knows

_TYPES = f"""{_XML}<Types xmlns="{_PACKAGE}/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
<Override PartName="/word/document.xml" ContentType="{_WORD_TYPE}.document.main+xml"/>
<Override PartName="/word/styles.xml" ContentType="{_WORD_TYPE}.styles+xml"/>
<Override PartName="/word/settings.xml" ContentType="{_WORD_TYPE}.settings+xml"/>
<Override PartName="/word/fontTable.xml" ContentType="{_WORD_TYPE}.fontTable+xml"/>
<Override PartName="/docProps/core.xml"
 ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>"""

_CORE = (
    f'{_XML}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"/>'
)

_SETTINGS = f"""{_XML}<w:settings {_W}><w:removePersonalInformation/><w:removeDateAndTime/>
<w:defaultTabStop w:val="720"/><w:characterSpacingControl w:val="doNotCompress"/>
<w:compat><w:compatSetting w:name="compatibilityMode"
 w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>"""


def twips(millimetres: float) -> int:
    return round(millimetres * TWIPS_PER_MM)


def blank(
    entry: LetterLanguage, *, window: str, size: float, families: Iterable[str]
) -> WordDocument:
    """An A4 page with the styles of a letter in this language; `size` of the address, in points."""
    top = BODY_TOP_MM if entry.date_below else DATE_TOP_MM
    edges = {
        "top": top,
        "right": A4_MM[0] - markup.RIGHT_MM,
        "bottom": markup.FOOT_MM,
        "left": markup.LEFT_MM,
        "header": HEADER_TOP_MM,
        "footer": A4_MM[1] - COPY_TOP_MM - SMALL_LINE_MM,
        "gutter": 0.0,
    }
    margins = " ".join(f'w:{edge}="{twips(length)}"' for edge, length in edges.items())
    document = (
        f"{_XML}<w:document {_W}><w:body><w:sectPr>"
        f'<w:pgSz w:w="{twips(A4_MM[0])}" w:h="{twips(A4_MM[1])}"/><w:pgMar {margins}/>'
        "</w:sectPr></w:body></w:document>"
    )
    parts = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _relations(
            (f"{_OFFICE}/relationships/officeDocument", "word/document.xml"),
            (f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
        ),
        "docProps/core.xml": _CORE,
        "word/_rels/document.xml.rels": _relations(
            *((f"{_OFFICE}/relationships/{part}", f"{part}.xml") for part in PARTS)
        ),
        "word/document.xml": document,
        "word/fontTable.xml": _font_table(families),
        "word/settings.xml": _SETTINGS,
        "word/styles.xml": _styles(entry, window, size),
    }
    return Document(io.BytesIO(_zipped({name: text.encode() for name, text in parts.items()})))


def saved(document: WordDocument) -> bytes:
    """The file; equal documents give equal bytes."""
    written = io.BytesIO()
    document.save(written)
    with zipfile.ZipFile(written) as package:
        return _zipped({name: package.read(name) for name in package.namelist()})


def _zipped(parts: Mapping[str, bytes]) -> bytes:
    """Parts in a fixed order, of no day and no system; the content types first, as Word has it."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for name in sorted(parts):
            entry = zipfile.ZipInfo(name, _MADE)
            entry.create_system, entry.external_attr = 0, 0
            package.writestr(entry, parts[name], zipfile.ZIP_DEFLATED)
    return target.getvalue()


def _relations(*relations: tuple[str, str]) -> str:
    rows = "".join(
        f'<Relationship Id="rId{n}" Type="{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(relations, 1)
    )
    return f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">{rows}</Relationships>'


def _font_table(families: Iterable[str]) -> str:
    """Fonts with their kind, so that a machine without them takes others of that kind."""
    fonts = "".join(
        f'<w:font w:name="{escape(family)}">'
        f'<w:family w:val="{"roman" if "Serif" in family or "Naskh" in family else "swiss"}"/>'
        '<w:pitch w:val="variable"/></w:font>'
        for family in sorted(families)
    )
    return f"{_XML}<w:fonts {_W}>{fonts}</w:fonts>"


def _styles(entry: LetterLanguage, window: str, size: float) -> str:
    rows = "".join(
        (
            _defaults(entry),
            _style("Normal", "Normal", _spacing(entry.text_size, after=0.7), is_default=True),
            *_window_styles(markup.WINDOW_TEXT_LEFT_MM[window], size),
            *_body_styles(entry),
        )
    )
    return f"{_XML}<w:styles {_W}>{rows}</w:styles>"


def _defaults(entry: LetterLanguage) -> str:
    """The fonts of typed text: Latin letters from the Latin font, all else from the language's."""
    own, tag = entry.fonts[0], markup.bcp47(entry)
    tag = WORD_TAGS.get(tag, tag)
    return (
        "<w:docDefaults><w:rPrDefault><w:rPr>"
        f'<w:rFonts w:ascii="{LATIN_FONT}" w:hAnsi="{own}" w:eastAsia="{own}" w:cs="{own}"/>'
        f"{_sizes(entry.text_size)}"
        f'<w:lang w:val="{tag}" w:eastAsia="{tag}" w:bidi="{tag}"/>'
        "</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"
    )


def _window_styles(left: float, size: float) -> Iterable[str]:
    lines = f'<w:spacing w:after="0" w:line="{twips(ADDRESS_LINE_MM)}" w:lineRule="exact"/>'
    small = f'<w:spacing w:after="0" w:line="{twips(SMALL_LINE_MM)}" w:lineRule="exact"/>'
    sender = _frame(left, RETURN_TOP_MM, markup.WINDOW_WIDTH_MM, FRAME_HEIGHTS_MM["return"])
    address = _frame(
        left, markup.ADDRESS_TOP_MM, markup.WINDOW_WIDTH_MM, FRAME_HEIGHTS_MM["address"]
    )
    underlined = _foreign(markup.SMALL_SIZE_PT) + '<w:u w:val="single" w:color="777777"/>'
    yield _style("EnvelopeReturn", "envelope return", sender + small, underlined)
    yield _style("EnvelopeAddress", "envelope address", address + lines, _foreign(size))
    yield _style("Footer", "footer", small, _foreign(markup.SMALL_SIZE_PT))


def _body_styles(entry: LetterLanguage) -> Iterable[str]:
    size = entry.text_size
    bold = "<w:b/><w:bCs/>"
    start = f'<w:ind w:firstLine="{round(40 * size)}"/>'
    indent = start if entry.indented else ""
    date = f'<w:spacing w:after="0" w:line="{twips(DATE_LINE_MM)}" w:lineRule="exact"/>'
    heading = "<w:keepNext/>" + _spacing(size, after=1.3) + '<w:outlineLvl w:val="0"/>'
    mark = '<w:spacing w:after="0" w:line="240" w:lineRule="auto"/>'
    yield _style("Header", "header", mark, f'{bold}<w:noProof/><w:color w:val="8C8C8C"/>')
    yield _style("Date", "Date", date + '<w:jc w:val="right"/>')
    yield _style("Heading1", "heading 1", heading, bold)
    yield _style("Salutation", "Salutation", "")
    yield _style("BodyText", "Body Text", indent)
    yield _style("Closing", "Closing", "<w:keepNext/>" + _spacing(size, after=0) + indent)
    signature = _spacing(size, before=1.2, after=0)
    below = '<w:jc w:val="right"/>' if entry.date_below else ""
    yield _style("Signature", "Signature", signature + below)


def _style(key: str, name: str, paragraph: str, run: str = "", *, is_default: bool = False) -> str:
    default = ' w:default="1"' if is_default else ""
    based = "" if is_default else '<w:basedOn w:val="Normal"/>'
    return (
        f'<w:style w:type="paragraph"{default} w:styleId="{key}"><w:name w:val="{name}"/>{based}'
        f"<w:qFormat/><w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>"
    )


def _spacing(size: float, *, before: float = 0.0, after: float = 0.0) -> str:
    """Exact lines, so that as much fits as on the page; before and after in letter sizes."""
    return (
        f'<w:spacing w:before="{round(20 * size * before)}" w:after="{round(20 * size * after)}" '
        f'w:line="{round(20 * size * LINE)}" w:lineRule="exact"/>'
    )


def _frame(left: float, top: float, width: float, height: float) -> str:
    """A place on the page, measured from its corner; grows rather than swallow a line."""
    return (
        f'<w:framePr w:w="{twips(width)}" w:h="{twips(height)}" w:hRule="atLeast" w:wrap="around" '
        f'w:vAnchor="page" w:hAnchor="page" w:x="{twips(left)}" w:y="{twips(top)}"/>'
    )


def _foreign(points: float) -> str:
    """What no dictionary knows, in the Latin font first."""
    slots = " ".join(f'w:{slot}="{LATIN_FONT}"' for slot in FONT_SLOTS)
    return f"<w:rFonts {slots}/><w:noProof/>{_sizes(points)}"


def _sizes(points: float) -> str:
    """Letter size for every script, in Word's half points."""
    half = round(2 * points)
    return f'<w:sz w:val="{half}"/><w:szCs w:val="{half}"/>'
