"""The glossary as a CSV file, for spreadsheets: there and back, with a report."""

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Locale

from campaigns.models import GlossaryEntry
from campaigns.spreadsheets import FORMULA
from campaigns.translating.catalogues import has_controls
from campaigns.translating.reports import Reason, Report

COLUMNS = ("source", "target", "term", "translation", "note")
LARGEST = 2 * 1024 * 1024  # bytes


def as_csv(entries: Iterable[GlossaryEntry]) -> str:
    """One line for each entry, languages by their codes; begins with a mark that Excel needs."""
    content = io.StringIO()
    lines = csv.writer(content)
    lines.writerow(COLUMNS)
    for entry in entries:
        codes = (entry.source.language_code, entry.target.language_code)
        cells = (*codes, entry.term, entry.translation, entry.note)
        lines.writerow([_harmless(cell) for cell in cells])
    return "\ufeff" + content.getvalue()


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith((*FORMULA, "'")) else cell


def _plain(cell: str) -> str:
    return cell.removeprefix("'").strip()


def import_csv(content: bytes, *, overwrite: bool = False) -> Report:
    """Adds what is new. What says something else here is replaced only when asked."""
    report = Report()
    try:
        lines = list(_lines(content))
    except ValueError as error:
        report.refuse("", Reason.FILE, str(error))
        return report
    taking = _Import(report, overwrite)
    with transaction.atomic():
        for number, cells in lines:
            taking.take(number, cells)
    return report


def _lines(content: bytes) -> Iterator[tuple[int, dict[str, str]]]:
    """Number and cells of each line that says something."""
    if len(content) > LARGEST:
        raise ValueError(_("The file is larger than 2 MB."))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ValueError(_("The file is not in UTF-8. Save it as CSV UTF-8.")) from None
    heading = text.partition("\n")[0]
    mark = max(",;\t", key=heading.count)
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=mark)
    missing = set(COLUMNS[:4]) - {str(name).strip().lower() for name in reader.fieldnames or ()}
    if missing:
        names = ", ".join(name for name in COLUMNS if name in missing)
        raise ValueError(_("These columns are missing: %(names)s.") % {"names": names})
    try:
        for row in reader:
            cells = {str(key).strip().lower(): _plain(str(cell or "")) for key, cell in row.items()}
            if any(cells.get(name) for name in COLUMNS):
                yield reader.line_num, cells
    except csv.Error:
        text = _("The file is broken in line %(line)s.") % {"line": reader.line_num + 1}
        raise ValueError(text) from None


@dataclass(frozen=True, slots=True)
class _Key:
    source: int
    target: int
    term: str


class _Import:
    def __init__(self, report: Report, overwrite: bool) -> None:
        self._report = report
        self._overwrite = overwrite
        self._locales = {each.language_code: each for each in Locale.objects.all()}
        self._known = {_key(entry): entry for entry in GlossaryEntry.objects.all()}

    def take(self, number: int, cells: dict[str, str]) -> None:
        place = _("Line %(line)d") % {"line": number}
        locales = [self._locales.get(cells.get(name, "").lower()) for name in COLUMNS[:2]]
        if None in locales:
            self._report.refuse(place, Reason.UNKNOWN, _("There is no such language here."))
            return
        entry = GlossaryEntry(
            source=locales[0],
            target=locales[1],
            **{name: cells.get(name, "") for name in COLUMNS[2:]},
        )
        self._merge(place, entry)

    def _merge(self, place: str, entry: GlossaryEntry) -> None:
        known = self._known.get(_key(entry))
        if known is None:
            self._save(place, entry)
        elif (known.translation, known.note) == (entry.translation, entry.note):
            self._report.unchanged += 1
        elif self._overwrite:
            known.translation, known.note = entry.translation, entry.note
            self._save(place, known)
        else:
            text = _("The glossary says %(known)s.") % {"known": known.translation}
            self._report.refuse(place, Reason.CONFLICT, f"{entry.term}: {text}")

    def _save(self, place: str, entry: GlossaryEntry) -> None:
        if has_controls(f"{entry.term}{entry.translation}{entry.note}"):
            self._report.refuse(place, Reason.REFUSED, _("It has control characters."))
            return
        try:
            entry.full_clean()
        except ValidationError as error:
            self._report.refuse(place, Reason.REFUSED, _by_column(error))
            return
        entry.save()
        self._known[_key(entry)] = entry
        self._report.taken += 1


def _by_column(error: ValidationError) -> str:
    told = ((name, " ".join(texts)) for name, texts in error.message_dict.items())
    return " ".join(text if name == NON_FIELD_ERRORS else f"{name}: {text}" for name, text in told)


def _key(entry: GlossaryEntry) -> _Key:
    return _Key(entry.source_id, entry.target_id, entry.term.casefold())
