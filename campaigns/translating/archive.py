"""The PO files of an edition as one archive, there and back.

Files bear the number of the translation and its language: names of files show in mails and
lists of downloads, so nobody is named in one.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from wagtail_localize.models import Translation

from campaigns.enums import SegmentState
from campaigns.models import CasePage, Edition, LetterText
from campaigns.translating.catalogues import BrokenFileError, read
from campaigns.translating.packing import packed, unpacked
from campaigns.translating.po import TRANSLATION, import_po, po_of
from campaigns.translating.reports import Reason, Report
from campaigns.translating.roles import may_translate
from campaigns.translating.segments import segments_of
from campaigns.translating.subjects import model_of

CONTENTS = "contents.txt"


@dataclass(slots=True)
class ArchiveReport:
    """files: the report of each file by its name in the archive. broken: why none was read."""

    files: dict[str, Report] = field(default_factory=dict)
    broken: str = ""

    @property
    def taken(self) -> int:
        return sum(each.taken for each in self.files.values())

    @property
    def unchanged(self) -> int:
        return sum(each.unchanged for each in self.files.values())

    def conflicts(self) -> bool:
        return any(each.conflicts() for each in self.files.values())


def translations_of(edition: Edition, languages: Iterable[str]) -> QuerySet[Translation]:
    """Of the letters of an edition and of the pages of its cases, as far as they are submitted."""
    appeals = edition.appeals.all()
    pages = CasePage.objects.filter(case__in=appeals.values("case"))
    return (
        _with_relations()
        .filter(
            Q(source__object_id__in=appeals.values("letter_key"))
            | Q(source__object_id__in=pages.values("translation_key")),
            target_locale__language_code__in=list(languages),
            enabled=True,
        )
        .order_by("target_locale__language_code", "pk")
    )


def _with_relations() -> QuerySet[Translation]:
    return Translation.objects.select_related(
        "source__locale", "source__specific_content_type", "target_locale"
    )


def archive_of(translations: Iterable[Translation]) -> bytes:
    """A ZIP archive with a folder for each language and a list of contents."""
    return packed(_files_of(translations))


def _files_of(translations: Iterable[Translation]) -> Iterator[tuple[str, str]]:
    lines = [_("Translate the PO files, and send the archive back as it is."), ""]
    for translation in translations:
        name = file_name(translation)
        lines.append(_line(name, translation))
        yield name, po_of(translation)
    yield CONTENTS, "\n".join([*lines, ""])


def file_name(translation: Translation) -> str:
    code = translation.target_locale.language_code
    return f"{code}/{translation.pk:05d}-{code}.po"


def _line(name: str, translation: Translation) -> str:
    states = [each.state for each in segments_of(translation)]
    kind = _("Letter") if issubclass(model_of(translation), LetterText) else _("Page")
    return _("%(file)s: %(kind)s, %(done)d of %(all)d translated") % {
        "file": name,
        "kind": kind,
        "done": states.count(SegmentState.DONE),
        "all": len(states),
    }


def import_archive(content: bytes, person: Any, *, overwrite: bool = False) -> ArchiveReport:
    """Takes every PO file that `person` may translate; reports on each, by name."""
    found = unpacked(content)
    report = ArchiveReport(broken=found.broken)
    for name, text in found.files.items():
        report.files[name] = _import(text, person, overwrite=overwrite)
    for name, reason in found.refused.items():
        # A second file of a name comes after the first, whose report stays.
        report.files.setdefault(name, Report()).refuse("", Reason.FILE, reason)
    if not (report.files or report.broken):
        report.broken = _("There is no PO file in the archive.")
    return report


def _import(content: bytes, person: Any, *, overwrite: bool) -> Report:
    report = Report()
    try:
        translation = _translation_named(read(content).headers.get(TRANSLATION, ""))
    except BrokenFileError as error:
        report.refuse("", Reason.FILE, str(error))
        return report
    if translation is None:
        report.refuse("", Reason.FILE, _("The file belongs to no translation of this site."))
    elif not may_translate(person, translation):
        report.refuse("", Reason.FILE, _("You may not translate this."))
    else:
        return import_po(translation, content, person, overwrite=overwrite)
    return report


def _translation_named(uuid: str) -> Translation | None:
    try:
        return _with_relations().filter(uuid=UUID(uuid)).first()
    except ValueError:
        return None
