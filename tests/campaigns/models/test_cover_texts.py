"""What the house says around letters: one text per kind and language, fit for every case."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import translation
from wagtail.models import Locale

from campaigns.enums import CoverKind
from campaigns.models import CoverText
from tests.campaigns.models.refusals import refused
from tests.factories.covers import ORGANISATION, WORDS, cover_text, named_house
from tests.factories.translations import put_strings, submit

pytestmark = pytest.mark.django_db


def paragraphs(*texts: str) -> list[tuple[str, str]]:
    return [("paragraph", text) for text in texts]


def publishing(**fields: Any) -> dict[str, list[str]]:
    """What publishing a Turkish cover letter with these fields is refused for."""
    text = cover_text(language="tr", live=False, **fields)
    errors = refused(text.save_revision().publish)
    assert CoverText.objects.filter(live=True).count() == 0
    return errors


# One text per kind and language


def test_kind_has_one_text_in_a_language() -> None:
    first = cover_text(language="tr", live=False)
    second = CoverText(kind=first.kind, locale=first.locale, live=False, subject="x", closing="x")

    errors = refused(second.full_clean)
    assert "There is a text of this kind in this language already." in errors["kind"]
    with pytest.raises(IntegrityError), transaction.atomic():
        second.save()


def test_kind_of_a_text_stays_what_it_is() -> None:
    text = cover_text(live=False)
    text.kind = CoverKind.COPY

    assert refused(text.full_clean)["kind"] == ["The kind stays what it is. Write a new text."]


def test_texts_of_a_kind_share_its_key_however_they_are_made(
    django_capture_on_commit_callbacks: Any,
) -> None:
    german, direct = cover_text(), cover_text(language="tr", live=False)
    other = cover_text(CoverKind.COPY)
    turkish = submit(german, "tr")
    put_strings(turkish, WORDS["tr"])
    with django_capture_on_commit_callbacks(execute=True):
        turkish.save_target(publish=True)

    direct.refresh_from_db()
    assert direct.translation_key == german.translation_key == CoverText.key_of(CoverKind.LETTER)
    assert other.translation_key == CoverText.key_of(CoverKind.COPY)
    assert (direct.live, direct.subject) == (True, WORDS["tr"].subject)


def test_text_in_use_is_the_published_one() -> None:
    cover_text(language="tr", live=False)
    german = cover_text()

    assert CoverText.objects.in_use(CoverKind.LETTER, "de") == german
    assert CoverText.objects.in_use(CoverKind.LETTER, "tr") is None


# What keeps one from being published


def test_text_that_is_right_goes_live() -> None:
    assert [cover_text(kind, "tr").live for kind in CoverKind] == [True] * 3
    assert [cover_text(kind, "ar").live for kind in CoverKind] == [True] * 3


@pytest.mark.parametrize("name", ["subject", "closing"])
def test_gap_that_nothing_fills_is_refused(name: str) -> None:
    assert publishing(**{name: "Merhaba {name}"})[name] == [
        "Nothing fills {name}. There are: {count}, {organisation}, {office}, {demand}, {answers}.",
        f"Fill in the placeholder in the {name}: {{name}}",
    ]


@pytest.mark.parametrize("gap", ["organisation", "answers"])
def test_gap_of_the_house_stands_where_it_can_be_left_out(gap: str) -> None:
    assert publishing(closing=f"Saygılarımızla, {{{gap}}}")["closing"] == [
        f"{{{gap}}} can stand in a paragraph only, so that it can be left out."
    ]


def test_something_is_left_where_the_house_is_not_named() -> None:
    assert publishing(paragraphs=paragraphs("Biz {organisation} kuruluşuyuz."))["paragraphs"] == [
        "At least one paragraph has to do without {organisation} and {answers}."
    ]


@pytest.mark.parametrize(
    "words",
    [
        f"Biz {ORGANISATION.upper()} kuruluşuyuz.",
        "Biz *Zeichen gegen* das Vergessen kuruluşuyuz.",
        "Biz Zeichen-gegen das Ver\N{SOFT HYPHEN}gessen kuruluşuyuz.",
    ],
)
def test_name_of_the_organisation_is_a_gap(words: str) -> None:
    named_house()

    assert publishing(paragraphs=paragraphs("Mektup sayısı: {count}.", words))["paragraphs"] == [
        "Write {organisation} in a paragraph instead of the organisation's name."
    ]


@pytest.mark.parametrize(
    "words", ["Yanıtlar: post@zeichen.example", "Yanıtlar: *www.zeichen.example*", "brief.example"]
)
def test_address_of_the_organisation_is_a_gap(words: str) -> None:
    named_house(return_address="Musterweg 1, 12345 Berlin, https://brief.example/start")

    assert publishing(paragraphs=paragraphs("Mektup sayısı: {count}.", words))["paragraphs"] == [
        "Write {answers} in a paragraph instead of an address of the organisation."
    ]


def test_words_pass_the_gates_of_letters() -> None:
    assert publishing(paragraphs=paragraphs("*Mektup sayısı: {count}."))["paragraphs"] == [
        "The paragraph 1 has a * without its partner."
    ]
    assert "closing" in publishing_again(closing="С уважением")


def publishing_again(**fields: Any) -> dict[str, list[str]]:
    CoverText.objects.all().delete()
    return publishing(**fields)


def test_note_has_a_salutation_of_its_own_and_a_cover_letter_need_not() -> None:
    note = cover_text(CoverKind.COPY, "tr", live=False, salutation="")

    assert refused(note.save_revision().publish) == {"salutation": ["Write the salutation."]}
    assert cover_text(CoverKind.LETTER, "tr", salutation="").live is True


def test_text_that_fits_only_with_short_values_is_refused() -> None:
    long = [f"{{office}}: {{demand}}. {'Mektup sayısı ' * 20}{{count}}."] * 9

    assert publishing(paragraphs=paragraphs(*long)) == {
        "paragraphs": ["The letter needs a second page. Shorten it until it fits one."]
    }


def test_language_without_letters_has_no_cover_texts(settings: Any) -> None:
    text = cover_text(language="tr", live=False)
    text.locale = Locale.objects.create(language_code="xx")

    with translation.override("en"), pytest.raises(ValidationError) as error:
        text.save_revision().publish()
    assert error.value.message_dict["kind"] == ["Letters cannot be written in this language: xx."]


# Translations


def test_translation_goes_live_when_a_person_has_done_all_of_it() -> None:
    german = cover_text()
    turkish = submit(german, "tr")
    stored = put_strings(turkish, WORDS["tr"])
    stored[-1].delete()

    turkish.save_target(publish=False)
    draft = turkish.get_target_instance().get_latest_revision()
    assert "1 segment is not translated by a person yet." in refused(draft.publish)["paragraphs"]

    put_strings(turkish, WORDS["tr"])
    turkish.save_target(publish=False)
    turkish.get_target_instance().get_latest_revision().publish()
    assert CoverText.objects.in_use("letter", "tr").letter_blocks().closing == "Saygılarımızla,"


def test_draft_of_a_live_text_can_be_half_done() -> None:
    text = cover_text(language="tr")
    text.closing, text.deferred = "{name}", True
    text.save_revision()

    assert CoverText.objects.in_use("letter", "tr").closing == WORDS["tr"].closing


def test_preview_shows_the_page_with_its_gaps_filled() -> None:
    text = cover_text(language="tr", live=False, closing="Saygılarımızla {name}")
    context = text.get_preview_context(None, "")

    assert (sorted(context["errors"]), context["letter"].paragraphs[0][0].text) == (
        ["closing"],
        "Bu kolide Ministry of Foreign Affairs and International Cooperation, "
        "Office of the Minister için yazılmış mektuplar vardır. Mektup sayısı: 999.999.",
    )
