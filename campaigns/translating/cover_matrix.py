"""Cover texts by language, as letter_matrix.py does for letters."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from wagtail_localize.models import Translation

from campaigns.enums import CoverKind
from campaigns.models import AuthorityLanguage, CoverText
from campaigns.translating.progress import Cell, Submitted, cell_of_drafts, strings_of, submitted


@dataclass(frozen=True, slots=True)
class CoverRow:
    """The texts of one kind: cells by language; `source_text` is the one to translate from."""

    kind: CoverKind
    source: str
    source_text: int | None
    cells: dict[str, Cell]


def cover_rows(
    kinds: Collection[CoverKind] = tuple(CoverKind), languages: Collection[str] | None = None
) -> list[CoverRow]:
    """A row for each kind; with `languages`, cells of those alone. Six queries.

    A text is needed in the languages that the offices of its kind read, and stands wherever there
    is one: cover letters are for offices, notes for embassies.
    """
    texts: dict[str, dict[str, CoverText]] = defaultdict(dict)
    found = CoverText.objects.filter(kind__in=kinds).select_related("locale").order_by("pk")
    for text in found:
        texts[text.kind][text.language] = text
    translations = submitted([CoverText.key_of(kind) for kind in kinds])
    strings = strings_of(translations.values())
    needed = _needed()
    return [
        _row(kind, texts[kind], needed[kind], translations, strings, languages) for kind in kinds
    ]


def _needed() -> dict[str, list[str]]:
    """Languages by kind, in the order of their codes."""
    by_kind = {
        CoverKind.LETTER: AuthorityLanguage.objects.filter(authority__kind="office"),
        CoverKind.FORWARDING: AuthorityLanguage.objects.filter(
            authority__forwards_to__isnull=False
        ),
        CoverKind.COPY: AuthorityLanguage.objects.filter(authority__copied_for__isnull=False),
    }
    return {
        kind: list(dict.fromkeys(rows.order_by("language").values_list("language", flat=True)))
        for kind, rows in by_kind.items()
    }


def _row(
    kind: CoverKind,
    texts: dict[str, CoverText],
    needed: list[str],
    translations: dict[tuple[Any, str], Submitted],
    strings: dict[int, Any],
    languages: Collection[str] | None,
) -> CoverRow:
    key = CoverText.key_of(kind)
    sources = (found.source_language for code in texts if (found := translations.get((key, code))))
    source = next(sources, next(iter(texts), ""))
    original = texts.get(source)

    def cell(code: str) -> Cell:
        return cell_of_drafts(code, texts.get(code), translations.get((key, code)), strings)

    codes = (code for code in dict.fromkeys([*needed, *texts]))
    wanted = (code for code in codes if languages is None or code in languages)
    cells = {code: cell(code) for code in wanted}
    return CoverRow(kind, source, original.pk if original else None, cells)


def cell_of(translation: Translation) -> Cell | None:
    """The cell of one text in one language; None where the text is gone."""
    keys = {CoverText.key_of(kind): kind for kind in CoverKind}
    kind = keys.get(translation.source.object_id)
    code = translation.target_locale.language_code
    if kind is None:
        return None
    text = CoverText.objects.filter(kind=kind, locale=translation.target_locale_id)
    return cover_rows([kind], {code})[0].cells.get(code) if text.exists() else None
