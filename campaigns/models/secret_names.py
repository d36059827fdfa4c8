"""Finding a name that must stay secret, however a text spells it."""

import html
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Any

import regex
from django.db import models
from wagtail.fields import StreamField

_TAG = regex.compile(r"<[^<>]*>")
_BETWEEN_WORDS = regex.compile(r"[^\p{L}\p{N}]+")


def reveals(secret: str, texts: Iterable[str]) -> bool:
    """Whether `secret` stands in a text: in any letter case, without accents, as an address
    spells it ("anna-berger"), or with markup inside. An empty secret is revealed by nothing.
    """
    wanted = _spelled_plainly(secret).strip()
    return bool(wanted) and any(wanted in form for text in texts for form in _forms(text))


def _forms(text: str) -> Iterator[str]:
    yield _spelled_plainly(text)
    if "<" in text:
        yield _spelled_plainly(_TAG.sub("", text))
        yield _spelled_plainly(_TAG.sub(" ", text))


def _spelled_plainly(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", html.unescape(text).replace("\u00ad", ""))
    letters = "".join(each for each in decomposed if not unicodedata.combining(each))
    return _BETWEEN_WORDS.sub(" ", letters.casefold())


def texts_by_field(instance: models.Model) -> dict[str, list[str]]:
    """Everything an editor wrote into `instance`, by the name of the field."""
    return {
        field.name: list(_strings(_stored(getattr(instance, field.name))))
        for field in instance._meta.concrete_fields
        if field.editable and isinstance(field, models.CharField | models.TextField | StreamField)
    }


def _stored(value: Any) -> Any:
    # A stream as it is stored: rendering it here would ask for templates and requests.
    return list(value.raw_data) if hasattr(value, "raw_data") else value


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _strings(each)
    elif hasattr(value, "values"):
        for each in value.values():
            yield from _strings(each)
