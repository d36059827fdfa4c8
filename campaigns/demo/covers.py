"""Cover texts of the demo: German as the source, the others as translations of it."""

from html import escape

from campaigns.demo.bodies import Values, block_id
from campaigns.demo.reading import SOURCE_LANGUAGE, Table, read
from campaigns.demo.translating import locale, translate
from campaigns.enums import CoverKind
from campaigns.models import CoverText

FIELDS = ("subject", "salutation", "closing")


def load_covers() -> None:
    """A text of each kind, published in the languages it is written in."""
    table = read("covers")
    for kind in CoverKind:
        _load(kind, table[kind.value])


def _load(kind: CoverKind, texts: Table) -> None:
    source = texts[SOURCE_LANGUAGE]
    text = CoverText(
        kind=kind,
        locale=locale(SOURCE_LANGUAGE),
        live=False,
        paragraphs=[
            {"type": "paragraph", "id": _paragraph_id(kind, number), "value": paragraph}
            for number, paragraph in enumerate(source["paragraphs"])
        ],
        **{name: source[name] for name in FIELDS},
    )
    text.save()
    text.save_revision().publish()
    text.refresh_from_db()
    translate(
        text, ((code, _values(kind, words)) for code, words in texts.items() if words is not source)
    )


def _values(kind: CoverKind, words: Table) -> Values:
    values = {
        f"paragraphs.{_paragraph_id(kind, number)}": paragraph
        for number, paragraph in enumerate(words["paragraphs"])
    }
    values |= {name: words[name] for name in FIELDS}
    return {path: escape(text, quote=False) for path, text in values.items()}


def _paragraph_id(kind: CoverKind, number: int) -> str:
    return block_id("cover", kind.value, str(number))
