"""Which letter, cover text or page a remembered string comes from, and whether it may be shown."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from wagtail.models import Page
from wagtail_localize.models import TranslatableObject, Translation

from campaigns.enums import CoverKind
from campaigns.models import Appeal, Case, CasePage, CoverText, LetterText, SuccessStoryPage


@dataclass(frozen=True, slots=True)
class Origin:
    """label: as colleagues know it. names: of those it tells of. published: in this language."""

    label: str
    names: tuple[str, ...]
    published: bool


def hidden_objects() -> QuerySet[Any, Any]:
    """Keys of letters and pages whose case is not public; stories with any such case, too."""
    hidden = Case.objects.exclude(pk__in=Case.objects.public().values("pk"))
    letters = Appeal.objects.filter(case__in=hidden).values("letter_key")
    pages = CasePage.objects.filter(case__in=hidden).values("translation_key")
    return TranslatableObject.objects.filter(
        Q(translation_key__in=letters)
        | Q(translation_key__in=pages)
        | Q(translation_key__in=_hidden_stories(hidden))
    ).values("translation_key")


def _hidden_stories(hidden: QuerySet[Case]) -> list[Any]:
    """Further cases stand in a stream, which no database searches reliably; stories are few."""
    gone = set(hidden.values_list("pk", flat=True))
    if not gone:
        return []
    return [
        story.translation_key
        for story in SuccessStoryPage.objects.only("translation_key", "case", "further_cases")
        if story.case_ids() & gone
    ]


def origins(translation: Translation, owners: Collection[Any]) -> dict[Any, Origin]:
    """Of the letters and pages with these keys, by key; seven queries at most."""
    locale = translation.target_locale_id
    return _letters(owners, locale) | _covers(owners, locale) | _pages(owners, locale)


def _letters(owners: Collection[Any], locale: int) -> dict[Any, Origin]:
    appeals = Appeal.objects.filter(letter_key__in=owners).select_related("case", "authority")
    live = set(
        LetterText.objects.filter(translation_key__in=owners, locale=locale, live=True).values_list(
            "translation_key", flat=True
        )
    )
    return {
        appeal.letter_key: Origin(str(appeal), _names([appeal.case]), appeal.letter_key in live)
        for appeal in appeals
    }


def _covers(owners: Collection[Any], locale: int) -> dict[Any, Origin]:
    keys = {CoverText.key_of(kind) for kind in CoverKind}.intersection(owners)
    if not keys:
        return {}
    texts = CoverText.objects.filter(translation_key__in=keys, locale=locale)
    return {text.translation_key: Origin(text.get_kind_display(), (), text.live) for text in texts}


def _pages(owners: Collection[Any], locale: int) -> dict[Any, Origin]:
    found = Page.objects.filter(translation_key__in=owners, locale=locale)
    told = _told(owners)
    known = Case.objects.in_bulk(set().union(*told.values()))
    return {
        page.translation_key: Origin(
            page.title,
            _names([known[pk] for pk in sorted(told.get(page.translation_key, ()))]),
            page.live,
        )
        for page in found
    }


def _told(owners: Collection[Any]) -> dict[Any, set[int]]:
    """Keys of the cases that pages tell of, by key of the page."""
    pages = CasePage.objects.filter(translation_key__in=owners)
    told = {key: {case} for key, case in pages.values_list("translation_key", "case")}
    for story in SuccessStoryPage.objects.filter(translation_key__in=owners):
        told.setdefault(story.translation_key, set()).update(story.case_ids())
    return told


def _names(cases: list[Case]) -> tuple[str, ...]:
    return tuple(name for case in cases for name in (case.public_name, case.native_name) if name)
