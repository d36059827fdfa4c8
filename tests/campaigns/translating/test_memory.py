"""What was translated before: offered with its origin, never with somebody else's name."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wagtail_localize.models import Translation

from campaigns.letters.compose import LetterBlocks
from campaigns.models import Appeal, Case
from campaigns.translating.memory import blanked, memory_for, without_names
from campaigns.translating.segments import segments_of
from campaigns.translating.subjects import cases_of
from tests.factories.appeals import letter_text
from tests.factories.records import AppealFactory, CaseFactory
from tests.factories.translations import put_strings, submit

pytestmark = pytest.mark.django_db


def german_of(name: str) -> dict[str, Any]:
    return {
        "subject": f"Bitte um Freilassung von {name}",
        "salutation": "Sehr geehrte Frau Ministerin,",
        "paragraphs": [
            ("paragraph", f"*{name}* ist seit Mai in Haft."),
            ("paragraph", "Ich bitte Sie um ihre sofortige Freilassung."),
        ],
        "closing": "Mit freundlichen Grüßen",
    }


def turkish_of(name: str) -> LetterBlocks:
    return LetterBlocks(
        subject=f"{name}’in serbest bırakılması talebi",
        salutation="Sayın Bakan,",
        paragraphs=(
            f"*{name}* mayıs ayından beri tutuklu.",
            "Derhal serbest bırakılmasını dilerim.",
        ),
        closing="Saygılarımla,",
    )


def earlier(name: str = "Deniz Örnekçi", **case: Any) -> tuple[Appeal, Translation]:
    """A letter for somebody else that a person has translated."""
    appeal = AppealFactory(case=CaseFactory(public_name=name, **case))
    translation = submit(letter_text(appeal, "de", **german_of(name)), "tr")
    put_strings(translation, turkish_of(name))
    return appeal, translation


@pytest.fixture
def today() -> Translation:
    """The letter to be translated now."""
    appeal = AppealFactory(case=CaseFactory(public_name="Nino Beridse"))
    return submit(letter_text(appeal, "de", **german_of("Nino Beridse")), "tr")


def offered(translation: Translation) -> list[list[str]]:
    segments = segments_of(translation)
    found = memory_for(translation, segments, cases_of(translation))
    return [[each.insert for each in found[one.pk]] for one in segments]


def test_same_source_is_offered_with_a_gap_for_the_name(today: Translation) -> None:
    earlier()

    assert offered(today) == [
        ["{name}’in serbest bırakılması talebi"],
        ["Sayın Bakan,"],
        ["*{name}* mayıs ayından beri tutuklu."],
        ["Derhal serbest bırakılmasını dilerim."],
        ["Saygılarımla,"],
    ]


def test_origin_is_told(today: Translation) -> None:
    appeal, _translation = earlier()
    first = segments_of(today)[:1]

    [[suggestion]] = memory_for(today, first, cases_of(today)).values()

    assert (suggestion.origin.label, suggestion.origin.published) == (str(appeal), False)
    assert suggestion.alike == 1.0
    assert suggestion.source == "Bitte um Freilassung von Deniz Örnekçi"


def test_nearly_the_same_source_is_offered_after_the_same(today: Translation) -> None:
    appeal = AppealFactory(case=CaseFactory(public_name="Ali"))
    german = {**german_of("Ali"), "closing": "Mit sehr freundlichen Grüßen"}
    translation = submit(letter_text(appeal, "de", **german), "tr")
    put_strings(translation, turkish_of("Ali"))
    closing = segments_of(today)[4:]

    [[near]] = memory_for(today, closing).values()
    assert 0.8 <= near.alike < 1.0

    earlier()

    [both] = memory_for(today, closing).values()
    assert [each.alike for each in both] == [1.0]


def test_name_that_cannot_be_blanked_is_shown_and_not_offered(today: Translation) -> None:
    _appeal, translation = earlier()
    put_strings(
        translation,
        LetterBlocks("Dnz için", "Sayın Bakan,", ("*Dnz* tutuklu.", "Dilerim."), "Saygılarımla,"),
    )
    subject = segments_of(today)[:1]

    [[suggestion]] = memory_for(today, subject, cases_of(today)).values()

    assert (suggestion.target, suggestion.insert) == ("Dnz için", "")


@pytest.mark.parametrize("fields", [{"translation_type": "machine"}, {"has_error": True}])
def test_machines_and_refused_strings_are_not_remembered(
    today: Translation, fields: dict[str, Any]
) -> None:
    _appeal, translation = earlier()
    put_strings(translation, turkish_of("Deniz Örnekçi"), **fields)

    assert offered(today) == [[]] * 5


@pytest.mark.parametrize("fields", [{"status": "withdrawn"}, {"consent_name": False}])
def test_case_that_is_not_public_is_not_remembered(
    today: Translation, fields: dict[str, Any]
) -> None:
    appeal, _translation = earlier()
    Case.objects.filter(pk=appeal.case_id).update(**fields)

    assert offered(today) == [[]] * 5


def test_other_language_and_own_strings_are_not_offered(today: Translation) -> None:
    put_strings(today, turkish_of("Nino Beridse"))
    appeal = AppealFactory(case=CaseFactory(public_name="Ali"))
    persian = submit(letter_text(appeal, "de", **german_of("Ali")), "fa")
    put_strings(persian, turkish_of("Ali"))

    assert offered(today) == [[]] * 5


@pytest.mark.parametrize("letters", [1, 3])
def test_queries_do_not_grow(
    today: Translation, letters: int, django_assert_num_queries: Any
) -> None:
    for number in range(letters):
        earlier(f"Ali {number}")
    segments = segments_of(today)

    with django_assert_num_queries(7):
        memory_for(today, segments)
    with django_assert_num_queries(7):
        memory_for(today, segments[:1])


@pytest.mark.parametrize(
    ("text", "names", "expected"),
    [
        ("*Anna* und  Bert", [], "*{name}* und bert"),
        ("Annas Brief", ["Anna Berger"], "{name}s brief"),
        ("Infant Fan", ["Fan Liwen"], "infant {name}"),
        ("Anna Berger, Berger", ["Anna Berger"], "{name}, {name}"),
    ],
)
def test_names_are_blanked_as_words(text: str, names: list[str], expected: str) -> None:
    assert blanked(text, names) == expected


@given(st.text(max_size=30), st.text(max_size=30))
def test_nothing_with_a_name_in_it_is_ever_inserted(before: str, after: str) -> None:
    name = "Deniz Örnekçi"

    inserted = without_names(f"*{name}* ist frei", f"{before} *{name}* {after}", (name,))

    assert name not in inserted
