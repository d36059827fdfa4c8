"""How far a letter text or page is in a language.

| state       | holds when                                                                         |
|-------------|------------------------------------------------------------------------------------|
| source      | it was written in this language                                                    |
| missing     | nobody has submitted it into this language                                         |
| approved    | what is served says what the source says now, to who holds the office now          |
| in_review   | else, every segment is by a person and somebody has handed it in                   |
| behind      | else, something is served, but of an older source or to a former office holder     |
| complete    | else, every segment is by a person                                                 |
| machine     | else, every segment has a text, some from a machine that nobody has confirmed      |
| in_progress | else: `done` of `total` segments are by a person                                   |

Served is, of a letter, the newest standing version; of a page, the live page. A row taken out of
the translation is edited by hand: it has no segments, and is approved or behind all the same.
"""

import datetime
import uuid
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Max, Q
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from campaigns.enums import TranslationState
from campaigns.models.translation_work import TranslationTask


@dataclass(frozen=True, slots=True)
class Strings:
    """Segments of one translation: all, by a person, by a machine; when the last one changed."""

    total: int = 0
    done: int = 0
    machine: int = 0
    changed_on: datetime.datetime | None = None

    @property
    def complete(self) -> bool:
        return self.done == self.total


@dataclass(frozen=True, slots=True)
class Served:
    """What readers get now: since when, and whether it says what the source says now."""

    since: datetime.datetime
    up_to_date: bool


@dataclass(frozen=True, slots=True)
class Cell:
    """One text or page in one language; `translation` and `target` are keys, None without one."""

    state: TranslationState
    language: str
    strings: Strings = Strings()
    translation: int | None = None
    target: int | None = None
    served: bool = False
    task: TranslationTask | None = None


def state_of(strings: Strings, served: Served | None, *, handed_in: bool) -> TranslationState:
    """The state of what has been submitted; the table above says which is when."""
    changed = strings.changed_on if strings.total else None
    newer = served is not None and changed is not None and changed > served.since
    if served and served.up_to_date and strings.complete and not newer:
        return TranslationState.APPROVED
    if strings.complete and strings.total and handed_in:
        return TranslationState.IN_REVIEW
    if served and not (served.up_to_date and strings.complete):
        return TranslationState.BEHIND
    if strings.complete and strings.total:
        return TranslationState.COMPLETE
    if strings.machine and strings.done + strings.machine == strings.total:
        return TranslationState.MACHINE
    return TranslationState.IN_PROGRESS


def cell(
    code: str,
    target: int | None,
    translation: "Submitted | None",
    strings: Mapping[int, Strings],
    served: Served | None,
    *,
    is_live: bool,
) -> Cell:
    """The cell of a row with the key `target`, and of its translation if it has been submitted."""
    if target is None:
        return Cell(TranslationState.MISSING, code)
    if translation is None:
        return Cell(TranslationState.SOURCE, code, target=target, served=is_live)
    of_it = strings[translation.pk]
    return Cell(
        state=state_of(of_it, served, handed_in=translation.is_handed_in),
        language=code,
        strings=of_it,
        translation=translation.pk,
        target=target,
        served=is_live,
        task=translation.task,
    )


def cell_of_drafts(
    code: str, row: Any, translation: "Submitted | None", strings: Mapping[int, Strings]
) -> Cell:
    """The cell of a page or a cover text, None for none: what is live of it is what is served."""
    if row is None:
        return cell(code, None, translation, strings, None, is_live=False)
    served = _served(row, translation) if translation else None
    return cell(code, row.pk, translation, strings, served, is_live=row.live)


def _served(row: Any, translation: "Submitted") -> Served | None:
    if not row.live or row.last_published_at is None:
        return None
    up_to_date = not translation.enabled or translation.source_changed_on <= row.last_published_at
    return Served(since=row.last_published_at, up_to_date=up_to_date)


@dataclass(frozen=True, slots=True)
class Submitted:
    """A translation, as much of it as an overview of thousands needs."""

    pk: int
    key: uuid.UUID
    source_id: int
    source_language: str
    target_locale_id: int
    language: str
    enabled: bool
    source_changed_on: datetime.datetime
    task: TranslationTask | None

    @property
    def is_handed_in(self) -> bool:
        return self.task is not None and self.task.handed_in_on is not None


_SUBMITTED = (
    "pk",
    "source__object_id",
    "source_id",
    "source__locale__language_code",
    "target_locale_id",
    "target_locale__language_code",
    "enabled",
    "source__last_updated_at",
)


def submitted(keys: Collection[Any]) -> dict[tuple[Any, str], Submitted]:
    """By translation key and language, those of the rows with `keys`; two queries."""
    found = Translation.objects.filter(source__object__in=keys)
    tasks = {
        task.translation_id: task
        for task in TranslationTask.objects.filter(
            translation__source__object__in=keys
        ).select_related("person")
    }
    rows = [
        Submitted(
            pk=row["pk"],
            key=row["source__object_id"],
            source_id=row["source_id"],
            source_language=row["source__locale__language_code"],
            target_locale_id=row["target_locale_id"],
            language=row["target_locale__language_code"],
            enabled=row["enabled"],
            source_changed_on=row["source__last_updated_at"],
            task=tasks.get(row["pk"]),
        )
        for row in found.values(*_SUBMITTED)
    ]
    return {(row.key, row.language): row for row in rows}


def strings_of(translations: Collection[Translation | Submitted]) -> dict[int, Strings]:
    """By translation, in two queries for any number of them."""
    sources = {translation.source_id for translation in translations}
    segments = StringSegment.objects.filter(source__in=sources)
    totals = dict(segments.values_list("source").annotate(Count("pk")).order_by())
    found = {
        (row["source"], row["locale"]): Strings(
            totals[row["source"]], row["done"], row["machine"], row["changed_on"]
        )
        for row in _counted(segments)
    }
    return {
        each.pk: found.get(
            (each.source_id, each.target_locale_id), Strings(totals.get(each.source_id, 0))
        )
        if each.enabled
        else Strings()
        for each in translations
    }


def _counted(segments: Any) -> Iterable[dict[str, Any]]:
    by_person = Q(string__translations__translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL)
    sound = Q(string__translations__has_error=False)
    return (
        segments.filter(string__translations__context=F("context"))
        .order_by()
        .values("source", locale=F("string__translations__locale"))
        .annotate(
            done=Count("pk", filter=by_person & sound),
            machine=Count("pk", filter=~by_person & sound),
            changed_on=Max("string__translations__updated_at"),
        )
    )


def task_of(translation: Translation) -> TranslationTask | None:
    """The reverse side of a one-to-one raises where there is no row."""
    return getattr(translation, "task", None)
