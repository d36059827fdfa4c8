"""Machine translation of what is missing: allowed, whole or not at all, waiting for a person."""

from collections.abc import Iterator
from typing import Any

import pytest
from wagtail.models import Locale
from wagtail_localize.models import Translation

from campaigns.enums import SegmentState
from campaigns.models import Case, GlossaryEntry, LetterText
from campaigns.translating.machine import (
    AT_ONCE,
    engine,
    engine_for,
    translate_missing,
    unable,
    why_not,
)
from campaigns.translating.reports import Reason, Report
from campaigns.translating.segments import segments_of
from campaigns.translating.strings import save_string
from tests.factories.appeals import BLOCKS, letter_text
from tests.factories.machines import Machine, machine
from tests.factories.records import AppealFactory
from tests.factories.translations import submit

pytestmark = pytest.mark.django_db


def chosen(settings: Any, name: str, *, ours: bool, **options: Any) -> None:
    settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR = {
        "CLASS": f"campaigns.translating.engines.{name}",
        "OPTIONS": options,
    }
    settings.CAMPAIGNS = {**settings.CAMPAIGNS, "MACHINE_IS_OURS": ours}


@pytest.fixture
def server(settings: Any) -> Iterator[Machine]:
    """LibreTranslate in the house."""
    with machine() as made:
        chosen(settings, "LibreTranslate", ours=True, LIBRETRANSLATE_URL=made.address)
        yield made


@pytest.fixture
def third_party(server: Machine, settings: Any) -> Machine:
    chosen(settings, "DeepL", ours=False, URL=server.address, AUTH_KEY="secret")
    return server


def summary(report: Report) -> tuple[int, list[tuple[str, Reason, str]]]:
    return report.taken, [(each.place, each.reason, each.text) for each in report.refused]


def test_missing_segments_get_the_machines_words_and_wait(
    server: Machine, turkish: Translation, translator: Any
) -> None:
    save_string(turkish, segments_of(turkish)[4], "Saygılarımla,", person=translator)

    report = translate_missing(turkish, translator)

    machine_made, done = SegmentState.MACHINE, SegmentState.DONE
    found = [(each.target, each.state) for each in segments_of(turkish)]
    assert summary(report) == (4, [])
    assert found == [
        ("BITTE UM FREILASSUNG VON ANNA BERGER", machine_made),
        ("SEHR GEEHRTER HERR MINISTER,", machine_made),
        ("*ANNA BERGER* IST SEIT MAI IN HAFT.", machine_made),
        ("ICH BITTE SIE UM IHRE FREILASSUNG.", machine_made),
        ("Saygılarımla,", done),
    ]


def test_bold_travels_as_a_tag(server: Machine, turkish: Translation) -> None:
    server.say = str

    translate_missing(turkish, None)

    assert server.texts()[2] == "<b>Anna Berger</b> ist seit Mai in Haft."


def test_lost_mark_leaves_the_segment_missing_and_is_reported(
    server: Machine, turkish: Translation, english: None
) -> None:
    server.say = lambda text: text.replace("<b>", "").replace("</b>", "")

    report = translate_missing(turkish, None)

    paragraph = segments_of(turkish)[2]
    sentence = "Mark the name in bold as the source does: *…*."
    assert summary(report) == (4, [(paragraph.path, Reason.REFUSED, sentence)])
    assert paragraph.state == SegmentState.MISSING


def test_machine_without_words_leaves_the_segments_missing(
    server: Machine, turkish: Translation
) -> None:
    server.say = lambda text: ""

    report = translate_missing(turkish, None)

    assert (report.taken, len(report.refused)) == (0, 5)
    assert {each.state for each in segments_of(turkish)} == {SegmentState.MISSING}


def test_failure_in_the_middle_keeps_nothing(
    server: Machine, english: None, translator: Any
) -> None:
    paragraphs = [("paragraph", f"*Anna* {number}") for number in range(12)]
    german = letter_text(AppealFactory(), "de", live=False, paragraphs=paragraphs)
    translation = submit(german, "tr")
    calls: list[str] = []
    # More strings than go at once, so that the second request fails.
    assert len(segments_of(translation)) > AT_ONCE

    def breaks(text: str) -> str:
        calls.append(text)
        return str(1 // (14 - len(calls)))

    server.say = breaks
    report = translate_missing(translation, translator)

    sentence = "LibreTranslate cannot be reached or answers oddly."
    assert summary(report) == (0, [("", Reason.FILE, sentence)])
    assert {each.state for each in segments_of(translation)} == {SegmentState.MISSING}


def test_nothing_is_sent_when_nothing_is_missing(server: Machine, turkish: Translation) -> None:
    translate_missing(turkish, None)
    sent = len(server.texts())

    assert summary(translate_missing(turkish, None)) == (0, [])
    assert len(server.texts()) == sent


def test_third_party_gets_no_letter_of_a_case_that_does_not_allow_it(
    third_party: Machine, turkish: Translation, english: None
) -> None:
    report = translate_missing(turkish, None)

    sentence = "The case does not allow its texts to go to a translation service."
    assert summary(report) == (0, [("", Reason.FILE, sentence)])
    assert (engine_for(turkish), third_party.asked) == (None, [])


def test_third_party_gets_the_terms_of_the_letter_and_no_others(
    third_party: Machine, german: LetterText, turkish: Translation
) -> None:
    Case.objects.update(may_leave_for_machines=True)
    for term in ("Freilassung", "Gewissensgefangene"):
        GlossaryEntry.objects.create(
            source=german.locale, target=turkish.target_locale, term=term, translation="x"
        )

    report = translate_missing(turkish, None)

    made = [content for _method, path, content in third_party.asked if path == "/v2/glossaries"]
    assert [each["entries"] for each in made] == ["Freilassung\tx"]
    assert (report.taken, third_party.texts()[0]) == (5, BLOCKS["de"].subject)


def test_without_an_engine_nothing_is_offered(turkish: Translation, english: None) -> None:
    assert (engine(), engine_for(turkish)) == (None, None)
    assert why_not(turkish) == "No machine translation is set up."


def test_language_the_engine_does_not_know_is_named(
    server: Machine, german: LetterText, english: None
) -> None:
    tigrinya = submit(german, "ti")

    assert why_not(tigrinya) == "LibreTranslate does not translate from de into ti."
    made = engine()
    assert made is not None
    locales = Locale.objects.filter(language_code__in=["de", "tr", "ti", "fa"])
    assert unable(made, german.locale, locales) == ["ti"]
