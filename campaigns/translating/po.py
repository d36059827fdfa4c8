"""One translation as a PO file, there and back; nothing is overwritten silently."""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail_localize.models import Translation

from campaigns.enums import EditKind, SegmentState
from campaigns.models import FormOfAddress
from campaigns.translating.catalogues import (
    BrokenFileError,
    Catalogue,
    Entry,
    comparable,
    digest,
    has_controls,
    read,
    written,
)
from campaigns.translating.labels import labels_of
from campaigns.translating.reports import Reason, Report
from campaigns.translating.segments import Segment, segments_of
from campaigns.translating.strings import save_string
from campaigns.translating.subjects import appeal_of, cases_of

TRANSLATION = "X-Campaigns-Translation"
SOURCE_DIGEST = "X-Source-Digest"


def po_of(translation: Translation) -> str:
    """Every string with what stands for it; what no person has confirmed is marked as fuzzy."""
    segments = segments_of(translation)
    unique = {(each.path, comparable(each.source)): each for each in segments}
    notes = _Notes(translation, segments)
    return written(
        _headers(translation, segments),
        (_entry(each, notes) for each in unique.values() if comparable(each.source)),
    )


def _headers(translation: Translation, segments: list[Segment]) -> dict[str, str]:
    return {
        "Project-Id-Version": "campaigns",
        "PO-Revision-Date": f"{timezone.now():%Y-%m-%d %H:%M}+0000",
        "Language": gettext_code(translation.target_locale.language_code),
        TRANSLATION: str(translation.uuid),
        SOURCE_DIGEST: digest("\n\n".join(each.source for each in segments)),
    }


def _entry(segment: Segment, notes: "_Notes") -> Entry:
    unconfirmed = segment.state in (SegmentState.MACHINE, SegmentState.REFUSED)
    return Entry(
        path=segment.path,
        source=segment.source,
        target=segment.target,
        fuzzy=unconfirmed,
        notes=tuple(notes.on(segment)),
        standing=digest(segment.target),
    )


def gettext_code(code: str) -> str:
    """zh-hans as gettext's tools write it: zh_Hans; pt-br: pt_BR."""
    language, _dash, rest = code.partition("-")
    if not rest:
        return language
    return f"{language}_{rest.upper() if len(rest) == 2 else rest.capitalize()}"


class _Notes:
    """What a translator sees above an entry: the field, names, and how the person is addressed."""

    def __init__(self, translation: Translation, segments: list[Segment]) -> None:
        self._labels = labels_of(translation.source.as_instance(), segments)
        self._form = _form_of_address(translation)
        self._cases = cases_of(translation)

    def on(self, segment: Segment) -> Iterator[str]:
        yield self._labels[segment.pk]
        if self._form and segment.field in ("salutation", "closing"):
            yield _("Form of address: %(form)s") % {"form": getattr(self._form, segment.field)}
        if "*" in segment.source:
            yield _("Mark the name in bold as the source does: *…*.")
        for case in self._cases:
            if case.native_name and case.public_name in segment.source:
                yield f"{case.public_name} = {case.native_name}"


def _form_of_address(translation: Translation) -> FormOfAddress | None:
    appeal = appeal_of(translation)
    holder = appeal.holder() if appeal else None
    return holder.form_in(translation.target_locale.language_code) if holder else None


def import_po(
    translation: Translation, content: str | bytes, person: Any, *, overwrite: bool = False
) -> Report:
    """Takes what a file says; the report names what it did not take, and why.

    overwrite: also what somebody has changed here since the file was written. A fuzzy entry
    waits for a person like a machine's, and never replaces what a person wrote. An empty entry
    empties nothing.
    """
    report = Report()
    try:
        catalogue = read(content)
    except BrokenFileError as error:
        report.refuse("", Reason.FILE, str(error))
        return report
    if refusal := _other_file(translation, catalogue):
        report.refuse("", Reason.FILE, refusal)
        return report
    with transaction.atomic():
        _Import(translation, person, report, overwrite=overwrite).take(catalogue)
    return report


def _other_file(translation: Translation, catalogue: Catalogue) -> str:
    """Why the file does not belong here; "" when it does."""
    if catalogue.headers.get(TRANSLATION) != str(translation.uuid):
        return _("The file belongs to another translation.")
    code = translation.target_locale.language_code
    said = catalogue.headers.get("Language", "").replace("_", "-").lower()
    if said and said != code.lower():
        return _("The file says it is in %(said)s. This translation is in %(code)s.") % {
            "said": said,
            "code": code,
        }
    return ""


class _Import:
    def __init__(
        self, translation: Translation, person: Any, report: Report, *, overwrite: bool
    ) -> None:
        self._translation = translation
        self._person = person
        self._report = report
        self._overwrite = overwrite
        segments = segments_of(translation)
        self._paths = {each.path for each in segments}
        self._segments = {(each.path, comparable(each.source)): each for each in segments}

    def take(self, catalogue: Catalogue) -> None:
        for entry in catalogue.entries:
            segment = self._segments.get((entry.path, comparable(entry.source)))
            if segment is None:
                self._refuse_unknown(entry)
            elif self._changes_nothing(entry, segment):
                self._report.unchanged += 1
            elif self._may_replace(entry, segment):
                self._write(entry, segment)

    def _refuse_unknown(self, entry: Entry) -> None:
        if entry.path in self._paths:
            text = _("The source has changed since. Export it again, and translate what is new.")
            self._report.refuse(entry.path, Reason.SOURCE_CHANGED, text)
        else:
            text = _("The source has no such text (any more).")
            self._report.refuse(entry.path, Reason.UNKNOWN, text)

    def _changes_nothing(self, entry: Entry, segment: Segment) -> bool:
        if not comparable(entry.target).strip():
            return True
        confirms = segment.state is not SegmentState.DONE and not entry.fuzzy
        return not confirms and comparable(entry.target) == comparable(segment.target)

    def _may_replace(self, entry: Entry, segment: Segment) -> bool:
        """Whether nobody's work is lost; reports it otherwise."""
        if segment.state is SegmentState.DONE and entry.fuzzy:
            text = _("It is marked as fuzzy, and a person has translated this.")
            self._report.refuse(entry.path, Reason.UNCONFIRMED, text)
            return False
        if self._overwrite or not self._changed_here(entry, segment):
            return True
        text = _("This was changed here after the file was made. Here it says: %(target)s")
        self._report.refuse(entry.path, Reason.CONFLICT, text % {"target": segment.target})
        return False

    def _changed_here(self, entry: Entry, segment: Segment) -> bool:
        if not segment.target or comparable(segment.target) == comparable(entry.target):
            return False
        return digest(segment.target) != entry.standing

    def _write(self, entry: Entry, segment: Segment) -> None:
        kind = EditKind.MACHINE if entry.fuzzy else EditKind.FILE
        text = comparable(entry.target)
        if has_controls(text):
            self._report.refuse(entry.path, Reason.REFUSED, _("It has control characters."))
            return
        try:
            # A refusal by the database undoes this string alone.
            with transaction.atomic():
                save_string(
                    self._translation, segment, text, person=self._person, kind=kind, tool="PO"
                )
        except ValidationError as error:
            self._report.refuse(entry.path, Reason.REFUSED, " ".join(error.messages))
        else:
            self._report.taken += 1
