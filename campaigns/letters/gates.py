"""What a drawn page shows to be wrong with a letter: too long, not in its fonts, not in its place.

Boxes and fonts are WeasyPrint's, looked at and never made here.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import regex

from campaigns.letters import markup
from campaigns.letters.content import Fault, LetterContent

MM = 96 / 25.4  # WeasyPrint measures in CSS pixels
TOLERANCE_MM = 0.3
# Drawn from whatever family is at hand without harm: spaces and invisible marks.
_UNSEEN = regex.compile(r"[\s\p{Cf}\u00A0]")


class LetterRefused(Exception):  # noqa: N818 - says what happened, in the words of the field
    """A letter that must not be printed; `faults` says why, at least one."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__("; ".join(f"{fault.code} in {fault.block}" for fault in faults))
        self.faults = tuple(faults)


def texts_of(content: LetterContent) -> dict[str, str]:
    """Block name to the text it shows."""
    blocks = {
        "return_line": content.return_line,
        **{f"envelope.{n}": line for n, line in enumerate(content.address)},
        "date": content.day,
        "place": content.place,
        "subject": content.title,
        "salutation": content.salutation,
    }
    for number, paragraph in enumerate(content.paragraphs):
        blocks[f"paragraphs.{number}"] = "".join(run.text for run in paragraph)
    return blocks | {
        "closing": "\n".join(content.closing),
        "initials": content.initials,
        "copy_line": content.layout.copy_line,
        "specimen": content.layout.specimen,
    }


FIELDS = ("return_line", "envelope", "place", "initials", "copy_line", "specimen")


def families(content: LetterContent, blocks: Mapping[str, str]) -> set[str]:
    """The families this letter may use; any other came in silently, by fallback."""
    allowed = set(markup.letter_fonts(content))
    for block, text in blocks.items():
        if block.partition(".")[0] in FIELDS:
            allowed.update(markup.field_fonts(text))
    return allowed


def second_page(pages: Sequence[Any]) -> Iterator[Fault]:
    """second_page, naming the block the second page begins with."""
    if len(pages) > 1:
        drawn = list(boxes_of(pages[1]))
        yield Fault("second_page", drawn[0].block if drawn else "closing")


def glyph_faults(
    fonts: Iterable[Any], blocks: Mapping[str, str], families: set[str]
) -> Iterator[Fault]:
    """missing_glyphs and foreign_font of drawn fonts, in the blocks that show the characters.

    A font says its `family`, code points it is `missing`, and the text of each glyph
    (`to_unicode`).
    """
    fonts = list(fonts)
    missing = {chr(point) for font in fonts for point in font.missing}
    yield from _in_blocks("missing_glyphs", missing, blocks)
    for family in sorted({font.family for font in fonts} - families):
        shown = {
            character
            for font in fonts
            if font.family == family
            for text in font.to_unicode.values()
            for character in text
        }
        strange = {character for character in shown - missing if not _UNSEEN.match(character)}
        yield from _in_blocks("foreign_font", strange, blocks, family)


def _in_blocks(
    code: str, characters: set[str], blocks: Mapping[str, str], detail: str = ""
) -> Iterator[Fault]:
    for block, text in blocks.items():
        if found := [character for character in dict.fromkeys(text) if character in characters]:
            yield Fault(code, block, characters="".join(found), detail=detail)


@dataclass(frozen=True, slots=True)
class _Box:
    """Ink of one block on the page, in millimetres from its top left corner."""

    block: str
    left: float
    right: float
    bottom: float


def boxes_of(page: Any) -> Iterator[_Box]:
    """Text boxes of a page with the block they belong to."""
    for box, owner in tree(page):
        if getattr(box, "text", ""):
            block = block_of(owner)
            left, top = box.position_x / MM, box.position_y / MM
            yield _Box(block, left, left + box.width / MM, top + box.height / MM)


def tree(page: Any) -> Iterator[tuple[Any, Any]]:
    """Every box of a page in reading order, with the element of its block, None for none."""
    stack = [(page._page_box, None)]  # not public; the version is pinned
    while stack:
        box, owner = stack.pop()
        if box.element is not None and box.element.get("data-block"):
            owner = box.element
        yield box, owner
        stack.extend((child, owner) for child in reversed(list(getattr(box, "children", ()))))


def block_of(owner: Any) -> str:
    """The name of a block by its element."""
    return "" if owner is None else str(owner.get("data-block"))


def of_class(page: Any, name: str) -> Any:
    """The block box with a class of its own; raises LookupError."""
    for box, _ in tree(page):
        if box.element is not None and name in (box.element.get("class") or "").split():
            return box
    raise LookupError(name)


def clipped(page: Any, content: LetterContent) -> Iterator[Fault]:
    """Blocks that leave their place: the window, the body, the foot; each named once."""
    outside = [box.block for box in boxes_of(page) if _leaves(box, content)]
    for block in dict.fromkeys(outside):
        yield Fault("clipped", block)


def _leaves(box: _Box, content: LetterContent) -> bool:
    left, right, bottom = _place_of(box.block, content)
    return (
        box.left < left - TOLERANCE_MM
        or box.right > right + TOLERANCE_MM
        or box.bottom > bottom + TOLERANCE_MM
    )


def _place_of(block: str, content: LetterContent) -> tuple[float, float, float]:
    """Left, right and lowest edge a block may reach, in millimetres."""
    if block == "return_line" or block.startswith("envelope."):
        left = markup.WINDOW_TEXT_LEFT_MM[content.layout.window]
        return left, left + markup.WINDOW_WIDTH_MM, markup.ADDRESS_BOTTOM_MM + 2
    if block == "specimen":
        return 0, 210, 297
    if block == "copy_line":
        return markup.LEFT_MM, markup.RIGHT_MM, 292
    return markup.LEFT_MM, markup.RIGHT_MM, 297
