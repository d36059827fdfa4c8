"""Terms inside a text: whole words, endings, scripts with and without spaces."""

from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from wagtail.models import Locale
from wagtail_localize.models import Translation

from campaigns.models import GlossaryEntry
from campaigns.translating.glossary import Glossary, glossary_for
from campaigns.translating.segments import segments_of
from tests.factories.appeals import letter_text
from tests.factories.records import AppealFactory
from tests.factories.translations import submit

WORDS = st.text(
    st.characters(categories=("Ll", "Lu", "Lo"), exclude_characters="ـ"), min_size=1, max_size=8
)


def glossary(*terms: str) -> Glossary:
    return Glossary(
        [GlossaryEntry(pk=number, term=term, translation="x") for number, term in enumerate(terms)]
    )


def found(text: str, *terms: str) -> list[str]:
    return [entry.term for entry in glossary(*terms).found_in(text)]


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("Sie sind Gewissensgefangene.", "gewissensgefangene"),
        ("Der Gewissensgefangenen wegen", "Gewissensgefangener"),
        ("eine HÖFLICHE BITTE um Antwort", "höfliche Bitte"),
        ("Mit höflicher Bitte", "höflich Bitte"),
        ("STRASSE", "straße"),
        ("Cafe\u0301 und mehr", "Caf\u00e9"),
        ("والسجين السياسي", "سجين"),
        ("الحُكْم عليه", "الحكم"),
        ("زندانی‌ها را آزاد کنید", "زندانی"),
        ("请释放良心犯。", "良心犯"),
        ("良心の囚人です", "良心の囚人"),
        ("นักโทษทางความคิดทุกคน", "นักโทษทางความคิด"),
        ("„Haft“ ohne Urteil", "Haft"),
        ("*Anna*s Anwalt, bitte", "Anwalt"),
    ],
)
def test_term_is_found(text: str, term: str) -> None:
    assert found(text, term) == [term]


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("Schafthaltung", "Haft"),
        ("Haftbefehl", "Haft"),
        ("Ministerpräsidentin", "Minister"),
        ("Bitte höflich", "höfliche Bitte"),
        ("höfliche, sehr höfliche Frage", "höfliche Bitte"),
        ("Sprozess", "Prozess"),
        ("", "Haft"),
        ("Haft", "…"),
    ],
)
def test_term_is_not_found_inside_another_word(text: str, term: str) -> None:
    assert found(text, term) == []


def test_longer_terms_come_first_and_each_once() -> None:
    assert found("Haft, faire Haft, Haft", "Haft", "faire Haft") == ["faire Haft", "Haft"]


@given(WORDS, st.lists(WORDS, max_size=4), st.lists(WORDS, max_size=4))
def test_term_between_words_is_always_found(term: str, before: list[str], after: list[str]) -> None:
    assume(any(each.isalpha() for each in term))

    text = ", ".join([*before, term, *after])

    assert found(text, term) == [term]


@given(WORDS, st.text(st.characters(categories=("P", "Z", "N")), max_size=20))
def test_nothing_is_found_where_there_are_no_letters(term: str, text: str) -> None:
    assert found(text, term) == []


@given(st.text(max_size=80), st.lists(st.text(min_size=1, max_size=10), max_size=5))
def test_any_text_and_any_terms_are_searched_without_an_error(text: str, terms: list[str]) -> None:
    assert set(found(text, *terms)) <= set(terms)


def entry(source: str, target: str, term: str) -> GlossaryEntry:
    locales = [Locale.objects.get_or_create(language_code=code)[0] for code in (source, target)]
    return GlossaryEntry.objects.create(
        source=locales[0], target=locales[1], term=term, translation="x"
    )


@pytest.mark.django_db
def test_each_segment_has_the_terms_of_its_language_pair(turkish: Translation) -> None:
    bitte = entry("de", "tr", "Bitte")
    entry("de", "fa", "Haft")
    entry("en", "tr", "Freilassung")
    segments = segments_of(turkish)

    terms = glossary_for(turkish, segments)

    assert [terms[each.pk] for each in segments] == [[bitte], [], [], [bitte], []]


@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, 3])
def test_glossary_takes_one_query(count: int, django_assert_num_queries: Any) -> None:
    translation = submit(letter_text(AppealFactory(), "de"), "tr")
    for number in range(count):
        entry("de", "tr", f"Bitte {number}")
    segments = segments_of(translation)[:count]

    with django_assert_num_queries(1):
        glossary_for(translation, segments)
