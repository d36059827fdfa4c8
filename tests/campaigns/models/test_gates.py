"""What keeps a letter text from going live, with the character and the place named."""

import re
from typing import Any

import pytest
from django.utils import translation

from campaigns.letters.compose import Fault
from campaigns.models import LetterVersion
from campaigns.models.gates import fault_message
from tests.campaigns.models.refusals import refused, refused_fields
from tests.factories.appeals import BLOCKS, letter_text
from tests.factories.records import AppealFactory, AuthorityFactory, CaseFactory, EmbassyFactory

pytestmark = pytest.mark.django_db


def paragraphs(*texts: str) -> list[tuple[str, str]]:
    return [("paragraph", text) for text in texts]


LONG = "Serbest bırakılmasını dilerim, çünkü hiçbir suç işlemedi. " * 20

REFUSED = {
    "character without a glyph": (
        {"closing": "Saygılarımla \ue000"},
        {"closing": ["No font has these characters (closing): \ue000 (U+E000)."]},
    ),
    "character without a glyph in a paragraph": (
        {"paragraphs": paragraphs("Bir.", "İki \ue000.")},
        {"paragraphs": ["No font has these characters (paragraph 2): \ue000 (U+E000)."]},
    ),
    "character that turns the writing around": (
        {"subject": "Anna \u202eBerger"},
        {"subject": ["The subject holds characters that cannot be printed: \u202e (U+202E)."]},
    ),
    "placeholder": (
        {"salutation": "Sayın {isim},"},
        {"salutation": ["Fill in the placeholder in the salutation: {isim}"]},
    ),
    "placeholder in brackets": (
        {"paragraphs": paragraphs("[NAME] tutuklu.")},
        {"paragraphs": ["Fill in the placeholder in the paragraph 1: [NAME]"]},
    ),
    "wrong script": (
        {"salutation": "Уважаемый министр,"},
        {
            "salutation": [
                "The salutation has letters that do not belong to this language: "
                "У (U+0423), в (U+0432), а (U+0430), ж (U+0436), е (U+0435), м (U+043C), "
                "ы (U+044B), й (U+0439), и (U+0438), н (U+043D), с (U+0441), т (U+0442), "
                "р (U+0440)."
            ]
        },
    ),
    "bold that is never closed": (
        {"paragraphs": paragraphs("*Anna Berger tutuklu.")},
        {"paragraphs": ["The paragraph 1 has a * without its partner."]},
    ),
    "nothing but a star": (
        {"subject": "*"},
        {"subject": ["Write the subject."]},
    ),
    "closing that leaves the page": (
        {"closing": "Saygılarımla," + "\nA" * 60},
        {"closing": ["The letter needs a second page. Shorten it until it fits one."]},
    ),
}


@pytest.mark.parametrize("name", list(REFUSED))
def test_fault_is_refused_with_its_character_and_place(name: str) -> None:
    fields, messages = REFUSED[name]
    text = letter_text(AppealFactory(), "tr", live=False, **fields)

    assert refused(text.save_revision().publish) == messages
    assert LetterVersion.objects.count() == 0


def test_second_page_is_refused_where_the_text_is() -> None:
    text = letter_text(AppealFactory(), "tr", live=False, paragraphs=paragraphs(*[LONG] * 4))

    messages = refused(text.save_revision().publish)

    assert [each for found in messages.values() for each in found] == [
        "The letter needs a second page. Shorten it until it fits one."
    ]
    assert set(messages) <= {"paragraphs", "closing"}


def test_every_fault_is_named_at_once() -> None:
    text = letter_text(
        AppealFactory(),
        "tr",
        live=False,
        subject="{konu}",
        salutation="Sayın \ue000,",
        paragraphs=paragraphs("Bir.", "*İki."),
    )

    assert refused_fields(text.save_revision().publish) == ["paragraphs", "salutation", "subject"]


def test_secret_name_is_refused_in_every_block() -> None:
    case = CaseFactory(public_name="Anna B.", legal_name="Anna Berger")
    text = letter_text(AppealFactory(case=case), "tr", live=False)

    messages = refused(text.save_revision().publish)

    assert messages == {
        "subject": ["A name that must stay secret stands here."],
        "paragraphs": ["A name that must stay secret stands here."],
    }


@pytest.mark.parametrize(
    ("fields", "fault"),
    [
        ({"paragraphs": paragraphs(*[LONG] * 4)}, None),
        ({"closing": "Regards \ue000"}, "closing"),
        ({"salutation": "Dear {name},"}, "salutation"),
        ({"salutation": "Уважаемый министр,"}, "salutation"),
    ],
)
def test_text_for_reading_only_has_to_be_right_but_not_to_fit_a_page(
    fields: dict[str, Any], fault: str | None
) -> None:
    authority = AuthorityFactory(languages=("ar",))
    text = letter_text(AppealFactory(authority=authority), "tr", live=False, **fields)

    if fault:
        assert refused_fields(text.save_revision().publish) == [fault]
    else:
        text.save_revision().publish()
        assert list(LetterVersion.objects.values_list("sendable", flat=True)) == [False]
    assert text.appeal.is_open() is False


def test_envelope_that_has_outgrown_its_window_is_refused_at_the_appeal() -> None:
    embassy = EmbassyFactory()
    authority = AuthorityFactory(via=embassy)
    text = letter_text(AppealFactory(authority=authority), "tr", live=False)
    type(embassy).objects.filter(pk=embassy.pk).update(address_lines="a\nb\nc")

    assert refused(letter_of(text).save_revision().publish) == {
        "appeal": [
            "The envelope has more than six lines. Shorten the address.",
            "The address line 7 is too long for its place on the page.",
        ]
    }


def letter_of(text: Any) -> Any:
    """The row as another request would load it."""
    return type(text).objects.get(pk=text.pk)


@pytest.mark.parametrize("language", ["tr", "ar", "fr", "en", "de"])
def test_good_letter_passes_in_its_language(language: str) -> None:
    authority = AuthorityFactory(languages=(language,))

    letter_text(AppealFactory(authority=authority), language)

    version = LetterVersion.objects.get()
    assert (version.letter_blocks, version.sendable) == (BLOCKS[language], True)


@pytest.mark.parametrize(
    ("block", "place"),
    [
        ("subject", "subject"),
        ("salutation", "salutation"),
        ("paragraphs", "paragraph"),
        ("paragraphs.0", "paragraph 1"),
        ("closing", "closing"),
        ("envelope.6", "address line 7"),
        ("return_line", "return line"),
        ("copy_line", "line about copies"),
        ("date", "date"),
        ("initials", "initials"),
        ("place", "place"),
        ("specimen", "specimen mark"),
    ],
)
def test_place_on_the_page_is_named_in_words(block: str, place: str) -> None:
    with translation.override("en"):
        assert fault_message(Fault("empty", block)) == f"Write the {place}."


def test_every_fault_that_letters_report_has_a_sentence() -> None:
    """`Fault` lists its codes; each word of that list is one."""
    reported = re.search(r"Codes: ([^.]*)\.", Fault.__doc__ or "")
    codes = re.findall(r"[a-z_]+", reported[1] if reported else "")

    sentences = {fault_message(Fault(code, "subject", "x", "y")) for code in codes}

    assert len(sentences) == len(codes) >= 10
