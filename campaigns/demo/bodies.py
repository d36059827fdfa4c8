"""Bodies of demo pages: the same blocks in each language, so that each text is one segment."""

import re
from collections.abc import Iterable
from html import escape
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from campaigns.demo.reading import SOURCE_LANGUAGE, Table

Values = dict[str, str]
"""Translated strings by the path of their segment, as wagtail-localize keeps them (HTML)."""


def block_id(*parts: str) -> str:
    """A block id that stays the same, so that paths of segments do."""
    return str(uuid5(NAMESPACE_URL, "briefe-demo:" + ":".join(parts)))


def marked(text: str) -> str:
    """Inline HTML of a demo paragraph: `*...*` is bold, everything else is text."""
    return re.sub(r"\*([^*]+)\*", r"<b>\1</b>", escape(text, quote=False))


def body(key: str, table: Table, *, form: Table | None = None) -> list[dict[str, Any]]:
    """The stream of a page in the source language, with the letter form at its end."""
    stream: list[dict[str, Any]] = [
        {
            "type": "text",
            "id": block_id(key, "text", str(number)),
            "value": f"<p>{marked(text)}</p>",
        }
        for number, text in enumerate(table["body"][SOURCE_LANGUAGE])
    ]
    if form:
        words = {name: form[name][SOURCE_LANGUAGE] for name in ("heading", "intro", "button")}
        stream.append(
            {
                "type": "letter_form",
                "id": block_id(key, "form"),
                "value": {**words, "appeal": form.get("appeal")},
            }
        )
    return stream


def body_values(key: str, table: Table, language: str, *, form: Table | None = None) -> Values:
    """The translations that belong to `body`."""
    values = {
        f"body.{block_id(key, 'text', str(number))}": marked(text)
        for number, text in enumerate(table["body"][language])
    }
    if form:
        for name in ("heading", "intro", "button"):
            values[f"body.{block_id(key, 'form')}.{name}"] = escape(
                form[name][language], quote=False
            )
    return values


def plain_values(table: Table, names: Iterable[str], language: str) -> Values:
    """Translations of plain fields; lists become lines."""
    values = {}
    for name in names:
        if name in table:
            text = table[name][language]
            values[name] = escape("\n".join(text) if isinstance(text, list) else text, quote=False)
    return values
