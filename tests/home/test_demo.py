"""The demo: complete in every language after one loading, and left alone by any further one."""

import tempfile
from collections import Counter
from collections.abc import Callable
from decimal import Decimal
from io import StringIO
from typing import Any

import pytest
from django.apps import apps
from django.core.management import call_command
from django.test import TestCase, override_settings
from wagtail.models import Locale, Page, Site
from wagtail_localize.models import StringTranslation, Translation

from campaigns import conf
from campaigns.demo.reading import read, read_all
from campaigns.dispatch.covering import frozen
from campaigns.letters.languages import LANGUAGES
from campaigns.models import (
    Appeal,
    Authority,
    CampaignSettings,
    Case,
    CasePage,
    CoverText,
    GlossaryEntry,
    LetterText,
    LetterVersion,
    Postage,
    SuccessStoryPage,
)
from campaigns.models.translation_state import untranslated_segments
from home import demo
from home.models import HomePage, StandardPage
from tests.factories.records import CaseFactory

pytestmark = pytest.mark.django_db

STORED = ("campaigns", "home", "wagtailcore", "wagtail_localize")
LEFT_ALONE = "There is a home page or a case already. Nothing was changed.\n"


def load() -> str:
    """What the command says."""
    said = StringIO()
    call_command("load_demo", stdout=said)
    return said.getvalue()


def everything() -> dict[str, list[Any]]:
    """All rows of the site, by model."""
    return {
        model._meta.label: list(model._default_manager.order_by("pk").values())
        for label in STORED
        for model in apps.get_app_config(label).get_models()
    }


def pages() -> list[Page]:
    return list(Page.objects.filter(depth__gt=1).specific())


def rename_a_case() -> None:
    case = Case.objects.get(public_name="Deniz Örnekçi")
    case.public_name = "Deniz Ö."
    case.save()


def rename_an_authority() -> None:
    Authority.objects.filter(name="Adalet Bakanlığı").update(name="T.C. Adalet Bakanlığı")


def delete_pages() -> None:
    CasePage.objects.filter(
        case__public_name="Fan Liwen", locale__language_code="de"
    ).get().delete()
    StandardPage.objects.filter(locale__language_code="de").first().delete()


def replace_the_case_of_a_story() -> None:
    SuccessStoryPage.objects.update(case=CaseFactory())


def edit_a_letter_text() -> None:
    text = LetterText.objects.filter(locale__language_code="de", live=True).first()
    text.subject += "!"
    text.save_revision().publish()


def end_an_appeal() -> None:
    Appeal.objects.open().update(stopped=True, stopped_reason="Enough")


def delete_all_pages() -> None:
    Page.objects.get(depth=2, locale__language_code="de").delete()
    Page.objects.filter(depth=2).delete()


EDITS: list[Callable[[], None]] = [
    rename_a_case,
    rename_an_authority,
    delete_pages,
    replace_the_case_of_a_story,
    edit_a_letter_text,
    end_an_appeal,
    delete_all_pages,
]


