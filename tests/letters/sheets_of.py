"""Sheets as their tests meet them: with all their words, and drawn as a file of their own."""

import io
import re

import pypdf
from PIL import Image

from campaigns.letters.case_sheet import CaseSheet
from campaigns.letters.pack import Pack
from campaigns.letters.poster import Poster
from campaigns.letters.sheets import Drawn, Picture, Sheet
from campaigns.letters.tally import Tally

MARKS = str.maketrans("", "", "\u200e\u200f")
HOSTILE = '<script>x</script>{{7*7}}<img src="file:///etc/passwd">&lt;"</style>\x00\u202e'
ADDRESS = "https://letters.example/de/letters/0e320627/"


def file_of(*sheets: Sheet, two_sided: bool = False, code: str = "de") -> bytes:
    pack = Pack(file := io.BytesIO(), two_sided=two_sided)
    for sheet in sheets:
        pack.sheet(sheet)
    pack.finish("Sheets", code)
    return file.getvalue()


def printed(sheet: Sheet) -> str:
    """What a reader of the file finds, with single blanks and without invisible marks.

    Readers guess blanks between lines; a capital after a small letter begins a new one.
    """
    pages = pypdf.PdfReader(io.BytesIO(file_of(sheet))).pages
    text = " ".join(page.extract_text() for page in pages).translate(MARKS)
    return " ".join(re.sub(r"(?<=[a-z])(?=[A-Z][a-z])", " ", text).split())


def kinds(drawn: Drawn) -> list[str]:
    return [element.kind for element in drawn.elements]


def picture(grey: bool = False) -> Picture:
    out = io.BytesIO()
    Image.new("L" if grey else "RGB", (32, 24), "white").save(out, "JPEG")
    return Picture(out.getvalue(), 32, 24, grey)


def poster_words(code: str = "en", **changes: object) -> Poster:
    words: dict[str, object] = {
        "language": code,
        "kicker": "Türkiye",
        "name": "Anna Berger",
        "lead": "In prison since May.",
        "until": "Sign until 3 May",
        "call": "Write.",
        "how": "Scan the code.",
        "address": ADDRESS,
        "code_alt": "The form",
        "house": "The House",
    }
    return Poster(**{**words, **changes})  # type: ignore[arg-type]


def case_words(code: str = "en", **changes: object) -> CaseSheet:
    words: dict[str, object] = {
        "language": code,
        "kicker": "Türkiye",
        "title": "Anna Berger",
        "lead": "In prison since May.",
        "story": ("They came at dawn.",),
        "demands_heading": "We demand",
        "demands": ("Release",),
        "facts": (("To:", "Adalet Bakanlığı"), ("", "Sign until 3 May")),
        "more": "It goes on.",
        "call": "Sign",
        "how": "Scan the code.",
        "address": ADDRESS,
        "code_alt": "The form",
    }
    return CaseSheet(**{**words, **changes})  # type: ignore[arg-type]


def tally_words(code: str = "en", **changes: object) -> Tally:
    words: dict[str, object] = {
        "language": code,
        "kicker": "Letters",
        "title": "Count",
        "steps_heading": "How",
        "steps": ("Read", "Sign"),
        "boxes_heading": "Boxes",
        "boxes": 12,
        "code_heading": "Code",
        "code": "7k3m-p9qx-bd2f",
        "how": "Report here:",
        "address": ADDRESS,
        "note": "No names.",
    }
    return Tally(**{**words, **changes})  # type: ignore[arg-type]
