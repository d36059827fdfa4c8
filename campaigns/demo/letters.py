"""Letter texts of the demo: German as the source, the others as translations of it."""

from html import escape

from campaigns.demo.bodies import Values, block_id
from campaigns.demo.reading import SOURCE_LANGUAGE, Table
from campaigns.demo.translating import locale, translate
from campaigns.models import Appeal, LetterText


def letters(key: str, texts: Table, appeal: Appeal) -> None:
    """Publishes the texts of one appeal; each passes the gates a person's text passes."""
    source = texts[SOURCE_LANGUAGE]
    text = LetterText(
        appeal=appeal,
        locale=locale(SOURCE_LANGUAGE),
        live=False,
        subject=source["subject"],
        salutation=source["salutation"],
        closing=source["closing"],
        paragraphs=[
            {"type": "paragraph", "id": _paragraph_id(key, number), "value": paragraph}
            for number, paragraph in enumerate(source["paragraphs"])
        ],
    )
    text.save()
    text.save_revision().publish()
    text.refresh_from_db()
    further = ((code, _values(key, table)) for code, table in texts.items() if table is not source)
    translate(text, further)


def _values(key: str, table: Table) -> Values:
    values = {
        f"paragraphs.{_paragraph_id(key, number)}": paragraph
        for number, paragraph in enumerate(table["paragraphs"])
    }
    values |= {name: table[name] for name in ("subject", "salutation", "closing")}
    return {path: escape(text, quote=False) for path, text in values.items()}


def _paragraph_id(key: str, number: int) -> str:
    return block_id("letter", key, str(number))
