"""Letters by language: what is there of each appeal, in as many queries for any number of them."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Max
from wagtail_localize.models import Translation

from campaigns import conf
from campaigns.models import Appeal, LetterText, LetterVersion
from campaigns.translating.progress import Cell, Served, cell, strings_of, submitted


@dataclass(frozen=True, slots=True)
class LetterRow:
    """The letters of one appeal: cells by language; no cell where no letter is needed."""

    appeal: Appeal
    source: str
    cells: dict[str, Cell]


def letter_rows(appeals: Any, languages: Collection[str] | None = None) -> list[LetterRow]:
    """A row for each of `appeals`, a queryset; with `languages`, cells of those alone.

    A letter is needed in the languages its authority reads and in those of the site, and stands
    wherever there is a text. Nine queries.
    """
    rows = list(
        appeals.select_related("case", "authority", "edition").prefetch_related(
            "authority__reading_languages", "authority__holders"
        )
    )
    matrix = _Matrix(rows)
    return [matrix.row(appeal, languages) for appeal in rows]


class _Matrix:
    """What is known of the letters of some appeals, found once for all of them."""

    def __init__(self, appeals: Sequence[Appeal]) -> None:
        self.texts: dict[int, dict[str, int]] = defaultdict(dict)
        found = LetterText.objects.filter(appeal__in=[appeal.pk for appeal in appeals])
        columns = ("appeal", "locale__language_code", "pk")
        for appeal_pk, code, pk in found.order_by("pk").values_list(*columns):
            self.texts[appeal_pk][code] = pk
        self.translations = submitted([appeal.letter_key for appeal in appeals])
        self.strings = strings_of(self.translations.values())
        self.versions = {
            (version.appeal_id, version.language): version for version in _newest(appeals)
        }

    def row(self, appeal: Appeal, languages: Collection[str] | None) -> LetterRow:
        texts = self.texts[appeal.pk]
        needed = [*appeal.authority.languages(), *conf.public_languages(), *texts]
        source = self._source(appeal, texts)
        return LetterRow(
            appeal=appeal,
            source=source,
            cells={
                code: self._cell(appeal, code, texts.get(code), source)
                for code in dict.fromkeys(needed)
                if languages is None or code in languages
            },
        )

    def _source(self, appeal: Appeal, texts: dict[str, int]) -> str:
        """The language translations are made from; that of the oldest text without any."""
        for code in texts:
            if translation := self.translations.get((appeal.letter_key, code)):
                return translation.source_language
        return next(iter(texts), "")

    def _cell(self, appeal: Appeal, code: str, text: int | None, source: str) -> Cell:
        translation = self.translations.get((appeal.letter_key, code))
        served = self._served(appeal, code, source)
        return cell(code, text, translation, self.strings, served, is_live=served is not None)

    def _served(self, appeal: Appeal, code: str, source: str) -> Served | None:
        version = self.versions.get((appeal.pk, code))
        if version is None:
            return None
        original = self.versions.get((appeal.pk, source))
        same = original is None or version.source_digest == original.digest
        holder = appeal.authority.holder_on()
        return Served(
            since=version.approved_on,
            up_to_date=same and version.holder_id == (holder.pk if holder else None),
        )


def _newest(appeals: Iterable[Appeal]) -> Iterable[LetterVersion]:
    standing = LetterVersion.objects.standing().filter(appeal__in=[each.pk for each in appeals])
    newest = standing.order_by().values("appeal", "language").annotate(newest=Max("pk"))
    return LetterVersion.objects.filter(pk__in=newest.values("newest")).only(
        "appeal_id", "language", "digest", "source_digest", "holder_id", "approved_on"
    )


def cell_of(translation: Translation) -> Cell | None:
    """The cell of one letter in one language; None where the text or appeal is gone."""
    appeals = Appeal.objects.filter(letter_key=translation.source.object_id)
    code = translation.target_locale.language_code
    return next((row.cells[code] for row in letter_rows(appeals) if code in row.cells), None)
