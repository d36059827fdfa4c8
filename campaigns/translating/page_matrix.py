"""Pages by language, as letter_matrix.py does for letters."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from wagtail.models import Page
from wagtail_localize.models import Translation

from campaigns import conf
from campaigns.translating.progress import Cell, Submitted, cell_of_drafts, strings_of, submitted


@dataclass(frozen=True, slots=True)
class PageRow:
    """The translations of one page: cells by public language."""

    title: str
    source: str
    source_page: int
    cells: dict[str, Cell]


def page_rows(pages: Any, languages: Collection[str] | None = None) -> list[PageRow]:
    """A row for each page and its translations among `pages`, a queryset; five queries."""
    by_key: dict[Any, list[Page]] = defaultdict(list)
    for page in pages.filter(depth__gt=1, alias_of=None).select_related("locale").order_by("path"):
        by_key[page.translation_key].append(page)
    translations = submitted(by_key)
    strings = strings_of(translations.values())
    wanted = [c for c in conf.public_languages() if languages is None or c in languages]
    return [_row(group, translations, strings, wanted) for group in by_key.values()]


def _row(
    group: Sequence[Page],
    translations: dict[tuple[Any, str], Submitted],
    strings: dict[int, Any],
    wanted: Iterable[str],
) -> PageRow:
    pages = {page.locale.language_code: page for page in group}
    key = group[0].translation_key
    origin = _origin(group, [found for code in pages if (found := translations.get((key, code)))])

    def cell(code: str) -> Cell:
        return cell_of_drafts(code, pages.get(code), translations.get((key, code)), strings)

    return PageRow(
        title=origin.get_admin_display_title(),
        source=origin.locale.language_code,
        source_page=origin.pk,
        cells={code: cell(code) for code in wanted},
    )


def _origin(group: Sequence[Page], translations: Sequence[Submitted]) -> Page:
    """The page the others are translated from; the oldest one without any translation."""
    for translation in translations:
        for page in group:
            if page.locale.language_code == translation.source_language:
                return page
    return min(group, key=lambda page: page.pk)


def cell_of(translation: Translation) -> Cell | None:
    """The cell of one page in one language; None where the page is gone."""
    pages = Page.objects.filter(translation_key=translation.source.object_id)
    code = translation.target_locale.language_code
    return next((row.cells[code] for row in page_rows(pages) if code in row.cells), None)