class LoadedDemoTest(TestCase):
    """One loading for all tests: it takes long. Nothing here waits for the end of a transaction."""

    said: str

    @classmethod
    def setUpTestData(cls) -> None:
        media = cls.enterClassContext(tempfile.TemporaryDirectory())
        with override_settings(MEDIA_ROOT=media):
            cls.said = load()

    def test_loading_says_so(self) -> None:
        assert self.said == "The demo is loaded.\n"

    def test_six_appeals_are_open_and_three_stories_told(self) -> None:
        stories = SuccessStoryPage.objects.live().filter(locale__language_code="de")

        assert len({appeal.case_id for appeal in Appeal.objects.open()}) == 6
        assert (Appeal.objects.open().count(), Appeal.objects.count()) == (6, 7)
        assert stories.count() == 3

    def test_every_page_is_live_in_every_public_language_and_in_no_other(self) -> None:
        languages: dict[Any, list[str]] = {}
        for page in pages():
            languages.setdefault(page.translation_key, []).append(page.locale.language_code)

        assert [page for page in pages() if not page.live or page.has_unpublished_changes] == []
        assert {tuple(sorted(each)) for each in languages.values()} == {("ar", "de", "en", "fr")}
        assert Counter(type(page) for page in pages() if page.locale.language_code == "de") == {
            HomePage: 1,
            StandardPage: len(read("site")["pages"]),
            apps.get_model("campaigns.CaseIndexPage"): 1,
            CasePage: 6,
            apps.get_model("campaigns.SuccessIndexPage"): 1,
            SuccessStoryPage: 3,
        }

    def test_languages_of_letters_alone_have_no_pages(self) -> None:
        letters_only = Locale.objects.exclude(language_code__in=conf.public_languages())

        assert letters_only.count() == len(LANGUAGES) - len(conf.public_languages())
        assert Page.objects.filter(locale__in=letters_only).count() == 0

    def test_every_letter_has_one_version_in_each_of_its_languages(self) -> None:
        written = [
            (table["case"]["public_name"], language)
            for table in read_all("case")
            for appeal in table["appeals"]
            for language in appeal["letters"]
        ]

        stored = LetterVersion.objects.values_list("appeal__case__public_name", "language")

        assert sorted(stored) == sorted(written)
        assert {text.live for text in LetterText.objects.all()} == {True}

    def test_every_translation_is_a_translators(self) -> None:
        kinds = StringTranslation.objects.values_list("translation_type", "has_error")
        translated = pages() + list(LetterText.objects.all()) + list(CoverText.objects.all())
        of_sources = [each for each in translated if each.locale.language_code != "de"]

        assert set(kinds) == {(StringTranslation.TRANSLATION_TYPE_MANUAL, False)}
        assert [each for each in translated if untranslated_segments(each)] == []
        assert Translation.objects.filter(enabled=True).count() == len(of_sources)

    def test_cover_texts_are_published_in_each_of_their_languages(self) -> None:
        written = [(kind, code) for kind, texts in read("covers").items() for code in texts]

        stored = CoverText.objects.filter(live=True).values_list("kind", "locale__language_code")

        assert sorted(stored) == sorted(written)
        assert len(written) == 15

    def test_every_appeal_has_a_cover_letter_that_its_authority_reads(self) -> None:
        house = CampaignSettings.in_force()

        without = [
            appeal.authority.name
            for appeal in Appeal.objects.all()
            for letter in [frozen(appeal, appeal.authority.languages()[0], house)]
            if letter["covering"]["letter"]["blocks"] is None
        ]

        assert without == []

    def test_house_knows_what_the_post_asks(self) -> None:
        (prices,) = Postage.objects.all()

        assert [prices.abroad, prices.inland, prices.parcel, prices.inland_parcel] == [
            Decimal(each) for each in ("1.25", "0.95", "46.99", "10.49")
        ]

    def test_glossary_says_of_each_entry_that_nobody_has_checked_it(self) -> None:
        entries = GlossaryEntry.objects.values_list("source__language_code", "note")

        assert len(entries) == sum(len(words) - 1 for words in read("glossary")["terms"])
        assert set(entries) == {("de", read("glossary")["note"])}

    def test_letters_are_specimens_and_the_site_begins_at_home(self) -> None:
        assert CampaignSettings.in_force().specimen_mark is True
        assert isinstance(Site.objects.get().root_page.specific, HomePage)

    def test_second_loading_changes_nothing(self) -> None:
        before = everything()

        assert load() == LEFT_ALONE
        assert everything() == before

    def test_loading_changes_nothing_whatever_was_edited(self) -> None:
        for edit in EDITS:
            edit()
            before = everything()

            assert (edit, load()) == (edit, LEFT_ALONE)
            assert everything() == before


def test_loading_that_fails_leaves_nothing_behind(settings: Any) -> None:
    """The demo has no Turkish pages, which shows only after the German home page is made."""
    settings.CAMPAIGNS = {**settings.CAMPAIGNS, "PUBLIC_LANGUAGES": ("de", "tr")}
    before = everything()

    with pytest.raises(KeyError, match="tr"):
        demo.load()

    assert everything() == before


def test_site_of_somebody_else_is_left_alone() -> None:
    CaseFactory()
    before = everything()

    assert demo.load() is False
    assert everything() == before
