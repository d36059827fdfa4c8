"""What the house lays around letters: which texts, in which language, settled at the claim."""

import json
from typing import Any

import pytest

from campaigns.dispatch import covering
from campaigns.enums import CoverKind
from campaigns.letters.content import LetterContent
from campaigns.models import Appeal, CampaignSettings, CoverText, Dispatch
from tests.factories.appeals import open_appeal
from tests.factories.covers import (
    NEUTRAL_ADDRESS,
    ORGANISATION,
    RETURN_ADDRESS,
    WORDS,
    cover_text,
    named_house,
)
from tests.factories.records import AuthorityFactory, CaseFactory, EmbassyFactory, today

pytestmark = pytest.mark.django_db


def claimed(appeal: Appeal, language: str = "tr", **fields: Any) -> Dispatch:
    """A dispatch as the claim of a channel opens it."""
    house = CampaignSettings.in_force()
    routing = json.loads(json.dumps(covering.frozen(appeal, language, house)))
    return Dispatch.objects.create(
        **{
            "appeal": appeal,
            "language": language,
            "channel": "postal",
            "count": 4812,
            "envelope": {"routing": routing},
            **fields,
        }
    )


def said(content: LetterContent | None) -> list[str]:
    assert content is not None
    return ["".join(run.text for run in paragraph) for paragraph in content.paragraphs]


# The cover letter


def test_cover_letter_says_who_what_how_many_why_and_where_to_answer() -> None:
    named_house()
    cover_text(language="tr")
    appeal = open_appeal(("tr", "en"))

    letter = covering.letter_to_authority(claimed(appeal))

    assert letter is not None
    assert (letter.language, letter.title, letter.salutation) == (
        "tr",
        "Ekli mektuplar: Anna Berger’in serbest bırakılması talebi",
        "Sayın Bakan,",
    )
    assert said(letter) == [
        f"Bu kolide {appeal.authority.name} için yazılmış mektuplar vardır. Mektup sayısı: 4.812.",
        WORDS["tr"].paragraphs[1],
        f"Biz {ORGANISATION} kuruluşuyuz.",
        f"Yanıtınızı şu adrese rica ederiz: {RETURN_ADDRESS}",
    ]
    assert letter.closing == ("Saygılarımızla,", "\N{NO-BREAK SPACE}", ORGANISATION)
    assert (letter.return_line, letter.address[-1], letter.initials, letter.place) == (
        RETURN_ADDRESS,
        "TÜRKEI",
        "",
        "",
    )


@pytest.mark.parametrize(("country", "number"), [("EG", "٤٬٨١٢"), ("TN", "4.812"), ("SA", "٤٬٨١٢")])
def test_count_is_written_as_language_and_country_write_it(country: str, number: str) -> None:
    cover_text(language="ar")
    appeal = open_appeal(("ar",), authority=AuthorityFactory(languages=("ar",), country=country))

    assert number in said(covering.letter_to_authority(claimed(appeal, "ar")))[0]


def test_own_salutation_of_the_text_wins() -> None:
    cover_text(language="tr", salutation="Sayın Yetkili,")

    letter = covering.letter_to_authority(claimed(open_appeal(("tr",))))

    assert letter is not None
    assert letter.salutation == "Sayın Yetkili,"


@pytest.mark.parametrize(
    ("texts", "language"), [(("en", "tr"), "en"), (("tr",), "tr"), (("de",), None)]
)
def test_language_of_the_letter_comes_first_then_the_others_it_reads(
    texts: tuple[str, ...], language: str | None
) -> None:
    for code in texts:
        cover_text(language=code)

    letter = covering.letter_to_authority(claimed(open_appeal(("tr", "en", "de")), "en"))

    assert (letter and letter.language) == language


def test_draft_goes_around_nothing() -> None:
    cover_text(language="tr", live=False)
    dispatch = claimed(open_appeal(("tr",)))

    assert covering.letter_to_authority(dispatch) is None
    assert covering.missing(dispatch) == [covering.Missing(CoverKind.LETTER, "tr")]


# What the case forbids


def test_case_that_forbids_it_has_no_trace_of_the_organisation() -> None:
    named_house()
    cover_text(language="tr")
    appeal = open_appeal(("tr",), case=CaseFactory(may_name_organisation=False))

    letter = covering.letter_to_authority(claimed(appeal))

    assert said(letter) == [
        f"Bu kolide {appeal.authority.name} için yazılmış mektuplar vardır. Mektup sayısı: 4.812.",
        WORDS["tr"].paragraphs[1],
        f"Yanıtınızı şu adrese rica ederiz: {NEUTRAL_ADDRESS}",
    ]
    assert letter is not None
    assert (letter.closing, letter.return_line) == (("Saygılarımızla,",), NEUTRAL_ADDRESS)


def test_name_that_an_older_text_writes_out_is_left_out_too() -> None:
    words = (
        "Mektup sayısı: {count}.",
        f"Biz {ORGANISATION.upper()} kuruluşuyuz.",
        "Biz *Zeichen gegen* das Vergessen kuruluşuyuz.",
        "Adresimiz www.zeichen.example.",
    )
    cover_text(language="tr", paragraphs=[("paragraph", text) for text in words])
    named_house()
    appeal = open_appeal(("tr",), case=CaseFactory(may_name_organisation=False))

    assert said(covering.letter_to_authority(claimed(appeal))) == ["Mektup sayısı: 4.812."]


def test_text_whose_subject_names_the_organisation_is_not_used_where_that_is_forbidden() -> None:
    cover_text(language="tr", subject=f"{ORGANISATION}: mektuplar")
    named_house()
    appeal = open_appeal(("tr",), case=CaseFactory(may_name_organisation=False))

    assert covering.letter_to_authority(claimed(appeal)) is None


