"""PO files as a translator's tool leaves them, and reports in short."""

from typing import Any

import polib
from wagtail_localize.models import Translation

from campaigns.translating.po import po_of
from campaigns.translating.reports import Reason, Report
from campaigns.translating.segments import Segment, segments_of
from campaigns.translating.strings import save_string

TURKISH = {
    "subject": "Anna Berger’in serbest bırakılması talebi",
    "salutation": "Sayın Bakan,",
    "closing": "Saygılarımla,",
}


def file_of(translation: Translation) -> polib.POFile:
    return polib.pofile(po_of(translation))


def filled(translation: Translation, **texts: str) -> str:
    """The file with these texts put in, by field, as a tool saves it."""
    file = file_of(translation)
    for entry in file:
        if entry.msgctxt in texts:
            entry.msgstr = texts[entry.msgctxt]
            entry.flags = []
    return str(file)


def segment(translation: Translation, field: str) -> Segment:
    return next(each for each in segments_of(translation) if each.field == field)


def summary(report: Report) -> tuple[int, int, list[tuple[str, Reason]]]:
    return report.taken, report.unchanged, [(each.place, each.reason) for each in report.refused]


def save(translation: Translation, field: str, text: str, person: Any, **more: Any) -> None:
    save_string(translation, segment(translation, field), text, person=person, **more)
