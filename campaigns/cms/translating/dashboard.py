"""The overview of all translations: letters, pages or cover texts down, languages across."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from campaigns import conf
from campaigns.cms.translating.access import may_assign
from campaigns.cms.translating.cells import Cells, autonym
from campaigns.enums import TranslationState
from campaigns.letters.languages import LANGUAGES
from campaigns.models import Appeal, CasePage, CoverText, Edition, SuccessStoryPage
from campaigns.translating.cover_matrix import CoverRow, cover_rows
from campaigns.translating.letter_matrix import letter_rows
from campaigns.translating.page_matrix import page_rows
from campaigns.translating.progress import Cell
from campaigns.translating.roles import languages_of

LETTERS, PAGES, COVERS = "letters", "pages", "covers"


class Filters(forms.Form):
    """What is shown; every field may be left open."""

    what = forms.ChoiceField(
        label=_("What"),
        choices=[(LETTERS, _("Letters")), (PAGES, _("Pages")), (COVERS, _("Cover texts"))],
        required=False,
    )
    language = forms.ChoiceField(label=_("Language"), required=False)
    edition = forms.ModelChoiceField(
        Edition.objects.all(), label=_("Edition"), required=False, empty_label=_("All")
    )
    state = forms.ChoiceField(
        label=_("State"), choices=[("", _("All")), *TranslationState.choices], required=False
    )
    q = forms.CharField(label=_("Name"), required=False)
    mine = forms.BooleanField(label=_("Only mine"), required=False)

    def __init__(self, *args: Any, codes: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(code, autonym(code)) for code in codes]
        chooser: Any = self.fields["language"]
        chooser.choices = [("", _("All")), *named]

    def chosen(self) -> dict[str, Any]:
        """Cleaned values; what makes no sense counts as left open."""
        self.is_valid()
        return {name: self.cleaned_data.get(name) or None for name in self.fields}


def dashboard(request: HttpRequest) -> HttpResponse:
    own = languages_of(request.user)
    if own is not None and not own:
        raise PermissionDenied
    codes = [code for code in LANGUAGES if own is None or code in own]
    filters = Filters(request.GET, codes=codes)
    chosen = filters.chosen()
    languages = {chosen["language"]} if chosen["language"] else own
    found = _LINES.get(chosen["what"], _letters)(chosen, languages)
    lines = [line for line in found if _is_wanted(line, chosen, request.user)]
    columns = _columns(lines)
    cells = Cells(
        columns,
        is_pages=chosen["what"] == PAGES,
        may_assign=may_assign(request.user),
        today=timezone.localdate(),
    )
    context = {
        "filters": filters,
        "lines": [{**line, "cells": cells.row(line)} for line in lines],
        "columns": [(code, autonym(code)) for code in columns],
        "counts": _counts(lines),
        "view": cells,
        "heading": _HEADINGS.get(chosen["what"], _("Letter")),
    }
    return render(request, "campaigns/admin/translating/dashboard.html", context)


def _letters(chosen: dict[str, Any], languages: Collection[str] | None) -> list[dict[str, Any]]:
    appeals = Appeal.objects.order_by("-closes", "pk")
    if chosen["edition"]:
        appeals = appeals.filter(edition=chosen["edition"])
    if chosen["q"]:
        name = Q(case__public_name__icontains=chosen["q"])
        appeals = appeals.filter(name | Q(authority__name__icontains=chosen["q"]))
    return [
        {
            "title": row.appeal.case.public_name,
            "about": row.appeal.authority.name,
            "closes": row.appeal.closes,
            "key": str(row.appeal.uuid),
            "source": row.source,
            "cells": row.cells,
        }
        for row in letter_rows(appeals, languages)
    ]


def _pages(chosen: dict[str, Any], languages: Collection[str] | None) -> list[dict[str, Any]]:
    pages = Page.objects.all()
    if chosen["edition"]:
        pages = pages.filter(translation_key__in=_keys_of_edition(chosen["edition"]))
    rows = page_rows(pages, languages)
    if chosen["q"]:
        rows = [row for row in rows if chosen["q"].casefold() in row.title.casefold()]
    return [
        {
            "title": row.title,
            "about": "",
            "closes": None,
            "key": str(row.source_page),
            "source": row.source,
            "cells": row.cells,
        }
        for row in rows
    ]


def _covers(chosen: dict[str, Any], languages: Collection[str] | None) -> list[dict[str, Any]]:
    return [
        {
            "title": str(row.kind.label),
            "about": "",
            "closes": None,
            "key": row.kind.value,
            "source": row.source,
            "submit": _submitting(row),
            "cells": row.cells,
        }
        for row in cover_rows(languages=languages)
    ]


def _submitting(row: CoverRow) -> str:
    """Where a cover text is submitted, up to the code of the language; while there is none, where
    the first one is written."""
    if row.source_text is None:
        return f"{reverse(CoverText.snippet_viewset.get_url_name('add'))}?locale="
    args = ["campaigns", "covertext", row.source_text]
    url = reverse("wagtail_localize:submit_snippet_translation", args=args)
    return f"{url}?select_locale="


_LINES = {PAGES: _pages, COVERS: _covers}
_HEADINGS = {PAGES: _("Page"), COVERS: _("Cover text")}


def _keys_of_edition(edition: Edition) -> Any:
    """Translation keys of the pages about the cases of an edition."""
    cases = edition.appeals.values("case")
    of_cases = CasePage.objects.filter(case__in=cases).values("translation_key")
    return of_cases.union(SuccessStoryPage.objects.filter(case__in=cases).values("translation_key"))


def _is_wanted(line: dict[str, Any], chosen: dict[str, Any], person: Any) -> bool:
    cells: Sequence[Cell] = list(line["cells"].values())
    if chosen["state"] and all(cell.state != chosen["state"] for cell in cells):
        return False
    tasks = (cell.task for cell in cells if cell.task)
    return not chosen["mine"] or any(task.person_id == person.pk for task in tasks)


def _columns(lines: Iterable[dict[str, Any]]) -> list[str]:
    """Languages in use: those of the site first, the others by how often they are needed."""
    often = Counter(code for line in lines for code in line["cells"])
    public = [code for code in conf.public_languages() if code in often]
    return [*public, *(code for code, _n in often.most_common() if code not in public)]


def _counts(lines: Iterable[dict[str, Any]]) -> list[tuple[TranslationState, int]]:
    """How many cells are in each state, in the order of the states."""
    found = Counter(cell.state for line in lines for cell in line["cells"].values())
    return [(state, found[state]) for state in TranslationState if found[state]]