@pytest.mark.parametrize(
    ("fields", "answers"),
    [
        ({}, RETURN_ADDRESS),
        ({"return_address": ""}, "post@zeichen.example"),
        ({"return_address": "", "sender_email": ""}, None),
    ],
)
def test_answers_go_to_the_return_address_else_to_the_mailbox(
    fields: dict[str, str], answers: str | None
) -> None:
    named_house(**fields)
    cover_text(language="en")

    words = said(covering.letter_to_authority(claimed(open_appeal(("en",)), "en")))

    assert words[3:] == ([f"Please answer to: {answers}"] if answers else [])


def test_house_without_a_name_says_none() -> None:
    named_house(organisation="", return_address="", sender_email="")
    cover_text(language="en")

    letter = covering.letter_to_authority(claimed(open_appeal(("en",)), "en"))

    assert (len(said(letter)), letter and letter.closing) == (2, ("Yours faithfully,",))


# Embassies


def test_embassy_that_passes_letters_on_is_asked_in_its_language() -> None:
    cover_text(CoverKind.FORWARDING, "en")
    cover_text(CoverKind.FORWARDING, "de")
    embassy = EmbassyFactory(languages=("en", "de"), name="Embassy of Example")
    appeal = open_appeal(("tr", "de"), authority=AuthorityFactory(via=embassy))

    note = covering.note_to_forwarder(claimed(appeal))

    assert note is not None
    assert (note.language, note.address, note.title) == (
        "en",
        ("Embassy of Example", "Avenue Franklin Roosevelt 15", "1050 BRUXELLES", "BELGIEN"),
        # There is no English letter: the demand is in the language of the letters.
        "Cover letter: Anna Berger’in serbest bırakılması talebi",
    )


def test_embassy_without_languages_gets_that_of_the_house() -> None:
    cover_text(CoverKind.COPY, "de")
    appeal = open_appeal(("tr", "de"))
    appeal.authority.copies_to.set([EmbassyFactory(languages=())])

    notes = covering.notes_of_copies(claimed(appeal))

    assert [(note and note.language, note and note.title) for note in notes] == [
        ("de", "Begleitschreiben: Bitte um Freilassung von Anna Berger")
    ]


def test_each_embassy_has_its_place_also_without_a_text() -> None:
    cover_text(CoverKind.COPY, "en")
    appeal = open_appeal(("tr",))
    embassies = [
        EmbassyFactory(languages=("de",), name="A", country="AT"),
        EmbassyFactory(languages=("en",), name="B", country="BE"),
    ]
    appeal.authority.copies_to.set(embassies)
    dispatch = claimed(appeal)

    notes = covering.notes_of_copies(dispatch)

    assert [note and note.address[0] for note in notes] == [None, "B"]
    assert covering.missing(dispatch) == [
        covering.Missing(CoverKind.LETTER, "tr"),
        covering.Missing(CoverKind.COPY, "de"),
    ]
    assert covering.note_to_forwarder(dispatch) is None


# Settled at the claim


def test_equal_dispatches_have_equal_pages_whatever_changes_later() -> None:
    house = named_house(window_side="right")
    for kind in CoverKind:
        cover_text(kind, "tr")
    embassy = EmbassyFactory(languages=("tr",))
    appeal = open_appeal(("tr",), authority=AuthorityFactory(via=embassy))
    appeal.authority.copies_to.set([EmbassyFactory(languages=("tr",))])
    dispatch = claimed(appeal, claimed_on=today(-3))
    before = all_of(dispatch)

    CoverText.objects.all().delete()
    appeal.authority.copies_to.clear()
    appeal.authority.name = "Başka Bakanlık"
    appeal.authority.save()
    house.organisation, house.window_side = "Others", "left"
    house.save()

    assert all_of(Dispatch.objects.get(pk=dispatch.pk)) == before
    assert {content.layout.window for content in before} == {"right"}


def all_of(dispatch: Dispatch) -> list[LetterContent]:
    found = [
        covering.letter_to_authority(dispatch),
        covering.note_to_forwarder(dispatch),
        *covering.notes_of_copies(dispatch),
    ]
    return [content for content in found if content is not None]


def test_dispatch_of_a_time_before_covers_has_none() -> None:
    appeal = open_appeal(("tr",))
    for envelope in ({}, {"routing": {}}):
        dispatch = claimed(appeal, envelope=envelope)
        assert (all_of(dispatch), covering.missing(dispatch)) == ([], [])
        assert covering.sheets_before(dispatch) == []


def test_sheet_that_does_not_fit_is_left_out_and_told() -> None:
    cover_text(language="tr")
    dispatch = claimed(open_appeal(("tr",)))
    words = dispatch.envelope["routing"][covering.KEY]["letter"]["blocks"]
    words["paragraphs"] = ["Uzun bir cümle. " * 90] * 6

    assert covering.sheets_before(dispatch) == []
    assert covering.missing(dispatch) == [covering.Missing(CoverKind.LETTER, "tr", too_long=True)]


def test_freezing_asks_as_much_for_one_embassy_as_for_three(
    django_assert_num_queries: Any,
) -> None:
    house = named_house()
    cover_text(CoverKind.COPY, "tr")
    pk = open_appeal(("tr",)).pk
    for count in (1, 3):
        appeal = Appeal.objects.select_related("case", "authority__via").get(pk=pk)
        appeal.authority.copies_to.set([EmbassyFactory() for _ in range(count)])
        with django_assert_num_queries(8):
            covering.frozen(appeal, "tr", house)
