"""Cells of the overview as HTML: thousands on a page, too many for a template each.

Words and addresses are looked up, and words escaped, once a page; what comes from rows is escaped
once a line.
"""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from campaigns.enums import TranslationState
from campaigns.letters.languages import LANGUAGES
from campaigns.templatetags.campaigns_tags import day
from campaigns.translating.progress import Cell

SETTLED = (TranslationState.APPROVED, TranslationState.IN_REVIEW)


def autonym(code: str) -> str:
    entry = LANGUAGES.get(code)
    return entry.autonym if entry else code


class Cells:
    """What is the same for all cells of a page, in the reader's language."""

    def __init__(
        self, columns: Sequence[str], *, is_pages: bool, may_assign: bool, today: datetime.date
    ) -> None:
        self.columns = [(code, escape(autonym(code))) for code in columns]
        self.is_pages, self.may_assign, self.today = is_pages, may_assign, today
        self.labels = {state: escape(state.label) for state in TranslationState}
        # Words inside an f-string are not extracted.
        nothing = escape(_("Not needed"))
        self.none = (
            '<td class="matrix-cell matrix-cell--none"><span class="w-sr-only">'
            f"{nothing}</span></td>"
        )
        self.desk, self.task = _address("desk"), _address("task")
        self.start = escape(_("Missing: start"))
        self.starting = escape(_("Translate %(title)s: %(name)s"))
        self.counted = escape(_("%(done)d of %(total)d"))
        self.tasked = escape(_("Task"))
        self.tasking = escape(_("Task of %(title)s: %(name)s"))

    def row(self, line: Mapping[str, Any]) -> SafeString:
        """The cells of a line, in the order of the columns."""
        title, cells = escape(line["title"]), line["cells"]
        found = (
            self._cell(line, title, code, name, cells.get(code)) for code, name in self.columns
        )
        return mark_safe("".join(found))  # noqa: S308 - all parts are escaped where they come in

    def _cell(
        self, line: Mapping[str, Any], title: str, code: str, name: str, cell: Cell | None
    ) -> str:
        if cell is None:
            return self.none
        door = self._door(line, title, code, name, cell)
        details = "".join(self._details(title, name, cell))
        state = f"matrix-cell matrix-state--{cell.state.value}"
        return f'<td class="{state}" data-language="{name}">{door}{details}</td>'

    def _door(self, line: Mapping[str, Any], title: str, code: str, name: str, cell: Cell) -> str:
        """The state, as the way to where one can do something about it."""
        label = self.labels[cell.state]
        if cell.translation:
            return f'<a href="{self.desk % cell.translation}">{label}</a>'
        if cell.state != TranslationState.MISSING:
            return label
        if address := self._submitting(line):
            return f'<a href="{address}{code}">{label}</a>'
        if not line["source"]:
            return label
        # All of them belong to the one form beside the table.
        about = self.starting % {"title": title, "name": name}
        return (
            f'<button class="matrix-start" form="start" name="cell" value="{line["key"]}:{code}"'
            f' aria-label="{about}">{self.start}</button>'
        )

    def _submitting(self, line: Mapping[str, Any]) -> str:
        """Where a page, or what says so itself, is submitted, up to the code of the language; ""
        for what one button starts."""
        if self.is_pages:
            url = reverse("wagtail_localize:submit_page_translation", args=[line["key"]])
            return f"{url}?select_locale="
        return str(line.get("submit", ""))

    def _details(self, title: str, name: str, cell: Cell) -> Iterator[str]:
        strings, task = cell.strings, cell.task
        if strings.total and cell.state not in SETTLED:
            yield _detail(self.counted % {"done": strings.done, "total": strings.total})
        if task and task.person:
            yield f'<bdi class="matrix-detail">{escape(task.person)}</bdi>'
        if task and task.due and cell.state != TranslationState.APPROVED:
            yield _due(task.due, self.today)
        if self.may_assign and cell.translation:
            about = self.tasking % {"title": title, "name": name}
            yield (
                f'<a class="matrix-detail" href="{self.task % cell.translation}"'
                f' aria-label="{about}">{self.tasked}</a>'
            )


def _address(name: str) -> str:
    """The address of a view of one translation, with %d for its number."""
    return reverse(f"campaign_translations:{name}", args=[0]).replace("/0/", "/%d/")


def _due(due: datetime.date, today: datetime.date) -> str:
    if due < today:
        return _detail(escape(_("Overdue since %(day)s") % {"day": day(due)}), " matrix-late")
    return _detail(escape(_("Due %(day)s") % {"day": day(due)}))


def _detail(text: str, more: str = "") -> str:
    return f'<span class="matrix-detail{more}">{text}</span>'
