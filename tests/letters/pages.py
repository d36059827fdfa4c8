"""Pages as a reader meets them: as pixels, and read aloud in the order of the structure."""

import io
import subprocess
import tempfile
from collections.abc import Iterator
from itertools import groupby
from typing import Any

import pikepdf
import regex
from PIL import Image

DPI = 150


def opened(pdf: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(pdf))


def pixels(pdf: bytes, page: int = 1) -> bytes:
    """One page at DPI, as PPM."""
    command = ["pdftoppm", "-r", str(DPI), "-f", str(page), "-l", str(page), "-"]
    done = subprocess.run(command, input=pdf, capture_output=True, check=True)  # noqa: S603 - ours
    return done.stdout


def ink_heights(pdf: bytes) -> list[int]:
    """Heights, in pixels at DPI, of the stretches of ink below the date: lines, or what joins."""
    page = Image.open(io.BytesIO(pixels(pdf))).convert("L")
    left, top, right, bottom = 24 / 210, 105 / 297, 192 / 210, 270 / 297
    width, height = page.size
    body = page.crop(
        (int(left * width), int(top * height), int(right * width), int(bottom * height))
    )
    dark = (min(body.crop((0, y, body.width, y + 1)).tobytes()) < 140 for y in range(body.height))
    return [len(list(rows)) for is_dark, rows in groupby(dark) if is_dark]


def checked(pdf: bytes) -> str:
    """What qpdf finds wrong; "" for nothing."""
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(pdf)
        file.flush()
        command = ["qpdf", "--check", file.name]
        done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - ours
    return done.stderr if done.returncode == 0 else done.stdout + done.stderr


def read_aloud(pdf: bytes) -> list[tuple[str, str]]:
    """(kind of block, text) of the first page in reading order, blocks without text left out."""
    document = opened(pdf)
    spoken = _marked_texts(document.pages[0])
    top = document.Root.StructTreeRoot.K[0]
    blocks = [(kind, "".join(spoken.get(mark, "") for mark in marks)) for kind, marks in _of(top)]
    return [(kind, text) for kind, text in blocks if text.strip()]


def characters(pdf: bytes) -> Iterator[str]:
    """The text of each glyph of all pages in the order drawn, tagged or not."""
    for page in opened(pdf).pages:
        fonts = {name: _unicode(font) for name, font in page.Resources.Font.items()}
        font: dict[int, str] = {}
        for operands, operator in pikepdf.parse_content_stream(page):
            match str(operator):
                case "Tf":
                    font = fonts[str(operands[0])]
                case "Tj":
                    yield _text(bytes(operands[0]), font)
                case "TJ":
                    pieces = (piece for piece in operands[0] if isinstance(piece, pikepdf.String))
                    yield from (_text(bytes(piece), font) for piece in pieces)


def _of(element: Any) -> Iterator[tuple[str, list[int]]]:
    """Blocks with the marks of all that is inside; a Div is what its children are."""
    for kid in element.K:
        if kid.S in ("/Div", "/Document") and any(_is_block(inner) for inner in _elements(kid)):
            yield from _of(kid)
        else:
            kind = "P" if kid.S == "/Div" else str(kid.S).lstrip("/")
            yield kind, list(_marks(kid))


def _elements(element: Any) -> list[Any]:
    return [kid for kid in element.K if isinstance(kid, pikepdf.Dictionary)]


def _is_block(element: Any) -> bool:
    return element.S in ("/Div", "/P", "/H1")


def _marks(element: Any) -> Iterator[int]:
    for kid in element.K:
        if isinstance(kid, pikepdf.Dictionary):
            yield from _marks(kid)
        else:
            yield int(kid)


def _marked_texts(page: pikepdf.Page) -> dict[int, str]:
    fonts = {name: _unicode(font) for name, font in page.Resources.Font.items()}
    texts: dict[int, str] = {}
    mark, font = -1, {}
    for operands, operator in pikepdf.parse_content_stream(page):
        match str(operator):
            case "BDC":
                mark = int(operands[1].MCID)
            case "Tf":
                font = fonts[str(operands[0])]
            case "Tj":
                texts[mark] = texts.get(mark, "") + _text(bytes(operands[0]), font)
            case "TJ":
                pieces = [piece for piece in operands[0] if isinstance(piece, pikepdf.String)]
                said = "".join(_text(bytes(piece), font) for piece in pieces)
                texts[mark] = texts.get(mark, "") + said
    return texts


def _text(glyphs: bytes, font: dict[int, str]) -> str:
    numbers = (int.from_bytes(glyphs[n : n + 2]) for n in range(0, len(glyphs), 2))
    return "".join(font.get(number, "") for number in numbers)


def _unicode(font: Any) -> dict[int, str]:
    mapping = font.ToUnicode.read_bytes().decode()
    return {
        int(glyph, 16): bytes.fromhex(text).decode("utf-16-be")
        for glyph, text in regex.findall(r"^<([0-9a-f]{4})> <([0-9a-f]*)>$", mapping, regex.M)
    }
