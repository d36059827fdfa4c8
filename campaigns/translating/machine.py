"""Machine translation of what is missing; it waits for a person, string by string."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Protocol

import regex
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Locale
from wagtail_localize.machine_translators import get_machine_translator
from wagtail_localize.models import Translation
from wagtail_localize.strings import StringValue

from campaigns import conf
from campaigns.enums import EditKind, SegmentState
from campaigns.translating.engines import DeepL, EngineError
from campaigns.translating.glossary import glossary_for
from campaigns.translating.reports import Reason, Report
from campaigns.translating.segments import Segment, as_read, as_stored, segments_of
from campaigns.translating.strings import save_string
from campaigns.translating.subjects import may_leave_the_house

AT_ONCE = 10  # Strings in one request: servers limit its length.

_MARKED = regex.compile(r"\*([^*]+)\*")
_BOLD = regex.compile(r"<b>(.*?)</b>", flags=regex.DOTALL)


class Engine(Protocol):
    """A machine translator of wagtail-localize."""

    display_name: Any

    def can_translate(self, source_locale: Locale, target_locale: Locale) -> bool: ...

    def translate(
        self, source_locale: Locale, target_locale: Locale, strings: Any
    ) -> dict[StringValue, StringValue]: ...


def engine() -> Engine | None:
    """The engine of the site's settings, if it has one."""
    return get_machine_translator()


def why_not(translation: Translation) -> str:
    """Why no machine may or can translate this; "" when one can.

    A text may leave the house when each case it tells of allows that, or the machine is ours.
    """
    found = engine()
    if found is None:
        return _("No machine translation is set up.")
    if not conf.get("MACHINE_IS_OURS") and not may_leave_the_house(translation):
        return _("The case does not allow its texts to go to a translation service.")
    source, target = translation.source.locale, translation.target_locale
    try:
        able = found.can_translate(source, target)
    except EngineError as error:
        return str(error)
    if able:
        return ""
    return _("%(engine)s does not translate from %(source)s into %(target)s.") % {
        "engine": found.display_name,
        "source": source.language_code,
        "target": target.language_code,
    }


def engine_for(translation: Translation) -> Engine | None:
    """The engine that may and can translate this; None otherwise, and `why_not` says why."""
    return None if why_not(translation) else engine()


def unable(found: Engine, source: Locale, locales: Iterable[Locale]) -> list[str]:
    """Codes of the languages the engine cannot translate `source` into; may raise EngineError."""
    return [
        each.language_code
        for each in locales
        if each.pk != source.pk and not found.can_translate(source, each)
    ]


def translate_missing(translation: Translation, person: Any) -> Report:
    """Stores a machine's words for each missing segment; all of them arrive before one is kept.

    What loses a mark or placeholder stays missing and is reported.
    """
    report = Report()
    reason, found = why_not(translation), engine()
    if reason or found is None:
        report.refuse("", Reason.FILE, reason)
        return report
    missing = [each for each in segments_of(translation) if each.state is SegmentState.MISSING]
    try:
        texts = _asked(found, translation, missing)
    except EngineError as error:
        report.refuse("", Reason.FILE, str(error))
        return report
    with transaction.atomic():
        for segment, text in texts:
            _keep(translation, segment, text, person, str(found.display_name), report)
    return report


def _asked(
    found: Any, translation: Translation, missing: Sequence[Segment]
) -> list[tuple[Segment, str]]:
    """Each segment with the machine's words, as a person reads them."""
    sent = {segment.pk: StringValue(_for_machine(segment)) for segment in missing}
    strings = list(dict.fromkeys(sent.values()))
    known: dict[StringValue, StringValue] = {}
    source, target = translation.source.locale, translation.target_locale
    for batch in _batches(strings):
        known |= found.translate(source, target, batch, **_terms(found, translation, missing))
    return [
        (segment, _from_machine(known[sent[segment.pk]].data, segment.plain))
        for segment in missing
        if known.get(sent[segment.pk]) is not None
    ]


def _batches(strings: list[StringValue]) -> Iterator[list[StringValue]]:
    for start in range(0, len(strings), AT_ONCE):
        yield strings[start : start + AT_ONCE]


def _terms(found: Any, translation: Translation, missing: Sequence[Segment]) -> dict[str, Any]:
    """For an engine that takes a glossary: the terms of these texts, and no other word."""
    if not isinstance(found, DeepL):
        return {}
    entries = glossary_for(translation, missing).values()
    return {"terms": [(entry.term, entry.translation) for each in entries for entry in each]}


def _for_machine(segment: Segment) -> str:
    """Marks of bold become tags, which a machine moves along with the word."""
    markup = as_stored(segment.source, segment.plain)
    return _MARKED.sub(r"<b>\1</b>", markup) if segment.plain else markup


def _from_machine(markup: str, plain: bool) -> str:
    return as_read(_BOLD.sub(r"*\1*", markup), True) if plain else markup


def _keep(
    translation: Translation, segment: Segment, text: str, person: Any, tool: str, report: Report
) -> None:
    if not text.strip():
        report.refuse(segment.path, Reason.REFUSED, _("The machine found no words for this."))
        return
    try:
        save_string(translation, segment, text, person=person, kind=EditKind.MACHINE, tool=tool)
    except ValidationError as error:
        report.refuse(segment.path, Reason.REFUSED, " ".join(error.messages))
    else:
        report.taken += 1
